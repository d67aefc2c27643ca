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
from backprop.pages.blocks import render_block
from backprop.pages.errors import PageError
from backprop.pages.inject import indented
from backprop.pages.page_text import PageText, page_text
from backprop.pages.patch import Patch, injected
from backprop.reading.document import Directive

MARKED = frozenset(["step", "steps", "matrix"])
_UP = re.compile(r"\(((?:\.\./)*)values/")


class Marks(Preprocessor):
    """Runs before the mathematics of a page is typeset."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the page with its keys; a stale block ends the build at its line."""
        page = page_text(self.md, lines)
        directives = [block for block in page.document().blocks if isinstance(block, Directive)]
        steps = [block for block in directives if MARKED.intersection(block.words[:1])]
        with kept():
            return page.below(injected(page.text, [_patch(page, block) for block in steps]))


def _patch(page: PageText, block: Directive) -> Patch:
    body = page.text[slice(*block.body)]
    up = _UP.search(body)
    context = Context(up[1] if up else "", Path())
    try:
        plain, keyed = (render_block(block.words, c).text for c in (context, replace(context, marked=True)))
    except BackpropError as error:
        raise PageError(f"{page.at(block.start)}: {error}") from error
    if body != indented(plain, block.indent):
        place, words = page.at(block.start), " ".join(block.words)
        raise PageError(f"{place}: this block is not what {words} gives; run backprop inject")
    return Patch(*block.body, indented(keyed, block.indent), frozenset())


def register(md: Markdown) -> None:
    """Let the built page carry its keys; before the mathematics, at 28."""
    md.preprocessors.register(Marks(md), "backprop_marks", 29)
