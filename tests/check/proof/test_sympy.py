"""A second opinion on plain algebra: what is proved here, SymPy simplifies to nothing, and the reverse."""

from collections.abc import Callable
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Binary, Call, Negative, Node, Number, Symbol
from backprop.check.proof.equations import judge
from backprop.check.proof.names import page_scope
from tests.check.formulas.trees import drawn, written

LETTERS = "abc"
SCOPE = page_scope(None, tuple((letter, "any") for letter in LETTERS))
OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "beside": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
}
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": sympy.exp,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "tanh": sympy.tanh,
    "abs": sympy.Abs,
    "!": sympy.factorial,
    "sigma": lambda x: 1 / (1 + sympy.exp(-x)),
}


def translated(node: Node) -> Any:
    """Return a tree as SymPy writes it."""
    match node:
        case Number(text=text, exponent=exponent):
            return sympy.Rational(text) * sympy.Integer(10) ** exponent
        case Symbol(base=base):
            return sympy.Symbol(base, real=True)
        case Negative(inner=inner):
            return -translated(inner)
        case Binary(operator=operator, left=left, right=right):
            return OPERATIONS[operator](translated(left), translated(right))
        case Call(function=function, arguments=(argument,)):
            return FUNCTIONS[function](translated(argument))
    raise TypeError(f"no plain algebra: {node!r}")


RIGHT = [
    "(a + b)^2 = a^2 + 2 a b + b^2",
    "(a - b) (a + b) = a^2 - b^2",
    "(a + b)^3 = a^3 + 3 a^2 b + 3 a b^2 + b^3",
    r"\frac{a}{b} - \frac{c}{b} = \frac{a - c}{b}",
    r"\frac{1}{a} + \frac{1}{b} = \frac{a + b}{a b}",
    r"\frac{a^2 - b^2}{a - b} = a + b",
    "a - (b - c) = a - b + c",
    r"50\% a = \frac{a}{2}",
    "-a^2 = -(a a)",
    "a b^{-1} = a / b",
    r"e^{a + b} = e^a e^b",
    r"\ln e^a = a",
    r"\sqrt{a^2} = |a|",
    r"\sin(a + b) = \sin a \cos b + \cos a \sin b",
    r"\cos(2 a) = 1 - 2 \sin(a)^2",
    r"\tan a \cos a = \sin a",
    r"\tanh a = \frac{e^a - e^{-a}}{e^a + e^{-a}}",
    r"\sigma(a) + \sigma(-a) = 1",
    r"5! a = 4! \cdot 5 a",
]
WRONG = [
    "(a + b)^2 = a^2 + b^2",
    "(a - b) (a + b) = a^2 + b^2",
    r"\frac{a}{b} - \frac{c}{b} = \frac{a + c}{b}",
    r"\frac{1}{a} + \frac{1}{b} = \frac{1}{a + b}",
    "a - (b - c) = a - b - c",
    "a - b - c = a - (b - c)",
    r"5\% a = \frac{a}{2}",
    "-a^2 = (-a)^2",
    "a / b c = a / (b c)",
    "a b^{-1} = b / a",
    r"e^{a b} = e^a e^b",
    r"\sqrt{a^2} = a",
    r"\sin(a + b) = \sin a + \sin b",
    r"\cos(2 a) = 1 - \sin(a)^2",
    r"\sigma(a) = \sigma(-a)",
    r"5! a = 4! a",
]


@pytest.mark.parametrize(
    ("identity", "holds"), [*((one, True) for one in RIGHT), *((one, False) for one in WRONG)]
)
def test_both_are_of_one_opinion(identity: str, *, holds: bool) -> None:
    left, right = (translated(side) for side in parse(identity)[0].sides)
    difference = sympy.simplify((left - right).rewrite(sympy.exp))
    assert (difference == 0) is holds
    assert (judge((identity,), SCOPE).flaws == ()) is holds


NUMBERS = drawn(Number, st.sampled_from(["2", "3", "0.5"]), st.just(0))
SYMBOLS = drawn(Symbol, st.sampled_from(LETTERS))
POWERS = drawn(Number, st.sampled_from(["2", "3"]), st.just(0))
POLYNOMIALS = st.recursive(
    NUMBERS | SYMBOLS,
    lambda inner: st.one_of(
        drawn(Binary, st.sampled_from(["+", "-", "*", "beside"]), inner, inner),
        drawn(Binary, st.just("^"), inner, POWERS),
        drawn(Negative, inner),
    ),
    max_leaves=6,
)


@given(POLYNOMIALS)
@settings(max_examples=100, deadline=None)
def test_what_sympy_expands_is_the_same_polynomial(node: Node) -> None:
    expanded = sympy.expand(translated(node))
    assume(expanded.free_symbols)
    tex, other = written(node), sympy.latex(expanded)
    assume(parse(tex) != parse(other))
    assert judge((f"{tex} = {other}",), SCOPE).flaws == ()
    assert judge((rf"{tex} = {other} + \frac{{1}}{{7}}",), SCOPE).flaws != ()
