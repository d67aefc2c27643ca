"""What still names a page by its old path once it has moved: programs, data, and code in pages."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from backprop.pages.settings import SETTINGS

# What is made, or is others'.
_PASSED = {"node_modules", "site", "build", "dist", "__pycache__"}
_TEXTS = {".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".toml", ".tsv", ".txt", ".yml", ".yaml"}


def mentions(root: Path, page: str) -> Iterator[str]:
    """Yield file and line of each place below a folder that names a page; the settings have to."""
    name = re.compile(rf"(?<![\w-]){re.escape(page)}(?![\w-])")
    for path in (path for path in _texts_below(root) if path != root / SETTINGS):
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if name.search(line):
                yield f"{path}:{number}"


def _texts_below(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _PASSED and not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in _TEXTS)
