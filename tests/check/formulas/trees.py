"""Trees of formulas drawn at random, and the TeX that says the same, written without the parser."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Keyed,
    Matrix,
    Negative,
    Node,
    Number,
    Repeated,
    Symbol,
    Transposed,
)


def drawn(kind: type, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return nodes of a kind, without a place."""
    return st.builds(kind, st.just(0), st.just(0), *parts)


NUMBERS = drawn(Number, st.sampled_from(["0", "12", "0.15", ".5"]), st.integers(-9, 9))
SYMBOLS = drawn(
    Symbol,
    st.sampled_from(["w", "net", r"\theta", r"\hat{y}", r"\sigma"]),
    st.sampled_from(["", "1", "h1", "total", "i,j"]),
    st.sampled_from(["", "+", "*", "'", "new"]),
)
KINDS = st.sampled_from(["sum", "product"])
OPERATORS = st.sampled_from(["+", "-", "*", "/", "odot", "beside", "^"])
OF_ONE = st.sampled_from(["sigma", "sigma'", "exp", "ln", "step", "abs", "sqrt"])
OF_SEVERAL = st.sampled_from(["max", "J", "f''"])


def larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Return nodes over `inner` ones."""
    index, none = st.just("k"), st.none()
    return st.one_of(
        drawn(Binary, OPERATORS, inner, inner),
        drawn(Negative, inner),
        drawn(Call, OF_ONE, st.tuples(inner)),
        drawn(Call, OF_SEVERAL, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        drawn(Derivative, SYMBOLS, SYMBOLS),
        drawn(Matrix, st.integers(1, 3).flatmap(lambda width: rows(inner, width))),
        drawn(Transposed, SYMBOLS),
        drawn(Repeated, KINDS, index, NUMBERS | SYMBOLS, inner, st.just(()), inner),
        drawn(Repeated, KINDS, index, none, none, st.just(("o1", "o2")), inner),
        drawn(Repeated, KINDS, index, none, none, st.just(()), inner),
        drawn(Keyed, st.just("mazur;bias=each@1:w5"), NUMBERS | SYMBOLS),
    )


def rows(inner: st.SearchStrategy[Node], width: int) -> st.SearchStrategy[tuple[tuple[Node, ...], ...]]:
    """Return up to three rows of that many entries."""
    return st.lists(st.tuples(*[inner] * width), min_size=1, max_size=3).map(tuple)


TREES = st.recursive(NUMBERS | SYMBOLS, larger, max_leaves=8)

# How two operands are written, where neither stands in a group of its own.
BETWEEN = {"+": "+", "-": "-", "*": r"\cdot", "odot": r"\odot", "beside": ""}
FUNCTIONS = {
    "exp": "e^{{{}}}",
    "step": r"[\,{} > 0\,]",
    "abs": "|{}|",
    "sqrt": r"\sqrt{{{}}}",
    "sigma": r"\sigma({})",
    "sigma'": r"\sigma'({})",
    "max": r"\max({})",
    "ln": r"\ln({})",
}
COMMANDS = {"sum": r"\sum", "product": r"\prod"}


def written(node: Node) -> str:
    """Return `node` in TeX, each operand in parentheses."""
    return WRITERS[type(node)](node)


def _number(node: Number) -> str:
    return rf"{node.text} \cdot 10^{{{node.exponent}}}" if node.exponent else node.text


def _symbol(node: Symbol) -> str:
    index = f"_{{{node.index}}}" if node.index else ""
    return node.base + index + (f"^{{{node.mark}}}" if node.mark else "")


def _binary(node: Binary) -> str:
    left, right = written(node.left), written(node.right)
    if node.operator == "^":
        return f"({left})^{{{right}}}"
    if node.operator == "/":
        return rf"\frac{{{left}}}{{{right}}}"
    return f"({left}) {BETWEEN[node.operator]} ({right})"


def _call(node: Call) -> str:
    return FUNCTIONS.get(node.function, f"{node.function}({{}})").format(
        ", ".join(map(written, node.arguments))
    )


def _matrix(node: Matrix) -> str:
    lines = r" \\ ".join(" & ".join(map(written, row)) for row in node.rows)
    return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"


def _repeated(node: Repeated) -> str:
    under = node.index
    if node.members:
        under += rf" \in \{{{', '.join(node.members)}\}}"
    if node.lower:
        under += f"={written(node.lower)}"
    over = f"^{{{written(node.upper)}}}" if node.upper else ""
    return f"{COMMANDS[node.kind]}_{{{under}}}{over} ({written(node.body)})"


WRITERS: dict[type, Callable[[Any], str]] = {
    Number: _number,
    Symbol: _symbol,
    Binary: _binary,
    Negative: lambda node: f"-({written(node.inner)})",
    Derivative: lambda node: rf"\frac{{\partial {written(node.upper)}}}{{\partial {written(node.lower)}}}",
    Call: _call,
    Matrix: _matrix,
    Transposed: lambda node: f"{written(node.inner)}^{{T}}",
    Repeated: _repeated,
    Keyed: lambda node: rf"\htmlData{{key={node.key}}}{{{written(node.inner)}}}",
}
