"""A value as a number: each digit, conversion and comparison decided by its proof, or said to be open."""

import copy
import doctest
import inspect
import math
import operator
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.core import registry, value
from backprop.core.digits import decimals, ends
from backprop.core.groups import run_keys
from backprop.core.keys import parse
from backprop.core.record import value as value_of
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network

NET, LOSS, SLOPE = "mazur:net_h1", "mazur@1:E_total", "mazur:dE_total/dw5"


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(value, optionflags=doctest.ELLIPSIS) == (0, 8)


@pytest.mark.parametrize(
    ("key", "spec", "text"),
    [
        (LOSS, "", "0.29102777369359935"),
        (LOSS, ".4f", "0.2910"),
        (LOSS, ".40f", "0.2910277736935993508718546813903209247855"),
        (LOSS, "+10,.2%", "   +29.10%"),
        (SLOPE, ".3e", "8.217e-02"),
        (SLOPE, ".3g", "0.0822"),
        (NET, ".2f", "0.38"),
        (NET, ".6f", "0.377500"),
        ("mazur:w1", ".1f", "0.2"),
        ("mazur:i1", ".1f", "0.0"),
        ("descent:dJ/dtheta0", ".1f", "-4.0"),
        ("descent:J", ">8", "      12"),
        ("relu@100:E_total", ".2e", "1.56e-39"),
    ],
)
def test_a_format_rounds_the_value_once(key: str, spec: str, text: str) -> None:
    assert format(value_of(key), spec) == text


def test_a_format_gives_as_many_digits_as_anyone_asks_for() -> None:
    with_all = f"{value_of(LOSS):.1000f}"
    assert with_all == registry.digits(parse(LOSS), decimals(1000)).text
    assert len(with_all) == 1002
    with pytest.raises(ValueError, match="found 1001 digits, expected at most 1000"):
        f"{value_of(LOSS):.1001f}"


def test_a_bad_format_is_a_value_error_as_of_a_float() -> None:
    with pytest.raises(ValueError, match=r"found format '\.4d', expected one such as \.4f"):
        f"{value_of(LOSS):.4d}"


@pytest.mark.parametrize(
    ("key", "places", "text"),
    [
        (LOSS, 4, "0.2910"),
        (LOSS, 30, "0.291027773693599350871854681390"),
        (NET, 2, "0.38"),
        ("mazur:w1", 1, "0.2"),
        ("descent:J", -1, "1E+1"),
        ("descent:dJ/dtheta0", 2, "-4.00"),
    ],
)
def test_a_value_is_rounded_to_a_decimal(key: str, places: int, text: str) -> None:
    nearest = round(value_of(key), places)
    assert (type(nearest), str(nearest)) == (Decimal, text)


@pytest.mark.parametrize("places", [1.5, "2"])
def test_places_that_are_no_whole_number_are_refused(places: Any) -> None:
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        round(value_of(LOSS), places)


@pytest.mark.parametrize(
    ("key", "nearest", "cut", "floor", "ceiling", "is_nonzero"),
    [
        (LOSS, 0, 0, 0, 1, True),
        ("chain:dE_o1/dout_o1", 0, 0, -1, 0, True),
        ("mazur:out_o1", 1, 0, 0, 1, True),
        ("descent:dJ/dtheta0", -4, -4, -4, -4, True),
        ("descent@1:theta1", 1, 0, 0, 1, True),
        ("descent:theta0", 0, 0, 0, 0, False),
        ("relu@100:E_total", 0, 0, 0, 1, True),
    ],
)
def test_a_value_is_made_a_whole_number(
    key: str, nearest: int, cut: int, floor: int, ceiling: int, is_nonzero: bool
) -> None:
    number = value_of(key)
    assert (round(number), int(number), math.trunc(number)) == (nearest, cut, cut)
    assert (math.floor(number), math.ceil(number), bool(number)) == (floor, ceiling, is_nonzero)


@pytest.mark.parametrize("run", ["mazur@1", "sigmoid", "softmax@1", "descent@1", "xor"])
def test_a_float_is_the_nearest_one(run: str) -> None:
    for key in run_keys(run):
        low, high = ends(registry.proved(parse(key), 512))
        assert float(low) == float(high) == float(value_of(key))


def test_the_float_of_the_digits_would_be_another_one() -> None:
    number = value_of("mazur@2:w3")
    assert float(number) == 0.2495330148608577
    assert float(number.digits) == 0.24953301486085766


def test_a_value_converts_to_what_takes_floats() -> None:
    numbers = [value_of(LOSS), value_of(NET)]
    assert complex(numbers[0]) == complex(float(numbers[0]))
    assert math.isclose(numbers[0], 0.2910277737)
    assert np.array(numbers, dtype=float).tolist() == [float(number) for number in numbers]


