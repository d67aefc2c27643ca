"""The scales of charts: the numbers of ticks must lie where one scale puts them, and data too."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10

from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label

EXACT, NEAR = 0.001, 0.5  # points that a tick, and a thing that is drawn, may lie off
_TICK = re.compile(r"−?\d{1,3}(?:,\d{3}){1,4}|−?\d{1,15}(?:\.\d{1,15})?")
_POWER = re.compile("10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_LARGEST = 300.0  # power of ten that is still a number
_PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-", ",")
_PADDED = re.compile(r"0\d|.*\.\d*0$")
_FIRST_STEP = 4 / 9  # of a decade, on the scale of steps

Ticks = Sequence[tuple[Label, float]]


@dataclass(frozen=True)
class Kind:
    """A kind of scale: what is straight on paper, its inverse, and whether its numbers have equal places."""

    bend: Callable[[float], float]
    straighten: Callable[[float], float]
    is_even: bool


def _steps(step: float) -> float:
    return step * _FIRST_STEP if step <= 1 else _FIRST_STEP + log10(step)


def _power(exponent: float) -> float:
    return float(10.0 ** min(max(exponent, -_LARGEST), _LARGEST))


LINEAR = Kind(float, float, is_even=True)
LOGARITHMIC = Kind(log10, _power, is_even=False)
STEPS = Kind(_steps, lambda x: x / _FIRST_STEP if x < _FIRST_STEP else _power(x - _FIRST_STEP), is_even=False)


@dataclass(frozen=True)
class Scale:
    """Where values lie: `origin` is where the bent value 0 lies, `slope` the length of one."""

    kind: Kind
    slope: float
    origin: float

    def place(self, value: float) -> float:
        """Return where a value lies."""
        return self.origin + self.slope * self.kind.bend(value)

    def value(self, place: float) -> float:
        """Return what lies at a place."""
        return self.kind.straighten((place - self.origin) / self.slope)


def number(words: str) -> float | None:
    """Return the number of a tick: `−0.50`, `10,000` or `10⁻⁵`; None for anything else, `−0` too."""
    if _TICK.fullmatch(words):
        value = float(words.translate(_PLAIN))
        return value if value or words[0] == "0" else None
    power = _POWER.fullmatch(words)
    return 10.0 ** int(power[1].translate(_PLAIN)) if power else None


def fitted(ticks: Ticks, kind: Kind, exact: float = EXACT) -> tuple[Scale | None, list[Flaw]]:
    """Return the scale on which most ticks lie, and the flaws of the others."""
    read = [(label, place, number(label.words)) for label, place in ticks]
    flaws = [
        Flaw("svg", label.start, label.end, f"found {label.words!r}, expected a number on an axis")
        for label, _, value in read
        if value is None or (value <= 0 and kind is LOGARITHMIC)
    ]
    points = [
        (label, place, kind.bend(value))
        for label, place, value in read
        if value is not None and (value > 0 or kind is not LOGARITHMIC)
    ]
    scales = [
        Scale(kind, slope := (b - a) / (y - x), a - slope * x)
        for (_, a, x), (_, b, y) in combinations(points, 2)
        if x != y and a != b
    ]
    if not scales:
        return None, [*flaws, *_few(ticks)]
    best = max(scales, key=lambda scale: sum(_off(scale, p, v) <= exact for _, p, v in points))
    flaws += [_misplaced(label, place, best) for label, place, v in points if _off(best, place, v) > exact]
    return best, flaws + list(_misspelled([label for label, _ in ticks], kind))


def _off(scale: Scale, place: float, bent: float) -> float:
    return abs(scale.origin + scale.slope * bent - place)


def _few(ticks: Ticks) -> Iterator[Flaw]:
    start, end = (ticks[0][0].start, ticks[0][0].end) if ticks else (0, 0)
    yield Flaw("svg", start, end, f"found {len(ticks)} numbers on an axis, expected two that differ")


def _misplaced(label: Label, place: float, scale: Scale) -> Flaw:
    expected = f"{scale.value(place):.4g} where it stands on its axis"
    return Flaw("svg", label.start, label.end, f"found {label.words}, expected {expected}")


def _misspelled(labels: Sequence[Label], kind: Kind) -> Iterator[Flaw]:
    """Yield the ticks with more or fewer places than the others, or with idle zeros on an uneven scale."""
    places = [len(label.words.partition(".")[2]) for label in labels]
    usual = Counter(places).most_common(1)[0][0]
    for label, count in zip(labels, places, strict=True):
        if (count != usual) if kind.is_even else _PADDED.match(label.words):
            expected = "as many places as beside it" if kind.is_even else "no idle zero"
            message = f"found {label.words}, expected {expected}"
            yield Flaw("svg", label.start, label.end, message)


def untied(ticks: Ticks, scale: Scale | None, place: float, value: float, what: str) -> Iterator[Flaw]:
    """Yield a flaw where a thing of known value is drawn elsewhere than the axis says."""
    if scale is None or not ticks or abs(scale.place(value) - place) <= NEAR:
        return
    label = ticks[0][0]
    message = f"found {what} at {scale.value(place):.4g} of the axis, expected it at {value:.4g}"
    yield Flaw("svg", label.start, label.end, message)
