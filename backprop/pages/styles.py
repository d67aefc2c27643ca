"""Style sheets and fonts of npm packages, copied beside the pages: KaTeX's, and the face of the text."""

import re
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError

KATEX, TEXT_FACE = Path("katex"), Path("@fontsource-variable/source-serif-4")
# Every browser that runs the site reads WOFF2, so the older formats of each font are left out.
OLDER = re.compile(r',\s*url\((?![^)]*\.woff2["\']?\))[^)]*\)(?:\s*format\([^)]*\))?')
FONT = re.compile(r'url\(["\']?([^)"\']*)["\']?\)')
# The text face has a file for each script; the pages are written in these two.
SCRIPTS = re.compile(r"@font-face \{[^}]*-4-(?:latin|greek)-wght-[^}]*\}\n?")


def copy_styles(packages: Path, destination: Path) -> None:
    """Copy the style sheets into a folder each, with the fonts they name and their licences."""
    katex, face = packages / KATEX, packages / TEXT_FACE
    _copy(
        katex,
        katex / "dist",
        OLDER.sub("", _read(katex / "dist/katex.min.css")),
        destination / "katex/katex.min.css",
    )
    faces = "".join(SCRIPTS.findall(_read(face / "wght.css") + _read(face / "wght-italic.css")))
    _copy(face, face, faces, destination / "text-face/text-face.css")


def _read(sheet: Path) -> str:
    if not sheet.is_file():
        raise BackpropError(f"{sheet}: not there, expected a style sheet; run scripts/install")
    return sheet.read_text("utf-8")


def _copy(package: Path, folder: Path, css: str, destination: Path) -> None:
    """Write a style sheet, the licence of its package, and the fonts it names, which stand below `folder`."""
    files.write(destination, css)
    files.write(destination.parent / "LICENSE", (package / "LICENSE").read_bytes())
    for font in FONT.findall(css):
        files.write(destination.parent / font, (folder / font).read_bytes())
