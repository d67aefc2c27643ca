"""Expressions: constants fold as they are met, terms keep their order, derivatives read as if by hand."""

from fractions import Fraction

import pytest

from backprop.core.expression import (
    Apply,
    Expr,
    Num,
    Ref,
    differentiate,
    function,
    lift,
    refs,
    replaced,
    total,
)
from backprop.core.tex import plain

X, Y, Z = Ref("x"), Ref("y"), Ref("z")
HALF = Num(Fraction(1, 2))
exp, log, sigmoid, tanh, relu = map(function, ("exp", "log", "sigmoid", "tanh", "relu"))


def text(expr: Expr) -> str:
    return plain(expr, str)


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (X + Y + Z, "x + y + z"),
        (X + (Y + Z), "x + (y + z)"),
        (Z + Y + X, "z + y + x"),
        (X + 0, "x"),
        (0 + X, "x"),
        (X - 0, "x"),
        (0 - X, "-x"),
        (1 - X, "1 - x"),
        (X + -Y, "x - y"),
        (X + -2 * Y, "x - 2 * y"),
        (X - (Y + Z), "x - (y + z)"),
        (X - -Y, "x - (-y)"),
        (lift(3) - lift(5), "-2"),
        (X + lift(-3), "x - 3"),
        (1 * X, "x"),
        (X * 1, "x"),
        (0 * X, "0"),
        (X * 0, "0"),
        (-1 * X, "-x"),
        (X * -1, "-x"),
        (-1 * -X, "x"),
        (-X * -Y, "x * y"),
        (-X * Y, "-x * y"),
        (X * -Y, "-x * y"),
        (2 * X * 3, "6 * x"),
        (2 * (3 * X), "6 * x"),
        (X * (2 * Y), "2 * x * y"),
        (lift(2) * lift(3), "6"),
        (2 * (HALF * X), "x"),
        (X * (Y + Z), "x * (y + z)"),
        ((X + Y) * Z, "(x + y) * z"),
        (X / 1, "x"),
        (0 / X, "0"),
        (lift(1) / lift(4), "1/4"),
        (1 / X, "(1) / (x)"),
        (X**2, "x^2"),
        (X**1, "x"),
        (X**0, "1"),
        ((X + Y) ** 2, "(x + y)^2"),
        (HALF * (X - Y) ** 2, "1/2 * (x - y)^2"),
        (X > 0, "[x > 0]"),
        (total([X, Y, Z]), "x + y + z"),
        (total([X]), "x"),
        (exp(X) / total([exp(X), exp(Y)]), "(exp(x)) / (exp(x) + exp(y))"),
    ],
)
def test_constants_fold_and_order_stays(expr: Expr, expected: str) -> None:
    assert text(expr) == expected


@pytest.mark.parametrize(
    ("expr", "names"),
    [
        (HALF, []),
        (X, ["x"]),
        (X * Y + Z * Y, ["x", "y", "z", "y"]),
        (sigmoid(Z) * (1 - sigmoid(X)), ["z", "x"]),
    ],
)
def test_refs_are_read_from_left_to_right(expr: Expr, names: list[str]) -> None:
    assert list(refs(expr)) == names


@pytest.mark.parametrize(
    ("expr", "by_x"),
    [
        (HALF, "0"),
        (X, "1"),
        (Y, "0"),
        (X + Y, "1"),
        (Y - X, "-1"),
        (X * Y, "y"),
        (Y * X, "y"),
        (X * X, "x + x"),
        (X / Y, "(1) / (y)"),
        (Y / X, "(-whole) / (x)"),
        (X**2, "2 * x"),
        (X**3, "3 * x^2"),
        (HALF * (Y - X) ** 2, "-(y - x)"),
        (HALF * (X - Y) ** 2, "x - y"),
        (exp(X), "whole"),
        (log(X), "(1) / (x)"),
        (-(Y * log(X)), "-(y) / (x)"),
        (sigmoid(X), "whole * (1 - whole)"),
        (tanh(X), "1 - whole^2"),
        (relu(X), "[x > 0]"),
        (X > 0, "0"),
        (Y * X**2 + 3 * X, "2 * y * x + 3"),
    ],
)
def test_differentiate(expr: Expr, by_x: str) -> None:
    assert text(differentiate(expr, Ref("whole")).get("x", lift(0))) == by_x


def test_operations_are_kept_as_they_are_written() -> None:
    assert Apply("add", (X, Y)) == X + Y
    assert X + Y != Y + X
    assert lift(X) is X


def test_only_the_named_quantities_are_replaced() -> None:
    expr = 2 * Ref("a") + Ref("b") * Ref("a")
    assert replaced(expr, {"a": Ref("c")}) == 2 * Ref("c") + Ref("b") * Ref("c")
    assert replaced(expr, {}) == expr
