"""Mathematics in a page: formulas are taken out of the Markdown, rendered and put into the HTML.

What a formula becomes depends on where it stands: HTML in the text, plain text in a title or an attribute,
its own source in code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from backprop.core.keys import parse
from backprop.pages.errors import PageError
from backprop.pages.katex import Fault, Formula, typeset
from backprop.pages.marks import marks_of, moved
from backprop.pages.number_keys import key_marks
from backprop.pages.page_text import page_text, way_up
from backprop.pages.patch import injected
from backprop.pages.plain import plain
from backprop.pages.roles import coloured
from backprop.pages.step_numbers import insert_lists
from backprop.pages.upright import upright
from backprop.reading.document import formulas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from backprop.core.keys import Key
    from backprop.pages.page_text import PageText
    from backprop.reading.document import Mathematics as Place

# So many formulas that were drawn are kept, for those that stand on many pages.
KEPT = 2_000

MARK = re.compile(f"{STX}katexz:([0-9]+){ETX}")
PARAGRAPH = re.compile(rf"(<p>)?{MARK.pattern}(</p>)?")
_KEY = re.compile(r"\\htmlData\{key=([^{}]*)\}")
CODE_OR_TAG = re.compile(r"""(<code\b.*?</code>)|<[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>""", re.DOTALL)
QUOTED = re.compile(r'(?<=<annotation encoding="application/x-tex">)[^<]*')

# Material's search is to read the plain text and pass over KaTeX's three layers; a person meets only those.
# It excludes by the name of the element, so the wrapper must be one that KaTeX does not use within.
FORMULA = '<span hidden>{}</span><bdi data-search-exclude="true">{}</bdi>'
# A wide formula scrolls by itself, and the keyboard can scroll only what it can reach.
DISPLAY = '<div class="math" role="group" aria-label="Formula" tabindex="0">{}</div>'


@dataclass(frozen=True)
class Drawn:
    """A formula in each of its shapes, or what is wrong with it."""

    source: str
    plain: str = ""
    html: str = ""
    display: bool = False
    fault: str = ""

    @property
    def keys(self) -> list[Key]:
        """The quantities of the numbers in a display, as it names them."""
        return [parse(key) for key in _KEY.findall(self.source)] if self.display else []


class Mathematics:
    """The formulas of the page that a Markdown instance is converting."""

    def __init__(self, md: Markdown, katex: Path) -> None:
        self.md, self.katex = md, katex
        self._begin([])

    def _begin(self, drawn: list[Drawn]) -> None:
        self.drawn = drawn
        self.titles = True  # while titles are made; the page itself comes last
        self.faults: set[int] = set()

    def take(self, lines: list[str]) -> list[str]:
        """Draw the formulas of a text, those of blocks with their keys, and leave a mark for each."""
        page = page_text(self.md, lines)
        document = page.document()
        if broken := document.problems:
            raise PageError("\n".join(f"{page.at(problem.start)}: {problem.message}" for problem in broken))
        keys = sorted([*marks_of(page, document), *key_marks(document)], key=lambda mark: mark.start)
        page = replace(page, text=injected(page.text, keys))
        places = [moved(place, keys) for place in sorted(formulas(document), key=lambda place: place.start)]
        self._begin([_draw(page, place, self.katex) for place in places])
        return page.below(_mark(page.text, places))

    def restore(self, root: Element) -> None:
        """Give code its source back, before a highlighter takes the mark apart."""
        for code in root.iter("code"):
            code.text = AtomicString(MARK.sub(self._source, code.text or ""))

    def list_numbers(self, root: Element) -> None:
        """Put below each display the list of its numbers that have a key."""
        if (up := way_up(self.md)) is not None:
            insert_lists(root, self._keys_in, up)

    def _keys_in(self, paragraph: Element) -> Sequence[Key]:
        mark = MARK.fullmatch((paragraph.text or "").strip())
        return self.drawn[int(mark[1])].keys if mark and not len(paragraph) else ()

    def finish_titles(self, _root: Element) -> None:
        """Note that what follows is the page."""
        self.titles = False

    def put(self, html: str) -> str:
        """Put each formula in the shape that its place asks for."""
        page = PARAGRAPH.sub(self._typeset, CODE_OR_TAG.sub(self._kept, html))
        if self.faults:
            raise PageError("\n".join(self.drawn[number].fault for number in sorted(self.faults)))
        return page

    def _source(self, mark: re.Match[str]) -> str:
        return escape(self.drawn[int(mark[1])].source, quote=False)

    def _kept(self, match: re.Match[str]) -> str:
        return MARK.sub(self._source if match[1] else self._plain, match[0])

    def _plain(self, mark: re.Match[str]) -> str:
        return self._used(int(mark[1])).plain

    def _typeset(self, match: re.Match[str]) -> str:
        before, number, after = match.groups("")
        drawn = self._used(int(number))
        if drawn.display and before and after:
            before = after = ""
        return before + (drawn.plain if self.titles else drawn.html) + after

    def _used(self, number: int) -> Drawn:
        """Look a formula up; only one that is used is missed when it is broken."""
        if self.drawn[number].fault and not self.titles:
            self.faults.add(number)
        return self.drawn[number]


def _quoting(html: str, tex: str) -> str:
    """Let the HTML of a formula quote the TeX that was written, for those who copy it."""
    return QUOTED.sub(lambda _: escape(tex), html, count=1)


def _draw(page: PageText, place: Place, katex: Path) -> Drawn:
    written = page.text[slice(*place.outer)]
    answer = _shapes(Formula(place.tex, place.display), katex)
    if isinstance(answer, Fault):
        return Drawn(written, fault=f"{page.at(place.start + answer.offset)}: {answer.message}")
    return Drawn(written, *answer, place.display)


@lru_cache(maxsize=KEPT)
def _shapes(formula: Formula, katex: Path) -> tuple[str, str] | Fault:
    """Return a formula as plain text and as HTML."""
    answer = _typeset(formula, katex)
    if isinstance(answer, Fault):
        return answer
    line = escape(plain(answer))
    html = FORMULA.format(line, answer)
    return line, DISPLAY.format(html) if formula.display else html


def _typeset(formula: Formula, katex: Path) -> str | Fault:
    """Return a formula in colours, names upright; as it is written where KaTeX takes neither."""
    answer = typeset(replace(formula, tex=upright(coloured(formula.tex))), katex)
    return _quoting(answer, formula.tex) if isinstance(answer, str) else typeset(formula, katex)


def _mark(text: str, places: Sequence[Place]) -> str:
    """Replace formulas by marks; a display becomes a paragraph of its own."""
    parts, position = [], 0
    for number, place in enumerate(places):
        start, end = place.outer
        before = text[text.rfind("\n", 0, start) + 1 : start]
        indent = before if place.display and not before.strip(" \t>") else ""
        mark, edge = f"{indent}{STX}katexz:{number}{ETX}", indent.rstrip()
        parts += [text[position : start - len(indent)], f"{edge}\n{mark}\n{edge}" if place.display else mark]
        position = end
    return "".join([*parts, text[position:]])


class _Before(Preprocessor):
    def __init__(self, step: Callable[[list[str]], list[str]]) -> None:
        self.step = step

    def run(self, lines: list[str]) -> list[str]:
        return self.step(lines)


class _Within(Treeprocessor):
    def __init__(self, step: Callable[[Element], None]) -> None:
        self.step = step

    def run(self, root: Element) -> None:
        self.step(root)


class _After(Postprocessor):
    def __init__(self, step: Callable[[str], str]) -> None:
        self.step = step

    def run(self, text: str) -> str:
        return self.step(text)


def register(md: Markdown, katex: Path) -> None:
    """Let Markdown typeset the formulas of its pages."""
    page = Mathematics(md, katex)
    md.preprocessors.register(
        _Before(page.take), "backprop_mathematics", 28
    )  # after normalization, before fences
    md.treeprocessors.register(
        _Within(page.restore), "backprop_mathematics_code", 35
    )  # before highlighting, 30
    md.treeprocessors.register(
        _Within(page.list_numbers), "backprop_step_numbers", 1
    )  # before links to values, 0.4
    md.treeprocessors.register(_Within(page.finish_titles), "backprop_mathematics_titles", -10)  # after all
    md.postprocessors.register(_After(page.put), "backprop_mathematics", -10)  # after raw HTML is back, 30
