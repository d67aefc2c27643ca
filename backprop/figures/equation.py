"""Quantities as diagrams write them: the symbol, the digits, and both with the sign between them."""

from backprop.core.keys import Key
from backprop.core.registry import graph_of
from backprop.figures.drawing import Number, Symbol, Words
from backprop.figures.fact import Fact
from backprop.figures.values import printed


def symbol(key: Key) -> Symbol:
    """Return the symbol of a quantity."""
    return Symbol(graph_of(key)[key.quantity].tex)


def number(value: Key | Fact, *, places: int | None = None) -> Number:
    """Return digits that know what they are."""
    fact = value if isinstance(value, Fact) else Fact(value)
    return Number(printed(value, places=places), fact.attributes)


def named_number(key: Key) -> Words:
    """Return the symbol and the digits, with nothing between them."""
    return symbol(key), " ", number(key)


def related_number(value: Key | Fact) -> Words:
    """Return the digits after the sign that may stand before them: `≈ 0.0822`."""
    sign, _ = printed(value, relation=True).split(" ")
    return f"{sign} ", number(value)


def equation(key: Key) -> Words:
    """Return symbol, sign and digits."""
    return symbol(key), " ", *related_number(key)
