"""What the built site needs beside its pages: figures, the browser's operations, KaTeX's styles and fonts."""

from collections.abc import Iterator
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError, where
from backprop.exports import operations
from backprop.figures import Figure, figure, svg
from backprop.pages.pages import load
from backprop.pages.picture import FOLDER
from backprop.pages.styles import copy_styles
from backprop.reading.document import Directive
from backprop.reading.markdown import read_markdown

KATEX = Path("node_modules/katex")


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
