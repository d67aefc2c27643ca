"""The states of a run: made one after another, a bounded number kept, any made again."""

import pytest

from backprop.core.states import APART, FIRST, States


class Counted:
    """Whole numbers one after another, and which of them have been made."""

    def __init__(self) -> None:
        self.made: list[int] = []
        self.states: States[int] = States(self.after)

    def after(self, last: int | None) -> int:
        """Return the number after `last`."""
        self.made.append(0 if last is None else last + 1)
        return self.made[-1]


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ([0], 1),
        ([5, 2, 5, 0], 6),
        ([FIRST + 7, FIRST + 7], FIRST + 8),
        ([FIRST + 7, FIRST + 8], FIRST + 9),
        ([FIRST + 2 * APART, FIRST + APART, FIRST], FIRST + 2 * APART + 1),
        ([FIRST + 2 * APART, FIRST + APART + 3], FIRST + 2 * APART + 4),
        ([FIRST + APART + 8, FIRST + 7, FIRST + APART + 9], FIRST + APART + 9 + 7 + 9),
    ],
)
def test_a_state_is_made_from_the_last_one_known_before_it(asked: list[int], made: int) -> None:
    counted = Counted()
    assert [counted.states.at(step) for step in asked] == asked
    assert len(counted.made) == made


def test_few_of_many_states_are_kept() -> None:
    counted = Counted()
    counted.states.at(100 * APART)
    assert len(counted.states._kept) == FIRST + 100


def test_states_that_are_exact_are_taken_over() -> None:
    first, second = Counted(), Counted()
    first.states.at(7)
    second.states.take_over(first.states, lambda state: state < 4)
    assert [second.states.at(step) for step in (3, 5)] == [3, 5]
    assert second.made == [4, 5]


def test_a_state_that_cannot_be_made_is_tried_again() -> None:
    states: States[int] = States(lambda last: 0 if last is None else last + 3 // (3 - last))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            states.at(5)
    assert states.at(1) == 1
