"""A file of the repository with what it prints; the page names it, the file is what is tested."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered, arguments

FOLDER = "code"
LANGUAGES = {".py": "python"}
_NAMED = re.compile(rf"{FOLDER}/[\w-]{{1,99}}\.\w+")


def listing(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the file and its output: `listing code/NAME.py`, a path below `docs`."""
    usage = f"listing {FOLDER}/NAME.py"
    (name,), _ = arguments(words, usage, 1)
    path = Path(name)
    if not _NAMED.fullmatch(name) or path.suffix not in LANGUAGES:
        raise BackpropError(f"found {name}, expected {usage}")
    file = context.docs / path
    if not file.is_file():
        raise BackpropError(f"found listing {path}, expected a file of that name below {context.docs.name}")
    source = files.read(file).replace("\r\n", "\n").rstrip("\n")
    download = f"[`{path.name}`]({context.up}{path})"
    code = f"```{LANGUAGES[path.suffix]}\n{source}\n```"
    return Rendered(f"{code}\n\n{download} prints\n\n```text\n{_output(file)}\n```", frozenset())


@cache
def _output(file: Path) -> str:
    """Return what the file prints, run by itself; a failure is an error with its last line.

    The output of a program that needs other packages is kept beside it in NAME.txt and tested with them.
    """
    kept = file.with_suffix(".txt")
    if kept.is_file():
        return files.read(kept).rstrip("\n")
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BackpropError(f"{file.name} ended with exit code {done.returncode}: {reason}")
    return done.stdout.rstrip("\n")
