"""What is held by declaration: each digit that no link, formula, code or generated block accounts for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from backprop.check.context import PageContext
from backprop.check.names import indexed_names, is_name, nearest_names
from backprop.check.outcome import Accounted, Outcome
from backprop.check.printed import is_exact, significant
from backprop.check.suggestion import MOST, counts_of, suggested
from backprop.check.value import (
    LEAST_DIGITS,
    NUMBER,
    key_of,
    keys_of,
    names_of,
    plain_number,
    too_long,
)
from backprop.core import registry
from backprop.core.keys import Key
from backprop.reading.document import Document, Inline, Link, Paragraph, Problem, Table, Text

_DIGIT = re.compile(r"[\d₀-₉²³¹⁰⁴-⁹½¼¾\u2460-\u249b]")
_TOKEN = re.compile(r"[-−]?[\w%][\w.,:/%+–−-]*")
# A question mark that stands where a number belongs.
_HOLE = re.compile(r"(?<!\S)\?(?!\S)")
# TeX between dollars alone.
_DOLLARS = re.compile(r"\$((?!\s)[^$\n]*\\[A-Za-z][^$\n]*)\$")
Pieces = Sequence[Inline]
# A count in figures, or an ordinal such as 100th.
_COUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]{1,7})(?:st|nd|rd|th)?")


@dataclass(frozen=True)
class BareNumber:
    """A token with a digit that is bound to nothing: where it stands, and the quantities that it would be.

    `own` is the one that it can only mean, by three significant digits or more, in the runs linked beside it.
    """

    token: str
    start: int
    end: int
    keys: tuple[Key, ...]
    own: Key | None


def check_texts(page: PageContext) -> Iterator[Outcome]:
    """Check the digits of texts: each is a name, declared, or the step or sample of a link beside it."""
    for text, near in _texts(page):
        for part in _tokens(page, text, near):
            if isinstance(part, BareNumber):
                yield Problem(part.start, part.end, "number", cure(part, page))
            else:
                yield part
        yield from _broken(text)


def bare_numbers(page: PageContext) -> Iterator[BareNumber]:
    """Yield the numbers of a page that are bound to nothing."""
    parts = (part for text, near in _texts(page) for part in _tokens(page, text, near))
    return (part for part in parts if isinstance(part, BareNumber))


def _texts(page: PageContext) -> Iterator[tuple[Text, Pieces]]:
    """Yield the texts outside generated blocks, each with the pieces beside it."""
    for parts, near in _lines(page.document):
        yield from ((p, near) for p in parts if isinstance(p, Text) and not page.is_generated(p.start))


def _lines(document: Document) -> Iterator[tuple[Pieces, Pieces]]:
    """Yield paragraphs and cells; what a table of contents repeats is in the page as well."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    headings = {_heading(block) for block in paragraphs if block.kind == "heading"}
    for block in document.blocks:
        match block:
            case Paragraph(parts=parts) if block.kind != "title" or _heading(block) not in headings:
                yield parts, parts
            case Table(rows=rows):
                for place, row in enumerate(rows):
                    yield from ((cell, _pieces_near(rows, place, column)) for column, cell in enumerate(row))


def _heading(paragraph: Paragraph) -> str:
    return " ".join(part.text.strip() for part in paragraph.parts if isinstance(part, Text))


def _pieces_near(rows: Sequence[Sequence[Pieces]], place: int, column: int) -> Pieces:
    """Return what a cell may speak of: a head of its column, a first cell of its row, any other of both."""
    below = [row[column] for row in rows if column < len(row)]
    if place == column == 0:
        cells = [cell for row in rows for cell in row]
    else:
        cells = [*(rows[place] if place else ()), *(below if column else ())]
    return [part for cell in cells for part in cell]


def _broken(text: Text) -> Iterator[Outcome]:
    """Yield a problem for a link, or a formula, that is none: what it should bind is bound to nothing."""
    for match in re.finditer(r"\]\(", text.text):
        message = "found ]( in a text, expected a link that is closed and holds no other link"
        yield Problem(*_place_in(text, *match.span()), "link", message)
    for match in _DOLLARS.finditer(text.text):
        message = f"found {match[0]}, expected a formula as $`{match[1]}`$"
        yield Problem(*_place_in(text, *match.span()), "formula", message)


def _filling(link: Link) -> str:
    """Return what a link should have in place of a question mark."""
    if link.text != "?":
        return "? alone or a number"
    return "words" if re.search("[<>=≈]", link.title) else "its digits; run backprop inject"


def check_words(page: PageContext, link: Link) -> Iterator[Outcome]:
    """Check that each digit in the text of a link belongs to a number, which has a value, or to a name."""
    key = key_of(link.key)
    if key and link.text in names_of(key):
        return
    if _HOLE.search(link.text) and key:
        yield Problem(link.start, link.end, "words", f"found {link.text}, expected {_filling(link)}")
    digits = {digit.start() for digit in _DIGIT.finditer(link.text)}
    for match in NUMBER.finditer(link.text):
        digits -= set(range(*match.span()))
    for match in indexed_names(link.text) if digits else ():
        digits -= set(range(*match.span()) if is_name(match[0], page.examples) else ())
    if digits or not link.text.strip():
        message = f"found the text {link.text!r}, expected words, or a decimal number such as 0.5"
        yield Problem(link.start, link.end, "words", message)


