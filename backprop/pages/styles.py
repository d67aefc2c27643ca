"""The style sheet and fonts of KaTeX, for the site to serve itself."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

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
    (destination / "fonts").mkdir(parents=True, exist_ok=True)
    (destination / source.name).write_text(css, "utf-8")
    shutil.copyfile(katex / "LICENSE", destination / "LICENSE")
    for font in FONT.findall(css):
        shutil.copyfile(source.parent / font, destination / font)
