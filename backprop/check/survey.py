"""All pages and figures of a folder checked: the Markdown of the project, or a built site by itself."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from flint import ctx

from backprop import files
from backprop.check import figures
from backprop.check.groups import printed
from backprop.check.page import judged
from backprop.check.proof.world import PRECISION
from backprop.check.report import Page, Report, finding
from backprop.check.text import totals
from backprop.check.text.totals import Sum
from backprop.core import registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.reading.declared import declared_in
from backprop.reading.document import Document, Picture, Problem
from backprop.reading.html import read_html
from backprop.reading.markdown import read_markdown

FIGURES = "figures"
WRITTEN, BUILT, DRAWN = ".md", ".html", ".svg"
# More than a site has pages and figures: what is accounted for on all is told on one of them.
KEPT = 1024
# Built pages that are no page of ours: the theme's own.
THEME = frozenset(["404.html"])


def survey(root: Path, chosen: Iterable[Path] = ()) -> Report:
    """Check the pages and figures below `root`, or those of them below a chosen path.

    No value of the store of proofs is taken on trust: the second route is run for each.
    """
    start = time.perf_counter()
    with registry.verified():
        pages = tuple(page(root, path, files.read(path)) for path in found(root, chosen))
    return Report(pages, time.perf_counter() - start)


def found(root: Path, chosen: Iterable[Path] = ()) -> list[Path]:
    """Return the pages below `root`, built ones where it holds a built site, and the figures."""
    kind = BUILT if (root / "index.html").is_file() else WRITTEN
    every = [path for path in sorted(root.rglob("*")) if _is_ours(path.relative_to(root), kind)]
    if not any(path.suffix == kind for path in every):
        raise BackpropError(f"{root}: found no page, expected a folder with index.md, or with a built site")
    wanted = list(chosen) or [root]
    for path in wanted:
        if not any(one.is_relative_to(path) for one in every):
            raise BackpropError(f"{path}: found no page there, expected one below {root}")
    return [one for one in every if any(one.is_relative_to(path) for path in wanted)]


def sums(root: Path) -> dict[str, Sum]:
    """Return what each page below `root` accounts for, but the one that shows this."""
    counted: dict[str, Sum] = {}
    for path in found(root):
        text = files.read(path)
        if path.suffix != DRAWN and not any(map(totals.is_shown, read(root, path, text)[0].blocks)):
            made = page(root, path, text)
            counted[name_of(root, path)] = Sum(sum(made.numbers.values()), made.proved, len(made.waived))
    return counted


def prints(root: Path) -> Mapping[Key, Sequence[str]]:
    """Return which pages below `root` print each quantity, by their names."""
    return _prints(root, tuple((path, files.read(path)) for path in found(root) if path.suffix != DRAWN))


@lru_cache(maxsize=4)
def _prints(root: Path, texts: tuple[tuple[Path, str], ...]) -> Mapping[Key, Sequence[str]]:
    pages: dict[Key, list[str]] = {}
    for name, path, text in sorted((name_of(root, path), path, text) for path, text in texts):
        for key in printed(read(root, path, text)[0]):
            pages.setdefault(key, []).append(name)
    return pages


def name_of(root: Path, path: Path) -> str:
    """Return the name of a page in the table: `mazur/forward`, or `mazur` for the first page of a folder."""
    inside = path.relative_to(root).with_suffix("")
    folder = inside.parent if inside.name == "index" else inside
    return "index" if folder == Path() else folder.as_posix()


def _is_ours(inside: Path, kind: str) -> bool:
    if inside.suffix == DRAWN:
        return inside.parts[0] == FIGURES
    return inside.suffix == kind and inside.parts[0] != "assets" and inside.name not in THEME


@lru_cache(maxsize=KEPT)
def page(root: Path, path: Path, text: str) -> Page:
    """Check the `text` of one file that stands at `path`; what cannot be read ends in one clear line."""
    name = path.as_posix()
    with ctx.workprec(PRECISION):
        if path.suffix == DRAWN:
            return _figure(name, figures.stem(path.name), text)
        document, problems = read(root, path, text)
        result = judged(document, reader(root), lambda: sums(root), lambda: prints(root))
    every = [*problems, *result.verdict.problems, *_absent(root, document)]
    findings = tuple(finding(name, text, one) for one in sorted(every, key=lambda one: (one.start, one.end)))
    return Page(name, result.verdict.counts, result.proved, result.waived, findings)


@lru_cache(maxsize=128)
def read(root: Path, path: Path, text: str) -> tuple[Document, list[Problem]]:
    """Return a page as a document, written or built, and where a built one contradicts itself."""
    if path.suffix == WRITTEN:
        document = read_markdown(path.as_posix(), text)
        return document, list(document.problems)
    return read_html(path.relative_to(root).as_posix(), text, declared_in(path.as_posix(), text))


def reader(root: Path) -> Callable[[str], str | None]:
    """Return what gives the text of a file below the pages, None where there is none."""
    return lambda name: files.read(root / name) if (root / name).is_file() else None


def _absent(root: Path, document: Document) -> Iterator[Problem]:
    """Yield the figures of a page that have no file."""
    for block in document.blocks:
        if isinstance(block, Picture) and not (root / FIGURES / block.file).is_file():
            message = f"found no file {root / FIGURES / block.file}; run backprop assets"
            yield Problem(block.start, block.end, "figure", message)


def _figure(name: str, of: str, svg: str) -> Page:
    verdict = figures.drawn(of, svg)
    problems = [Problem(flaw.start, flaw.end, "figure", flaw.message) for flaw in verdict.flaws]
    findings = tuple(finding(name, svg, problem) for problem in problems)
    return Page(name, {"in figures": verdict.numbers}, 0, {}, findings)
