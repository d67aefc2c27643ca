"""What can be changed in one piece of text: functions from the text and its page to changes, in order."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from backprop.check.mutation.spots import FORMULAS, INDEXED, Page, Spot, index_group, index_of
from backprop.check.mutation.terms import Term, fractions, sums

# From where to where, and what stands there afterwards.
Change = tuple[int, int, str]
Changes = Iterator[Change]

_DIGITS = "0123456789", "₀₁₂₃₄₅₆₇₈₉"
_NEXT = str.maketrans({digit: row[(at + 1) % 10] for row in _DIGITS for at, digit in enumerate(row)})

# Neither an index nor the size of a gap in a formula is a number.
_NUMBER = re.compile(r"(?<![\w.])(?<!_\{)(?<!\\\\\[)[0-9]+(?:(?:,|\{,\})[0-9]{3}(?!\d))*(?:\.[0-9]+)?")
_UNSIGNED = re.compile(rf"(?<![-−–^])(?<![-+] ){_NUMBER.pattern}")
_MINUS = {True: re.compile(r"(?<![\w)}\]])-(?=\S)"), False: re.compile(r"(?<![\w)])[-−](?=[0-9])")}
_DERIVATIVE = re.compile(
    r"\\frac\{\\partial (?P<upper>(?:[^{}]|\{[^{}]*\})+)\}\{\\partial (?P<lower>(?:[^{}]|\{[^{}]*\})+)\}"
)
_BRACKET = re.compile(r"\[\\,.*?\\,\]")
_TOTAL = re.compile(r"(?<!\w)E[ _](total)(?!\w)")

_Rewriting = tuple[re.Pattern[str], str]


def _compiled(*rows: tuple[str, str]) -> tuple[_Rewriting, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rows)


_OPERATORS = _compiled(
    (r"\\(?:cdot|times)\b", "+"),
    (r"\\odot\b", r"\\cdot"),
    (r"(?<=[\s&])\+(?=\s)", "-"),
    (r"(?<=[\s&])-(?=\s)|(?<=\w)-(?=\w)", "+"),
    (r"(?<![:<>])=", r"\\approx "),
    (r"\\approx\b", "="),
    ("<", ">"),
    (">", "<"),
)
_SIGNS_IN_WORDS = _compiled((r"(?<!\S)=(?!\S)", "≈"), (r"(?<!\S)≈(?!\S)", "="), (r"(?<=\s)\+(?=\s)", "-"))
_OPPOSITE = _compiled(
    ("<=", ">"), (">=", "<"), ("<(?!=)", ">="), (">(?!=)", "<="), ("=(?<![<>]=)", ">"), ("≈", "=")
)
_POWERS = _compiled(
    (r"\^\{-", "^{"),
    (r"(?<![A-Za-z])e\^\{(?!-)", "e^{-"),
    (r"\^(?:T\b|\\top\b|\{(?:T|\\top)\})", ""),
)
_TIMES_REST = r"((?:\s|\\cdot\b|\\\\(?:\[[^\]]*\])?|&|\\q?quad\b)+\(1 - )"
_SLOPES = _compiled(
    (r"(?<=\\sigma'\()net_", "out_"),
    (r"(?<=\\sigma'\()out_", "net_"),
    (r"(?<=\\sigma'\()z", "a"),
    (r"(?<=\\sigma'\()a", "z"),
    (r"(?<=\\sigma)'", ""),
    (r"(?<=\\sigma)(?=\()", "'"),
    (rf"out_(\{{\w+\}}|\w){_TIMES_REST}out_\1\)", r"net_\1\2net_\1)"),
    (rf"a\^(\w){_TIMES_REST}a\^\1\)", r"z^\1\2z^\1)"),
    (rf"\\sigma\((\w+)\){_TIMES_REST}\\sigma\(\1\)\)", r"\1\2\1)"),
)


def digits(spot: Spot, page: Page) -> Changes:
    """Change each digit of each number by each of the page's amounts."""
    for number in _NUMBER.finditer(spot.text):
        for at in range(number.start(), number.end()):
            if spot.text[at].isdecimal():
                yield from ((at, at + 1, str((int(spot.text[at]) + more) % 10)) for more in page.amounts)


def signs(spot: Spot, _: Page) -> Changes:
    """Drop each minus that makes something negative, and put one before each number that has none."""
    yield from ((at.start(), at.end(), "") for at in _MINUS[spot.role in FORMULAS].finditer(spot.text))
    yield from ((at.start(), at.start(), "-") for at in _UNSIGNED.finditer(spot.text))


def relations(spot: Spot, _: Page) -> Changes:
    """Exchange the signs between words: exact and rounded, plus and minus."""
    yield from _rewritten(spot.text, _SIGNS_IN_WORDS)


def claims(spot: Spot, _: Page) -> Changes:
    """Turn each relation of a title round."""
    yield from _rewritten(spot.text, _OPPOSITE)


