"""The second way to a value: a run that shares no code with the graph, state after state, and its numbers."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from flint import arb, ctx, fmpq

# An ndarray of float64 or of balls, which NumPy's types cannot tell apart.
Array: TypeAlias = Any
Number = Callable[[str], Any]
LONGEST_EXACT = 4096


class Route:
    """A run at one working precision in bits; the states that `value` asks for are kept.

    `start` returns the first state, `after` the state one update later, and `read` a quantity of a state by
    its name: a ball, a rational or a whole number.
    """

    def __init__(
        self,
        start: Callable[[], Any],
        after: Callable[[Any], Any],
        read: Callable[[Any, str], Any],
        precision: int,
    ) -> None:
        self._start, self._after, self._read = start, after, read
        self.precision = precision
        self._states: list[Any] = []

    def next(self, last: Any) -> Any:
        """Return the state after one more update than `last`; the one at the start where there is none."""
        with ctx.workprec(self.precision):
            return self._start() if last is None else self._after(last)

    def values(self, state: Any, names: Iterable[str]) -> list[arb]:
        """Return the enclosures of quantities of a state."""
        with ctx.workprec(self.precision):
            return [_enclosed(self._read(state, name)) for name in names]

    def value(self, step: int, name: str) -> arb:
        """Return the enclosure of quantity `name` in the pass after `step` updates."""
        while len(self._states) <= step:
            self._states.append(self.next(self._states[-1] if self._states else None))
        return self.values(self._states[step], [name])[0]


def _enclosed(value: Any) -> arb:
    return value if isinstance(value, arb) else arb(value if isinstance(value, fmpq) else int(value))


def array(texts: Any, number: Number) -> Array:
    """Return nested decimal texts as an array of numbers."""
    import numpy as np

    cells = np.array(texts, dtype=object)
    numbers = [number(cell) for cell in cells.flat]
    return np.array(numbers, dtype=float if number is float else object).reshape(cells.shape)


def ball(decimal: str) -> arb:
    """Return an enclosure of a decimal text at the working precision."""
    return _ball(decimal, ctx.prec)


@cache
def _ball(decimal: str, _precision: int) -> arb:
    return arb(rational(decimal))


@cache
def rational(decimal: str) -> fmpq:
    """Return the number that a decimal text writes."""
    exact = Fraction(decimal)
    return fmpq(exact.numerator, exact.denominator)


def shortened(numbers: Array) -> Array:
    """Return an array whose rationals have become balls if they grew too long to carry."""
    import numpy as np

    return np.vectorize(arb, otypes=[object])(numbers) if any(map(_is_long, numbers.flat)) else numbers


def _is_long(number: Any) -> bool:
    return isinstance(number, fmpq) and max(number.p.bit_length(), number.q.bit_length()) > LONGEST_EXACT
