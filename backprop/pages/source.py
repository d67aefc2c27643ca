"""Where the text at hand stands in its file, for messages that name file, line and column.

Python-Markdown tells its extensions neither; MkDocs and Zensical each leave the path with the instance.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown


@dataclass(frozen=True)
class Source:
    """A page's name and the number of lines above its text, those of the front matter."""

    name: str
    above: int
    text: str

    def at(self, offset: int) -> str:
        """Give `path:line:column` of a character of the text."""
        line = self.text.count("\n", 0, offset)
        column = offset - self.text.rfind("\n", 0, offset)
        return f"{self.name}:{self.above + line + 1}:{column}"


def source(md: Markdown, text: str) -> Source:
    """Tell where `text` comes from, the whole of the page that `md` converts."""
    path = _path(md)
    if path is None:
        return Source("<page>", 0, text)
    above = _lines(path.read_text("utf-8-sig")) - _lines(text)
    return Source(_short(path), max(above, 0), text)


def _path(md: Markdown) -> Path | None:
    """Ask MkDocs, then Zensical; a page made in memory has no path."""
    if "relpath" in md.treeprocessors:
        mkdocs: Any = md.treeprocessors["relpath"]
        return Path(mkdocs.file.abs_src_path) if mkdocs.file.abs_src_path else None
    if "rendering_context" in md.preprocessors:
        zensical: Any = md.preprocessors["rendering_context"]
        return Path(zensical.config["docs_dir"], zensical.page.path)
    return None


def _lines(text: str) -> int:
    return text.rstrip().count("\n")


def _short(path: Path) -> str:
    """Name a file as a person in the current folder would."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
