"""The values of two sides, place by place: one of each where they are numbers, else one for each entry."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from flint import arb, fmpq

from backprop.check.audit.meanings import Meaning, as_printed
from backprop.check.formulas.syntax import Binary, Matrix, Node, Number, TexError
from backprop.check.printed import unit
from backprop.check.proof.evaluation import Value, evaluate, shape
from backprop.check.proof.matching import printed

_LONGEST_POWER = 3
# Two ranges that only touch have nothing in common; radii are kept with 30 bits.
_TOUCHING = 1 - fmpq(1, 2**20)


@dataclass(frozen=True)
class Cell:
    """A value of each side, which should be the same, their nodes, and what else they may differ by."""

    left: arb
    right: arb
    nodes: tuple[Node, Node]
    spread: fmpq

    @property
    def meets(self) -> bool:
        """Whether the two may be the same."""
        if (self.left - self.right).abs_lower() > self.spread:
            return False
        radii = arb(self.left.rad()), arb(self.right.rad())
        apart = abs(arb(self.left.mid()) - arb(self.right.mid()))
        return bool(min(radii) == 0 or apart < _TOUCHING * sum(radii, self.spread))


def cells(sides: tuple[Node, Node], meanings: tuple[Meaning, Meaning], relation: str) -> Iterator[Cell]:
    """Yield the cells of two sides of one shape; raise `TexError` where one has no value."""
    value, result = (_value(side, meaning) for side, meaning in zip(sides, meanings, strict=True))
    nodes = zip(_nodes(sides[0], value), _nodes(sides[1], result), strict=True)
    for left, right, (first, second) in zip(_flat(value), _flat(result), nodes, strict=True):
        if not (left.is_finite() and right.is_finite()):
            raise TexError(0, "found no finite value")
        spread = max(_spread(first, right, relation), _spread(second, left, relation))
        yield Cell(left, right, (first, second), spread)


def compared(left: Node, right: Node) -> Node:
    """Return the right side, or the matrix that it begins with where only that has the left side's shape.

    `A B = C D = E` then says that `A B` is `C`, and that `C D` is `E`.
    """
    size, full = (_size(_value(node, as_printed)) for node in (left, right))
    if size == full:
        return right
    lead = right
    while isinstance(lead, Binary):
        lead = lead.left
    if isinstance(lead, Matrix) and size == _size(np.empty((len(lead.rows), len(lead.rows[0])))):
        return lead
    raise TexError(0, f"found {_size_text(full)}, expected {_size_text(size)} as before it")


def _value(node: Node, meaning: Meaning) -> Value:
    return evaluate(node, lambda part: meaning(part) if isinstance(part, Number) else None)


def _size(value: Value) -> tuple[int, ...]:
    """Return rows and columns, those of a vector as a row; nothing for a number, even in brackets."""
    size = shape(value)
    if size in {(), (1, 1)}:
        return ()
    return (1, max(size)) if 1 in size else size


def _size_text(size: tuple[int, ...]) -> str:
    return "a {}×{} matrix".format(*size) if size else "a number"


def _flat(value: Value) -> list[arb]:
    return [arb(entry) for entry in (value.flat if isinstance(value, np.ndarray) else [value])]


def _nodes(node: Node, value: Value) -> list[Node]:
    """Return the node of each entry where a side prints them, else the whole side for each."""
    if isinstance(node, Matrix):
        return [cell for row in node.rows for cell in row]
    return [node] * len(_flat(value))


def _spread(node: Node, other: arb, relation: str) -> fmpq:
    """Return how far a printed result may be from what it is the result of, beyond its own digits.

    An integer may stand for what is none, or a large one of few digits for any that begins with them.
    """
    shown = _power_of_ten(node) or printed(node)
    if shown is None:
        return fmpq(0)
    text, exponent = shown
    if "." in text or exponent < 0:
        return unit(text, exponent) if relation == "≈" else fmpq(0)
    if not other.contains_integer():
        return fmpq(1)
    zeros = len(text) - len(text.rstrip("0")) + exponent
    is_round = zeros >= 2 and len(text) + exponent >= 4
    return fmpq(10) ** zeros if is_round or relation == "≈" else fmpq(0)


def _power_of_ten(node: Node) -> tuple[str, int] | None:
    match node:
        case Binary(_, _, "^", Number(text="10", exponent=0), Number(text=power, exponent=0)) if (
            power.isdigit() and len(power) <= _LONGEST_POWER
        ):
            return "1", int(power)
    return None