def names(spot: Spot, page: Page) -> Changes:
    """Turn each name with an index, such as `out_h1` or `w₅`, into its neighbour, the total error too."""
    for match in INDEXED["name"].finditer(spot.text):
        for other in _neighbours(page, "name", match)[:1]:
            yield (*match.span("short"), other)
    yield from ((*total.span(1), "o1") for total in _TOTAL.finditer(spot.text))


def indices(spot: Spot, page: Page) -> Changes:
    """Exchange each index of a formula for its neighbours; drop each plus of an update or put one on."""
    for match in INDEXED["subscript"].finditer(spot.text):
        yield from _other_indices(page, match)
        plus = spot.text.startswith("^{+}", match.end())
        if plus:
            yield match.end(), match.end() + len("^{+}"), ""
        elif match["base"] in page.updated and not spot.text.startswith("^", match.end()):
            yield match.end(), match.end(), "^{+}"
    for match in INDEXED["layer"].finditer(spot.text):
        yield from ((*match.span("short"), other) for other in _neighbours(page, "layer", match)[:1])


def derivatives(spot: Spot, page: Page) -> Changes:
    """Exchange what is derived, what it is derived by, or the two for each other."""
    for match in _DERIVATIVE.finditer(spot.text):
        upper, lower = match["upper"], match["lower"]
        yield (*match.span(), rf"\frac{{\partial {lower}}}{{\partial {upper}}}")
        for index in INDEXED["subscript"].finditer(spot.text, *match.span()):
            yield from _other_indices(page, index)


def slopes(spot: Spot, page: Page) -> Changes:
    """Take the slope of an activation behind it or at another neuron, or the height for the slope."""
    yield from _rewritten(spot.text, _SLOPES)
    for bracket in _BRACKET.finditer(spot.text):
        for index in INDEXED["subscript"].finditer(spot.text, *bracket.span()):
            yield from _other_indices(page, index)


def exponents(spot: Spot, _: Page) -> Changes:
    """Raise each power by one, change the sign of an exponent, drop a transpose."""
    yield from _rewritten(spot.text, _POWERS)
    for power in re.finditer(r"(?<=\^)[0-9](?![0-9])|(?<=\^\{)[0-9](?=\})", spot.text):
        yield (*power.span(), power[0].translate(_NEXT))


def operators(spot: Spot, _: Page) -> Changes:
    """Exchange an operator or a relation for another, turn a fraction over, add where nothing multiplies."""
    tex = spot.text
    yield from _rewritten(tex, _OPERATORS)
    for (start, middle), (_middle, end) in fractions(tex):
        if not tex.startswith(r"\partial", start + 1):
            yield start, end, tex[middle:end] + tex[start:middle]
    for term in (term for terms in sums(tex) for term in terms):
        for (_start, left), (right, _end) in pairwise(term.factors):
            if not tex[left:right].strip():
                yield left, right, " + "


def factors(spot: Spot, _: Page) -> Changes:
    """Drop and double each factor of a product; drop each summand of a sum."""
    for terms in sums(spot.text):
        if len(terms) > 1:
            yield from _without_one_summand(spot.text, terms)
        for term in terms:
            yield from _other_products(spot.text, term)


def _without_one_summand(tex: str, terms: Sequence[Term]) -> Changes:
    first, second = terms[:2]
    yield first.start, second.factors[0][0], "-" if tex[second.start] == "-" else ""
    yield from ((before.end, term.end, "") for before, term in pairwise(terms))


def _other_products(tex: str, term: Term) -> Changes:
    if len(term.factors) == 1:
        return
    yield term.factors[0][0], term.factors[1][0], ""
    yield from ((before[1], factor[1], "") for before, factor in pairwise(term.factors))
    yield from ((end, end, rf" \cdot {tex[start:end]}") for start, end in term.factors)


def _rewritten(text: str, table: Sequence[_Rewriting]) -> Changes:
    for pattern, replacement in table:
        yield from ((*match.span(), match.expand(replacement)) for match in pattern.finditer(text))


def _other_indices(page: Page, match: re.Match[str]) -> Changes:
    for other in _neighbours(page, "subscript", match):
        braced = f"{{{other}}}" if match["short"] and len(other) > 1 else other
        yield (*match.span(index_group(match)), braced)


def _neighbours(page: Page, kind: str, match: re.Match[str]) -> list[str]:
    """Return the next index of the same family that the page knows, then the next one of another family.

    `h1` and `h2` are a family, `o1` and `o2`, the plain numbers, the lowered ones; one alone counts on.
    """
    index = index_of(match)
    known = page.indices[kind, match["base"]]
    family = [other for other in known if _family(other) == _family(index)]
    others = sorted({*known} - {*family})
    near = _following(index, family) or (index[:-1] + index[-1].translate(_NEXT))
    return [neighbour for neighbour in (near, _following(index, others)) if neighbour and neighbour != index]


def _family(index: str) -> tuple[str, bool]:
    return index.rstrip("".join(_DIGITS)), index.isascii()


def _following(index: str, known: Sequence[str]) -> str | None:
    """Return the first of `known` after `index`, round and round; None where there is no other."""
    others = [other for other in known if other != index]
    return next((other for other in others if other > index), others[0] if others else None)
