"""Lines of keys and numbers, as a program prints them, beside the registry."""

import pytest

from backprop.core.digits import significant
from backprop.core.registry import digits
from backprop.errors import BackpropError
from backprop.exports.printed import compare, expected_keys, is_near
from backprop.networks.examples import EXAMPLES

KEYS = expected_keys(EXAMPLES["parabola"])
PARABOLA = "\n".join(f"{key} {digits(key, significant(15)).text}" for key in KEYS)


def test_what_is_proved_is_right() -> None:
    compare(PARABOLA, EXAMPLES["parabola"])
    compare(f"{PARABOLA}\nparabola@2:theta0 1.08", EXAMPLES["parabola"])


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("parabola:J 10\n", "parabola:J 10.1\n", "found parabola:J 10.1, expected 10.0"),
        ("parabola:J 10\n", "parabola:J ten\n", "found parabola:J ten, expected 10.0"),
        ("parabola:J 10\n", "parabola:J nan\n", "found parabola:J nan, expected 10.0"),
        ("parabola:J 10\n", "parabola:J\n", "found parabola:J , expected 10.0"),
        ("parabola:J 10\n", "", "found no line parabola:J, expected one"),
        ("parabola:J 10\n", "parabola:J 11\nparabola:J 10\n", "found parabola:J 11, expected 10.0"),
        ("parabola:J 10\n", "parabola:JJ 10\n", "no quantity is named 'JJ'"),
        ("parabola:J 10\n", "a warning\n", "found 'a', expected a key"),
        ("1.103762935", "1.103762932", "found parabola@10:J 1.103762932"),
    ],
)
def test_what_is_not_is_told(right: str, wrong: str, message: str) -> None:
    text = PARABOLA + "\n"
    assert right in text
    with pytest.raises(BackpropError) as caught:
        compare(text.replace(right, wrong, 1), EXAMPLES["parabola"])
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("found", "proved", "near"),
    [
        (0.3775, 0.3775, True),
        (1.0000000009, 1.0, True),
        (1.000000002, 1.0, False),
        (-0.5, 0.5, False),
        (2.5e-32, 1e-300, True),
        (1e-27, 0.0, False),
        (1.00001e-20, 1e-20, True),
        (1.1e-12, 1e-12, False),
        (float("inf"), 1.0, False),
        (float("nan"), 0.0, False),
    ],
)
def test_how_near_is_near(found: float, proved: float, near: bool) -> None:
    assert is_near(found, proved) is near
