"""Whether two sides of numbers close, and by which rule they do not.

`closes`: no digits behind those that are printed could make the sides agree. `truncated`: a result of one
or two digits is cut off, not rounded. `rounded`: the printed numbers give a result that needs no rounding,
and it is another one.
"""

from collections.abc import Iterator
from math import floor

from flint import arb, ctx, fmpq

from backprop.check.audit.cells import Cell, cells, compared
from backprop.check.audit.meanings import as_printed, is_bare, is_short, meanings
from backprop.check.formulas.syntax import Binary, Node
from backprop.check.printed import rounded, unit
from backprop.check.proof.closing import Fault
from backprop.check.proof.matching import printed

PRECISION = 128
_LONG = 30
_NOTHING = fmpq(1, 2**60)
_HINTS = {
    "closes": "",
    "truncated": "; its digits are cut off, not rounded",
    "rounded": "; it closes only with more digits than are printed before it",
}


def faults(left: Node, relation: str, right: Node) -> list[Fault]:
    """Return what is wrong between two sides, if anything; raise `TexError` where nobody can tell."""
    with ctx.workprec(PRECISION):
        return list(_faults(left, relation, right))


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


def _faults(left: Node, relation: str, right: Node) -> Iterator[Fault]:
    """Yield the faults between two trees, each with the mildest rule that it breaks."""
    left, right = without_common(left, right)
    sides = left, compared(left, right)
    meant_cells = []
    for pair in meanings(sides[0], relation, sides[1]):
        meant_cells.append(list(cells(sides, pair, relation)))
        if all(cell.meets for cell in meant_cells[0]):
            return
    result = int(not is_bare(sides[0]) or is_bare(sides[1]))
    for plain, *meant in zip(cells(sides, (as_printed, as_printed), relation), *meant_cells, strict=True):
        if not meant[0].meets and (rule := _rule(plain, meant, result)):
            yield Fault(plain.nodes[1], rule, _message(plain, meant[0], rule))


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
