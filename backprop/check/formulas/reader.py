r"""Sides and statements read from tokens: sums of products of factors, and relations between sides.

What a factor can be is in a table that is given to the reader. A minus belongs to the factor behind it,
tighter than a product and looser than a power: `-1 \cdot 1` is `(-1) \cdot 1`, and `-x^2` is `-(x^2)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NoReturn

from backprop.check.formulas.syntax import (
    Binary,
    Derivative,
    Negative,
    Node,
    Number,
    Statement,
    Symbol,
    TexError,
)
from backprop.check.formulas.tokens import DEEPEST, Token, quoted, too_deep

Factors = Mapping[str, Callable[["Reader"], Node]]


def _differentiated(node: Node) -> Node | None:
    """Return what a `d` in one word with a name differentiates; None for any other factor."""
    if isinstance(node, Symbol) and node.base[0] == "d" and len(node.base) > 1:
        return replace(node, base=node.base[1:])
    return None


class Reader:
    """A place among tokens; `token` is the next one, `bars` counts the open absolute values.

    `size` is how many tokens there are, also those of what is read apart.
    """

    def __init__(self, tex: str, tokens: list[Token], factors: Factors, depth: int = 0) -> None:
        self.tex = tex
        self.tokens = tokens
        self.factors = factors
        self.depth = depth
        self.size = len(tokens)
        self.bars = 0
        self.at = 0
        self.token = tokens[0]
        self.kind = self.token.kind

    @property
    def end(self) -> int:
        """Where the token before the next one ends."""
        return self.tokens[self.at - 1].end

    def take(self) -> Token:
        """Return the next token and go on to the one behind it."""
        taken = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        self.kind = self.token.kind
        return taken

    def expect(self, kind: str, expected: str = "") -> Token:
        """Return the next token, which must be of that kind."""
        if self.kind != kind:
            self.refuse(expected or kind)
        return self.take()

    def put(self, token: Token) -> None:
        """Replace the next token, by the rest of it."""
        self.token = self.tokens[self.at] = token

    def refuse(self, expected: str, token: Token | None = None) -> NoReturn:
        """Raise for the next token, or for the one given."""
        token = token or self.token
        raise TexError(token.start, f"found {self.spelled(token)}, expected {expected}")

    def spelled(self, token: Token) -> str:
        """Return how a token is written in the formula."""
        return quoted(self.tex[token.start : token.end]) or "the end"

    def begins_factor(self) -> bool:
        """Tell whether a factor goes on here; a bar may also end an absolute value."""
        return self.kind in self.factors and not (self.kind == "|" and self.bars)

    def statement(self) -> Statement:
        """Read a chain of sides and relations."""
        start = self.token.start
        relations, sides = [], []
        if self.kind != "relation":
            sides.append(self.expression())
        while self.kind == "relation":
            relation = self.take()
            relations.append(relation.text)
            if self.kind not in self.factors and self.kind not in {"+", "-"}:
                self.refuse(f"a side after {self.spelled(relation)}")
            sides.append(self.expression())
        return Statement(start, self.end, tuple(sides), tuple(relations))

    def expression(self) -> Node:
        """Read a sum."""
        if self.kind == "+":
            self.take()
        left = self.product()
        while self.kind in {"+", "-"}:
            operator = self.take().kind
            right = self.product()
            left = Binary(left.start, right.end, operator, left, right)
        return left

    def product(self) -> Node:
        """Read factors with or without operators between them, from left to right."""
        left = self.factor()
        while True:
            if self.kind == "times":
                operator = self.take().text
            elif self.begins_factor():
                operator = "beside"
                if self.kind == "number":
                    self.refuse("an operator before a number")
            else:
                return left
            right = self.factor()
            upper, lower = _differentiated(left), _differentiated(right)
            if operator == "/" and upper and lower:
                left = Derivative(left.start, right.end, upper, lower)
            else:
                left = Binary(left.start, right.end, operator, left, right)

    def factor(self) -> Node:
        """Read a factor with its sign."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise too_deep(self.token.start)
        node = self._negative() if self.kind == "-" else self._plain()
        self.depth -= 1
        return node

    def _negative(self) -> Node:
        start = self.take().start
        inner = self.factor()
        return Negative(start, inner.end, inner)

    def _plain(self) -> Node:
        read = self.factors.get(self.kind)
        if read is None:
            self.refuse("a factor")
        return read(self)

    def argument(self) -> Node:
        r"""Read what a command or a `^` takes: a group, a digit, a letter or a command's name."""
        token = self.token
        if token.kind == "{":
            self.take()
            inner = self.expression()
            self.expect("}")
            return inner
        if token.kind == "number" and token.text[0].isdigit():
            return self._digit()
        if token.kind != "name" or not (len(token.text) == 1 or token.text[0] == "\\"):
            self.refuse("{, a digit or a letter")
        self.take()
        return Symbol(token.start, token.end, token.text)

    def superscript(self) -> Node:
        """Read a power, or an upper bound, with its mark."""
        token = self.take()
        if token.kind == "raised":
            return Number(token.end - 1, token.end, token.text)
        if self.kind == "number":
            self.refuse("{ or a single digit")
        return self.argument()

    def _digit(self) -> Number:
        r"""Read one digit, as TeX does: `\frac12` is a half."""
        token = self.token
        if token.end - token.start == 1:
            self.take()
        elif self.spelled(token).isdigit():
            self.put(token._replace(text=token.text[1:], start=token.start + 1))
        else:
            self.refuse("{ before it")
        return Number(token.start, token.start + 1, token.text[0])
