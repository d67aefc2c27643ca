"""Pages kept in a state from which each can be rendered alone, as soon as its file is saved."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from backprop import files as disk
from backprop.build.ahead import work_ahead
from backprop.build.rendering import SETTINGS, SITE
from backprop.build.shares import check_and_export, shares_of, write_numbers
from backprop.check.survey import checked, survey
from backprop.core import records
from backprop.errors import BackpropError
from backprop.pages import assets
from backprop.pages.inject import own_patches
from backprop.pages.pages import inject, printing
from backprop.pages.patch import injected


class _NoOptions(Config):
    """Nothing that a site may say of it: MkDocs refuses its own class for that."""


class _Noted(BasePlugin[_NoOptions]):
    """Notes what MkDocs renders pages with."""

    nav: Navigation
    env: Any

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Note the navigation."""
        self.nav = nav
        return nav

    def on_env(self, env: Any, files: Files, **_: Any) -> Any:
        """Note the templates and the files."""
        self.env, self.files = env, files
        return env


@dataclass(frozen=True)
class Rendered:
    """A site that MkDocs has rendered, and all that it takes to render one of its pages again."""

    config: MkDocsConfig
    noted: _Noted

    def knows(self, path: PurePosixPath) -> bool:
        """Tell whether there is such a page."""
        file = self.noted.files.get_file_from_path(path.as_posix())
        return file is not None and file.page is not None

    def render_page(self, path: PurePosixPath) -> None:
        """Render one page into the site."""
        file = self.noted.files.get_file_from_path(path.as_posix())
        assert file is not None
        assert file.page is not None
        vars(file.page).pop("render", None)  # what a plugin put there at the last time
        mkdocs_build._populate_page(file.page, self.config, self.noted.files)
        pages = self.noted.files.documentation_pages()
        mkdocs_build._build_page(file.page, self.config, pages, self.noted.nav, self.noted.env)


def render_all() -> Rendered:
    """Render all pages; dead links are warnings, and no more."""
    config = load_config(SETTINGS.as_posix(), strict=False, site_dir=SITE.as_posix())
    noted = _Noted()
    config.plugins["preview"] = noted
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build.build(config)
    return Rendered(config, noted)


def refresh(docs: Path) -> list[str]:
    """Bring all pages, figures and data up to date, and return what the check finds."""
    from backprop.exports.export import export

    with records.in_use():
        work_ahead([write_numbers, check_and_export], shares_of(docs))
        assets.write(docs)
        inject(docs, [], check=False)
        export(docs, printing(docs))
        return list(map(str, survey(docs).findings))


def mend(docs: Path, path: PurePosixPath) -> tuple[str, list[str]]:
    """Put into a saved page what belongs into it and draw its figures; return it and what the check finds.

    The file is left alone where it cannot be read, or was saved again meanwhile.
    """
    file = docs / path
    text = disk.read(file)
    with records.in_use():
        fresh = injected(text, own_patches({path: text}, docs)[path])
        if fresh != text and disk.read(file) == text:
            disk.write(file, fresh)
        assets.draw_figures(docs, {path: fresh})
        return fresh, list(map(str, checked(docs, file, fresh).findings))


def render(site: Rendered, path: PurePosixPath) -> list[str]:
    """Render one page, and return what keeps it from being rendered."""
    try:
        site.render_page(path)
    except (BackpropError, SystemExit) as error:
        return [str(error)]
    return []
