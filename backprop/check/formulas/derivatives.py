r"""Derivatives: as a fraction, as an operator before a factor, and written with a slash."""

from typing import NoReturn

from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import Derivative, Node
from backprop.check.formulas.tokens import Token

_QUOTIENT = r"\partial E_{total} / \partial w_5"


def is_derivative(reader: Reader) -> bool:
    r"""Tell whether the arguments that follow a `\frac` are two differentials."""
    tokens, at = reader.tokens, reader.at
    if tokens[at].kind != "{":
        return False
    if tokens[at + 1].kind == "partial":
        return True
    if not _is_differential(tokens, at + 1, {"}"}):
        return False
    depth = 1
    while depth and tokens[at].kind:
        at += 1
        depth += (tokens[at].kind == "{") - (tokens[at].kind == "}")
    return tokens[at + 1].kind == "{" and _is_differential(tokens, at + 2, set())


def _is_differential(tokens: list[Token], at: int, alone: set[str]) -> bool:
    """Tell whether a `d` stands before a name, in one word with it or not, or before one of `alone`."""
    if tokens[at].kind != "name" or not tokens[at].text.startswith("d"):
        return False
    return tokens[at].text != "d" or tokens[at + 1].kind in {"name", *alone}


def derivative(reader: Reader, start: int) -> Derivative:
    r"""Read the arguments of `\frac`, and the factor behind it where a `d` stands alone above the line."""
    reader.expect("{")
    _differential(reader)
    upper = None if reader.kind == "}" else _once(reader)
    reader.expect("}")
    reader.expect("{")
    _differential(reader)
    lower = _once(reader)
    if reader.kind == "partial":
        _refuse_second(reader)
    reader.expect("}")
    upper = upper or reader.factor()
    return Derivative(start, reader.end, upper, lower)


def quotient(reader: Reader) -> Node:
    r"""Read `\partial E / \partial w`."""
    start = reader.token.start
    _differential(reader)
    if reader.token.text == "/":
        reader.refuse(rf"what is differentiated, as in {_QUOTIENT}")
    upper = _once(reader)
    if reader.token.text != "/":
        reader.refuse(rf"/ \partial and what by, as in {_QUOTIENT}")
    reader.take()
    _differential(reader)
    lower = _once(reader)
    return Derivative(start, lower.end, upper, lower)


def _differential(reader: Reader) -> None:
    r"""Take the `\partial` or the `d` away, also the `d` of a word."""
    token = reader.token
    if token.kind == "partial":
        reader.take()
    elif token.kind == "name" and token.text.startswith("d"):
        if token.text == "d":
            reader.take()
        else:
            reader.put(token._replace(text=token.text[1:], start=token.start + 1))
    else:
        reader.refuse(r"\partial or d")


def _once(reader: Reader) -> Node:
    """Read what is differentiated, or by what."""
    if reader.kind in {"^", "raised"}:
        _refuse_second(reader)
    return reader.factor()


def _refuse_second(reader: Reader) -> NoReturn:
    reader.refuse("a first derivative")
