"""What is held by declaration: each digit that no link, formula, code or generated block accounts for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from backprop.check.context import PageContext
from backprop.check.names import indexed_names, is_name, nearest_names
from backprop.check.outcome import Outcome, accounted, problem, total
from backprop.check.printed import is_exact
from backprop.check.suggestion import MOST, suggested
from backprop.check.value import (
    LEAST_DIGITS,
    MOST_DIGITS,
    NUMBER,
    key_of,
    keys_of,
    names_of,
    plain_number,
    significant,
)
from backprop.core import registry
from backprop.core.keys import Key
from backprop.reading.document import Inline, Link, Text

_DIGIT = re.compile(r"[\d₀-₉²³¹⁰⁴-⁹½¼¾\u2460-\u249b]")
_TOKEN = re.compile(r"[-−]?[\w%][\w.,:/%+–−-]*")
# A question mark that stands where a number belongs.
_HOLE = re.compile(r"(?<!\S)\?(?!\S)")
_COUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*|[0-9]{1,7}")


@dataclass(frozen=True)
class BareNumber:
    """A token with a digit that is bound to nothing: where it stands, and the quantities that it would be."""

    token: str
    start: int
    end: int
    keys: tuple[Key, ...]


def check_text(page: PageContext, text: Text, near: Sequence[Inline]) -> Outcome:
    """Check the digits of a text: each is a name, declared, or the step or sample of a link `near` it."""
    outcomes = [
        problem((part.start, part.end), "number", _cure(part, page)) if isinstance(part, BareNumber) else part
        for part in _tokens(page, text, near)
    ]
    return total([*outcomes, *_broken(text)])


def _broken(text: Text) -> Iterator[Outcome]:
    """Yield a problem for the middle of a link that is none: what it should bind is bound to nothing."""
    for match in re.finditer(r"\]\(", text.text):
        message = "found ]( in a text, expected a link that is closed and holds no other link"
        yield problem(place_in(text, *match.span()), "link", message)


def check_words(page: PageContext, link: Link) -> Iterator[Outcome]:
    """Check that each digit in the text of a link belongs to a number, which has a value, or to a name."""
    if (key := key_of(link.key)) and link.text in names_of(key):
        return
    if _HOLE.search(link.text):
        yield problem((link.start, link.end), "words", "found ? among words, expected ? alone or a number")
    digits = {digit.start() for digit in _DIGIT.finditer(link.text)}
    for match in NUMBER.finditer(link.text):
        digits -= set(range(*match.span()))
    for match in indexed_names(link.text) if digits else ():
        digits -= set(range(*match.span()) if is_name(match[0], page.examples) else ())
    if digits or not link.text.strip():
        message = f"found the text {link.text!r}, expected words, or a decimal number such as 0.5"
        yield problem((link.start, link.end), "words", message)


def bare_numbers(page: PageContext, text: Text, near: Sequence[Inline]) -> Iterator[BareNumber]:
    """Yield the tokens of a text that are bound to nothing."""
    return (part for part in _tokens(page, text, near) if isinstance(part, BareNumber))


def _tokens(page: PageContext, text: Text, near: Sequence[Inline]) -> Iterator[Outcome | BareNumber]:
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
            yield accounted("declared")
        elif is_name(token, page.examples):
            yield accounted("named")
        elif _COUNT.fullmatch(token) and int(token.replace(",", "")) in counts:
            yield accounted("steps")
        else:
            yield BareNumber(token, *place_in(text, start, end), tuple(_candidates(token, page, near)))


def _linked(parts: Sequence[Inline]) -> list[Key]:
    return [key for part in parts if isinstance(part, Link) and (key := key_of(part.key))]


def place_in(text: Text, start: int, end: int) -> tuple[int, int]:
    """Return where characters of a text stand in the file; escaped text is only known as a whole."""
    is_verbatim = len(text.text) == text.end - text.start
    return (text.start + start, text.start + end) if is_verbatim else (text.start, text.end)


def _cure(bare: BareNumber, page: PageContext) -> str:
    """Return what is to be done about a number that is bound to nothing."""
    token = bare.token
    if len(token) > MOST_DIGITS:
        return f"found a number of {len(token)} digits, expected at most {MOST_DIGITS}"
    if (name := next(indexed_names(token), None)) and name[0] == token:
        return f"found {token}, expected a name such as {nearest_names(token, page.examples)}"
    if bare.keys:
        links = " or ".join(f"[{token}](…values/{key.example}.md#{key.fragment})" for key in bare.keys)
        return f"found {token}, expected a link: it is {' or '.join(map(str, bare.keys))}; write {links}"
    return (
        f"found {token}, expected a link to its quantity, with what is done to it as the title "
        "where it is derived; what is no quantity is declared at the top of the page, with a reason"
    )


def _candidates(token: str, page: PageContext, near: Sequence[Inline]) -> list[Key]:
    """Return the quantities that a number would be, in the runs that the links nearby are of first."""
    text = plain_number(token)
    is_short = "." not in text and significant(text) < LEAST_DIGITS
    if is_short or len(token) > MOST_DIGITS or not NUMBER.fullmatch(token):
        return []
    runs = dict.fromkeys([*(key.of("") for key in _linked(near)), *page.runs])
    keys = dict.fromkeys(key for run in runs for key in suggested(run, text) if _is_telling(text, key))
    return list(keys)[:MOST]


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