def test_a_fraction_is_the_value_itself() -> None:
    assert value_of(NET).fraction == Fraction(*value_of(NET).as_integer_ratio()) == Fraction(151, 400)
    assert value_of("hollows@6:J").fraction.denominator > 10**1000
    assert value_of(NET).decimal == Decimal("0.3775")


def test_a_value_that_is_no_known_fraction_says_so_and_what_there_is() -> None:
    with pytest.raises(BackpropError) as raised:
        assert value_of(LOSS).fraction
    assert str(raised.value) == (
        "mazur@1:E_total: it is not known as a fraction; "
        "take float(value), value.decimal, or round(value, 50) for 50 proved decimals"
    )


RELATIONS = (operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)


@pytest.mark.parametrize(
    ("key", "other", "order"),
    [
        (NET, Fraction(151, 400), 0),
        (NET, Decimal("0.3775"), 0),
        (NET, 0.3775, -1),
        ("mazur:w1", 0.15, 1),
        ("mazur:t_o1", Decimal("0.01"), 0),
        ("descent:J", 12, 0),
        ("descent:J", 12.0, 0),
        ("descent:J", np.int64(12), 0),
        ("descent:J", np.float32(11.5), 1),
        ("descent:dJ/dtheta0", -3, -1),
        ("descent:theta0", False, 0),
        (LOSS, 0, 1),
        (LOSS, 0.29, 1),
        (LOSS, Fraction(1, 3), -1),
        (LOSS, Decimal("0.29102777369359935"), 1),
        (LOSS, Decimal("0.2910277736935993508718546813903209247855"), -1),
        (LOSS, math.inf, -1),
        (LOSS, -math.inf, 1),
        (LOSS, Decimal("Infinity"), -1),
        (LOSS, 10**400, -1),
    ],
)
def test_a_value_is_compared_with_other_numbers_exactly(key: str, other: Any, order: int) -> None:
    number = value_of(key)
    for relation in RELATIONS:
        assert relation(number, other) == relation(order, 0)
        assert relation(other, number) == relation(0, order)


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        (LOSS, LOSS, 0),
        (LOSS, "mazur:E_total", -1),
        ("mazur:w1", "chain:w1", -1),
        ("relu:i1", "chain:i1", 0),
        ("mazur:dE_total/dout_o1", "mazur:dE_o1/dout_o1", 0),
        (NET, LOSS, 1),
    ],
)
def test_two_values_are_compared(left: str, right: str, order: int) -> None:
    first, second = value_of(left), value_of(right)
    for relation in RELATIONS:
        assert relation(first, second) == relation(order, 0)
    assert order or hash(first) == hash(second)


@pytest.mark.parametrize("other", ["0.3775", None, 1j, [0.3775]])
def test_what_is_no_real_number_is_neither_equal_nor_ordered(other: Any) -> None:
    assert value_of(NET) != other
    with pytest.raises(TypeError, match="'<' not supported between instances"):
        assert value_of(NET) < other


def test_nothing_holds_beside_what_is_not_a_number() -> None:
    number = value_of(NET)
    assert [relation(number, math.nan) for relation in RELATIONS] == [False, False, False, True, False, False]


@given(st.fractions(Fraction(-1, 10**30), Fraction(1, 10**30)))
def test_a_number_however_near_is_on_its_right_side(distance: Fraction) -> None:
    low, high = ends(registry.proved(parse(LOSS), 1024))
    near = Fraction(round(low * 10**40), 10**40) + distance
    assert (value_of(LOSS) < near, value_of(LOSS) > near) == (high < near, low > near)


@pytest.mark.parametrize(
    ("key", "equal"),
    [
        (NET, Fraction(151, 400)),
        (NET, Decimal("0.37750")),
        ("descent:J", 12),
        ("relu:w1", value_of("relu:w1")),
    ],
)
def test_what_is_equal_has_the_same_hash(key: str, equal: Any) -> None:
    assert {value_of(key): "found"}[equal] == "found"


def test_values_are_sorted() -> None:
    numbers = [value_of(key) for key in (NET, LOSS, "mazur:w1", SLOPE)]
    assert [number.key for number in sorted(numbers)] == [SLOPE, "mazur:w1", LOSS, NET]
    assert max(*numbers, 0.2) == value_of(NET)


@pytest.fixture
def half(monkeypatch: pytest.MonkeyPatch) -> value.Value:
    """A half, as the difference of two irrational numbers leaves it: no precision shows that it is one."""
    twins = Layer((("0.5",), ("0.5",)))
    last = Layer((("1", "-1"),), "linear", "0.5")
    monkeypatch.setitem(
        EXAMPLES, "halved", Network("halved", "Made up", ("0.5",), ("1",), (twins, last), "0.1")
    )
    return value_of("halved:net_o1")


OPEN: dict[str, Callable[[value.Value], object]] = {
    "format": lambda number: f"{number:.0f}",
    "round": round,
    "equal": lambda number: number == 0.5,
    "less": lambda number: number < Fraction(1, 2),
    "in a list": lambda number: number in [0.5],
}


