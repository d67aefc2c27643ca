"""What the built site needs beside its pages: figures, spellings of names, styles and fonts."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from backprop import files
from backprop.core.records import recorded
from backprop.errors import BackpropError, where
from backprop.exports import spelling
from backprop.pages.live import still_words
from backprop.pages.pages import load
from backprop.pages.picture import FOLDER
from backprop.pages.settings import SETTINGS
from backprop.pages.styles import copy_styles
from backprop.progress import track
from backprop.reading.document import Directive
from backprop.reading.markdown import read_markdown

MODULE = "backprop.reading.markdown"
PACKAGES = Path("node_modules")
MARK = "assets/theme/partials/mark.svg"


def write(docs: Path) -> None:
    """Draw every figure of a page, and write what browsers need; old figures go."""
    files.write(docs / "assets" / spelling.FILE, spelling.spelling_module())
    copy_styles(PACKAGES, docs / "assets")
    if (svg := docs / MARK).is_file():
        write_marks(docs, files.read(svg))
    drawn = draw_figures(docs, load(docs))
    for old in set((docs / FOLDER).glob("*.svg")) - drawn:
        old.unlink()


def write_marks(docs: Path, svg: str) -> None:
    """Draw the mark as icons, and into a card for each section of the navigation."""
    settings = files.read(docs.parent / SETTINGS)
    drawn = json.loads(
        recorded("cards", "backprop.pages.cards", [settings, svg], partial(_marks, settings, svg))
    )
    for name, data in drawn.items():
        files.write(docs / "assets" / name, b64decode(data))


def _marks(settings: str, svg: str) -> bytes:
    """Return icons and cards by the names of their files, as JSON."""
    from backprop.pages import cards, mark

    drawn = {f"mark/{name}": data for name, data in mark.icons(svg).items()} | {
        f"cards/{name}": data for name, data in cards.cards(settings, svg).items()
    }
    return json.dumps({name: b64encode(data).decode() for name, data in drawn.items()}).encode()


def draw_figures(docs: Path, pages: Mapping[PurePosixPath, str]) -> set[Path]:
    """Draw the figures of some pages, and return their files."""
    drawn = set()
    for words, place in track(sorted(figures_asked_for(pages, docs).items()), "drawing figures"):
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
        blocks = recorded("asked", MODULE, [name, text], partial(_blocks, name, text))
        for place, *words in json.loads(blocks):
            kind, *rest = still_words(tuple(words)) or ("",)
            if kind == "figure":
                places.setdefault(tuple(rest), f"{name}:{place}")
    return places


def _blocks(name: str, text: str) -> bytes:
    """Return line and column of every block on a page, and its words, as JSON."""
    blocks = (block for block in read_markdown(name, text).blocks if isinstance(block, Directive))
    return json.dumps([[where(text, block.start), *block.words] for block in blocks]).encode()
