"""Which slip explains a number: all are screened in float64, and those that fit are proved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, islice
from typing import TypeVar

from backprop.core import digits as rounding
from backprop.core import registry
from backprop.core.digits import page, significant
from backprop.core.examples import EXAMPLES
from backprop.core.expression import refs
from backprop.core.graph import Graph
from backprop.core.keys import Key
from backprop.core.ops import Proved
from backprop.core.quantity import Quantity
from backprop.core.registry import PRECISIONS
from backprop.core.tex import plain, substituted, symbolic
from backprop.core.training import Run
from backprop.errors import UndecidedError
from backprop.slips.families import RARER, slips
from backprop.slips.printed import Agreement, Printed, read
from backprop.slips.slip import Slip, proved, value
from backprop.slips.spots import is_sound

# Passes that a screening may take, and slips that it looks at in any case.
PASSES, LEAST = 200_000, 4
# Pairs of slips that are tried, and the digits from which a pair says something.
PAIRS, DIGITS_FOR_PAIRS = 3_000, 7
# So many slips are shown at most; so many different values may fit before digits are too few.
SHOWN, TELLING = 5, 3

T = TypeVar("T")


@dataclass(frozen=True)
class Match:
    """A slip that gives a number: its proved value, and an edited quantity, its formula and result."""

    slip: Slip
    digits: str
    agreement: Agreement
    quantity: str
    tex: str
    plain: str
    substitution: str
    substitution_tex: str
    result: str


@dataclass(frozen=True)
class Explanation:
    """What is right, how far a printed number agrees, and the slips that give it, the likeliest first.

    `common` counts the leading digits that are right, `units` how far the last one is off, `fitting`
    the slips that fit, shown or not; `enough_digits` tells whether they are few enough.
    """

    key: Key | None
    printed: str
    right: str
    agreement: Agreement | None
    common: int
    units: int
    matches: tuple[Match, ...]
    fitting: int
    enough_digits: bool


def explain(key: Key, printed: str) -> Explanation:
    """Judge a number that someone has for a key; raise on an unknown key or what is no number."""
    registry.entry(key)
    graph = registry.graph_of(key)
    found = _explained(graph, key.quantity, key.step, read(printed), lambda bits: registry.proved(key, bits))
    options = {
        f"{name}={chosen}" for name, allowed in EXAMPLES[key.example].options.items() for chosen in allowed
    }
    matches = tuple(_with_options(match, options) for match in found.matches)
    return replace(found, key=key, matches=matches)


def explain_in(graph: Graph, quantity: str, step: int, printed: str) -> Explanation:
    """Judge a number that someone has for a quantity of any graph after `step` updates."""

    def right(bits: int) -> Proved:
        return Run(graph, bits).value(step, quantity)

    return _explained(graph, quantity, step, read(printed), right)


def _with_options(match: Match, options: set[str]) -> Match:
    return match if match.slip.option in options else replace(match, slip=replace(match.slip, option=""))


def _explained(
    graph: Graph, name: str, step: int, printed: Printed, right: Callable[[int], Proved]
) -> Explanation:
    agreement = decided(right, printed.agreement)
    common, units = decided(right, printed.common), decided(right, printed.units)
    text = decided(right, lambda value: _digits(value, printed))
    fits = fitting(graph, name, step, printed) if agreement is None else []
    values = [f"{value(slip, step, name):.12g}" for slip in fits]
    told: dict[tuple[str, str], Slip] = {}
    for slip, number in zip(fits, values, strict=True):
        told.setdefault((slip.family, number), slip)
    matches = tuple(islice(_matches(told.values(), name, step, printed), SHOWN))
    enough = len(set(values)) <= TELLING
    return Explanation(None, printed.text, text, agreement, common, units, matches, len(fits), enough)


def fitting(graph: Graph, name: str, step: int, printed: Printed) -> list[Slip]:
    """Return the slips that give a number in float64, the likeliest first; pairs where no single one does."""
    fits = [(slip, number) for slip, number in screened(graph, name, step) if printed.may_be(number)]
    fits.sort(key=lambda fit: fit[0].rank + RARER * printed.distance(fit[1]))
    found = [slip for slip, _ in fits]
    if found or printed.significant < DIGITS_FOR_PAIRS:
        return found
    pairs = islice(_pairs(graph, name, step), min(PAIRS, PASSES // 10 // (1 + step)))
    return [slip for slip in pairs if printed.may_be(value(slip, step, name))]


@lru_cache(maxsize=100)
def screened(graph: Graph, name: str, step: int) -> tuple[tuple[Slip, float], ...]:
    """Return the likeliest slips, fewer after many steps, and what each gives in float64."""
    found = sorted(slips(graph, name, step), key=lambda slip: slip.rank)
    return tuple((slip, value(slip, step, name)) for slip in found[: max(LEAST, PASSES // (1 + step))])


def _pairs(graph: Graph, name: str, step: int) -> Iterator[Slip]:
    """Yield every two common slips that can be made together, the likeliest first."""
    common = [slip for slip, _ in screened(graph, name, step) if slip.rank < RARER]
    for first, second in sorted(combinations(common, 2), key=lambda pair: pair[0].rank + pair[1].rank):
        names = {edit.name for edit in first.edits} & {edit.name for edit in second.edits}
        made = first.graph.edited(second.edits)
        shift = first.shift + second.shift
        if first.family != second.family and not names and step + shift >= 0 and is_sound(made, [name]):
            yield Slip(
                f"{first.family} and {second.family}",
                f"{first.words}; and {second.words}",
                made,
                (*first.edits, *second.edits),
                2 * RARER + first.rank + second.rank,
                shift,
            )


def _matches(fits: Iterable[Slip], name: str, step: int, printed: Printed) -> Iterator[Match]:
    """Yield those slips of which it is proved that they give the number."""
    for slip in fits:

        def prove(bits: int, slip: Slip = slip) -> Proved:
            return proved(slip, step, name, bits)

        try:
            agreement = decided(prove, printed.agreement)
            if agreement:
                yield _match(
                    slip, step, name, agreement, decided(prove, lambda value: _digits(value, printed))
                )
        except (UndecidedError, ZeroDivisionError):
            continue


def _match(slip: Slip, step: int, name: str, agreement: Agreement, text: str) -> Match:
    quantity, at = _shown(slip, step, name)
    if quantity is None:
        return Match(
            slip, text, agreement, f"{name} after {step + slip.shift:,} updates", "", "", "", "", text
        )
    graph, expr = slip.graph, quantity.expr
    if quantity.is_given:
        result = _value(slip, quantity.name, 0)
        return Match(slip, text, agreement, quantity.name, quantity.tex, "", "", "", result)
    numbers = {operand: _value(slip, operand, at) for operand in refs(expr)}
    return Match(
        slip,
        text,
        agreement,
        quantity.name,
        f"{quantity.tex} = {symbolic(expr, lambda operand: graph[operand].tex)}",
        plain(expr, str),
        plain(expr, numbers.__getitem__),
        substituted(expr, numbers.__getitem__),
        _value(slip, quantity.name, at),
    )


def _shown(slip: Slip, step: int, name: str) -> tuple[Quantity | None, int]:
    """Return the edited quantity that tells most, and in which pass it is made."""
    edits = {edit.name: edit for edit in slip.edits}
    last = step + slip.shift
    found = [(edits[other], last) for other in slip.graph.ordered([name]) if other in edits]
    if last:
        updated = slip.graph.ordered(slip.graph.updates.values())
        found += [(edits[other], last - 1) for other in updated if other in edits]
    telling = sorted(found, key=lambda place: _reticence(place[0], name))
    return telling[0] if telling else (None, last)


def _reticence(quantity: Quantity, name: str) -> tuple[bool, ...]:
    """Tell how little an edit says: that of the quantity asked for says most, then an update."""
    return quantity.name != name, quantity.role != "update", quantity.is_given


def _value(slip: Slip, name: str, step: int) -> str:
    def prove(bits: int) -> Proved:
        return proved(replace(slip, shift=0), step, name, bits)

    return decided(prove, lambda value: rounding.digits(value, page).text)


def _digits(value: Proved, printed: Printed) -> str:
    """Return the digits of a page, or more where more are printed."""
    rule = page if printed.significant <= rounding.PAGE_DECIMALS else significant(printed.significant + 3)
    return rounding.digits(value, rule).text


def decided(prove: Callable[[int], Proved], use: Callable[[Proved], T]) -> T:
    """Return what `use` makes of a value, at the lowest precision that decides it."""
    for bits in PRECISIONS[:-1]:
        try:
            return use(prove(bits))
        except UndecidedError:
            continue
    return use(prove(PRECISIONS[-1]))
