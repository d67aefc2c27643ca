"""Which slip explains a number: all are screened in float64, and those that fit are proved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import combinations, islice
from typing import TypeVar

from backprop.core import digits as rounding
from backprop.core import registry
from backprop.core.digits import page, significant
from backprop.core.examples import EXAMPLES
from backprop.core.expression import refs
from backprop.core.graph import Graph, Quantity
from backprop.core.keys import Key
from backprop.core.ops import Proved
from backprop.core.program import Run
from backprop.core.registry import decided
from backprop.core.tex import plain, substituted, symbolic
from backprop.errors import UndecidedError
from backprop.slips.families import RARER, slips
from backprop.slips.lineage import is_sound
from backprop.slips.printed import Agreement, Printed, read
from backprop.slips.slip import Slip, proved, value

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
    result: str
    tex: str = ""
    plain: str = ""
    substitution: str = ""
    substitution_tex: str = ""


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
    right = partial(registry.proved, key)
    explanation = _explained(graph, key.quantity, key.step, read(printed), right)
    options = {
        f"{name}={chosen}" for name, allowed in EXAMPLES[key.example].options.items() for chosen in allowed
    }
    matches = tuple(_with_options(match, options) for match in explanation.matches)
    return replace(explanation, key=key, matches=matches)


def explain_in(graph: Graph, quantity: str, step: int, printed: str) -> Explanation:
    """Judge a number that someone has for a quantity of any graph after `step` updates."""
    return _explained(
        graph, quantity, step, read(printed), lambda bits: Run(graph, bits).value(step, quantity)
    )


def _with_options(match: Match, options: set[str]) -> Match:
    return match if match.slip.option in options else replace(match, slip=replace(match.slip, option=""))


def _explained(
    graph: Graph, name: str, step: int, printed: Printed, right: Callable[[int], Proved]
) -> Explanation:
    agreement = decided(lambda bits: printed.agreement(right(bits)))
    common = decided(lambda bits: printed.common(right(bits)))
    units = decided(lambda bits: printed.units(right(bits)))
    text = decided(lambda bits: _digits(right(bits), printed))
    fits = fitting(graph, name, step, printed) if agreement is None else []
    values = [f"{value(slip, step, name):.12g}" for slip in fits]
    different: dict[tuple[str, str], Slip] = {}
    for slip, number in zip(fits, values, strict=True):
        different.setdefault((slip.family, number), slip)
    matches = tuple(islice(_matches(different.values(), name, step, printed), SHOWN))
    enough = len(set(values)) <= TELLING
    return Explanation(None, printed.text, text, agreement, common, units, matches, len(fits), enough)


def fitting(graph: Graph, name: str, step: int, printed: Printed) -> list[Slip]:
    """Return the slips that give a number in float64, the likeliest first; pairs where no single one does."""
    fits = [(slip, number) for slip, number in screened(graph, name, step) if printed.may_be(number)]
    fits.sort(key=lambda fit: fit[0].rank + RARER * printed.distance(fit[1]))
    if fits or printed.significant < DIGITS_FOR_PAIRS:
        return [slip for slip, _ in fits]
    pairs = islice(_pairs(graph, name, step), min(PAIRS, PASSES // 10 // (1 + step)))
    return [slip for slip in pairs if printed.may_be(value(slip, step, name))]


@lru_cache(maxsize=100)
def screened(graph: Graph, name: str, step: int) -> tuple[tuple[Slip, float], ...]:
    """Return the likeliest slips, fewer after many steps, and what each gives in float64."""
    likeliest = sorted(slips(graph, name, step), key=lambda slip: slip.rank)
    return tuple((slip, value(slip, step, name)) for slip in likeliest[: max(LEAST, PASSES // (1 + step))])


def _pairs(graph: Graph, name: str, step: int) -> Iterator[Slip]:
    """Yield every two common slips that can be made together, the likeliest first."""
    common = [slip for slip, _ in screened(graph, name, step) if slip.rank < RARER]
    for first, second in sorted(combinations(common, 2), key=lambda pair: pair[0].rank + pair[1].rank):
        overlap = first.quantities.keys() & second.quantities.keys()
        both = first.graph.edited(second.edits)
        shift = first.shift + second.shift
        if first.family != second.family and not overlap and step + shift >= 0 and is_sound(both, [name]):
            yield Slip(
                f"{first.family} and {second.family}",
                f"{first.words}; and {second.words}",
                first.usual,
                (*first.edits, *second.edits),
                2 * RARER + first.rank + second.rank,
                shift,
            )


def _matches(fits: Iterable[Slip], name: str, step: int, printed: Printed) -> Iterator[Match]:
    """Yield those slips of which it is proved that they give the number."""
    for slip in fits:
        try:
            agreement = _decided(slip, step, name, printed.agreement)
            if agreement:
                yield _match(slip, step, name, agreement, printed)
        except (UndecidedError, ZeroDivisionError):
            continue


def _decided(slip: Slip, step: int, name: str, use: Callable[[Proved], T]) -> T:
    return decided(lambda bits: use(proved(slip, step, name, bits)))


def _match(slip: Slip, step: int, name: str, agreement: Agreement, printed: Printed) -> Match:
    quantity, at = _quantity_at(slip, step, name)
    text = _decided(slip, step, name, lambda value: _digits(value, printed))
    if quantity is None:
        steps = step + slip.shift
        where = f"{name} after {steps:,} update{'' if steps == 1 else 's'}"
        return Match(slip, text, agreement, where, text)
    result = _value(slip, quantity.name, 0 if quantity.is_given else at)
    match = Match(slip, text, agreement, quantity.name, result, quantity.tex)
    if quantity.is_given:
        return match
    numbers = {operand: _value(slip, operand, at) for operand in refs(quantity.expr)}
    return replace(
        match,
        tex=f"{quantity.tex} = {symbolic(quantity.expr, lambda operand: slip.graph[operand].tex)}",
        plain=plain(quantity.expr, str),
        substitution=plain(quantity.expr, numbers.__getitem__),
        substitution_tex=substituted(quantity.expr, numbers.__getitem__),
    )


def _quantity_at(slip: Slip, step: int, name: str) -> tuple[Quantity | None, int]:
    """Return the edited quantity that tells most, and in which pass it is made."""
    edits, last = slip.quantities, step + slip.shift
    places = [(edits[other], last) for other in slip.graph.ordered([name]) if other in edits]
    if last:
        updated = slip.graph.ordered(slip.graph.updates.values())
        places += [(edits[other], last - 1) for other in updated if other in edits]
    return min(places, key=lambda place: _reticence(place[0], name), default=(None, last))


def _reticence(quantity: Quantity, name: str) -> tuple[bool, ...]:
    """Tell how little an edit says: that of the quantity asked for says most, then an update."""
    is_other = name not in {quantity.name, quantity.parameter}
    return is_other, quantity.role != "update", quantity.is_given


def _value(slip: Slip, name: str, step: int) -> str:
    return _decided(replace(slip, shift=0), step, name, lambda value: rounding.digits(value, page).text)


def _digits(value: Proved, printed: Printed) -> str:
    """Return the digits of a page, or more where more are printed."""
    rule = page if printed.significant <= rounding.PAGE_DECIMALS else significant(printed.significant + 3)
    return rounding.digits(value, rule).text
