"""The scales of a chart as it carries them: from values to places on the paper, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log10
from typing import TypeAlias

from backprop.errors import BackpropError

Place = tuple[float, float]
_FIRST_STEP = 4 / 9  # of a decade, on the scale of steps


def _log(number: float) -> float:
    return log10(number) if number > 0 else -inf


def _steps(step: float) -> float:
    return step * _FIRST_STEP if step <= 1 else _FIRST_STEP + log10(step)


_BENT: Mapping[str, Callable[[float], float]] = {"linear": float, "log": _log, "symlog": _steps}


@dataclass(frozen=True)
class Scale:
    """One axis: how it bends values, its ends as values and as places."""

    bend: Callable[[float], float]
    low: float
    high: float
    start: float
    end: float

    def place(self, number: float) -> float:
        """Return where a value lies."""
        low, high = self.bend(self.low), self.bend(self.high)
        return self.start + (self.end - self.start) * (self.bend(number) - low) / (high - low)

    def number(self, place: float) -> float:
        """Return what lies at a place of an even scale."""
        return self.low + (self.high - self.low) * (place - self.start) / (self.end - self.start)

    def holds(self, place: float) -> bool:
        """Tell whether a place lies between the ends."""
        return min(self.start, self.end) <= place <= max(self.start, self.end)


@dataclass(frozen=True)
class Plane:
    """Two axes."""

    x: Scale
    y: Scale

    def place(self, numbers: Sequence[float]) -> Place:
        """Return where a point lies."""
        across, up = numbers
        return self.x.place(across), self.y.place(up)

    def holds(self, place: Place) -> bool:
        """Tell whether a point lies within the frame."""
        return self.x.holds(place[0]) and self.y.holds(place[1])


@dataclass(frozen=True)
class Space:
    """Three axes seen from a point: three rows of a matrix, the last one for the distance."""

    rows: tuple[tuple[float, ...], ...]

    def place(self, numbers: Sequence[float]) -> Place:
        """Return where a point lies."""
        x, y, distance = (
            sum(factor * number for factor, number in zip(row, (*numbers, 1.0), strict=True))
            for row in self.rows
        )
        return x / distance, y / distance

    def holds(self, _: Place) -> bool:
        """Return that every point is to be seen."""
        return True


Scales: TypeAlias = Plane | Space


def scales_of(text: str) -> Scales:
    """Read what a group of axes carries; raise where it is nothing of the kind."""
    try:
        match text.split():
            case ["space", *numbers] if len(numbers) == 12:
                matrix = tuple(map(float, numbers))
                return Space((matrix[:4], matrix[4:8], matrix[8:]))
            case ["x", across, a, b, c, d, "y", up, e, f, g, h]:
                return Plane(
                    Scale(_BENT[across], *map(float, (a, b, c, d))),
                    Scale(_BENT[up], *map(float, (e, f, g, h))),
                )
    except (KeyError, ValueError):
        pass
    raise BackpropError(f"found the axes {text!r}, expected the scales of x and y")
