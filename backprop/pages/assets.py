"""What the built site needs beside its pages: figures, the browser's operations, styles and fonts."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from backprop import files
from backprop.core.records import recorded
from backprop.errors import BackpropError, where
from backprop.exports import operations
from backprop.pages.pages import load
from backprop.pages.picture import FOLDER
from backprop.pages.styles import copy_styles
from backprop.reading.document import Directive
from backprop.reading.markdown import read_markdown

MODULE = "backprop.reading.markdown"
PACKAGES = Path("node_modules")


def write(docs: Path) -> None:
    """Draw every figure of a page, and write what browsers need; old figures go."""
    files.write(docs / "assets" / operations.FILE, operations.operations_module())
    copy_styles(PACKAGES, docs / "assets")
    drawn = draw_figures(docs, load(docs))
    for old in set((docs / FOLDER).glob("*.svg")) - drawn:
        old.unlink()


def draw_figures(docs: Path, pages: Mapping[PurePosixPath, str]) -> set[Path]:
    """Draw the figures of some pages, and return their files."""
    drawn = set()
    for words, place in sorted(figures_asked_for(pages, docs).items()):
        try:
            name, drawing = json.loads(recorded("figures", "backprop.figures", words, partial(_drawn, words)))
        except BackpropError as error:
            raise BackpropError(f"{place}: {error}") from error
        path = docs / FOLDER / f"{name}.svg"
        files.write(path, drawing)
        drawn.add(path)
    return drawn


def _drawn(words: tuple[str, ...]) -> bytes:
    """Return the name of a figure and its SVG, as JSON; what draws is imported where there is a figure."""
    from backprop.figures import figure, svg

    drawing = figure(words)
    return json.dumps([drawing.name, svg(drawing)]).encode()


def figures_asked_for(pages: Mapping[PurePosixPath, str], docs: Path) -> dict[tuple[str, ...], str]:
    """Return the words of every figure that stands on a page, and the first place where it does."""
    places: dict[tuple[str, ...], str] = {}
    for path, text in pages.items():
        name = f"{docs.name}/{path}"
        for place, *words in json.loads(recorded("asked", MODULE, [name, text], partial(_asked, name, text))):
            places.setdefault(tuple(words), f"{name}:{place}")
    return places


def _asked(name: str, text: str) -> bytes:
    """Return line and column of every figure on a page, and its words, as JSON."""
    directives = (block for block in read_markdown(name, text).blocks if isinstance(block, Directive))
    figures = (block for block in directives if block.words[:1] == ("figure",))
    return json.dumps([[where(text, block.start), *block.words[1:]] for block in figures]).encode()
