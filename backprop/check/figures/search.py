"""Random search beside descent: each try made again, what is told of the best ones, and both curves."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from random import Random
from typing import Any

from flint import ctx, fmpq

from backprop.check.figures.axes import LINEAR, LOGARITHMIC, NEAR, STEPS, Scale, fitted
from backprop.check.figures.curves import FEW, WHOLE, at_steps, is_wide, long, misfit
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture, Point, Stroke
from backprop.check.figures.names import label
from backprop.check.figures.panels import Panel, around, handle, only, panels
from backprop.check.figures.subject import Subject, nearly
from backprop.check.figures.telling import in_order
from backprop.check.figures.wording import Facts, Made, Value
from backprop.check.proof.assignment import Assignment, first
from backprop.errors import BackpropError

LEAST, MOST = 10, 10_000
TOLD = (10, 100)  # tries that are told before the last
SEED = 1
_PRECISION = 128

# How far a curve lies off.
Reading = Callable[[Subject, Stroke, Panel, tuple[Scale, Scale]], float]


def facts(subject: Subject) -> Facts:
    """Return what is told of a search."""
    loss, tries = subject.run.quantity, subject.steps
    told = [*(count for count in TOLD if count < tries), tries]
    parts = [
        (
            *("; " * (count != told[0]), _smallest(subject, count), f" after {count:,} tries and "),
            *(Value(subject.key(loss, count)), f" after {count:,} updates"),
        )
        for count in told
    ]
    return {
        "name": loss,
        "label": label(loss),
        "tries": f"{tries:,}",
        "parts": tuple(parts),
        "scale": ", on a logarithmic scale" if _is_wide(subject) else "",
        "seed": str(SEED),
    }


@lru_cache(maxsize=64)
def _found(subject: Subject) -> list[Any]:
    """Return the least loss after each number of tries, from one on, in balls."""
    if not LEAST <= subject.steps <= MOST:
        raise BackpropError(f"found {subject.steps} tries, expected {LEAST} to {MOST}")
    drawn = Random(SEED)  # noqa: S311 - weights to try, not secrets
    names = [name for layer in subject.network.weights for row in layer for name in row]
    least: list[Any] = []
    with ctx.workprec(_PRECISION):
        for _ in range(subject.steps):
            weights = {name: fmpq(*drawn.uniform(-1, 1).as_integer_ratio()) for name in names}
            loss = first(Assignment(subject.graph, weights).value(subject.run.quantity))
            least.append(loss if not least or loss < least[-1] else least[-1])
    return least


def _smallest(subject: Subject, tries: int) -> Made:
    return Made(f"the least of {tries} tries for {subject.run}", _found(subject)[tries - 1])


def _searched(subject: Subject, tries: int) -> float:
    return nearly(_found(subject)[min(max(tries, 1), subject.steps) - 1])


@lru_cache(maxsize=64)
def _is_wide(subject: Subject) -> bool:
    losses = [nearly(loss) for loss in _found(subject)]
    losses += [subject.near(subject.run.quantity, step) for step in range(subject.steps + 1)]
    return is_wide(losses)


def search(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of both curves."""
    (panel,), legend = panels(picture, 1)
    loss, wide = subject.run.quantity, _is_wide(subject)
    yield from around(panel, label(loss) + (", on a logarithmic scale" if wide else ""), "tries or updates")
    yield from only(panel, "ends")
    yield from in_order(legend, [("random search",), ("descent",)])
    across, wrong = fitted(panel.level, LINEAR if subject.steps <= FEW else STEPS)
    yield from wrong
    up, wrong = fitted(panel.upright, LOGARITHMIC if wide else LINEAR)
    yield from wrong
    ends = Value(subject.key(loss, subject.steps)), _smallest(subject, subject.steps)
    if not across or not up or len(legend) != len(ends):
        return
    readings: list[Reading] = [_in_steps, _along]
    for words, end, reading in zip(legend, reversed(ends), readings, strict=True):
        sign = handle(picture, words)
        color = sign.color if sign else ""
        yield from in_order([one for one in panel.of("ends") if one.color == color], [(end,)], words.start)
        strokes = panel.strokes(picture, color)
        yield from long(panel, strokes, across, subject.steps)
        if len(strokes) != 1 or reading(subject, strokes[0], panel, (across, up)) > NEAR:
            message = f"found no curve of {words.words} on this scale, expected one"
            yield Flaw("svg", words.start, words.end, message)


def _along(subject: Subject, stroke: Stroke, panel: Panel, by: tuple[Scale, Scale]) -> float:
    """Return how far the curve of descent lies from where it should."""
    points = at_steps(stroke, panel.frame, by[0], subject.steps)
    return misfit(points, by[1], partial(subject.near, subject.run.quantity))


def _in_steps(subject: Subject, stroke: Stroke, _: Panel, by: tuple[Scale, Scale]) -> float:
    """Return how far a corner of the search lies from both the least loss there and that of a try before."""
    corners = [(by[0].value(x), y) for piece in stroke.pieces for x, y in piece]
    if any(abs(tries - round(tries)) > WHOLE * max(1, tries) for tries, _ in corners):
        return NEAR + 1
    return max(_off(subject, (round(tries), y), by[1]) for tries, y in corners)


def _off(subject: Subject, corner: Point, up: Scale) -> float:
    tries, y = corner
    losses = (_searched(subject, int(tries)), _searched(subject, int(tries) - 1))
    return min(abs(up.place(loss) - y) for loss in losses)
