"""Arithmetic that closes: whether printed numbers give the result that is printed behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from flint import arb

from backprop.check.formulas.syntax import Node, Number
from backprop.check.printed import apart, exact, interval
from backprop.check.proof.assignment import at_example
from backprop.check.proof.evaluation import (
    Value,
    alike,
    entries,
    evaluate,
    is_zero,
    shape,
    shape_text,
    valued,
)
from backprop.check.proof.matching import constant
from backprop.check.proof.names import Scope
from backprop.errors import UndecidedError


@dataclass(frozen=True)
class Fault:
    """What is wrong with a part of a side, and the rule that says so."""

    node: Node
    rule: str
    message: str


def arithmetic_faults(left: Node, relation: str, right: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong between two sides of numbers alone."""
    value, result = alike(*(valued(node, at_example(scope)) for node in (left, right)))
    if shape(value) != shape(result):
        yield Fault(right, "shape", f"found a {shape_text(result)}, expected a {shape_text(value)}")
    elif left == right:
        yield Fault(right, "repeats", "found the same again, expected a side that says something")
    elif all(is_zero(a - b) for a, b in zip(entries(value), entries(result), strict=True)):
        if relation != "=":
            yield Fault(right, "relation", f"found {relation}, expected =: both sides are the same number")
    elif relation == "=" or not _closes(left, right):
        actual, expected = _farthest(result, value)
        yield Fault(right, "closes", f"found {actual}, expected {expected}")


def result_faults(worked: Node, full: frozenset[int], relation: str, result: Node) -> Iterator[Fault]:
    """Yield a fault where the numbers of `worked` do not give `result`.

    Those that begin at an offset in `full` stand for themselves, others for all that rounds to them.
    """
    if _closes(worked, result, full, exactly=relation == "="):
        return
    actual, given = _farthest(*(valued(node, constant) for node in (result, worked)))
    message = f"found {actual}, but the numbers printed before it give {given}"
    yield Fault(result, "closes", f"{message}; expected a result within their roundings")


def _farthest(result: Value, value: Value) -> tuple[str, str]:
    """Return the numbers of two sides in digits, those entries of matrices that differ most."""
    pairs = zip(entries(result), entries(value), strict=True)
    return apart(*max(pairs, key=lambda pair: arb(abs(pair[0] - pair[1])).mid()))


def _closes(left: Node, right: Node, full: frozenset[int] = frozenset(), *, exactly: bool = False) -> bool:
    """Tell whether two sides may agree, the right one as it is printed where it is given `exactly`."""
    reach = constant if exactly else partial(_reach, frozenset())
    try:
        given, result = evaluate(left, partial(_reach, full)), evaluate(right, reach)
        return all(arb(a).overlaps(arb(b)) for a, b in zip(entries(given), entries(result), strict=False))
    except UndecidedError:  # a branch on a number that may be 0: either result is in reach
        return True


def _reach(full: frozenset[int], node: Node) -> Any:
    if node.start in full and (value := constant(node)) is not None:
        return value
    if isinstance(node, Number):
        return interval(node.text, node.exponent) if "." in node.text else exact(node.text, node.exponent)
    return None
