"""Difference quotients beside the derivative: what is told of their errors, and each error as drawn."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log10

from flint import arb, ctx

from backprop.check.figures.axes import LOGARITHMIC, Scale, fitted, untied
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture, Stroke
from backprop.check.figures.names import label
from backprop.check.figures.panels import Panel, around, handle, only, panels
from backprop.check.figures.rounding import in_floats
from backprop.check.figures.subject import Subject, nearly
from backprop.check.figures.telling import in_order
from backprop.check.figures.wording import Facts, Value
from backprop.core.graph import derivative_name
from backprop.core.registry import enclosure

LAST = 13  # the smallest step is 10 to the minus this
ALONG = 0.3  # of a power of ten: the first two errors may lie so far off the slope that is drawn
EXACT = 0.01  # that a slope may be off
_PRECISION = 256
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_TINY = -400  # a power of ten below any float


def facts(subject: Subject) -> Facts:
    """Return what is told of the errors."""
    upper, lower = subject.names
    slope = derivative_name(upper, lower)
    forward, central = errors(subject)
    return {
        "upper": upper,
        "lower": lower,
        "large": _power(-1),
        "small": _power(-LAST),
        "forward": _best(forward),
        "central": _best(central),
        "derivative": label(slope),
        "equals": Value(subject.key(slope), related=True),
    }


def _power(exponent: int) -> str:
    return f"10{str(exponent).translate(_RAISED)}"


def _best(found: Sequence[float]) -> str:
    """Return the largest step without a better one, and the power of ten that its error stays below."""
    place = min(range(LAST), key=found.__getitem__)
    if not found[place]:
        return f"{_power(-1 - place)}, with no error at all"
    bound = _TINY
    while arb(found[place]) >= arb(10) ** bound:
        bound += 1
    return f"{_power(-1 - place)}, with an error below {_power(bound)}"


@lru_cache(maxsize=256)
def errors(subject: Subject) -> tuple[list[float], list[float]]:
    """Return how far the forward and the central quotient are from the derivative, from the largest step."""
    upper, lower = subject.names
    found: tuple[list[float], list[float]] = ([], [])
    slope = enclosure(subject.key(derivative_name(upper, lower)))
    with ctx.workprec(_PRECISION):
        given = {name: nearly(enclosure(subject.key(name))) for name in (*subject.graph.updates, lower)}
    for place in range(LAST):
        h = float(f"1e-{place + 1}")
        low, here, high = (
            in_floats(subject.graph, upper, given | {lower: given[lower] + by}) for by in (-h, 0.0, h)
        )
        with ctx.workprec(_PRECISION):
            for into, quotient in zip(found, ((high - here) / h, (high - low) / (h + h)), strict=True):
                into.append(nearly(abs(arb(quotient) - slope)))
    return found


def differences(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of the errors as drawn."""
    (panel,), legend = panels(picture, 1)
    yield from around(panel, "error, on a logarithmic scale", "step h")
    yield from only(panel)
    columns = dict(zip(("forward difference", "central difference"), errors(subject), strict=True))
    straight = [f"slope {n}" for n, found in enumerate(columns.values(), 1) if _is_along(found, n)]
    yield from in_order(legend, [(words,) for words in (*columns, *straight)])
    across, wrong = fitted(panel.level, LOGARITHMIC)
    yield from wrong
    up, wrong = fitted(panel.upright, LOGARITHMIC)
    yield from wrong
    if across is None or up is None:
        return
    for words, found in zip(legend, columns.values(), strict=False):
        sign = handle(picture, words)
        yield from _marked(panel, picture, sign.color if sign else "", (across, up), found)
    for words, told in zip(legend[2:], straight, strict=False):
        yield from _sloped(panel, picture, handle(picture, words), (across, up), int(told[-1]))


def _is_along(found: Sequence[float], order: int) -> bool:
    first, second, *_ = found
    return min(first, second) > 0 and abs(log10(first) - log10(second) - order) < ALONG


def _marked(
    panel: Panel, picture: Picture, color: str, by: tuple[Scale, Scale], found: Sequence[float]
) -> Iterator[Flaw]:
    """Yield errors that have no marker where the scales put them."""
    marks = [mark for mark in panel.marks(picture) if mark.color == color]
    shown = [(float(f"1e-{place}"), error) for place, error in enumerate(found, 1) if error > 0]
    if len(marks) != len(shown):
        yield Flaw("svg", 0, 0, f"found {len(marks)} markers of one kind, expected {len(shown)}")
    for mark, (step, error) in zip(marks, shown, strict=False):
        yield from untied(panel.level, by[0], mark.x, step, "a marker")
        yield from untied(panel.upright, by[1], mark.y, error, "a marker")


def _sloped(
    panel: Panel, picture: Picture, sign: object, by: tuple[Scale, Scale], order: int
) -> Iterator[Flaw]:
    """Yield a flaw where a straight line has another slope than its label tells."""
    color = sign.color if isinstance(sign, Stroke) else ""
    slopes = [_slope(stroke, by) for stroke in panel.strokes(picture, color)]
    if not any(abs(slope - order) < EXACT for slope in slopes):
        where, _ = panel.upright[0]
        yield Flaw("svg", where.start, where.end, f"found no line of slope {order} on these scales")


def _slope(stroke: Stroke, by: tuple[Scale, Scale]) -> float:
    """Return how many powers of ten a line climbs for each one that it goes to the right."""
    (across, up), ((x0, y0), (x1, y1)) = by, (stroke.first, stroke.last)
    return ((y1 - y0) / up.slope) / (((x1 - x0) / across.slope) or 1.0)
