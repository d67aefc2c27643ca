"""The style sheet and fonts of KaTeX, for the site to serve itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backprop import files
from backprop.pages.errors import PageError

if TYPE_CHECKING:
    from pathlib import Path

# Every browser that runs the site reads WOFF2, so the older formats of each font are left out.
OLDER = re.compile(r',\s*url\((?![^)]*\.woff2["\']?\))[^)]*\)(?:\s*format\([^)]*\))?')
FONT = re.compile(r'url\(["\']?([^)"\']*)["\']?\)')


def copy_styles(katex: Path, destination: Path) -> None:
    """Copy KaTeX's style sheet, the fonts it names and its licence into a folder."""
    source = katex / "dist/katex.min.css"
    if not source.is_file():
        raise PageError(f"{source}: not there, expected KaTeX's style sheet; run scripts/install")
    css = OLDER.sub("", source.read_text("utf-8"))
    files.write(destination / source.name, css)
    files.write(destination / "LICENSE", (katex / "LICENSE").read_bytes())
    for font in FONT.findall(css):
        files.write(destination / font, (source.parent / font).read_bytes())
