"""The modules of the built site without the comments that no browser needs.

The kernel keeps its own, so that whoever doubts a digit can read there why it is certain.
"""

from pathlib import Path

from backprop import files

KERNEL = frozenset(["exact.mjs", "interval.mjs", "series.mjs"])


def without_comments(text: str) -> str:
    """Return a module without the lines that are comments alone."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("//"))


def slim_modules(assets: Path) -> None:
    """Leave out the comments of all modules below a folder of a built site, but for the kernel's."""
    for path in sorted(assets.rglob("*.mjs")):
        if path.name not in KERNEL:
            files.write(path, without_comments(files.read(path)))
