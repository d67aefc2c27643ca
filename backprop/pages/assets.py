"""What the built site needs beside its pages: figures, the browser's operations, KaTeX's styles and fonts."""

import re
from collections.abc import Iterator
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError, where
from backprop.exports import operations
from backprop.figures import Figure, figure, svg
from backprop.pages.pages import load
from backprop.pages.picture import FOLDER
from backprop.reading.document import Directive
from backprop.reading.markdown import read_markdown

KATEX = Path("node_modules/katex")
# Every browser that runs the site reads WOFF2, so the older formats of each font are left out.
OLDER = re.compile(r',\s*url\((?![^)]*\.woff2["\']?\))[^)]*\)(?:\s*format\([^)]*\))?')
FONT = re.compile(r'url\(["\']?([^)"\']*)["\']?\)')


def write(docs: Path) -> None:
    """Draw every figure of a page, and write what browsers need; old figures go."""
    files.write(docs / "assets" / operations.FILE, operations.operations_module())
    copy_styles(KATEX, docs / "assets" / "katex")
    drawn = set()
    for drawing in _figures(docs):
        path = docs / FOLDER / f"{drawing.name}.svg"
        files.write(path, svg(drawing))
        drawn.add(path)
    for old in set((docs / FOLDER).glob("*.svg")) - drawn:
        old.unlink()


def copy_styles(katex: Path, destination: Path) -> None:
    """Copy KaTeX's style sheet, the fonts it names and its licence into a folder."""
    source = katex / "dist/katex.min.css"
    if not source.is_file():
        raise BackpropError(f"{source}: not there, expected KaTeX's style sheet; run scripts/install")
    css = OLDER.sub("", source.read_text("utf-8"))
    files.write(destination / source.name, css)
    files.write(destination / "LICENSE", (katex / "LICENSE").read_bytes())
    for font in FONT.findall(css):
        files.write(destination / font, (source.parent / font).read_bytes())


def _figures(docs: Path) -> Iterator[Figure]:
    for words, place in sorted(figures_asked_for(docs).items()):
        try:
            yield figure(words)
        except BackpropError as error:
            raise BackpropError(f"{place}: {error}") from error


def figures_asked_for(docs: Path) -> dict[tuple[str, ...], str]:
    """Return the words of every figure that stands on a page, and the first place where it does."""
    places: dict[tuple[str, ...], str] = {}
    for path, text in load(docs).items():
        for block in read_markdown(f"{docs.name}/{path}", text).blocks:
            if isinstance(block, Directive) and block.words[:1] == ("figure",):
                places.setdefault(block.words[1:], f"{docs.name}/{path}:{where(text, block.start)}")
    return places
