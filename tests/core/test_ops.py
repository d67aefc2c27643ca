"""Every row of the table of operations: fast, proved, differentiated."""

import math
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx, fmpq

from backprop.core.ops import OPS, Proved, ball, is_positive
from backprop.errors import UndecidedError

# operation, arguments, value (a text where it is rational and must come out so), local derivatives
ROWS: list[tuple[str, tuple[str, ...], str | float, tuple[float, ...]]] = [
    ("add", ("1/2", "-3"), "-5/2", (1, 1)),
    ("sub", ("1/2", "-3"), "7/2", (1, -1)),
    ("neg", ("3/4",), "-3/4", (-1,)),
    ("mul", ("1/2", "-3"), "-3/2", (-3, 0.5)),
    ("div", ("1/2", "-4"), "-1/8", (-0.25, -0.03125)),
    ("power", ("-3", "2"), "9", (-6, 0)),
    ("power", ("-3", "3"), "-27", (27, 0)),
    ("power", ("1/2", "1"), "1/2", (1, 0)),
    ("power", ("-2", "-1"), "-1/2", (-0.25, 0)),
    ("exp", ("0",), "1", (1,)),
    ("exp", ("-2",), math.exp(-2), (math.exp(-2),)),
    ("log", ("1",), "0", (1,)),
    ("log", ("1/4",), math.log(0.25), (4,)),
    ("sigmoid", ("0",), "1/2", (0.25,)),
    ("sigmoid", ("3",), 1 / (1 + math.exp(-3)), (0.045176659730912,)),
    ("sigmoid", ("-3",), 1 / (1 + math.exp(3)), (0.045176659730912,)),
    ("tanh", ("0",), "0", (1,)),
    ("tanh", ("1/2",), math.tanh(0.5), (0.786447732965927,)),
    ("relu", ("5/2",), "5/2", (1,)),
    ("relu", ("0",), "0", (0,)),
    ("relu", ("-5/2",), "0", (0,)),
    ("positive", ("5/2",), "1", (0,)),
    ("positive", ("0",), "0", (0,)),
    ("positive", ("-5/2",), "0", (0,)),
    ("round", ("1/16", "3"), "63/1000", (0, 0)),
    ("round", ("-1/16", "3"), "-63/1000", (0, 0)),
    ("round", ("2/3", "2"), "67/100", (0, 0)),
    ("round", ("-1/3", "0"), "0", (0, 0)),
]


def exact(text: str) -> fmpq:
    number = Fraction(text)
    return fmpq(number.numerator, number.denominator)


def numbers(op: str, args: tuple[str, ...]) -> list[float]:
    """Return the arguments in float64, an exponent as a whole number."""
    return [int(arg) if op == "power" and place else float(Fraction(arg)) for place, arg in enumerate(args)]


def test_no_operation_is_left_out() -> None:
    assert {row[0] for row in ROWS} == set(OPS)


@pytest.mark.parametrize(("op", "args", "value"), [row[:3] for row in ROWS])
def test_fast(op: str, args: tuple[str, ...], value: str | float) -> None:
    assert OPS[op].fast(*numbers(op, args)) == pytest.approx(float(Fraction(value)), rel=1e-14, abs=0)


@pytest.mark.parametrize(("op", "args", "value"), [row[:3] for row in ROWS])
def test_proved(op: str, args: tuple[str, ...], value: str | float) -> None:
    found = OPS[op].proved(*map(exact, args))
    if isinstance(value, str):
        assert (type(found), found) == (fmpq, exact(value))
    else:
        assert isinstance(found, arb)
        assert float(found.mid()) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(("op", "args", "value", "partials"), ROWS)
def test_partials(op: str, args: tuple[str, ...], value: str | float, partials: tuple[float, ...]) -> None:
    found = OPS[op].partials(*numbers(op, args), float(Fraction(value)))
    assert [float(partial) for partial in found] == pytest.approx(list(partials), rel=1e-13, abs=1e-300)


@pytest.mark.parametrize("op", sorted({op for op, args, _, _ in ROWS if len(args) == 1}))
def test_fast_takes_arrays(op: str) -> None:
    points = np.array([0.5, 1.0, 2.0])
    assert OPS[op].fast(points) == pytest.approx([OPS[op].fast(point) for point in points], rel=1e-15)


@pytest.mark.parametrize("op", ["exp", "log", "sigmoid", "tanh", "relu", "positive", "neg"])
def test_a_ball_goes_to_a_ball_that_contains_the_image(op: str) -> None:
    wide = OPS[op].proved(arb(1.5, 0.25))
    for point in (1.25, 1.5, 1.75):
        assert ball(wide).contains(ball(OPS[op].proved(fmpq(round(point * 4), 4))))


