"""One side of a chain against those before it: an identity, numbers put in, a value, or plain arithmetic."""

from collections.abc import Callable, Iterator
from typing import Any

from flint import arb, fmpq

from backprop.check.formulas.syntax import (
    Derivative,
    Matrix,
    Node,
    Repeated,
    Symbol,
    children,
    has_names,
    has_numbers,
)
from backprop.check.printed import apart, fits, is_exact, places, telling, too_few
from backprop.check.proof.assignment import (
    at_example,
    difference,
    for_these_alone,
    has_key,
    holds_any,
    key_of,
    may_name,
    proved_value,
)
from backprop.check.proof.closing import Fault, arithmetic_faults, result_faults
from backprop.check.proof.evaluation import Value, alike, entries, few_digits, shape, shape_text, valued
from backprop.check.proof.matching import Mismatch, Pair, constant, key_named, pairs, plain, printed
from backprop.check.proof.names import ANY, Scope, quantity
from backprop.check.proof.repair import repair
from backprop.check.suggestion import hint_of, suggested

# A number that is not the value in full says something only with so many digits.
DIGITS = 3
UNNAMED = "the formula"
ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
    "≠": lambda a, b: a != b,
}


def side_faults(
    before: list[Node], base: Node | None, relation: str, side: Node, scope: Scope
) -> Iterator[Fault]:
    """Yield what is wrong with a side, seen from the sides `before` it; `base` is the last of symbols."""
    if relation in ORDERS:
        yield from _ordered(before[-1], relation, side, scope)
    elif relation not in {"=", "≈", ":="}:
        yield Fault(side, "relation", f"found {relation}, expected a relation that can be proved")
    elif base is None:
        yield from arithmetic_faults(before[-1], relation, side, scope)
    elif plain_numbers(side) is not None and not holds_any(base, scope):
        yield from _value(before[0] if has_names(before[0]) else base, relation, side, scope)
        if not has_names(before[-1]):
            full = _in_full(base, before[-1], scope)
            yield from result_faults(before[-1], full, relation, side)
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
    unlike = difference(base, side, scope)
    if base == side:
        yield Fault(side, "repeats", "found the same again, expected a side that says something")
    elif unlike is None:
        if relation == "≈":
            yield Fault(side, "relation", "found ≈, expected =: both sides are the same whatever the numbers")
    elif has_numbers(side) and (not has_names(side) or _agrees(base, side, scope)):
        yield from _put_in(base, relation, side, scope)
    else:
        cure = for_these_alone(base, side, scope) or repair(base, side, scope)
        yield Fault(side, "identity", unlike + cure)


def _agrees(base: Node, side: Node, scope: Scope) -> bool:
    """Tell whether a side of symbols and numbers can be read as the base with numbers put in."""
    return not any(isinstance(item, Mismatch) for item in pairs(base, side, scope))


