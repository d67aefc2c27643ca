"""The MkDocs plugin `backprop`: a page is converted once, as long as nothing changes that it comes of.

And formulas and drawings come into it once the search has read it. It saves time: the pages are the same
without it. Only the search gains by it, which tells apart pages of the same title, modules become small, and
crawlers are led to the list of pages where the site knows its address.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from backprop import cache
from backprop.code import digest_of_code
from backprop.core.records import digest_of_examples, digest_of_file
from backprop.files import write
from backprop.garbage import collect_seldom
from backprop.pages.conversion import (
    Conversion,
    Notes,
    apply,
    conversion_of,
    draws_as_before,
    from_bytes,
    leads_as_before,
    to_bytes,
)
from backprop.pages.extension import PagesExtension
from backprop.pages.hidden import show, unpacked
from backprop.pages.indexing import keep_entries, name_sections
from backprop.pages.scripts import shrink_modules
from backprop.progress import counter

EXTENSION, ROOM = "backprop.pages", "conversions"
# What these make of a page comes of its text and of their options; for what the last reads, `_holds` stands.
_KNOWN = {
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists"),
    *("smarty", "tables", "toc"),
    *(f"pymdownx.{name}" for name in ("betterem", "caret", "critic", "details", "highlight", "inlinehilite")),
    *(f"pymdownx.{name}" for name in ("keys", "mark", "superfences", "tabbed", "tasklist", "tilde")),
    EXTENSION,
}
# Crawlers read it at the root of a host alone; elsewhere it does no harm.
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n"


class Options(Config):
    """What a site may say of it."""

    esbuild = Optional(Type(str))  # the folder of esbuild's npm package; without it modules stay as they are


class PagesPlugin(BasePlugin[Options]):
    """Keeps what pages were converted to, and what the search is to pass over."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take up what all pages depend on; `basis` is None where it cannot be told."""
        collect_seldom()
        self.extension = PagesExtension(**(config.mdx_configs.get(EXTENSION) or {}))
        self.basis = self._basis(config)
        self.notes = Notes()
        self.parts: dict[str, bytes] = {}
        self.sections: dict[str, str] = {}
        config.markdown_extensions.append(self.notes)  # type: ignore[arg-type]
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Let the search, which has begun by now, keep its entries."""
        keep_entries(config)

    def on_nav(self, nav: Navigation, files: Files, **_: Any) -> Navigation:
        """Count pages: each is converted, and each put into the site."""
        self.done = counter(2 * len(files.documentation_pages()), "rendering")
        return nav

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """Let the page be rendered by this plugin."""
        page.render = partial(self._render, page, page.render)  # type: ignore[method-assign]
        return page

    @event_priority(-100)  # when the search has read it
    def on_page_context(self, context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
        """Put into the page what was hidden."""
        self.searched = page.content
        for section in [*page.ancestors][:1]:  # the nearest
            self.sections[page.url] = str(section.title)
        if parts := self.parts.pop(page.file.src_uri, None):
            page.content = show(page.content or "", unpacked(parts))
        return context

    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """Let go of it again, once it is in the site."""
        self.done()
        page.content = self.searched
        return output

    @event_priority(100)  # before the search writes its index
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Let the search tell pages of the same title apart, lead crawlers, and make the modules small."""
        name_sections(config, self.sections)
        if config.site_url:
            write(Path(config.site_dir, "robots.txt"), _ROBOTS.format(config.site_url))
        if self.config.esbuild:
            shrink_modules(Path(config.site_dir), Path(self.config.esbuild))

    def _render(self, page: Page, convert: Callable[..., None], config: MkDocsConfig, files: Files) -> None:
        """Give the page what was kept of it, or let MkDocs convert it."""
        place = self._place(page)
        conversion = _kept(place)
        if conversion and self._holds(conversion, page, config, files):
            apply(conversion, page, config, files)
        else:
            convert(config, files)
            conversion = conversion_of(page, self.notes)
            self.notes.forget()
            page.content = conversion.html
            if place:
                cache.write(place, to_bytes(conversion))
        self.parts[page.file.src_uri] = conversion.parts
        self.done()

    def _holds(self, conversion: Conversion, page: Page, config: MkDocsConfig, files: Files) -> bool:
        """Tell whether what stands beside the page is as it was."""
        figures = Path(self.extension.getConfig("figures"))
        return draws_as_before(conversion, figures) and leads_as_before(conversion, page, config, files)

    def _place(self, page: Page) -> Path | None:
        """Return where a page's conversion is kept: a name for all that stands within it and above it."""
        if self.basis is None or page.markdown is None:
            return None
        return cache.place(ROOM, [*self.basis, page.file.src_uri, page.file.url, page.markdown])

    def _basis(self, config: MkDocsConfig) -> list[str | bytes] | None:
        """Return what every page comes of; None where that is not known."""
        if not cache.SITE.is_file() or not _KNOWN.issuperset(config.markdown_extensions):
            return None
        try:
            options = json.dumps([config.markdown_extensions, config.mdx_configs], default=_name_of)
        except TypeError:
            return None
        katex = Path(self.extension.getConfig("katex"), "package.json")
        return [digest_of_code(__name__), digest_of_examples(), options, digest_of_file(katex)]


def _kept(place: Path | None) -> Conversion | None:
    body = cache.read(place) if place else None
    return from_bytes(body) if body else None


def _name_of(option: Any) -> str:
    """Return the name of a function that an option gives; raise where its code may change."""
    if isinstance(option, FunctionType) and option.__module__.startswith(
        ("markdown.", "pymdownx.", "material.")
    ):
        return f"{option.__module__}.{option.__qualname__}"
    raise TypeError(f"found {option!r}, expected what JSON has")
