"""The second way to a value: a run that shares no code with the graph, state after state, and its numbers."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from typing import Any

from flint import arb, ctx, fmpq

from backprop.core.states import States

LONGEST_EXACT = 4096


class Route:
    """A run at one working precision in bits.

    `start` returns the first state, `after` the state one update later, and `read` the quantities of a state:
    a function from a name to a ball, a rational or a whole number. A state that `is_exact` does not depend on
    the precision.
    """

    def __init__(
        self,
        start: Callable[[], Any],
        after: Callable[[Any], Any],
        read: Callable[[Any], Callable[[str], Any]],
        precision: int,
        is_exact: Callable[[Any], bool] = lambda _state: False,
    ) -> None:
        self._read, self._is_exact = read, is_exact
        self.precision = precision
        self._states: States[Any] = States(lambda last: start() if last is None else after(last))
        self._latest: tuple[int, Callable[[str], Any]] = -1, str

    def take_over(self, other: "Route") -> None:
        """Go on from the exact states of a run at another precision."""
        self._states.take_over(other._states, self._is_exact)

    def values(self, step: int, names: Iterable[str]) -> list[arb]:
        """Return the enclosures of quantities in the pass after `step` updates."""
        with ctx.workprec(self.precision):
            if self._latest[0] != step:
                self._latest = step, self._read(self._states.at(step))
            return [_enclosed(value) for value in map(self._latest[1], names)]

    def value(self, step: int, name: str) -> arb:
        """Return the enclosure of one quantity."""
        return self.values(step, [name])[0]


def _enclosed(value: Any) -> arb:
    return value if isinstance(value, arb) else arb(value if isinstance(value, fmpq) else int(value))


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


def is_long(number: fmpq) -> bool:
    """Tell whether a rational has grown too long to carry; a ball takes its place then."""
    return max(number.p.bit_length(), number.q.bit_length()) > LONGEST_EXACT