def _put_in(base: Node, relation: str, side: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with numbers put in for the symbols of `base`."""
    items = list(pairs(base, side, scope))
    mismatches = [item for item in items if isinstance(item, Mismatch)]
    for item in mismatches:
        yield Fault(item.number, "built", f"found a line built in another way, {_cure(item, scope)}")
    if not mismatches:
        given = [(item, valued(item.symbol, at_example(scope))) for item in items if isinstance(item, Pair)]
        yield from _numbers(given, relation, side, scope)


def _cure(item: Mismatch, scope: Scope) -> str:
    """Return in words what belongs into a place: the numbers of the quantities that stand there before."""
    parts = (quantity(part, scope) for part in _names_in(item.symbol))
    names = [name for name in dict.fromkeys(parts) if _key(name, scope) != UNNAMED]
    numbers = [
        f"{telling(proved_value(scope.run, name), DIGITS, DIGITS)} for {_key(name, scope)}"
        for name in names
        if name and scope.run
    ]
    here = f", here {', '.join(numbers)}" if numbers else ""
    return f"expected the formula before it with numbers in the places of its names{here}"


def _names_in(node: Node) -> Iterator[Node]:
    """Yield the names in a tree, a derivative as one, none of a sum whose index runs."""
    if isinstance(node, Symbol | Derivative):
        yield node
    elif not isinstance(node, Repeated):
        for part in children(node):
            yield from _names_in(part)


def _numbers(given: list[tuple[Pair, Any]], relation: str, side: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with printed numbers, each with the value it should have, and their relation."""
    faults = [fault for pair, value in given for fault in _number_faults(pair, value, scope)]
    yield from faults
    full = all(_is_value(pair.number, value) for pair, value in given if constant(pair.symbol) is None)
    if not faults and relation != (expected := "=" if full else "≈"):
        reason = "all numbers are printed in full" if full else "a number is rounded"
        yield Fault(side, "relation", f"found {relation}, expected {expected}: {reason}")


def _is_value(number: Node, value: fmpq | arb) -> bool:
    text, exponent = printed(number) or ("", 0)
    return is_exact(text, value * fmpq(10) ** -exponent) if isinstance(value, fmpq) else False


def _number_faults(pair: Pair, value: Any, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with one number that stands for a symbol, or for a constant of the formula."""
    number, symbol, wanted = pair.number, pair.symbol, constant(pair.symbol)
    text, exponent = printed(number) or ("", 0)
    if wanted is not None:
        if constant(number) != wanted:
            yield Fault(number, "constant", f"found {text}, expected {few_digits(wanted)}")
        return
    scaled = value if exponent == 0 else value * fmpq(10) ** -exponent
    name = quantity(symbol, scope) if may_name(symbol) else None
    key = _key(name, scope)
    scale = f" times 10^{exponent}" if exponent else ""
    if not fits(text, scaled):
        hint = hint_of(suggested(scope.run, text)) if scope.run and not scale else ""
        expected = telling(scaled, max(places(text), DIGITS), DIGITS)
        yield Fault(number, "digits", f"found {text}{scale}, expected {expected}{scale} ({key}){hint}")
    elif not says(text, scaled):
        yield Fault(number, "digits", f"{too_few(text, scaled, DIGITS)}{scale} ({key})")
    elif (carried := key_named(number)) and name and carried != key:
        yield Fault(number, "key", f"found a number that leads to {carried}, expected {key}")


def _key(name: str | None, scope: Scope) -> str:
    """Return the key of a quantity; a derivative that is 0 has none, nor has an expression."""
    if name is None or name == ANY or scope.run is None or not has_key(scope.run, name):
        return UNNAMED
    return str(key_of(scope.run, name))


def says(text: str, value: fmpq | arb) -> bool:
    """Tell whether a text is the value in full, or its rounding with digits enough to know it by."""
    return is_exact(text, value) or (_digits(text) >= DIGITS and fits(text, value))


def _digits(text: str) -> int:
    return len(text.replace(".", "").lstrip("-0")) or len(text.partition(".")[2])


def _value(base: Node, relation: str, side: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with plain numbers, the value of the symbols before them."""
    value, result = alike(valued(base, at_example(scope)), valued(side, lambda _node: None))
    base, cells = plain(base), plain_numbers(side) or ()
    if shape(value) != shape(result):
        yield Fault(side, "shape", f"found other rows and columns, expected a {shape_text(value)}")
        return
    if relation == "=" and not _is_rational(value) and difference(base, side, scope) is None:
        return  # the same whatever the numbers: all outputs of a softmax add up to 1
    symbols = [cell for row in base.rows for cell in row] if isinstance(base, Matrix) else [base] * len(cells)
    pairs_of_cells = map(Pair, symbols, cells)
    yield from _numbers(list(zip(pairs_of_cells, entries(value), strict=True)), relation, side, scope)


def _is_rational(value: Value) -> bool:
    return all(isinstance(entry, fmpq) for entry in entries(value))


def _in_full(base: Node, side: Node, scope: Scope) -> frozenset[int]:
    """Return where `side` writes in full what a number of it stands for in `base`."""
    given = (item for item in pairs(base, side, scope) if isinstance(item, Pair))
    names = at_example(scope)
    return frozenset(
        pair.number.start for pair in given if _is_value(pair.number, valued(pair.symbol, names))
    )


def _ordered(left: Node, relation: str, right: Node, scope: Scope) -> Iterator[Fault]:
    """Yield a fault where an inequality does not hold for the numbers of the example."""
    lesser, greater = (valued(node, at_example(scope)) for node in (left, right))
    if shape(lesser) or shape(greater):
        yield Fault(right, "order", f"found {relation} beside a matrix, expected numbers")
    elif not ORDERS[relation](lesser, greater):
        digits = f" {relation} ".join(apart(lesser, greater))
        expected = "<" if lesser < greater else ">" if lesser > greater else "="
        yield Fault(right, "order", f"found {digits}, which is false; expected {expected}")
