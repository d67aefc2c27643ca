"""Where the text at hand is in its file, for messages that name file, line and column.

Python-Markdown tells its extensions neither; MkDocs and Zensical each leave the path with the instance.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError, where
from backprop.pages.errors import PageError
from backprop.reading.front import blank_front
from backprop.reading.markdown import read_markdown

if TYPE_CHECKING:
    from markdown import Markdown

    from backprop.reading.document import Document


@dataclass(frozen=True)
class PageText:
    """A page's name, how many lines its front matter takes, and its text with that, or with blank lines."""

    name: str
    above: int
    text: str

    def at(self, offset: int) -> str:
        """Give `path:line:column` of a character of the text."""
        return f"{self.name}:{where(self.text, offset)}"

    def document(self) -> Document:
        """Return the page as it is read; an error ends the build."""
        try:
            return read_markdown(self.name, self.text, tuple(EXAMPLES))
        except BackpropError as error:
            raise PageError(str(error)) from error

    def below(self, text: str) -> list[str]:
        """Return the lines of a text like this one below the front matter, and two blank ones."""
        return [*text.split("\n")[self.above :], "", ""]


def page_text(md: Markdown, lines: list[str]) -> PageText:
    """Return the page that `md` converts, given its lines; as its file has it, so that it is read once."""
    path, text = path_of(md), "\n".join(lines)
    if path is None:
        return PageText("<page>", 0, text)
    file = path.read_text("utf-8-sig")
    body = blank_front(file)
    above = max(0, _lines(body) - _lines(text))
    is_as_written = f"\n{body.rstrip()}".endswith(f"\n{text.rstrip()}") and body.strip() == text.strip()
    return PageText(_short(path), above, file if is_as_written else "\n" * above + text)


def path_of(md: Markdown) -> Path | None:
    """Return the file of the page that `md` converts, as MkDocs or Zensical says; none where it has none."""
    if "relpath" in md.treeprocessors:
        mkdocs: Any = md.treeprocessors["relpath"]
        return Path(mkdocs.file.abs_src_path) if mkdocs.file.abs_src_path else None
    if "rendering_context" in md.preprocessors:
        zensical: Any = md.preprocessors["rendering_context"]
        return Path(zensical.config["docs_dir"], zensical.page.path)
    return None


def way_up(md: Markdown) -> str | None:
    """Return the way from the page that `md` converts to the folder of all; none where it has no file."""
    if "relpath" in md.treeprocessors:
        mkdocs: Any = md.treeprocessors["relpath"]
        return "../" * str(mkdocs.file.src_uri).count("/") if mkdocs.file.abs_src_path else None
    if "rendering_context" in md.preprocessors:
        zensical: Any = md.preprocessors["rendering_context"]
        return "../" * str(zensical.page.path).count("/")
    return None


def _lines(text: str) -> int:
    return text.rstrip().count("\n")


def _short(path: Path) -> str:
    """Name a file as a person in the current folder would."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
