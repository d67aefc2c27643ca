"""One equality of a text: whether it is between numbers, means what it says, and closes."""

from dataclasses import dataclass

from backprop.check.audit.arithmetic import faults, without_common
from backprop.check.audit.chains import Side
from backprop.check.audit.context import Context
from backprop.check.audit.meanings import is_bare, is_whole
from backprop.check.audit.readings import read
from backprop.check.formulas.syntax import Matrix, Node, TexError
from backprop.check.formulas.tokens import Token
from backprop.reading.document import Problem

UNREAD = "unread"
_RELATIONS = frozenset(["=", "≈"])
_BY = frozenset(["×", "x", r"\times"])
_BITS = frozenset(["0", "1"])


@dataclass(frozen=True)
class Equality:
    """Two neighbouring sides, the relation between them, and whether they stand in a formula."""

    left: Side
    relation: str
    right: Side
    in_formula: bool


def problems(equality: Equality, known: Context) -> list[Problem] | None:
    """Return what is wrong with an equality, if anything; None where it is not between numbers."""
    sides = equality.left, equality.right
    are_numbers = all(_is_of_numbers(side, equality, known) for side in sides)
    if equality.relation not in _RELATIONS or not are_numbers:
        return None
    try:
        of_program = not equality.in_formula and not any(map(_has_point, sides))
        left, right = (read(known.text, side.tokens, of_program=of_program) for side in sides)
        if not _is_said(left[0], right[0], equality):
            return None
        wrong = faults(left, equality.relation, right)
    except TexError as error:
        return [Problem(equality.left.start, equality.right.end, UNREAD, str(error))]
    if wrong and _means_other(left[0], right[0], equality, known):
        return None
    return [Problem(*fault.place, fault.rule, fault.message) for fault in wrong]


def is_unread(wrong: list[Problem]) -> bool:
    """Tell whether an equality cannot be read."""
    return any(problem.rule == UNREAD for problem in wrong)


def _is_of_numbers(side: Side, equality: Equality, known: Context) -> bool:
    """Tell whether a side is arithmetic and nothing else; `4-6` in words may be from 4 to 6."""
    if not side.tokens or side.tokens[0].kind in {"+", "times"}:
        return False
    if not equality.in_formula and _is_range(side):
        return False
    return all(_is_operand(token, known) for token in side.tokens)


def _is_operand(token: Token, known: Context) -> bool:
    if token.text in {"sigmoid", r"\sigma"} and not known.is_logistic:
        return False
    if token.kind == "number" and "," in known.text[token.start : token.end] and known.has_decimal_commas:
        return False
    return token.kind != "unread"


def _is_range(side: Side) -> bool:
    if [token.kind for token in side.tokens] != ["number", "-", "number"]:
        return False
    first, operator, last = side.tokens
    return first.end == operator.start and "." not in first.text + last.text


def _is_said(left: Node, right: Node, equality: Equality) -> bool:
    """Tell whether something is worked out, or a decimal given in other digits in one formula.

    What is approximated by something that is to be worked out may be so for any reason: `1/24 ≈ 1/25`.
    """
    if is_bare(left) and is_bare(right):
        is_matrix = isinstance(left, Matrix) or isinstance(right, Matrix)
        return equality.in_formula and not is_matrix and not (is_whole(left) or is_whole(right))
    return equality.relation == "=" or any(map(is_bare, without_common(left, right)))


def _means_other(left: Node, right: Node, equality: Equality, known: Context) -> bool:
    """Tell whether an equality that does not close may be no usual arithmetic, or is not claimed."""
    digits = [_digits(side) for side in (equality.left, equality.right)]
    if known.has_other_arithmetic and any(side <= _BITS for side in digits):
        return True
    if not (is_whole(left) and is_whole(right)):
        return False
    return (
        known.has_other_arithmetic
        or digits[0] | digits[1] <= _BITS
        or known.doubts(equality.left.start, equality.right.end)
        or all(_tells_size(side, known) for side in (equality.left, equality.right))
    )


def _has_point(side: Side) -> bool:
    return any("." in token.text for token in side.tokens)


def _digits(side: Side) -> set[str]:
    return {digit for token in side.tokens if token.kind == "number" for digit in token.text if digit != "."}


def _tells_size(side: Side, known: Context) -> bool:
    """Tell whether a side may be rows by columns: `3 × 4`."""
    return any(known.text[token.start : token.end] in _BY for token in side.tokens)
