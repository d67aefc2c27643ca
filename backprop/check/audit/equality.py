"""The equalities of a formula that are between numbers, mean what they say, and do not close."""

import re
from collections.abc import Iterator

from backprop.check.audit.arithmetic import faults, without_common
from backprop.check.audit.lines import UNKNOWN, Written
from backprop.check.audit.meanings import is_bare, is_integral
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Matrix,
    Negative,
    Node,
    Number,
    Repeated,
    Statement,
    Symbol,
    TexError,
    walk,
)
from backprop.check.proof.closing import Fault
from backprop.errors import BackpropError
from backprop.reading.document import Problem

UNREAD = "unread"
MOST_UNKNOWN = 30
# The functions that arithmetic is checked with; those of angles may be of degrees.
FUNCTIONS = frozenset(["exp", "ln", "log", "tanh", "max", "min", "sqrt", "sigma", "!"])
# A dot between matrices multiplies them, a wide space ends a statement; a comma within digits may be a
# decimal's, and remainders are other arithmetic.
_GAP = re.compile(r"(?<=[0-9)}\]])\s*(\\q?quad)(?![A-Za-z])(?!\s*[-+=&\\])")
_DOT = re.compile(r"(?<=\})(\s*)\.(?=\s*\\begin)")
_UNUSUAL = re.compile(r"[0-9](?:,|\{,\})[0-9]|\\equiv")
_COMMAND = re.compile(r"\\(?:begin|end)\{[a-z*]+\}|\\[A-Za-z]+")
_BETWEEN_NUMBERS = re.compile(r"[0-9)}\]]\s*+&?\s*+(?:=|≈|\\approx)\s*+&?\s*+[-0-9]")
# What stands behind a number and may be its unit.
_UNIT = re.compile(r"\s*\\(?:text|mbox)")
_BITS = frozenset("01")


def equalities(written: Written) -> Iterator[list[Problem]]:
    """Yield what is wrong with each equality, if anything; what cannot be read is one problem."""
    tex = _DOT.sub(r"\1*", written.tex)
    tex = _GAP.sub(lambda match: match[0].replace(match[1], ";".ljust(len(match[1]))), tex)
    if _UNUSUAL.search(tex):
        return
    try:
        statements = _statements(tex)
    except TexError as error:
        if _BETWEEN_NUMBERS.search(tex) and not any(map(str.isalpha, _COMMAND.sub("", tex))):
            yield [Problem(*written.places[min(error.offset, len(tex) - 1)], UNREAD, str(error))]
        return
    for statement in statements:
        if tex[statement.start] != "+":
            yield from _of_statement(statement, tex, written)


def _statements(tex: str) -> tuple[Statement, ...]:
    """Return what a formula says, a few commands that nobody knows read as names."""
    for _ in range(MOST_UNKNOWN):
        try:
            return parse(tex)
        except TexError as error:
            unknown = _COMMAND.match(tex, error.offset)
            if unknown is None:
                raise
            tex = tex[: error.offset] + UNKNOWN.ljust(len(unknown[0])) + tex[unknown.end() :]
    return parse(tex)


def _of_statement(statement: Statement, tex: str, written: Written) -> Iterator[list[Problem]]:
    sides, relations = statement.sides, statement.relations[statement.leads :]
    for left, relation, right in zip(sides, relations, sides[1:], strict=False):
        ends = right is sides[-1] and _UNIT.match(tex, right.end)
        if relation in {"=", "≈"} and not ends and _is_claimed(left, relation, right):
            try:
                wrong = faults(left, relation, right)
            except (TexError, BackpropError) as error:
                yield [Problem(*written.place(left, right), UNREAD, str(error))]
                continue
            if not (wrong and _means_other(left, right, tex)):
                yield [_problem(fault, written) for fault in wrong]


def _problem(fault: Fault, written: Written) -> Problem:
    return Problem(*written.place(fault.node, fault.node), fault.rule, fault.message)


def is_unread(wrong: list[Problem]) -> bool:
    """Tell whether an equality cannot be read."""
    return any(problem.rule == UNREAD for problem in wrong)


def _is_claimed(left: Node, relation: str, right: Node) -> bool:
    """Tell whether something is worked out, or a decimal given in other digits.

    What is approximated by something that is to be worked out may be so for any reason: `1/24 ≈ 1/25`.
    """
    if not (_is_of_numbers(left, right) and _is_of_numbers(right, left)):
        return False
    if is_bare(left) and is_bare(right):
        is_matrix = isinstance(left, Matrix) or isinstance(right, Matrix)
        return not (is_matrix or is_integral(left) or is_integral(right))
    return relation == "=" or any(map(is_bare, without_common(left, right)))


def _is_of_numbers(node: Node, other: Node) -> bool:
    """Tell whether a side is arithmetic and nothing else; the sigmoid of a number is no integer."""
    calls = {part.function for part in walk(node) if isinstance(part, Call)}
    if any(isinstance(part, Symbol | Derivative | Repeated) for part in walk(node)):
        return False
    return calls <= FUNCTIONS and not ("sigma" in calls and is_bare(other) and is_integral(other))


def _means_other(left: Node, right: Node, tex: str) -> bool:
    """Tell whether an equality that does not close may be meant in another way, or be no usual arithmetic."""
    sides = [tex[side.start : side.end] for side in (left, right)]
    if any(_is_read_in_two_ways(part, tex) for side in (left, right) for part in walk(side)):
        return True
    if not (is_integral(left) and is_integral(right)):
        return False
    numbers = [part.text for side in (left, right) for part in walk(side) if isinstance(part, Number)]
    sizes = all("×" in side or r"\times" in side for side in sides)
    return set("".join(numbers)) <= _BITS or sizes or "/" in "".join(sides)


def _is_read_in_two_ways(node: Node, tex: str) -> bool:
    r"""Tell whether writers differ in what they mean: `2\frac{1}{3}`, `1/2(3)`, `-2^2`, `\tanh^{-1}`."""
    match node:
        case Binary(_, _, "beside", Binary(start, _, "/")):
            return tex[start] != "\\"
        case (
            Binary(_, _, "beside", Number(), Binary(operator="/", left=Number(), right=Number()))
            | Binary(_, _, "^", Call(), Negative())
            | Negative(_, _, Binary(operator="^"))
            | Call(function="log")
            | Number(exponent=-2)
        ):
            return True
    return False
