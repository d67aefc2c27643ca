"""The Python-Markdown extension `backprop.pages`: what pages need beyond Markdown, in any site generator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown import Extension

from backprop.pages import (
    claim_links,
    drawings,
    folds,
    mathematics,
    table_layout,
    value_index,
    value_links,
)

if TYPE_CHECKING:
    from markdown import Markdown


class PagesExtension(Extension):
    """Mathematics typeset, figures drawn into the page, long facts folded, while the site is built."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "katex": ["node_modules/katex", "The folder of KaTeX's npm package"],
            "figures": ["docs/figures", "The folder of the figures"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown calls it so
        """Register the processors."""
        drawings.register(md, Path(self.getConfig("figures")))
        claim_links.register(md)
        value_index.register(md)
        value_links.register(md)
        folds.register(md)
        table_layout.register(md)
        mathematics.register(md, Path(self.getConfig("katex")))
