"""The states of a run, one after another: few of many are kept, and any is made again from one before it."""

from collections.abc import Callable
from typing import Generic, TypeVar

# Pages ask for most of the first steps, and for few of those that follow.
FIRST, APART = 100, 100

State = TypeVar("State")


class States(Generic[State]):
    """The states that `after` makes, each from the one before it and the first one from None.

    Those of the first steps are kept, of the others every hundredth, and the latest one that was asked for.
    """

    def __init__(self, after: Callable[[State | None], State]) -> None:
        self._after = after
        self._kept: dict[int, State] = {}
        self._latest: tuple[int, State | None] = (-1, None)

    def at(self, step: int) -> State:
        """Return the state after `step` updates."""
        number, state = self._nearest(step)
        while state is None or number < step:
            number, state = number + 1, self._after(state)
            if number < FIRST or number % APART == 0:
                self._kept[number] = state
        self._latest = number, state
        return state

    def take_over(self, other: "States[State]", is_exact: Callable[[State], bool]) -> None:
        """Keep the states of another run too that are exact, and so the same at any precision."""
        self._kept |= {step: state for step, state in other._kept.items() if is_exact(state)}

    def _nearest(self, step: int) -> tuple[int, State | None]:
        """Return the last state that is known up to `step`, and its number; -1 and None before the first."""
        if step in self._kept:
            return step, self._kept[step]
        if step == self._latest[0]:
            return self._latest
        number = max((kept for kept in self._kept if kept < step), default=-1)
        return self._latest if number < self._latest[0] < step else (number, self._kept.get(number))
