"""The kernel of integer intervals: it holds the exact value, narrowly, and shares nothing with the table."""

from fractions import Fraction
from itertools import product

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from backprop.core import interval
from backprop.core.expression import Ref, function, lift
from backprop.core.graph import Graph, Quantity
from backprop.core.interval import OPERATIONS, Interval, applied, enclosed
from backprop.core.ops import OPS, ball
from backprop.errors import UndecidedError

SCALE = 256
POINTS = tuple(map(Fraction, ("0", "1/3", "-1/3", "1", "-7/5", "20", "-20", "0.00001", "123.25")))
ONE_ARGUMENT = ("neg", "exp", "log", "sigmoid", "tanh", "relu", "positive")
TWO_ARGUMENTS = ("add", "sub", "mul", "div")


def expected(op: str, *numbers: Fraction) -> arb:
    """Return what the table of operations gives, in balls of more bits than the intervals have."""
    with ctx.workprec(4 * SCALE):
        return ball(OPS[op].proved(*(fmpq(n.numerator, n.denominator) for n in numbers)))


def is_held(found: Interval, value: arb) -> bool:
    """Tell whether an interval holds the value and is narrower than 2^-100 of it, or than 2^-100."""
    with ctx.workprec(4 * SCALE):
        low, high = (arb(fmpq(end, 1 << SCALE)) for end in found)
        width = arb(fmpq(found[1] - found[0], 1 << SCALE))
        return bool(low <= value and value <= high and width < (1 + abs(value)) / arb(2) ** 100)


@pytest.mark.parametrize(
    ("op", "numbers"),
    [
        *((op, (x,)) for op in ONE_ARGUMENT for x in POINTS if op != "log" or x > 0),
        *((op, pair) for op in TWO_ARGUMENTS for pair in product(POINTS, POINTS) if op != "div" or pair[1]),
        *(("power", (x, Fraction(n))) for x in POINTS for n in (-2, 0, 1, 3) if x or n >= 0),
        *(("round", (x, Fraction(n))) for x in POINTS for n in (0, 2)),
    ],
)
def test_an_interval_holds_the_value(op: str, numbers: tuple[Fraction, ...]) -> None:
    found = applied(op, tuple(enclosed(number, SCALE) for number in numbers), SCALE)
    assert is_held(found, expected(op, *numbers)), found


@given(st.sampled_from(ONE_ARGUMENT), st.fractions(-50, 50, max_denominator=10**6))
def test_an_interval_holds_the_value_anywhere(op: str, number: Fraction) -> None:
    at = abs(number) + Fraction(1, 10**6) if op == "log" else number
    assert is_held(applied(op, (enclosed(at, SCALE),), SCALE), expected(op, at))


@pytest.mark.parametrize("x", ["0.3", "0"])
def test_an_interval_that_misses_is_seen(x: str) -> None:
    low, high = applied("exp", (enclosed(Fraction(x), SCALE),), SCALE)
    assert not is_held((low + (1 << 60), high + (1 << 60)), expected("exp", Fraction(x)))
    assert not is_held((low - (1 << 200), high), expected("exp", Fraction(x)))


def test_a_wide_operand_makes_a_wide_result() -> None:
    ends = enclosed(Fraction(-1), SCALE)[0], enclosed(Fraction(2), SCALE)[1]
    for op, least, greatest in (("mul", -2, 4), ("exp", 0.36788, 7.38906), ("tanh", -0.76159, 0.96403)):
        low, high = applied(op, (ends, ends) if op == "mul" else (ends,), SCALE)
        ends_of_result = float(Fraction(low, 1 << SCALE)), float(Fraction(high, 1 << SCALE))
        assert ends_of_result == pytest.approx((least, greatest), abs=1e-4)


def test_every_operation_has_an_interval() -> None:
    assert set(OPERATIONS) == set(OPS)


@pytest.mark.parametrize(
    ("op", "numbers", "message"),
    [
        ("div", ((1, 1), (-1, 1)), "a divisor cannot be told from 0"),
        ("log", ((0, 1),), "the argument of a logarithm cannot be told from 0"),
        ("relu", ((0, 1),), "the sign of a number is not certain"),
        ("positive", ((-1, 1),), "the sign of a number is not certain"),
        ("round", (((1 << 255) - 1, 1 << 255), (0, 0)), "how a number is rounded is not certain"),
        ("exp", ((1 << 300, 1 << 300),), "is too large to be written out"),
    ],
)
def test_what_an_interval_leaves_open_is_undecided(
    op: str, numbers: tuple[Interval, ...], message: str
) -> None:
    with pytest.raises(UndecidedError, match=message):
        applied(op, numbers, SCALE)


SIGMOID = Ref("w") * Ref("x")
QUANTITIES = [
    Quantity("x", "x", "x", "input", lift(2)),
    Quantity("w", "w", "w", "weight", lift(3)),
    Quantity("E", "E", "E", "error", function("sigmoid")(SIGMOID)),
]


@pytest.mark.parametrize(
    ("step", "name", "value"),
    [(0, "w", "3"), (1, "w", "2"), (1, "x", "2"), (0, "E", "0.99752737684"), (2, "E", "0.8807970779")],
)
def test_a_graph_is_evaluated_step_by_step(step: int, name: str, value: str) -> None:
    graph = Graph(QUANTITIES, "E", {"w": Ref("w") - 1})
    found = interval.interval_route(graph, 128).value(step, name)
    assert abs(found - arb(value)) < arb("1e-9")
    assert found.rel_accuracy_bits() > 100


def test_a_wrong_kernel_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(interval.OPERATIONS, "sigmoid", OPERATIONS["tanh"])
    found = interval.interval_route(Graph(QUANTITIES, "E", {}), 128).value(0, "E")
    assert not found.overlaps(ball(OPS["sigmoid"].proved(fmpq(6))))
