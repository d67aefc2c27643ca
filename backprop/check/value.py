"""What is held by value: the digits at a link, and the claim in its title."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol, TypeVar

from flint import arb, fmpq

from backprop.check.outcome import Accounted, Outcome
from backprop.check.printed import apart, fits, is_exact, places, short, significant, telling, too_few
from backprop.check.suggestion import hint_of, suggested
from backprop.core import claims, keys, registry
from backprop.core.claims import Claim, parse_claim, value_of
from backprop.core.expression import Expr
from backprop.core.keys import Key
from backprop.errors import BackpropError, UndecidedError
from backprop.reading.document import Link, Problem

NUMBER = re.compile(
    r"(?<![\w.,])(?<!\d/)(?<!\d[eE][-−+])[-−]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?(?![\w.,]*\w|/\d)"
)
# A number of more digits is no number that anyone would print.
MOST_DIGITS = 100
LEAST_DIGITS, LEAST_DERIVED = 3, 2

T = TypeVar("T")
Value = fmpq | arb


@cache
def key_of(text: str) -> Key | None:
    """Return the key that `text` spells, None where there is no such quantity."""
    try:
        return registry.entry(keys.parse(text)).key
    except BackpropError:
        return None


class HasRuns(Protocol):
    """A page, as far as a link on it has to know."""

    @property
    def runs(self) -> tuple[Key, ...]:
        """The runs that the page works with."""


def check_link(page: HasRuns, link: Link) -> Iterator[Outcome]:
    """Check that a link shows its quantity's digits, and that what its title says is so."""
    try:
        key = registry.entry(keys.parse(link.key)).key
        registry.enclosure(key)
    except BackpropError as error:
        yield Problem(*link.address, "key", str(error))
        return
    numbers = [number for number in NUMBER.findall(_beside_name(link.text, key)) if not _is_step(number, key)]
    if link.fragment != key.fragment:
        message = f"found the address {link.fragment}, expected its one spelling {key.fragment}"
        yield Problem(*link.address, "key", message)
    elif message := next(filter(None, map(too_long, numbers)), ""):
        yield Problem(link.start, link.end, "value", message)
    elif link.text in names_of(key) and not link.title:
        yield Accounted("bound")
    elif link.title:
        yield _claimed(link, key, numbers)
    elif message := next(filter(None, (_misprint(number, key, page.runs) for number in numbers)), ""):
        yield Problem(link.start, link.end, "value", message)
    else:
        yield Accounted("linked", len(numbers)) if numbers else Accounted("bound")


def _claimed(link: Link, key: Key, numbers: list[str]) -> Outcome:
    """Check what the title of a link says."""
    try:
        claim = parse_claim(link.title, key)
        message = _untruth(numbers, claim, key) or _misstatement(link.statement, claim)
    except (BackpropError, UndecidedError) as error:
        return Problem(*link.title_place, "claim", str(error))
    if message:
        return Problem(link.start, link.end, "claim", message)
    return Accounted("claims" if claim.relation else "derived")


@cache
def keys_of(link: Link) -> frozenset[Key]:
    """Return the quantities that a link and its title speak of; none where there is no such quantity."""
    key = key_of(link.key)
    if not key:
        return frozenset()
    try:
        return frozenset([key]) | (parse_claim(link.title, key).keys if link.title else frozenset())
    except BackpropError:
        return frozenset([key])


@cache
def names_of(key: Key) -> frozenset[str]:
    """Return what a link may call a quantity, digits and all: its key, its anchor, or its own words."""
    words = registry.entry(key).quantity.words
    return frozenset((key.fragment, str(key), words, words[:1].upper() + words[1:]))


def _beside_name(text: str, key: Key) -> str:
    """Return what a link says behind a name of its quantity; all of it where it does not begin with one."""
    return min((text.removeprefix(name) for name in names_of(key)), key=len)


def _is_step(number: str, key: Key) -> bool:
    """Tell whether a number beside words is the count of updates that the key has."""
    return key.step > 0 and number.replace(",", "") == str(key.step)


def _untruth(numbers: list[str], claim: Claim, key: Key) -> str:
    """Return what is false of a link with a title: the relation, or a number that it shows."""
    if not (claim.relation or numbers):
        return f"found words for a number derived from {key}, expected its digits, or a relation in the title"
    for other, text in zip(claim.others, claim.texts[1:], strict=True):
        if not claims.is_proved(claim.value, claim.relation, other):
            left, right = apart(claims.enclosure_of(claim.value), claims.enclosure_of(other))
            cure = _true_relation(claim, other)
            return (
                f"found {left} {claim.relation} {right} for {claim.texts[0]} and {text}, which is false; "
                f"expected {cure}"
            )
    bare = (number for number in numbers if not (claim.relation and plain_number(number) in claim.numbers))
    return next(filter(None, (_misrounding(number, claim, key) for number in bare)), "")