@pytest.mark.parametrize("ask", OPEN.values(), ids=OPEN)
def test_what_no_precision_decides_is_said_to_be_open(half: value.Value, ask: Any) -> None:
    with pytest.raises(BackpropError) as raised:
        ask(half)
    bits, digits = registry.PRECISIONS[-1], 1231
    assert str(raised.value) == (
        f"halved:net_o1: it cannot be decided with {bits} bits: {digits} digits of it are proved, "
        "and it lies too near to where the answer changes"
    )


def test_what_is_not_at_the_edge_is_decided_all_the_same(half: value.Value) -> None:
    assert (f"{half:.2f}", round(half, 3), float(half), int(half)) == ("0.50", Decimal("0.500"), 0.5, 0)
    assert half != 0.25
    assert half < 0.51


def test_a_record_from_elsewhere_knows_what_its_enclosure_says_and_no_more() -> None:
    foreign = replace(value_of(LOSS), key="loan:K3")
    assert (f"{foreign:.15f}", round(foreign, 3)) == ("0.291027773693599", Decimal("0.291"))
    assert foreign < 0.3
    with pytest.raises(BackpropError) as raised:
        f"{foreign:.30f}"
    assert str(raised.value).startswith(
        f"loan:K3: {foreign.enclosure} leaves it open, and nothing narrower is proved here: "
        "no example is named 'loan'; the nearest: "
    )


ARITHMETIC: dict[str, Callable[[Any], object]] = {
    "v + 1": lambda v: v + 1,
    "1 + v": lambda v: 1 + v,
    "v - v": lambda v: v - v,
    "0.5 - v": lambda v: 0.5 - v,
    "v * 2": lambda v: v * 2,
    "np.float64(2) * v": lambda v: np.float64(2) * v,
    "np.array([v]) * 2": lambda v: np.array([v]) * 2,
    "Fraction(2) * v": lambda v: Fraction(2) * v,
    "Decimal(2) * v": lambda v: Decimal(2) * v,
    "v / 2": lambda v: v / 2,
    "2 / v": lambda v: 2 / v,
    "v // 2": lambda v: v // 2,
    "2 // v": lambda v: 2 // v,
    "v % 2": lambda v: v % 2,
    "2 % v": lambda v: 2 % v,
    "divmod(v, 2)": lambda v: divmod(v, 2),
    "divmod(2, v)": lambda v: divmod(2, v),
    "v ** 2": lambda v: v**2,
    "2 ** v": lambda v: 2**v,
    "-v": operator.neg,
    "+v": operator.pos,
    "abs(v)": abs,
    "sum([v])": lambda v: sum([v]),
}


@pytest.mark.parametrize("compute", ARITHMETIC.values(), ids=ARITHMETIC)
def test_arithmetic_is_refused_in_one_sentence(compute: Any) -> None:
    with pytest.raises(TypeError) as raised:
        compute(value_of(LOSS))
    assert str(raised.value) == (
        "mazur@1:E_total: found arithmetic with a proved value, whose result would have no proof; take "
        "float(value), value.decimal, value.fraction, or round(value, 50) for 50 proved decimals"
    )


def pickled(number: value.Value) -> Any:
    return pickle.loads(pickle.dumps(number))  # noqa: S301  written a moment ago


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_value_is_a_record_that_is_kept_and_never_changed(copied: Any) -> None:
    number = copied(value_of(LOSS))
    assert vars(number) == vars(value_of(LOSS))
    assert f"{number:.30f}" == "0.291027773693599350871854681390"
    with pytest.raises(FrozenInstanceError):
        number.digits = "0.3"


@pytest.mark.parametrize(
    ("key", "shown", "tex", "html"),
    [
        (
            LOSS,
            "<Value mazur@1:E_total ≈ 0.29102777369359935>",
            r"$E_{total} \approx 0.29102777369359935$",
            "total loss ≈ <strong>0.29102777369359935</strong> <code>mazur@1:E_total</code>",
        ),
        (
            "descent:J",
            "<Value descent:J = 12>",
            "$J = 12$",
            "cost = <strong>12</strong> <code>descent:J</code>",
        ),
    ],
)
def test_a_value_shows_what_it_is(key: str, shown: str, tex: str, html: str) -> None:
    number = value_of(key)
    assert (repr(number), number._repr_latex_(), number._repr_html_()) == (shown, tex, html)
    assert str(number) == number.digits


def test_words_stand_in_html_as_they_are() -> None:
    assert replace(value_of(NET), words="a < b")._repr_html_().startswith("a &lt; b = ")


def test_what_a_number_does_is_described() -> None:
    for name in ("__format__", "__float__", "__round__", "as_integer_ratio"):
        assert inspect.getdoc(getattr(value.Value, name))
