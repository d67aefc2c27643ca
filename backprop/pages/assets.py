"""What the built site needs beside its pages: the figures they name, and KaTeX's styles and fonts."""

from pathlib import Path

from backprop import files
from backprop.figures import THEMES, figure, svg
from backprop.pages.pages import load
from backprop.pages.picture import FOLDER, file_name
from backprop.pages.regions import Block, regions
from backprop.pages.styles import copy_styles

KATEX = Path("node_modules/katex")


def write(docs: Path) -> None:
    """Draw every figure that a page names, in both themes, and copy KaTeX's styles; old figures go."""
    copy_styles(KATEX, docs / "assets" / "katex")
    drawn = set()
    for made in map(figure, sorted(named(docs))):
        for name, theme in THEMES.items():
            path = docs / FOLDER / file_name(made.name, name)
            files.write(path, svg(made, theme))
            drawn.add(path)
    for old in set((docs / FOLDER).glob("*.svg")) - drawn:
        old.unlink()


def named(docs: Path) -> set[tuple[str, ...]]:
    """Return the words of every figure that stands on a page."""
    blocks = [part for text in load(docs).values() for part in regions(text) if isinstance(part, Block)]
    return {block.words[1:] for block in blocks if block.words[:1] == ("figure",)}
