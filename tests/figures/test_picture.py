"""Lists, counts and numbers as sentences write them."""

import pytest

from backprop.figures.picture import count_of, listed, noun
from backprop.figures.symbols import with_minus


@pytest.mark.parametrize(
    ("items", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], text: str) -> None:
    assert listed(items) == text


def test_counts() -> None:
    assert [count_of(number, "step") for number in (1, 2, 10000)] == ["1 step", "2 steps", "10,000 steps"]
    assert noun("a", "input") == "input"
    assert with_minus("-0.5") == "−0.5"
