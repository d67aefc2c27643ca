"""Whether two sides of numbers close, and by which rule they do not.

`closes`: no digits behind those that are printed could make the sides agree. `truncated`: a result of one
or two digits is cut off, not rounded. `rounded`: the printed numbers give a result that needs no rounding,
and it is another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from flint import arb, ctx, fmpq

from backprop.check.audit.meanings import Meaning, is_bare, is_short, meanings
from backprop.check.formulas.syntax import Binary, Matrix, Node, Number, TexError
from backprop.check.printed import rounded, unit
from backprop.check.proof.closing import Fault
from backprop.check.proof.evaluation import Value, entries, shape, shape_text, valued
from backprop.check.proof.matching import constant, printed

PRECISION = 128
_LONG, _LONGEST_POWER = 30, 3
_NOTHING = fmpq(1, 2**60)
# Two ranges that only touch have nothing in common; radii are kept with 30 bits.
_TOUCHING = 1 - fmpq(1, 2**20)
_HINTS = {
    "closes": "",
    "truncated": "; its digits are cut off, not rounded",
    "rounded": "; it closes only with more digits than are printed before it",
}


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


def faults(left: Node, relation: str, right: Node) -> list[Fault]:
    """Return what is wrong between two sides, if anything; raise `TexError` where nobody can tell."""
    with ctx.workprec(PRECISION):
        return list(_faults(without_common(left, right), relation))


def without_common(left: Node, right: Node) -> tuple[Node, Node]:
    """Take off what two sums begin or end with alike."""
    match left, right:
        case Binary(_, _, "+" | "-" as sign, first, rest), Binary(_, _, same_sign, again, others) if (
            sign == same_sign
        ):
            if first == again:
                return without_common(rest, others)
            if rest == others:
                return without_common(first, again)
    return left, right


def _faults(sides: tuple[Node, Node], relation: str) -> Iterator[Fault]:
    """Yield the faults between two trees, each with the mildest rule that it breaks."""
    meant_cells = []
    for meant in meanings(sides[0], relation, sides[1]):
        meant_cells.append(list(cells(sides, meant, relation)))
        if all(cell.meets for cell in meant_cells[0]):
            return
    result = int(not is_bare(sides[0]) or is_bare(sides[1]))
    for plain, *others in zip(cells(sides, (constant, constant), relation), *meant_cells, strict=True):
        if not others[0].meets and (rule := _rule(plain, others, result)):
            yield Fault(plain.nodes[1], rule, _message(plain, others[0], rule))


def cells(sides: tuple[Node, Node], meant: tuple[Meaning, Meaning], relation: str) -> Iterator[Cell]:
    """Yield the cells of two sides of one shape; raise `TexError` where one has no value."""
    value, result = (_value(side, meaning) for side, meaning in zip(sides, meant, strict=True))
    if _size(value) != _size(result):
        raise TexError(sides[1].start, f"found a {shape_text(result)}, expected a {shape_text(value)}")
    numbers = [map(arb, entries(each)) for each in (value, result)]
    nodes = [_nodes(*each) for each in zip(sides, (value, result), strict=True)]
    for left, right, first, second in zip(*numbers, *nodes, strict=True):
        spread = max(_spread(first, right, relation), _spread(second, left, relation))
        yield Cell(left, right, (first, second), spread)


def _value(node: Node, meaning: Meaning) -> Value:
    return valued(node, lambda part: meaning(part) if isinstance(part, Number) else None)


def _size(value: Value) -> tuple[int, ...]:
    """Return rows and columns, those of a vector as a row."""
    size = shape(value) or (1, 1)
    return (1, max(size)) if 1 in size else size


def _nodes(node: Node, value: Value) -> list[Node]:
    """Return the node of each entry where a side prints them, else the whole side for each."""
    if isinstance(node, Matrix):
        return [cell for row in node.rows for cell in row]
    return [node] * len(entries(value))


def _spread(node: Node, other: arb, relation: str) -> fmpq:
    """Return how far a printed result may be from what it is the result of, beyond its own digits.

    An integer may stand for what is none, or a large one of few digits for any that begins with them.
    """
    plainly = _power_of_ten(node) or printed(node)
    if plainly is None:
        return fmpq(0)
    text, exponent = plainly
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


def _rule(plain: Cell, meant: list[Cell], result: int) -> str:
    """Return the rule that a number breaks, or nothing where it may be as it is.

    A result of more than two digits may be cut off; and more digits than are printed may have been worked
    with, unless those that are printed give a result that needs no rounding.
    """
    cut, kept = (cell.meets for cell in meant[1:]) if len(meant) > 1 else (False, False)
    number = printed(plain.nodes[result])
    if cut:
        return "truncated" if number and is_short(number[0]) else ""
    if kept:
        worked = plain.left if result else plain.right
        return "rounded" if number and _needs_no_rounding(worked, number) else ""
    return "closes"


def _needs_no_rounding(worked: arb, number: tuple[str, int]) -> bool:
    """Tell whether the places of a result suffice for a value in full."""
    units = worked / unit(*number)
    return bool(abs(units - (units + fmpq(1, 2)).floor()) < _NOTHING)


def _message(plain: Cell, meant: Cell, rule: str) -> str:
    """Return what the digits alone give on both sides, and how far that may be apart."""
    apart = abs(arb(plain.left.mid()) - arb(plain.right.mid()))
    allowed = arb(meant.left.rad()) + arb(meant.right.rad()) + meant.spread
    text = printed(plain.nodes[1])
    number = text[0] if text and not text[1] else _telling_digits(plain.right, apart)
    return (
        f"found {number}, but the side before it gives {_telling_digits(plain.left, apart)}; "
        f"the difference is {_two_digits(apart)}, the tolerance {_two_digits(allowed)}{_HINTS[rule]}"
    )


def _two_digits(number: arb) -> str:
    return "0" if number < _NOTHING else number.str(2, radius=False)


def _telling_digits(value: arb, apart: arb) -> str:
    """Return as many digits of a value as show how far it is off."""
    if abs(value) < fmpq(10) ** _LONG and fmpq(1, 10**_LONG) < apart < fmpq(10) ** _LONG:
        return rounded(value, max(0, 2 - floor(float(apart.log() / arb(10).log()))))
    return value.str(5, radius=False)
