"""The modules of the built site, made small by esbuild.

The kernel stays as it was written, so that whoever doubts a digit can read there why it is certain.
"""

import json
from pathlib import Path
from subprocess import PIPE, run

from backprop import files
from backprop.pages.errors import PageError
from backprop.pages.node import find_node

KERNEL = frozenset(["exact.mjs", "interval.mjs", "series.mjs"])
SCRIPT = Path(__file__).with_suffix(".mjs")


def shrink_modules(assets: Path, esbuild: Path) -> None:
    """Make all modules below a folder of a built site small, but for the kernel's."""
    paths = [path for path in sorted(assets.rglob("*.mjs")) if path.name not in KERNEL]
    texts = {path.relative_to(assets).as_posix(): files.read(path) for path in paths}
    for name, text in _small(texts, esbuild).items():
        files.write(assets / name, text)


def _small(texts: dict[str, str], esbuild: Path) -> dict[str, str]:
    """Return what modules become, by their path."""
    if not (esbuild / "package.json").is_file():
        raise PageError(f"{esbuild}: esbuild is not there, expected its npm package; run scripts/install")
    command = [find_node(), str(SCRIPT), str(esbuild.resolve())]
    done = run(command, input=json.dumps(texts), stdout=PIPE, encoding="utf-8", check=True)
    small: dict[str, str] = json.loads(done.stdout)
    if fault := small.get("fault"):
        raise PageError(f"{fault}; correct the module")
    return small
