"""All pages and figures of a folder checked: the Markdown of the project, or a built site by itself."""

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from flint import ctx

from backprop import files
from backprop.check.context import PageContext, Read
from backprop.check.page import check_page, total
from backprop.check.pictures import DRAWN, FIGURES, check_figure
from backprop.check.proof.assignment import PRECISION
from backprop.check.record import recorded_page
from backprop.check.report import Page, Report
from backprop.core import registry
from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError
from backprop.progress import track
from backprop.reading.document import Directive, Document
from backprop.reading.front import read_reasons
from backprop.reading.html import declared_in, read_html
from backprop.reading.markdown import read_markdown

DECLARED = "declared.yml"
WRITTEN, BUILT = ".md", ".html"
# The directive of the block that says what the check accounts for on all other pages.
TOTALS = "checked"
# What a browser follows from an address that a page has left.
REFRESH = '<meta http-equiv="refresh"'
# Built pages that are no page of ours: the theme's own.
THEME = frozenset(["404.html"])


def survey(root: Path, chosen: Iterable[Path] = ()) -> Report:
    """Check the pages and figures below `root`, or those of them below a chosen path.

    No value of the store of proofs is taken on trust: the second route is run for each.
    """
    start = time.perf_counter()
    pages = tuple(
        checked(root, path, files.read(path)) for path in track(files_below(root, chosen), "checking")
    )
    return Report(pages, time.perf_counter() - start)


def survey_text(root: Path, path: Path, text: str) -> Report:
    """Check a text as the page that would stand at `path` below `root`."""
    start = time.perf_counter()
    if path.suffix != WRITTEN or not path.is_relative_to(root):
        raise BackpropError(f"{path}: expected the place of a page, such as {root / 'mine/page.md'}")
    return Report((checked(root, path, text),), time.perf_counter() - start)


def checked(root: Path, path: Path, text: str) -> Page:
    """Return what the check says of a file with this text, from its record where records are in use."""
    declared = site_declared(root)
    parts = [root.as_posix(), path.as_posix(), text, json.dumps(list(declared.items()))]
    with registry.verified():
        return recorded_page(parts, reader(root), lambda read: _checked(root, path, text, declared, read))


def files_below(root: Path, chosen: Iterable[Path] = ()) -> list[Path]:
    """Return the pages below `root`, built ones where it holds a built site, and the figures."""
    kind = BUILT if (root / "index.html").is_file() else WRITTEN
    files_there = (path for path in sorted(root.rglob("*")) if _is_ours(path.relative_to(root), kind))
    every = [path for path in files_there if kind == WRITTEN or not is_redirect(path)]
    if not any(path.suffix == kind for path in every):
        raise BackpropError(f"{root}: found no page, expected a folder with index.md, or with a built site")
    wanted = list(chosen) or [root]
    for path in wanted:
        if not any(file.is_relative_to(path) for file in every):
            raise BackpropError(f"{path}: found no page there, expected one below {root}")
    return [file for file in every if any(file.is_relative_to(path) for path in wanted)]


def sums(root: Path) -> dict[str, Page]:
    """Return what the check says of each page below `root` by its name, but of the one that shows this."""
    texts = {path: files.read(path) for path in files_below(root) if path.suffix != DRAWN}
    kept = {path: text for path, text in texts.items() if not _is_totals(root, path, text)}
    return {name_of(root, path): checked(root, path, text) for path, text in kept.items()}


def _is_totals(root: Path, path: Path, text: str) -> bool:
    blocks = read(root, path, text).blocks if TOTALS in text else ()
    return any(isinstance(block, Directive) and block.words[:1] == (TOTALS,) for block in blocks)


def name_of(root: Path, path: Path) -> str:
    """Return the name of a page in the table: `mazur/forward`, or `mazur` for the first page of a folder."""
    inside = path.relative_to(root).with_suffix("")
    folder = inside.parent if inside.name == "index" else inside
    return "index" if folder == Path() else folder.as_posix()


def is_redirect(path: Path) -> bool:
    """Tell whether a built page does no more than lead on to another."""
    return path.suffix == BUILT and REFRESH in files.read(path)


def _is_ours(inside: Path, kind: str) -> bool:
    if inside.suffix == DRAWN:
        return inside.parts[0] == FIGURES
    return inside.suffix == kind and inside.parts[0] != "assets" and inside.name not in THEME


def page(root: Path, path: Path, text: str) -> Page:
    """Check the `text` of one file that stands at `path`; what cannot be read ends in one clear line."""
    return _checked(root, path, text, site_declared(root), reader(root))


def _checked(root: Path, path: Path, text: str, declared: Mapping[str, str], reading: Read) -> Page:
    name = path.as_posix()
    with ctx.workprec(PRECISION):
        if path.suffix == DRAWN:
            return total(name, text, list(check_figure(path.name, text)))
        return check_page(name, PageContext(read(root, path, text), declared, reading))


def context_of(root: Path, path: Path, text: str) -> PageContext:
    """Return a page below `root` with what its names and numbers may mean."""
    return PageContext(read(root, path, text), site_declared(root), reader(root))


def read(root: Path, path: Path, text: str) -> Document:
    """Return a page as a document, written or built."""
    if path.suffix == WRITTEN:
        return read_markdown(path.as_posix(), text, tuple(EXAMPLES))
    declared = declared_in(path.as_posix(), text)
    return read_html(path.relative_to(root).as_posix(), text, declared, EXAMPLES)


def site_declared(root: Path) -> Mapping[str, str]:
    """Return what the whole site declares: numbers that are no quantity, each with its reason."""
    path = root / DECLARED
    return read_reasons(path.as_posix(), files.read(path)) if path.is_file() else {}


def reader(root: Path) -> Read:
    """Return what gives the text of a file below the pages, None where there is none."""
    return lambda name: files.read(root / name) if (root / name).is_file() else None
