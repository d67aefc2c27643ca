"""What a sentence says of two numbers: which is the larger, and which way one goes to the other."""

import re
from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq

from backprop.check.text.line import LINK
from backprop.check.text.meaning import parts
from backprop.check.text.numbers import ROLES, Number, Sentence, role_of, size, value_of
from backprop.check.verdict import Verdict

_FROM_TO = re.compile(
    rf"(?P<told>[^,;:{LINK}]*)\bfrom\s+{LINK}\s+(?:(?P<way>up|down|only|back)\s+)?to\s+{LINK}", re.I
)
_SPATIAL = re.compile(r"\b(?:reach|reaches|range|ranges|lie|lies|run|runs|spread|stretch|stretches)\b", re.I)
_WAYS = {
    -1: re.compile(r"\b(?:fall|falls|fallen|fell|drops?|dropped|sinks?|sunk|shrinks?|shrunk|down)\b", re.I),
    1: re.compile(r"\b(?:rise|rises|risen|rose|grow|grows|grown|grew|climbs?|climbed|up)\b", re.I),
}
_NEGATED = re.compile(r"\b(?:not|never|nor|no longer|instead)\b", re.I)
_AGAINST = re.compile(rf"(?P<told>[^{LINK}]*){LINK}[^{LINK}]*\bagainst\s+{LINK}")
_THAN = re.compile(rf"{LINK},?\s+(?:is|are|was|were)\s+(?P<told>\w+)\s+than\b[^{LINK};:]*{LINK}", re.I)
_LARGER = re.compile(
    r"\b(?P<more>larger|greater|bigger|higher|more|behind)\b|\b(?:smaller|lower|less|ahead)\b", re.I
)
_RATE = re.compile(r"\brates?\b", re.I)
_SHARES = ["half", "third", "quarter", "fifth", "tenth", "hundredth", "thousandth"]
_PARTS = dict(
    zip(_SHARES, map(Fraction, ("1/2", "1/3", "1/4", "1/5", "1/10", "1/100", "1/1000")), strict=True)
)
_PARTS |= {"millionth": Fraction(1, 10**6), "billionth": Fraction(1, 10**9)}
_SCALES = {"ten-": 10, "hundred-": 100, "": 1}
_LESS = re.compile(
    rf"\bless than (?:an?\s+)?(?P<scale>ten-|hundred-|)(?P<part>{'|'.join(_PARTS)})\b(?:\s+(?P<share>as\b))?",
    re.I,
)
_WHERE = re.compile(rf"{LINK}\s+where\s+(?:[^,;:.{LINK}]*\bshould\b[^,;:.{LINK}]*)?{LINK}")


def verdict(sentence: Sentence) -> Iterator[Verdict]:
    """Judge the pairs of numbers in a sentence."""
    text, start, end = sentence.line.text, sentence.start, sentence.end
    for pattern, judge in _PAIRS.items():
        for match in pattern.finditer(text, start, end):
            first, last = sentence.linked(*match.span())
            if first and last and (message := judge(match, first, last)):
                yield last.wrong(message)


def _way(match: re.Match[str], first: Number, last: Number) -> str:
    """Judge "from … to …": one quantity of one run at two steps, in the direction told, or two at one."""
    one, other = first.key, last.key
    if _SPATIAL.search(match["told"]) and one.of("") == other.of("") and role_of(one) == role_of(other):
        return f"found from {one} to {other}, which is smaller" if value_of(one) > value_of(other) else ""
    if one.of("", 0) != other.of("", 0) or one.quantity != other.quantity or one.step >= other.step:
        return f"found from {one} to {other}, expected one quantity at an earlier and a later step"
    before, after = value_of(one), value_of(other)
    near = "" if _NEGATED.search(match["told"]) else " ".join(match["told"].split()[-2:])
    signs = {sign for sign, words in _WAYS.items() if words.search(f"{near} {match['way']}")}
    if len(signs) != 1 or (before < 0 and after < 0):  # a negative number may be said to grow in size
        return ""
    goes = (after > before) - (after < before)
    return "" if goes in signs else f"found from {one} to {other}, which goes {'up' if goes > 0 else 'down'}"


def _against(match: re.Match[str], first: Number, last: Number) -> str:
    """Judge "larger, … against …" and "less than half: … against …"."""
    if (roles := [role_of(one.key) for one in (first, last)]) and roles[0] != roles[1]:
        return f"found {first.key} against {last.key}, which is of the kind {roles[1]}"
    if less := _LESS.search(match["told"]):
        return _less(less, first, last)
    told = list(_LARGER.finditer(match["told"]))
    is_other = _RATE.search(match["told"]) or (
        told and _is_of_other(match["told"][told[0].end() :], roles[0])
    )
    return _larger(told[0], first, last) if len(told) == 1 and not is_other else ""


def _is_of_other(text: str, role: str) -> bool:
    """Tell whether the noun behind "larger" is another kind of thing than the numbers."""
    nouns = (noun for noun in ROLES if re.match(rf"\s+{noun}s?\b", text))
    return any(role not in ROLES[noun] for noun in nouns)


def _less(match: re.Match[str], first: Number, last: Number) -> str:
    """Judge "less than half as large" by the ratio, "differ by less than a millionth" by the difference."""
    part = _PARTS[match["part"].lower()] / _SCALES[match["scale"].lower()]
    one, other = value_of(first.key), value_of(last.key)
    limit = fmpq(part.numerator, part.denominator)
    over = size(one) - size(other) * limit if match["share"] else size(one - other) - limit
    return "" if over < 0 else f"found {match[0]!r}, which is not so of {first.key} and {last.key}"


def _than(match: re.Match[str], first: Number, last: Number) -> str:
    """Judge "…, is smaller than …"."""
    told = _LARGER.fullmatch(match["told"])
    return _larger(told, first, last) if told else ""


def _larger(match: re.Match[str], first: Number, last: Number) -> str:
    one, other = value_of(first.key), value_of(last.key)
    if (
        one < 0 or other < 0 or (one > other) == bool(match["more"])
    ):  # of negative numbers the size may be meant
        return ""
    return f"found {match[0]!r}, which is not so of {first.key} beside {last.key}"


def _where(_match: re.Match[str], first: Number, last: Number) -> str:
    """Judge "… where it should answer …", "… where … is wanted": an output and its own target."""
    roles = {role_of(first.key), role_of(last.key)}
    units = [parts(one.key.of("", 0), one.key.quantity) for one in (first, last)]
    if roles != {"output", "target"} or units[0] == units[1]:
        return ""
    return f"found {last.key} for {first.key}, which is of another output"


_PAIRS = {_FROM_TO: _way, _AGAINST: _against, _THAN: _than, _WHERE: _where}
