"""Keys for the numbers in generated formulas, put there while a page is built.

The page itself holds plain TeX, so that any forge shows it; the built one knows which quantity a number is.
"""

import re
from dataclasses import replace
from pathlib import Path

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from backprop.core.store import kept
from backprop.errors import BackpropError
from backprop.pages.block import Context
from backprop.pages.blocks import render
from backprop.pages.errors import PageError
from backprop.pages.inject import Patch, indented, injected
from backprop.pages.regions import Block, regions
from backprop.pages.source import source

MARKED = frozenset(["step", "steps", "matrix"])
_UP = re.compile(r"\(((?:\.\./)*)values/")


class Marks(Preprocessor):
    """Runs before the mathematics of a page is typeset."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the page with its keys; a stale block ends the build at its line."""
        text = "\n".join(lines)
        try:
            blocks = [region for region in regions(text) if isinstance(region, Block)]
        except BackpropError as error:
            page, (line, rest) = source(self.md, text), str(error).split(":", 1)
            raise PageError(f"{page.name}:{page.above + int(line)}:{rest}") from error
        steps = [block for block in blocks if MARKED.intersection(block.words[:1])]
        with kept():
            return injected(text, [self._patch(text, block) for block in steps]).split("\n")

    def _patch(self, text: str, block: Block) -> Patch:
        body = text[block.start : block.end]
        up = _UP.search(body)
        context = Context(up[1] if up else "", Path())
        try:
            plain, keyed = (render(block.words, c).text for c in (context, replace(context, marked=True)))
        except BackpropError as error:
            raise PageError(f"{source(self.md, text).at(block.place)}: {error}") from error
        if body != indented(plain, block.indent):
            place, words = source(self.md, text).at(block.place), " ".join(block.words)
            raise PageError(f"{place}: this block is not what {words} gives; run backprop inject")
        return Patch(block.start, block.end, indented(keyed, block.indent), frozenset())


def register(md: Markdown) -> None:
    """Let the built page carry its keys; before the mathematics, at 28."""
    md.preprocessors.register(Marks(md), "backprop_marks", 29)
