"""The value of a formula's tree, a number in balls or a matrix of them: computed, compared and told."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import add, mul, sub, truediv
from typing import Any

import numpy as np
from flint import arb, fmpq

from backprop.check.formulas.functions import FUNCTIONS, power
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Keyed,
    Matrix,
    Negative,
    Node,
    Number,
    Repeated,
    Shaped,
    Shorthand,
    Symbol,
    TexError,
    Transposed,
    rebuilt,
)
from backprop.check.printed import exact, is_exact, rounded

Value = Any  # fmpq or arb, or an object array of shape (rows, columns) of them
Names = Callable[[Node], Any]
MOST_TERMS = 1000
# Sides are enclosed with 128 bits; what differs by less than this cannot be told apart from equal.
TOLERANCE = fmpq(1, 2**80)
# How a number is told in messages.
PLACES, FEW = 9, 3
LARGE, SMALL = fmpq(10**12), fmpq(1, 1000)


def evaluate(node: Node, value: Names) -> Value:
    """Return the value of `node`; `value` gives that of a name, or None where a tree is no name.

    What has no value raises `TexError` at its place: shapes that do not fit, unknown functions, open sums.
    """
    known = value(node)
    return EVALUATORS[type(node)](node, value) if known is None else known


def shape(x: Value) -> tuple[int, ...]:
    """Return rows and columns of a matrix, nothing for a number."""
    return x.shape if isinstance(x, np.ndarray) else ()


def shape_text(x: Value) -> str:
    """Return a shape in words."""
    return "{}×{} matrix".format(*shape(x)) if shape(x) else "number"


def _binary(node: Binary, value: Names) -> Value:
    left, right = evaluate(node.left, value), evaluate(node.right, value)
    return _combined(node.operator, left, right, node.left.end)


def _combined(operator: str, left: Value, right: Value, place: int) -> Value:
    """Return two values put together, their shapes checked first."""
    fits, combine = OPERATORS[operator]
    if not fits(shape(left), shape(right)):
        message = f"found a {shape_text(left)} {operator} a {shape_text(right)}"
        raise TexError(place, f"{message}, expected shapes that fit together")
    try:
        return combine(left, right)
    except ZeroDivisionError:
        raise TexError(place, "found a division by 0, expected another divisor") from None


def _equal(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    return left == right


def _multiplies(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    return not left or not right or left[1] == right[0]


def _product(left: Value, right: Value) -> Value:
    """Multiply; a one by one matrix that results stays a matrix."""
    return left @ right if shape(left) and shape(right) else left * right


OPERATORS: dict[str, tuple[Callable[[Any, Any], bool], Callable[[Any, Any], Any]]] = {
    "+": (_equal, add),
    "-": (_equal, sub),
    "*": (_multiplies, _product),
    "beside": (_multiplies, _product),
    "odot": (lambda left, right: bool(left) and left == right, mul),
    "/": (lambda _left, right: not right, truediv),
    "^": (lambda left, right: not left and not right, power),
}


def _call(node: Call, value: Names) -> Value:
    name, arguments = node.function, [evaluate(argument, value) for argument in node.arguments]
    if name not in FUNCTIONS:
        raise TexError(node.start, f"found the function {name}, expected one of {', '.join(FUNCTIONS)}")
    function = FUNCTIONS[name]
    if function.arity not in {0, len(arguments)}:
        message = f"found a list of {len(arguments)} behind {name}, expected {function.arity}"
        raise TexError(node.start, message)
    if function.of_column:
        return _of_column(node, arguments[0])
    if any(map(shape, arguments)):
        return np.vectorize(function.value, otypes=[object])(*arguments)
    return function.value(*arguments)


def _of_column(node: Call, column: Value) -> Value:
    if not shape(column) or column.shape[1] > 1:
        message = f"found the {node.function} of a {shape_text(column)}, expected that of a column"
        raise TexError(node.start, message)
    return FUNCTIONS[node.function].value(column)


def _matrix(node: Matrix, value: Names) -> Value:
    matrix = np.empty((len(node.rows), len(node.rows[0])), dtype=object)
    for i, row in enumerate(node.rows):
        for j, cell in enumerate(row):
            matrix[i, j] = evaluate(cell, value)
            if shape(matrix[i, j]):
                raise TexError(cell.start, "found a matrix in a matrix, expected numbers")
    return matrix


def _transposed(x: Value) -> Value:
    return x.T if shape(x) else x


def _shaped(node: Shaped, value: Names) -> Value:
    """Return the value of what a brace holds, once its shape is found to be the one told."""
    inner = evaluate(node.inner, value)
    if (shape(inner) or (1, 1)) != (node.rows, node.columns):
        message = f"found a {shape_text(inner)} above the label {node.rows} × {node.columns}"
        raise TexError(node.start, f"{message}, expected its own rows and columns")
    return inner


def _repeated(node: Repeated, value: Names) -> Value:
    """Add or multiply the body with each member of the set, or number between the bounds, as the index."""
    members = node.members or _between(node)
    bodies = [evaluate(put(node.body, node.index, member), value) for member in members]
    operator = "+" if node.kind == "sum" else "*"
    return reduce(lambda left, right: _combined(operator, left, right, node.start), bodies)


def _between(node: Repeated) -> tuple[str, ...]:
    match node.lower, node.upper:
        case Number(text=low, exponent=0), Number(text=high, exponent=0) if low.isdigit() and high.isdigit():
            terms = range(int(low), int(high) + 1)
            if 0 < len(terms) <= MOST_TERMS:
                return tuple(map(str, terms))
    raise TexError(
        node.start, f"found no bounds of up to {MOST_TERMS} terms, expected numbers or a set of names"
    )


def _nameless(node: Node, _value: Names) -> Value:
    raise TexError(node.start, "found a symbol that stands for any number, expected one with a value")


EVALUATORS: dict[type, Callable[[Any, Names], Value]] = {
    Number: lambda node, _: exact(node.text, node.exponent),
    Symbol: _nameless,
    Derivative: _nameless,
    Keyed: lambda node, value: evaluate(node.inner, value),
    Shaped: _shaped,
    Shorthand: lambda node, value: evaluate(node.inner, value),
    Negative: lambda node, value: -evaluate(node.inner, value),
    Binary: _binary,
    Call: _call,
    Matrix: _matrix,
    Transposed: lambda node, value: _transposed(evaluate(node.inner, value)),
    Repeated: _repeated,
}


def put(node: Any, index: str, member: str) -> Any:
    """Return a tree with `member` in the place of the running index."""
    if not isinstance(node, Symbol):
        return rebuilt(node, lambda part: put(part, index, member))
    if node.base == index and not node.index and not node.mark:
        return Number(node.start, node.end, member) if member.isdigit() else node
    parts = [member if part == index else part for part in node.index.split(",")]
    return replace(node, index="".join(parts))


def alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Return both values, a matrix of one entry as a number where the other is one: a row times a column."""
    if shape(left) == (1, 1) and not shape(right):
        return left[0, 0], right
    if shape(right) == (1, 1) and not shape(left):
        return left, right[0, 0]
    return left, right


def valued(node: Node, names: Names) -> Value:
    """Return the value of a tree; one that is infinite or no number at all raises `TexError`."""
    value = evaluate(node, names)
    if not all(isinstance(entry, fmpq) or entry.is_finite() for entry in entries(value)):
        raise TexError(node.start, "found no finite value, expected a number")
    return value


def entries(value: Value) -> list[Any]:
    """Return the numbers of a value, one or all of a matrix."""
    return list(value.flat) if shape(value) else [value]


def is_zero(x: Any) -> bool:
    """Tell whether a difference is 0, or its enclosure holds 0 and hardly anything else."""
    return bool(abs(x) < TOLERANCE)


def few_digits(x: Any) -> str:
    """Return a few digits of a number, for messages; all of them where they are few."""
    if abs(x) > LARGE:
        return str(arb(x).str(FEW, radius=False))
    text = rounded(x, PLACES)
    if is_exact(text, x):
        return text.rstrip("0").rstrip(".")
    return text if abs(x) >= SMALL else str(arb(x).str(2 * FEW, radius=False))