def _true_relation(claim: Claim, other: Expr) -> str:
    """Return what is true of the value of a claim beside another one that it does not relate to so."""
    value = claims.enclosure_of(claim.value)
    if claim.relation == "=" and (text := short(value)) and is_exact(text, value):
        return f"= {text}"
    relations = "≈<>" if claim.relation == "=" else "<>="
    return next(each for each in relations if _is_true(claim.value, each, other))


def _is_true(value: Expr, relation: str, other: Expr) -> bool:
    try:
        return claims.is_proved(value, relation, other)
    except UndecidedError:
        return False


def _misstatement(statement: str, claim: Claim) -> str:
    """Return what is wrong with a claim that a built page shows with its values put in."""
    if not statement:
        return ""
    numbers, sides = NUMBER.findall(statement), (claim.value, *claim.others)
    if message := next(filter(None, map(too_long, numbers)), ""):
        return message
    shape = " ".join(NUMBER.sub("#", statement).split())
    expected = f"# {claim.relation} {', '.join('#' * len(claim.others))}".strip()
    if shape != expected or not all(_is_rounding(*pair) for pair in zip(numbers, sides, strict=True)):
        relation = claim.relation or "the title"
        return f"found {statement} as the values of {relation}, expected other ones; build the site anew"
    return ""


def _is_rounding(number: str, side: Expr) -> bool:
    return registry.decided(lambda bits: fits(plain_number(number), value_of(side, bits)))


def _misrounding(number: str, claim: Claim, key: Key) -> str:
    """Return what is wrong with a number that rounds no side of the title, nor, in a claim, the quantity."""
    text, value = plain_number(number), claims.enclosure_of(claim.value)
    if claim.relation and fitting(text, key):
        return ""
    if not _is_rounding(text, claim.value):
        if not claim.relation:
            expected = telling(value, places(text), LEAST_DERIVED)
            return f"found {number}, expected {expected} as the title says of {key}"
        sides = " or ".join(short(claims.enclosure_of(side)) for side in claim.others)
        left = f"the left side of the title, {short(value)}"
        return f"found {number} in the words, expected {left}, or a number that stands there beside {sides}"
    if significant(text) < LEAST_DERIVED and not is_exact(text, value):
        return f"{too_few(text, value, LEAST_DERIVED)} as the title says of {key}"
    return ""


def plain_number(text: str) -> str:
    """Return a number as Python writes it: without separators of thousands, with an ASCII minus."""
    return text.replace(",", "").replace("−", "-")


def _rounding(text: str, key: Key) -> str:
    """Return the digits of a quantity with as many decimals as a text has, or as many as tell it."""
    return decided(key, lambda value: telling(value, places(text), LEAST_DIGITS))


def _misprint(number: str, key: Key, runs: tuple[Key, ...]) -> str:
    """Return what is wrong with `number` as the digits of `key`; nothing if they are right."""
    text = plain_number(number)
    if not fitting(text, key):
        return f"found {number}, expected {_rounding(text, key)} for {key}{_elsewhere(text, key, runs)}"
    if significant(text) < LEAST_DIGITS and not decided(key, lambda value: is_exact(text, value)):
        return decided(key, lambda value: too_few(text, value, LEAST_DIGITS)) + f" for {key}"
    return ""


def too_long(number: str) -> str:
    """Return what is wrong with a number of more digits than anyone would print; nothing for any other."""
    if len(number) <= MOST_DIGITS:
        return ""
    return f"found a number of {len(number)} digits, expected at most {MOST_DIGITS}"


def misstated(relation: str, digits: str, key: Key, count: int | None = None) -> tuple[str, str] | None:
    """Return the rule that digits behind a relation break, and the message; None where both are right."""
    text = plain_number(digits)
    if message := too_long(text):
        return "value", message
    if not fitting(text, key, count):
        return "value", f"found {digits}, expected {_rounding(text, key)} for {key}"
    expected = "=" if decided(key, lambda value: is_exact(text, value)) else "≈"
    if relation != expected:
        return "sign", f"found {relation} before {digits}, expected {expected} for {key}"
    return None


def fitting(text: str, key: Key, digits: int | None = None) -> bool:
    """Tell whether `text` is the rounding of the value of `key`, at whatever precision decides it."""
    return decided(key, lambda value: fits(text, value, digits))


def decided(key: Key, use: Callable[[Value], T]) -> T:
    """Return what `use` makes of the value of `key`, from as many bits as that takes."""
    return registry.decided(lambda bits: use(registry.proved(key, bits)))


def _elsewhere(text: str, key: Key, runs: tuple[Key, ...]) -> str:
    """Return which quantity `text` would be: of the same run, near its step, or of the runs of the page."""
    if significant(text) < LEAST_DIGITS:
        return ""
    steps = dict.fromkeys((key.step, 0, key.step + 1, max(0, key.step - 1)))
    near = (suggested(run, text) for run in (*(key.of("", step) for step in steps), *runs))
    return hint_of(next(filter(None, near), ()))
