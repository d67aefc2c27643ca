"""A file of the repository with what it prints; the page names it, the file is what is tested."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered

FOLDER = "code"
LANGUAGES = {".py": "python"}


def listing(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the file and its output: `listing code/NAME.py`, a path below `docs`."""
    path = Path(*words[:1])
    if len(words) != 1 or path.parts[0] != FOLDER or ".." in path.parts or path.suffix not in LANGUAGES:
        raise BackpropError(f"found listing {' '.join(words)}, expected listing {FOLDER}/NAME.py")
    file = context.docs / path
    if not file.is_file():
        raise BackpropError(f"found listing {path}, expected a file of that name below {context.docs.name}")
    source = file.read_text(encoding="utf-8").rstrip("\n")
    download = f"[`{path.name}`]({context.up}{path})"
    code = f"```{LANGUAGES[path.suffix]}\n{source}\n```"
    return Rendered(f"{code}\n\n{download} prints\n\n```text\n{_output(file)}\n```", frozenset())


@cache
def _output(file: Path) -> str:
    """Run the file by itself and return what it prints; a failure is an error with its last line."""
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BackpropError(f"{file.name} ended with exit code {done.returncode}: {reason}")
    return done.stdout.rstrip("\n")
