"""What printed numbers stand for, where they are worked out and where they are a result.

A decimal stands for all that rounds to it. One of one or two digits is what people choose (`0.05`): where it
is worked with it is taken at its word. What both sides work with is the same number on both. An integer is
exact.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from flint import arb

from backprop.check.formulas.syntax import Binary, Node, Number, walk
from backprop.check.printed import interval, unit
from backprop.check.proof.matching import constant
from backprop.check.proof.sides import plain_numbers

SHORT = 2
Meaning = Callable[[Number], Any]
Copied = frozenset[tuple[str, int]]


def is_bare(node: Node) -> bool:
    """Tell whether nothing is worked out: a number, or a matrix of them."""
    return plain_numbers(node) is not None


def is_integral(node: Node) -> bool:
    """Tell whether all numbers of a tree are integers."""
    return not any(map(_is_decimal, _numbers(node)))


def is_short(text: str) -> bool:
    """Tell whether a number shows no more digits than people choose."""
    return len(_significant(text)) <= SHORT


def meanings(left: Node, relation: str, right: Node) -> Iterator[tuple[Meaning, Meaning]]:
    """Yield meanings for both sides: those that have to close, then with a result cut off, then all rounded.

    Decimals that are only added are rounded as often as not: `0.56 + 0.56 + 0.22 = 1.33`.
    """
    swapped = is_bare(left) and not is_bare(right)
    worked, result = (right, left) if swapped else (left, right)
    for first, second in _worked_and_result(worked, relation, result):
        yield (second, first) if swapped else (first, second)


def _worked_and_result(worked: Node, relation: str, result: Node) -> Iterator[tuple[Meaning, Meaning]]:
    copied: Copied = frozenset()
    if not (is_bare(worked) or is_bare(result)):
        copied = _decimals(worked) & _decimals(result)
    rounds = partial(_rounded, copied)
    if relation == "≈":
        yield rounds, rounds
    elif _is_sum(worked):
        yield partial(_added, _places(result), copied), rounds
    else:
        yield partial(_chosen, SHORT, copied), rounds
        yield partial(_chosen, SHORT, copied), partial(_cut, copied)
        yield partial(_chosen, 1, copied), rounds


def _is_sum(node: Node) -> bool:
    """Tell whether decimals are added or taken off, and nothing else is done."""
    if isinstance(node, Binary) and node.operator in {"+", "-"}:
        return all(is_bare(part) or _is_sum(part) for part in (node.left, node.right))
    return False


def _numbers(node: Node) -> Iterator[Number]:
    return (part for part in walk(node) if isinstance(part, Number))


def _decimals(node: Node) -> Copied:
    return frozenset((number.text, number.exponent) for number in _numbers(node) if _is_decimal(number))


def _is_decimal(number: Number) -> bool:
    return "." in number.text or number.exponent < 0


def _places(node: Node) -> int:
    """Return the most decimal places that a number of a tree has."""
    return max(len(number.text.partition(".")[2]) - number.exponent for number in _numbers(node))


def _significant(text: str) -> str:
    """Return the digits of a number from the first that is not 0."""
    return text.lstrip("-").replace(".", "").lstrip("0")


def _rounded(copied: Copied, number: Number) -> Any:
    """Return all that rounds to a decimal, unless both sides work with it."""
    if not _is_decimal(number) or (number.text, number.exponent) in copied:
        return constant(number)
    return interval(number.text, number.exponent)


def _chosen(digits: int, copied: Copied, number: Number) -> Any:
    """Return the same, but a decimal of so many digits at its word."""
    is_chosen = "." in number.text and len(_significant(number.text)) <= digits
    return constant(number) if is_chosen else _rounded(copied, number)


def _added(places: int, copied: Copied, number: Number) -> Any:
    """Return all that rounds to a decimal, but one of a digit, or short and of fewer places, at its word."""
    return _chosen(SHORT if _places(number) < places else 1, copied, number)


def _cut(copied: Copied, number: Number) -> Any:
    """Return all whose first digits a decimal shows, and all that rounds to it."""
    meant = _rounded(copied, number)
    last = unit(number.text, number.exponent)
    return arb(meant.mid() + last / 4, arb(last * 3 / 4)) if isinstance(meant, arb) else meant
