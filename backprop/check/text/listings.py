"""Programs and what they print, and other lines of code: keys exist, printed numbers are quantities."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from backprop.check.printed import fits, rounded
from backprop.check.proof.names import Scope
from backprop.check.text import prose, spoken
from backprop.check.text.line import line_of
from backprop.check.text.program_output import Expected, expected
from backprop.check.verdict import CLEAN, Verdict, accounted, total, wrong
from backprop.core import registry
from backprop.core.keys import parse, parse_fragment
from backprop.errors import BackpropError, UndecidedError
from backprop.reading.document import Block, Code, Directive, Listing, Paragraph

_PRINTED = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)")
_KEYED = re.compile(rf"(?P<key>{prose.KEY.pattern}) +(?P<number>-?\d+(?:\.\d+)?)\s*")
# A message that quotes what is wrong: nothing in it need be right.
_MESSAGE = re.compile(r"\S+:\d+:\d+: ")
_ADDRESS = re.compile(r"\]\((?:\.\./)*values/(?P<example>[\w-]+)\.md#(?P<fragment>\S+)\)")
_ASSIGNED = re.compile(r"\w+\s*:=")
_INDEX = re.compile(r"[A-Za-z](?P<index>\d+)\b")

Read = Callable[[str], str | None]


@dataclass(frozen=True)
class Program:
    """A listing of a program, and the file below the pages that it is."""

    listing: Listing
    file: str


def verdict(blocks: Sequence[Block], scope: Scope, read: Read) -> Verdict:
    """Judge all listings of a page; `read` returns the text of a file below the pages, if it is there."""
    return total(_judged(blocks, scope, read))


def _judged(blocks: Sequence[Block], scope: Scope, read: Read) -> Iterator[Verdict]:
    for at, block in enumerate(blocks):
        if not isinstance(block, Listing):
            continue
        before = blocks[at - 1] if at else None
        if isinstance(before, Directive) and before.words[:1] == ("listing",):
            yield _same(block, before.words[-1], read)
        if program := _program(blocks, at):
            yield _same(program.listing, program.file, read)
            yield output(block.text, scope).shifted(block.start)
        else:
            yield source(block.text, scope).shifted(block.start)


def _program(blocks: Sequence[Block], at: int) -> Program | None:
    """Return the program whose output a listing is: the one above a line such as "`x.py` prints"."""
    match blocks[max(0, at - 2) : at]:
        case [Listing() as listing, Paragraph(parts=parts)]:
            names = [part.text for part in parts if isinstance(part, Code)]
            if names and line_of(parts).text.rstrip().endswith("prints"):
                return Program(listing, f"code/{names[0]}")
    return None


def _same(listing: Listing, file: str, read: Read) -> Verdict:
    """Judge whether a listing is the file that it is said to be."""
    text = read(file)
    if text is None:
        return wrong((listing.start, listing.end), "listing", f"found no file {file}")
    if text.rstrip("\n") == listing.text.rstrip("\n"):
        return CLEAN
    at = next((n for n, (one, other) in enumerate(zip(listing.text, text, strict=False)) if one != other), 0)
    end = listing.start + at + 1
    return wrong((listing.start + at, end), "listing", f"found another text than that of {file}")


@cache
def source(text: str, scope: Scope) -> Verdict:
    """Judge lines of code: the keys and addresses in them exist, a number after a key alone is its value."""
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        if match := _KEYED.fullmatch(line):
            found.append(_keyed(match).shifted(place))
        elif not _MESSAGE.match(line):
            found += [
                prose.coded(line).shifted(place),
                *_addresses(line, place),
                *_assigned(line, place, scope),
            ]
        place += len(line)
    return total(found)


def _keyed(match: re.Match[str]) -> Verdict:
    """Judge a line of a key and its number."""
    try:
        value = registry.enclosure(parse(match["key"]))
    except BackpropError as error:
        return wrong(match.span("key"), "key", str(error))
    return _number(match.span("number"), match["number"], Expected(match["key"], value))


def _addresses(line: str, place: int) -> Iterator[Verdict]:
    for match in _ADDRESS.finditer(line):
        try:
            registry.entry(parse_fragment(match["example"], match["fragment"]))
        except BackpropError as error:
            yield wrong((place + match.start("fragment"), place + match.end("fragment")), "key", str(error))


def _assigned(line: str, place: int, scope: Scope) -> Iterator[Verdict]:
    """Judge an assignment in words of the example: its names exist, and all of it is about one parameter."""
    if not _ASSIGNED.match(line):
        return
    for match in spoken.names(line):
        if message := spoken.unknown(match[0], scope):
            yield wrong((place + match.start(), place + match.end()), "name", message)
    if len(set(_INDEX.findall(line))) > 1:
        message = "found different indices in one assignment, expected one parameter"
        yield wrong((place, place + len(line.rstrip())), "name", message)


@cache
def output(text: str, scope: Scope) -> Verdict:
    """Judge what a program prints: each number is the rounding of the quantity that its line names."""
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        numbers = list(_PRINTED.finditer(line))
        try:
            values = expected(line, scope.run)
        except BackpropError as error:
            values = {}
            found.append(wrong((place, place + len(line.rstrip())), "output", str(error)))
        found += [
            _number(match.span(), match[0], values.get(match.start())).shifted(place) for match in numbers
        ]
        place += len(line)
    return total(found)


def _number(span: tuple[int, int], number: str, value: Expected | None) -> Verdict:
    if value is None:
        return wrong(span, "output", f"found {number}, and nothing says which quantity it is")
    try:
        if value.value is None or fits(number, value.value):
            return accounted("program output")
    except UndecidedError as error:
        return wrong(span, "value", str(error))
    places = len(number.partition(".")[2])
    return wrong(span, "value", f"found {number}, expected {rounded(value.value, places)} for {value.name}")
