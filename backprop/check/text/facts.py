"""What a list of values says below each entry: how its value is proved, since when, and where links lead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import count
from typing import Any

from flint import arb, ctx, fmpq

from backprop.check.printed import PRECISION, exact, fits, is_exact, rounded
from backprop.check.text.line import CODE, LINK, Line, line_of, shown
from backprop.check.text.links import decided, key_of, significant
from backprop.check.verdict import Verdict, accounted, total, wrong
from backprop.core import keys, registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.reading.document import Code, Inline, Link, Paragraph, Text, Way
from backprop.releases import ledger

# A list of more links than these tells how many it holds.
MOST = 8
# Pages show so many decimals; of what is smaller than this, so many digits.
DECIMALS, SMALL, DIGITS = 9, fmpq(1, 10**4), 6
# How far an enclosure may reach from its middle, as a part of the value.
NARROW = fmpq(1, 10**18)

_DECIMAL = r"-?\d+(?:\.\d+)?"
_LIST = re.compile(
    r"\s*(?P<head>uses|used by|printed in|printed on)(?:\s+(?P<count>\d+)(?:\s+pages)?:?)?"
    r"\s+(?P<rest>\S.*?)\s*",
    re.S,
)
_PROOF = re.compile(
    rf"\s*(?:on\s+pages\s+(?P<relation>[=≈])\s+(?P<digits>{_DECIMAL});\s+)?(?P<how>given|exact|within\s+{CODE});"
    r"\s+(?:since\s+(?P<since>\d+(?:\.\d+)*)|not\s+yet\s+released)\s*"
)
_HEAD = re.compile(r"\s*(?:on pages|given;|exact;|within|uses|used by|printed (?:in|on))\s")
_BALL = re.compile(
    rf"\[(?P<middle>{_DECIMAL})(?:e(?P<power>-?\d+))? \+/- (?P<radius>{_DECIMAL})(?:e(?P<small>-?\d+))?\]"
)
_ROUTES = re.compile(
    r"\s*Two routes have proved each value: the graph in ball arithmetic, by python-flint (?P<flint>\S+), "
    r"and the matrices, by NumPy (?P<numpy>\S+)\.\s*"
)
_PACKAGES = {"flint": "python-flint", "numpy": "numpy"}


@dataclass(frozen=True)
class Entry:
    """What stands above the facts: a key, the sign and digits of its value, what its formula uses."""

    key: Key
    relation: str
    digits: str
    operands: frozenset[Key]


@dataclass(frozen=True)
class Names:
    """A fact that is a list: what it begins with, and the keys or pages it names; whether each is a link."""

    head: str
    named: Mapping[str, bool]


def is_fact(paragraph: Paragraph) -> bool:
    """Tell whether a line of a values page says something of the entry above it."""
    return paragraph.kind == "item" and bool(_HEAD.match(_first(paragraph)))


def is_routes(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says what has proved the values of its page."""
    return _first(paragraph).lstrip().startswith("Two routes ")


def _first(paragraph: Paragraph) -> str:
    """Return the words that a paragraph begins with."""
    first = paragraph.parts[0]
    return first.text if isinstance(first, Text) else ""


def routes(parts: tuple[Inline, ...]) -> Verdict:
    """Judge the versions of what has proved the values of a page."""
    line = line_of(parts)
    match = _ROUTES.fullmatch(" ".join(line.text.split("\n")))
    if match is None:
        return wrong(
            (parts[0].start, parts[-1].end), "list", "found other words than those about the two routes"
        )
    return total(_version(line, match, group) for group in _PACKAGES)


def _version(line: Line, match: re.Match[str], group: str) -> Verdict:
    found, expected = match[group], version(_PACKAGES[group])
    if found == expected:
        return accounted("listed")
    return wrong(
        line.place(*match.span(group)), "list", f"found {_PACKAGES[group]} {found}, expected {expected}"
    )


@cache
def verdict(parts: tuple[Inline, ...], entry: Entry) -> Verdict:
    """Judge one fact by itself: what the page as a whole makes of it is judged with the page."""
    line = line_of(parts)
    try:
        if proof := _PROOF.fullmatch(line.text):
            return total(_proof(line, proof, entry))
        return total(_named(line, parts, entry))
    except BackpropError as error:
        return wrong((parts[0].start, parts[-1].end), "list", str(error))


def _proof(line: Line, match: re.Match[str], entry: Entry) -> Iterator[Verdict]:
    expected = page_digits(entry.key)
    if match["digits"]:
        relation = "=" if decided(entry.key, lambda value: is_exact(match["digits"], value)) else "≈"
        found = f"{match['relation']} {match['digits']}"
        yield _same(line, match, "digits", found, f"{relation} {expected}")
    elif entry.digits != expected:
        yield wrong(line.place(*match.span()), "list", f"found no digits on pages, expected {expected}")
    if match["digits"] == entry.digits:
        yield wrong(line.place(*match.span("digits")), "list", "found the digits of the value once more")
    yield from _how(line, match, entry)
    row = ledger.released().get(entry.key)
    if match["since"] != (row.since if row else None):
        message = f"found {match['since'] or 'no release'}, expected {row.since if row else 'none'}"
        yield wrong(line.place(*match.span()), "list", f"{message} for {entry.key}")


