"""Expressions over named quantities: numbers, names and operations, built with Python's operators.

`Ref("w1") * Ref("i1") + Ref("b1")` keeps the author's order of terms. Constants fold as they are met
(`1 * x` is `x`), so that a derivative comes out as a person would write it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from backprop.core.ops import OPS


class Expr:
    """What all expressions share: the operators."""

    def __add__(self, other: "Expr | int") -> "Expr":
        return _add(self, lift(other))

    def __radd__(self, other: int) -> "Expr":
        return _add(lift(other), self)

    def __sub__(self, other: "Expr | int") -> "Expr":
        return _sub(self, lift(other))

    def __rsub__(self, other: int) -> "Expr":
        return _sub(lift(other), self)

    def __mul__(self, other: "Expr | int") -> "Expr":
        return _mul(self, lift(other))

    def __rmul__(self, other: int) -> "Expr":
        return _mul(lift(other), self)

    def __truediv__(self, other: "Expr | int") -> "Expr":
        return _div(self, lift(other))

    def __rtruediv__(self, other: int) -> "Expr":
        return _div(lift(other), self)

    def __pow__(self, exponent: "Expr | int") -> "Expr":
        return _power(self, lift(exponent))

    def __neg__(self) -> "Expr":
        return _mul(Num(Fraction(-1)), self)

    def __gt__(self, other: int) -> "Expr":
        return Apply("positive", (self - other,))


@dataclass(frozen=True)
class Num(Expr):
    """A constant."""

    value: Fraction


@dataclass(frozen=True)
class Ref(Expr):
    """The quantity of that name."""

    name: str


@dataclass(frozen=True)
class Apply(Expr):
    """An operation of the table, applied."""

    op: str
    args: tuple[Expr, ...]


def replaced(expr: Expr, names: Mapping[str, Expr]) -> Expr:
    """Return `expr` with other expressions for names; nothing folds, so that the formula keeps its shape."""
    match expr:
        case Ref(name):
            return names.get(name, expr)
        case Apply(op, args):
            return Apply(op, tuple(replaced(arg, names) for arg in args))
        case _:
            return expr


def lift(x: Expr | int) -> Expr:
    """Return `x` as an expression."""
    return x if isinstance(x, Expr) else Num(Fraction(x))


def _is(x: Expr, number: int) -> bool:
    return isinstance(x, Num) and x.value == number


def _add(a: Expr, b: Expr) -> Expr:
    if _is(a, 0):
        return b
    number, rest = _coefficient(b)
    if number < 0:
        return _sub(a, _scaled(-number, rest))
    return a if _is(b, 0) else Apply("add", (a, b))


def _sub(a: Expr, b: Expr) -> Expr:
    if isinstance(a, Num) and isinstance(b, Num):
        return Num(a.value - b.value)
    if _is(b, 0):
        return a
    return -b if _is(a, 0) else Apply("sub", (a, b))


def _mul(a: Expr, b: Expr) -> Expr:
    match b:
        case Apply("div", (numerator, divisor)) if _is(numerator, 1):
            return a / divisor
    number, rest = _coefficient(a)
    other, more = _coefficient(b)
    return _scaled(number * other, rest, more)


def _coefficient(x: Expr) -> tuple[Fraction, Expr | None]:
    """Split a constant factor off the front."""
    match x:
        case Num(value):
            return value, None
        case Apply("neg", (inner,)):
            return Fraction(-1), inner
        case Apply("mul", (Num(value), inner)):
            return value, inner
        case _:
            return Fraction(1), x


def _scaled(number: Fraction, *factors: Expr | None) -> Expr:
    present = [factor for factor in factors if factor is not None]
    if number == 0 or not present:
        return Num(number)
    product = present[0] if len(present) == 1 else Apply("mul", (present[0], present[1]))
    if number == 1:
        return product
    return Apply("neg", (product,)) if number == -1 else Apply("mul", (Num(number), product))


def _div(a: Expr, b: Expr) -> Expr:
    if isinstance(a, Num) and isinstance(b, Num):
        return Num(a.value / b.value)
    return a if _is(b, 1) or _is(a, 0) else Apply("div", (a, b))


def _power(a: Expr, n: Expr) -> Expr:
    if _is(n, 0):
        return lift(1)
    return a if _is(n, 1) else Apply("power", (a, n))


def function(name: str) -> Callable[[Expr], Expr]:
    """Return the operation `name` of one argument as a function of expressions."""
    return lambda x: Apply(name, (x,))


def total(terms: list[Expr]) -> Expr:
    """Return the sum in the given order."""
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def terms_of(expr: Expr, is_share: Callable[[Expr], bool]) -> list[str]:
    """Return the names that `expr` is the sum of, shares of them too; none where it is something else."""
    match expr:
        case Ref(name):
            return [name]
        case Apply("add", (left, right)):
            first, last = terms_of(left, is_share), terms_of(right, is_share)
            return first + last if first and last else []
        case Apply("mul", (factor, rest)) if is_share(factor):
            return terms_of(rest, is_share)
    return []


def with_terms(expr: Expr, term: Callable[[str], Expr]) -> Expr:
    """Return such a sum with another expression in the place of each name."""
    match expr:
        case Ref(name):
            return term(name)
        case Apply("add", (left, right)):
            return with_terms(left, term) + with_terms(right, term)
        case Apply("mul", (factor, rest)):
            return factor * with_terms(rest, term)
    raise TypeError(f"not a sum of names: {expr!r}")


def refs(expr: Expr) -> Iterator[str]:
    """Yield the names in `expr` from left to right, each as often as it stands there."""
    pending = [expr]
    while pending:
        match pending.pop():
            case Ref(name):
                yield name
            case Apply(_, args):
                pending += reversed(args)


def differentiate(expr: Expr, value: Expr) -> dict[str, Expr]:
    """Return the local derivative of `expr` with respect to each of its names, with `value` for its value."""
    match expr:
        case Ref(name):
            return {name: lift(1)}
        case Apply(op, args):
            slopes: dict[str, Expr] = {}
            for partial, arg in zip(OPS[op].partials(*args, value), args, strict=True):
                for name, slope in differentiate(arg, arg).items():
                    term = slope if partial == 1 else lift(partial) * slope
                    slopes[name] = slopes[name] + term if name in slopes else term
            return slopes
        case _:
            return {}
