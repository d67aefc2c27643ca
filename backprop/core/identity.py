"""Whether two expressions over keys are the same by their formulas, whatever their numbers.

Rational operations are worked out on rationals. For each result of any other one, such as a sigmoid or an
exponential, stands any number, the same wherever it is taken of the same number. What agrees then agrees
with the true numbers too. For sides that differ to agree by chance, numbers of 64 bits would have to be
zeros of their difference, twice.
"""

from functools import cache
from random import Random

from flint import fmpq

from backprop.core import keys, registry
from backprop.core.expression import Apply, Expr, Num, Ref, replaced
from backprop.core.keys import Key
from backprop.core.ops import OPS

SEEDS = (1, 2)
BITS = 64


def are_identical(left: Expr, right: Expr) -> bool:
    """Tell whether two expressions agree for several choices of numbers."""
    return all(_value(left, seed) == _value(right, seed) for seed in SEEDS)


def _value(expr: Expr, seed: int) -> fmpq:
    match expr:
        case Num(value):
            return fmpq(value.numerator, value.denominator)
        case Ref(name):
            return _quantity(keys.parse(name), seed)
        case Apply(operation, arguments):
            return _applied(operation, [_value(each, seed) for each in arguments], seed)
    raise TypeError(f"not an expression: {expr!r}")


@cache
def _quantity(key: Key, seed: int) -> fmpq:
    """Return the value of a quantity; a parameter may be any number after the first update."""
    entry = registry.entry(key)
    if key.step > 1 and key.quantity in registry.graph_of(key).updates:
        return _any_number(f"{key} {seed}")
    operands = {name: Ref(str(operand)) for name, operand in entry.operands.items()}
    return _value(replaced(entry.quantity.expr, operands), seed)


def _applied(operation: str, values: list[fmpq], seed: int) -> fmpq:
    """Return the result of an operation, any number where it is not rational, bends or jumps."""
    try:
        result = None if OPS[operation].jumps else OPS[operation].proved(*values)
    except ZeroDivisionError:
        result = None
    return result if isinstance(result, fmpq) else _any_number(f"{operation} {values} {seed}")


def _any_number(name: str) -> fmpq:
    return fmpq(1 + Random(name).getrandbits(BITS), 1 << (BITS - 1))  # noqa: S311  no secret