def _how(line: Line, match: re.Match[str], entry: Entry) -> Iterator[Verdict]:
    quantity = registry.entry(entry.key).quantity
    expected = "given" if quantity.is_given else "exact" if entry.relation == "=" else "within"
    yield _same(line, match, "how", match["how"].split()[0], expected)
    for place, part in line.pieces(*match.span("how")):
        if isinstance(part, Code) and (message := _misfit(part.text, entry.key)):
            yield wrong(line.place(place, place + 1), "value", message)


def _same(line: Line, match: re.Match[str], group: str, found: str, expected: str) -> Verdict:
    if found == expected:
        return accounted("listed")
    return wrong(line.place(*match.span(group)), "value", f"found {found}, expected {expected}")


@cache
def page_digits(key: Key) -> str:
    """Return the digits of a value as pages print it where they do not ask for others."""
    return decided(key, _page_digits)


def _page_digits(value: fmpq | arb) -> str:
    size: Any = abs(value)
    for places in count(DECIMALS):
        text = rounded(value, places)
        if is_exact(text, value):
            return text.rstrip("0").rstrip(".") if "." in text else text
        if not size < SMALL or significant(text) >= DIGITS:
            break
    fits(text, value)  # an enclosure too wide to tell raises
    return text


def _misfit(text: str, key: Key) -> str:
    """Return what is wrong with an enclosure: the value is not in it, or much else is."""
    match = _BALL.fullmatch(text)
    if match is None:
        return f"found {text}, expected an enclosure such as [0.5 +/- 1e-21]"
    middle = exact(match["middle"], int(match["power"] or 0))
    radius = exact(match["radius"], int(match["small"] or 0))
    if not decided(key, lambda value: _is_in(value, middle, radius)):
        return f"found {text}, which does not hold the value of {key}"
    return "" if radius <= NARROW * abs(middle) else f"found {text}, expected an enclosure that is narrower"


def _is_in(value: fmpq | arb, middle: fmpq, radius: fmpq) -> bool:
    with ctx.workprec(PRECISION):
        off: Any = abs(value - middle)
        return bool(off <= radius)


def _named(line: Line, parts: tuple[Inline, ...], entry: Entry) -> Iterator[Verdict]:
    place = parts[0].start, parts[-1].end
    match, found = _LIST.fullmatch(line.text), names(parts, entry.key.example)
    if match is None or found is None:
        yield wrong(place, "list", f"found {shown(parts)!r}, expected a list of keys or pages")
        return
    told, pieces = int(match["count"] or 0), found.named
    if len(pieces) != len(match["rest"].split(", ")):
        yield wrong(place, "list", "found a name a second time")
    if told != (len(pieces) if len(pieces) > MOST and found.head != "uses" else 0):
        yield wrong(
            line.place(*match.span("count" if told else "head")), "list", f"found {len(pieces)} names"
        )
    if told:
        yield accounted("listed")
    yield from _spelled(parts, entry)
    if found.head == "uses" and set(pieces) != set(map(str, entry.operands)):
        expected = ", ".join(sorted(map(str, entry.operands)))
        yield wrong(place, "list", f"found {', '.join(pieces)}, expected {expected} as in the formula")


def _spelled(parts: tuple[Inline, ...], entry: Entry) -> Iterator[Verdict]:
    """Judge whether each link shows where it leads."""
    for part in parts:
        if isinstance(part, Link) and _key(entry.key.example, part.text) != part.key:
            yield wrong(part.address, "list", f"found {part.text} leading to {part.key}")


@cache
def names(parts: tuple[Inline, ...], example: str) -> Names | None:
    """Return what a fact names; None where it is no list, or one of something else."""
    line = line_of(parts)
    match = _LIST.fullmatch(line.text)
    if match is None:
        return None
    pieces = [part for place, part in line.pieces(*match.span("rest"))]
    written = match["rest"].split(", ")
    if match["head"].startswith("printed"):
        ways = [part.page for part in parts if isinstance(part, Way)]
        return (
            Names("printed", dict.fromkeys(ways, True))
            if [" ".join(w.split()) for w in written] == ways
            else None
        )
    keyed = [part for part in pieces if isinstance(part, Link | Code)]
    if set(written) - {LINK, CODE} or len(keyed) != len(written):
        return None
    return Names(match["head"], {_key(example, part.text): isinstance(part, Link) for part in keyed})


@cache
def _key(example: str, fragment: str) -> str:
    """Return the key in full that a name on a values page is short for; nothing where there is none."""
    try:
        key = key_of(str(keys.parse_fragment(example, fragment)))
    except BackpropError:
        return ""
    return str(key) if key and key.fragment == fragment else ""
