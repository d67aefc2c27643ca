"""One side of a chain against those before it: an identity, numbers put in, a value, or plain arithmetic."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from flint import arb, fmpq

from backprop.check.formulas.syntax import Matrix, Node, Number, Symbol
from backprop.check.printed import exact, fits, interval, is_exact, rounded
from backprop.check.proof import world
from backprop.check.proof.chains import Chain, has_names, has_numbers
from backprop.check.proof.evaluation import Value, evaluate, shape, told
from backprop.check.proof.matching import Mismatch, Pair, constant, key_named, pairs, plain, printed
from backprop.check.proof.names import ANY, Scope, quantity
from backprop.check.proof.values import (
    alike,
    at_example,
    elsewhere,
    entries,
    is_zero,
    may_name,
    short,
    valued,
)
from backprop.check.suggestion import named, suggested
from backprop.errors import UndecidedError

SEEDS = (1, 2, 3)
# A number that is not the value in full says something only with so many digits.
DIGITS = 3
ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
    "≠": lambda a, b: a != b,
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a part of a side."""

    node: Node
    rule: str
    message: str


def side_faults(chain: Chain, place: int, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with side `place` of a chain, seen from the sides before it."""
    side, relation = chain.sides[place].node, chain.relations[place - 1]
    before = [earlier.node for earlier in chain.sides[:place]]
    base = next((node for node in reversed(before) if has_names(node)), None)
    if relation in ORDERS:
        yield from _ordered(before[-1], relation, side, scope)
    elif relation not in {"=", "≈", ":="}:
        yield Fault(side, "relation", f"found {relation}, expected a relation that can be proved")
    elif base is None:
        yield from _arithmetic(before[-1], relation, side, scope)
    elif plain_numbers(side) is not None and not _holds_any(base, scope):
        yield from _value(before[0] if has_names(before[0]) else base, relation, side, scope)
        yield from _unreached(base, before[-1], relation, side, scope)
    else:
        yield from _formula(_becomes(base) if relation == ":=" else base, relation, side, scope)


def _becomes(node: Node) -> Node:
    """Return the name of what a quantity becomes, for `:=`."""
    return Symbol(node.start, node.end, node.base, node.index, "+") if isinstance(node, Symbol) else node


def plain_numbers(node: Node) -> tuple[Node, ...] | None:
    """Return the numbers of a side that is nothing else: one, or a matrix of them."""
    node = plain(node)
    if printed(node) is not None:
        return (node,)
    if isinstance(node, Matrix) and all(printed(cell) for row in node.rows for cell in row):
        return tuple(cell for row in node.rows for cell in row)
    return None


def _formula(base: Node, relation: str, side: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with a side of symbols, of numbers put in for them, or of both."""
    apart = difference(base, side, scope)
    if base == side:
        yield Fault(side, "repeats", "found the same again, expected a side that says something")
    elif apart is None:
        if relation == "≈":
            yield Fault(side, "relation", "found ≈, expected =: both sides are the same whatever the numbers")
    elif has_numbers(side) and (not has_names(side) or _agrees(base, side, scope)):
        yield from _put_in(base, relation, side, scope)
    else:
        yield Fault(side, "identity", apart + _for_these_alone(base, side, scope))


def _for_these_alone(base: Node, side: Node, scope: Scope) -> str:
    """Return in words that an equation holds for the numbers of the example alone, if it does."""
    if scope.run is None or any(_holds_any(node, scope) for node in (base, side)):
        return ""
    one, other = alike(*(valued(node, at_example(scope)) for node in (base, side)))
    if shape(one) != shape(other) or not all(map(is_zero, entries(one - other))):
        return ""
    return "; it holds for the numbers of the example alone, so put them in"


def _holds_any(node: Node, scope: Scope) -> bool:
    """Tell whether a symbol for any number stands in a tree, whose sums are written out for that."""
    found: list[Node] = []

    def value(part: Node) -> Any:
        if may_name(part) and quantity(part, scope) == ANY:
            found.append(part)
        return elsewhere(scope, SEEDS[0])(part)

    valued(node, value)
    return bool(found)


def difference(left: Node, right: Node, scope: Scope) -> str | None:
    """Return in words how two sides differ at other numbers than the example's; None where they are equal."""
    for seed in SEEDS:
        values = alike(*(valued(node, elsewhere(scope, seed)) for node in (left, right)))
        if shape(values[0]) != shape(values[1]):
            return f"found a {told(values[1])}, expected a {told(values[0])} as on the left"
        for one, other in zip(*map(entries, values), strict=True):
            if not is_zero(one - other):
                return (
                    f"found another formula: with random numbers it gives {short(other)} where the left side "
                    f"gives {short(one)}, a difference of {short(other - one)}; expected less than 2^-80"
                )
    return None


def _agrees(base: Node, side: Node, scope: Scope) -> bool:
    """Tell whether a side of symbols and numbers can be read as the base with numbers put in."""
    return not any(isinstance(item, Mismatch) for item in pairs(base, side, scope))


def _put_in(base: Node, relation: str, side: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with numbers put in for the symbols of `base`."""
    found = list(pairs(base, side, scope))
    for item in found:
        if isinstance(item, Mismatch):
            yield Fault(item.number, "built", "found a line built in another way than the formula before it")
        else:
            yield from _leaf(item, scope)
    given = [item for item in found if isinstance(item, Pair) and constant(item.symbol) is None]
    yield from _relation(relation, side, all(_is_full(item.symbol, item.number, scope) for item in given))


def _is_full(symbol: Node, number: Node, scope: Scope) -> bool:
    return _is_value(number, valued(symbol, at_example(scope)))


def _is_value(number: Node, value: fmpq | arb) -> bool:
    text, exponent = printed(number) or ("", 0)
    return is_exact(text, value * fmpq(10) ** -exponent) if isinstance(value, fmpq) else False


def _relation(relation: str, side: Node, full: bool) -> Iterator[Fault]:
    expected = "=" if full else "≈"
    if relation != expected:
        reason = "all numbers are printed in full" if full else "a number is rounded"
        yield Fault(side, "relation", f"found {relation}, expected {expected}: {reason}")


def _leaf(pair: Pair, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with one number that stands for a symbol, or for a constant of the formula."""
    wanted = constant(pair.symbol)
    if wanted is None:
        yield from _number_faults(pair.number, pair.symbol, valued(pair.symbol, at_example(scope)), scope)
    elif constant(pair.number) != wanted:
        yield Fault(pair.number, "constant", f"found {_text(pair.number)}, expected {short(wanted)}")


def _text(number: Node) -> str:
    return (printed(number) or ("",))[0]


def _number_faults(number: Node, symbol: Node, value: fmpq | arb, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with a printed number where `value` belongs."""
    if shape(value):
        yield Fault(number, "shape", f"found a number, expected a {told(value)}")
        return
    text, exponent = printed(number) or ("", 0)
    scaled = value if exponent == 0 else value * fmpq(10) ** -exponent
    name = quantity(symbol, scope) if may_name(symbol) else None
    key = _key(name, scope)
    if not says(text, scaled):
        places = max(len(text.partition(".")[2]), DIGITS)
        scale = f"e{exponent}" if exponent else ""
        hint = named(suggested(scope.run, text)) if scope.run and not scale else ""
        expected = f"{rounded(scaled, places)}{scale}"
        yield Fault(number, "digits", f"found {text}{scale}, expected {expected} ({key}){hint}")
    elif (carried := key_named(number)) and name and carried != key:
        yield Fault(number, "key", f"found a number that leads to {carried}, expected {key}")


def _key(name: str | None, scope: Scope) -> str:
    """Return the key of a quantity; a derivative that is 0 has none, nor has an expression."""
    if name is None or name == ANY or scope.run is None or not world.has_key(scope.run, name):
        return "the formula"
    return str(world.key_of(scope.run, name))


def says(text: str, value: fmpq | arb) -> bool:
    """Tell whether a text is the value in full, or its rounding with digits enough to know it by."""
    return is_exact(text, value) or (_digits(text) >= DIGITS and fits(text, value))


def _digits(text: str) -> int:
    return len(text.replace(".", "").lstrip("-0")) or len(text.partition(".")[2])


def _value(base: Node, relation: str, side: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with plain numbers, the value of the symbols before them."""
    value, shown = alike(valued(base, at_example(scope)), valued(side, lambda _node: None))
    base, cells = plain(base), plain_numbers(side) or ()
    if shape(value) != shape(shown):
        yield Fault(side, "shape", f"found other rows and columns, expected a {told(value)}")
        return
    if relation == "=" and not _is_rational(value) and difference(base, side, scope) is None:
        return  # the same whatever the numbers: all outputs of a softmax add up to 1
    symbols = [cell for row in base.rows for cell in row] if isinstance(base, Matrix) else [base] * len(cells)
    for cell, symbol, one in zip(cells, symbols, entries(value), strict=True):
        if constant(symbol) is None:
            yield from _number_faults(cell, symbol, one, scope)
        elif constant(symbol) != constant(cell):
            yield Fault(cell, "constant", f"found {_text(cell)}, expected {short(constant(symbol))}")
    full = all(_is_value(cell, one) for cell, one in zip(cells, entries(value), strict=True))
    yield from _relation(relation, side, full)


def _is_rational(value: Value) -> bool:
    return all(isinstance(entry, fmpq) for entry in entries(value))


def _unreached(base: Node, worked: Node, relation: str, result: Node, scope: Scope) -> Iterator[Fault]:
    """Yield a fault where numbers put in for the symbols of `base` do not give the result behind them."""
    if has_names(worked):
        return
    if _closes(worked, result, _in_full(base, worked, scope), exactly=relation == "="):
        return
    given, shown = (entries(valued(node, at_example(scope))) for node in (worked, result))
    message = f"found {short(shown[0])}, but the numbers printed before it give {short(given[0])}"
    yield Fault(result, "closes", f"{message}; expected a result within their roundings")


def _arithmetic(left: Node, relation: str, right: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong between two sides of numbers alone."""
    one, other = alike(*(valued(node, at_example(scope)) for node in (left, right)))
    if shape(one) != shape(other):
        yield Fault(right, "shape", f"found a {told(other)}, expected a {told(one)}")
    elif left == right:
        yield Fault(right, "repeats", "found the same again, expected a side that says something")
    elif all(is_zero(a - b) for a, b in zip(entries(one), entries(other), strict=True)):
        if relation != "=":
            yield Fault(right, "relation", f"found {relation}, expected =: both sides are the same number")
    elif relation == "=" or not _closes(left, right):
        yield Fault(right, "closes", f"found {short(entries(other)[0])}, expected {short(entries(one)[0])}")


def _closes(left: Node, right: Node, full: frozenset[int] = frozenset(), *, exactly: bool = False) -> bool:
    """Tell whether two sides may agree.

    A decimal stands for all that rounds to it, one that begins at an offset in `full` for itself alone.
    """
    reach = constant if exactly else partial(_reach, frozenset())
    try:
        one, other = evaluate(left, partial(_reach, full)), evaluate(right, reach)
        return all(arb(a).overlaps(arb(b)) for a, b in zip(entries(one), entries(other), strict=False))
    except UndecidedError:  # a branch on a number that may be 0: either result is in reach
        return True


def _reach(full: frozenset[int], node: Node) -> Any:
    if node.start in full and (value := constant(node)) is not None:
        return value
    if isinstance(node, Number):
        return interval(node.text, node.exponent) if "." in node.text else exact(node.text, node.exponent)
    return None


def _in_full(base: Node, side: Node, scope: Scope) -> frozenset[int]:
    """Return the numbers of `side` that write in full what they stand for in `base`."""
    put_in = (item for item in pairs(base, side, scope) if isinstance(item, Pair))
    return frozenset(
        pair.number.start
        for pair in put_in
        if constant(pair.symbol) is not None or _is_full(pair.symbol, pair.number, scope)
    )


def _ordered(left: Node, relation: str, right: Node, scope: Scope) -> Iterator[Fault]:
    """Yield a fault where an inequality does not hold for the numbers of the example."""
    one, other = (valued(node, at_example(scope)) for node in (left, right))
    if shape(one) or shape(other) or not ORDERS[relation](one, other):
        yield Fault(right, "order", f"found {relation}, which the example's numbers do not fulfil")