def _tokens(page: PageContext, text: Text, near: Pieces) -> Iterator[Accounted | BareNumber]:
    taken = {at for span in declared_spans(text.text, page.declared) for at in range(*span)}
    links = (part for part in near if isinstance(part, Link))
    keys = frozenset().union(*map(keys_of, links))
    counts = {count for key in keys for count in (key.step, registry.entry(key).quantity.sample)}
    for match in _TOKEN.finditer(text.text):
        token = match[0].rstrip(".,:/–-")
        start, end = match.start(), match.start() + len(token)
        digits = [digit.start() for digit in _DIGIT.finditer(text.text, start, end)]
        if not digits:
            continue
        if taken.issuperset(digits):
            yield Accounted("declared")
        elif is_name(token, page.examples):
            yield Accounted("named")
        elif (count := _COUNT.fullmatch(token)) and int(plain_number(count[1])) in counts:
            yield Accounted("steps")
        else:
            yield _bare_number(token, _place_in(text, start, end), page, near)


def _bare_number(token: str, place: tuple[int, int], page: PageContext, near: Pieces) -> BareNumber:
    """Return a number with the quantities it would be, those of the runs that links nearby are of first."""
    linked = [key.of("") for part in near if isinstance(part, Link) and (key := key_of(part.key))]
    runs = list(dict.fromkeys(linked or page.runs))
    later = [run.of("", run.step + 1) for run in runs]
    keys = _fitting(token, [*runs, *page.runs]) or ("." in token and _fitting(token, later)) or []
    own = [key for key in keys if key.of("") in [*runs, *later]]
    is_own = len(own) == 1 and significant(plain_number(token)) >= LEAST_DIGITS
    return BareNumber(token, *place, tuple(keys[:MOST]), own[0] if is_own else None)


def _fitting(token: str, runs: Iterable[Key]) -> list[Key]:
    """Return the quantities of some runs that a number would be, those it tells in full first."""
    keys = dict.fromkeys(key for run in runs for key in _candidates(token, run))
    return sorted(keys, key=lambda key: not _is_telling(plain_number(token), key))


def _place_in(text: Text, start: int, end: int) -> tuple[int, int]:
    """Return where characters of a text are in the file; escaped text is only known as a whole."""
    is_verbatim = len(text.text) == text.end - text.start
    return (text.start + start, text.start + end) if is_verbatim else (text.start, text.end)


def cure(bare: BareNumber, page: PageContext) -> str:
    """Return what is to be done about a number that is bound to nothing."""
    token = bare.token
    if message := too_long(token):
        return message
    if (name := next(indexed_names(token), None)) and name[0] == token:
        return f"found {token}, expected a name such as {nearest_names(token, page.examples)}"
    is_count = _COUNT.fullmatch(token)
    if bare.keys:
        links = " or ".join(_link(token, key, page.up) for key in bare.keys)
        is_sure = len(bare.keys) == 1 and significant(plain_number(token)) >= LEAST_DIGITS
        names = " or ".join(map(str, bare.keys))
        step = "; a count of updates stands beside a link to a quantity of that step" if is_count else ""
        return (
            f"found {token}, expected a link: it {'is' if is_sure else 'may be'} {names}: write {links}{step}"
        )
    step = "a link to a quantity of that step beside it, " if is_count else ""
    return (
        f'found {token}, expected a link to its quantity, with a title such as "/ 2" where it is derived, '
        f'{step}or `"{token}": a reason` under `numbers:` at the top of the page'
    )


def _link(token: str, key: Key, up: str) -> str:
    """Return the link to write for a number, with a question mark in it where that has too few digits."""
    text = token if _is_telling(plain_number(token), key) else "?"
    return f"[{text}]({up}values/{key.example}.md#{key.fragment})"


def _candidates(token: str, run: Key) -> list[Key]:
    """Return the quantities of a run that a number would be; a short whole number is a count at most."""
    text = plain_number(token)
    if too_long(token) or not NUMBER.fullmatch(token):
        return []
    if "." not in text and significant(text) < LEAST_DIGITS:
        return counts_of(run, text)
    return list(suggested(run, text))


def _is_telling(text: str, key: Key) -> bool:
    """Tell whether a text has enough digits to mean a quantity, or is its exact value."""
    return significant(text) >= LEAST_DIGITS or is_exact(text, registry.enclosure(key))


def declared_spans(text: str, declared: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield where a text uses what the page, or the site, has declared."""
    for entry in declared:
        if _DIGIT.search(entry):
            yield from (match.span() for match in _pattern(entry).finditer(text))


@cache
def _pattern(entry: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, entry.split()))
    return re.compile(rf"(?<![\w.,-]){spaced}(?!\w|[.,-]\w)")
