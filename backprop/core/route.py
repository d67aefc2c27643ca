"""The second way to a value: a run that shares no code with the graph, state after state."""

from collections.abc import Callable, Iterable
from typing import Any

from flint import arb, ctx, fmpq


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