@pytest.mark.parametrize("op", [op for op, row in OPS.items() if row.balls])
def test_a_ball_that_is_not_exact_stays_one(op: str) -> None:
    """Written for balls alone, an operation gives what it gives with care, and nothing that is exact."""
    form, count = OPS[op].balls, len(OPS[op].needs)
    with ctx.workprec(128):
        wide, narrow, constant = arb(1.5, 0.25), arb(1) / 3, ball(fmpq(2, 7))
        for arguments in [(wide, narrow), (narrow, constant), (constant, wide)][: 3 if count == 2 else 2]:
            names = dict(zip("ab", arguments, strict=True))
            short = eval(form.format(*names), names) if isinstance(form, str) else form(arguments[0])  # noqa: S307
            careful = OPS[op].proved(*arguments[:count])
            assert (short.mid(), short.rad()) == (careful.mid(), careful.rad())
            assert not short.is_exact()


@pytest.mark.parametrize(("x", "value"), [(arb(1.26, 0.005), "13/10"), (arb(-1.26, 0.005), "-13/10")])
def test_a_ball_is_rounded_where_all_of_it_goes_one_way(x: arb, value: str) -> None:
    assert OPS["round"].proved(x, fmpq(1)) == exact(value)


@pytest.mark.parametrize("x", [arb(1.25, 0.01), arb(-1.25, 0.01), arb("nan")])
def test_a_ball_that_is_rounded_both_ways_is_undecided(x: arb) -> None:
    with pytest.raises(UndecidedError):
        OPS["round"].proved(x, fmpq(1))


@pytest.mark.parametrize("x", [-800.0, -40.0, 40.0, 800.0])
def test_the_fast_sigmoid_neither_overflows_nor_loses_digits(x: float) -> None:
    with ctx.workprec(128):
        expected = float(OPS["sigmoid"].proved(fmpq(round(x))).mid())
    assert OPS["sigmoid"].fast(x) == pytest.approx(expected, rel=1e-12, abs=0)


@pytest.mark.parametrize("exponent", [2, 3, 4])
def test_a_power_of_a_ball_around_zero_is_a_number(exponent: int) -> None:
    found = OPS["power"].proved(arb(0, 0.5), fmpq(exponent))
    assert found.contains(arb(0.5) ** exponent)
    assert found.rad() < 0.6**exponent


@pytest.mark.parametrize(
    ("x", "positive"),
    [
        (fmpq(0), False),
        (fmpq(1, 10**40), True),
        (fmpq(-1, 10**40), False),
        (arb(0), False),
        (arb(1, 0.5), True),
        (arb(-1, 0.5), False),
    ],
    ids=str,
)
def test_a_sign_that_is_certain(x: Proved, positive: bool) -> None:
    assert is_positive(x) is positive
    assert OPS["positive"].proved(x) == int(positive)


@pytest.mark.parametrize("op", ["relu", "positive"])
@pytest.mark.parametrize("x", [arb(0, 0.5), arb(1, 1), arb("nan")], ids=str)
def test_a_sign_that_is_not_certain(op: str, x: arb) -> None:
    with pytest.raises(UndecidedError, match=r"^the sign of .* is not certain at this precision$"):
        OPS[op].proved(x)


def test_relu_at_exactly_zero_is_exactly_zero() -> None:
    for zero in (fmpq(0), arb(0)):
        found = OPS["relu"].proved(zero)
        assert (type(found), found) == (fmpq, 0)


@pytest.mark.parametrize("op", ["mul", "div"])
@pytest.mark.parametrize("ball", [arb(3, 0.5), arb(-2)], ids=str)
def test_a_product_with_exactly_zero_is_exactly_zero(op: str, ball: arb) -> None:
    for zero in (fmpq(0), arb(0)):
        found = OPS[op].proved(zero, ball)
        assert (type(found), found) == (fmpq, 0)


@pytest.mark.parametrize(
    ("op", "args"),
    [
        ("mul", (fmpq(0), arb("nan"))),
        ("mul", (fmpq(0), arb("inf"))),
        ("mul", (arb(0, 0.5), arb(3))),
        ("div", (fmpq(0), arb(0, 0.5))),
        ("div", (arb(0, 0.5), arb(3))),
    ],
    ids=str,
)
def test_what_may_be_something_else_is_not_exactly_zero(op: str, args: tuple[Proved, Proved]) -> None:
    assert isinstance(OPS[op].proved(*args), arb)


@pytest.mark.parametrize("op", ["exp", "sigmoid", "tanh"])
@pytest.mark.parametrize("x", [fmpq(1, 3), arb(0), arb(0, 1)], ids=str)
def test_only_a_rational_is_known_to_be_zero(op: str, x: Proved) -> None:
    assert isinstance(OPS[op].proved(x), arb)
