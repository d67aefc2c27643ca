"""Numbers put in for symbols: what stands for what."""

import pytest

from backprop.check.formulas.parser import parse_expression
from backprop.check.proof.matching import Mismatch, Pair, key_named, pairs, printed
from backprop.check.proof.names import page_scope

SCOPE = page_scope("mazur")


@pytest.mark.parametrize(
    ("symbols", "numbers", "expected"),
    [
        ("w_1 i_1 + b_1", r"0.15 \cdot 0.05 + 0.35", ["w_1=0.15", "i_1=0.05", "b_1=0.35"]),
        (r"w_1 - \eta \cdot w_2", r"0.15 - 0.5 \cdot (-0.2)", ["w_1=0.15", r"\eta=0.5", "w_2=-0.2"]),
        (
            r"\sigma(net_{h1})",
            r"\frac{1}{1 + e^{-0.3775}}",
            [r"\sigma(net_{h1})=1"] * 2 + ["net_{h1}=0.3775"],
        ),
        (
            r"\sigma(net_{h1})",
            r"\frac{1}{1 + e^{-(-0.25)}}",
            [r"\sigma(net_{h1})=1"] * 2 + ["net_{h1}=-0.25"],
        ),
        (r"\frac{1}{2} (t_{o1})^2", r"\frac{1}{2} (0.01)^2", ["t_{o1}=0.01", "2=2"]),
        (r"\max(0, net_{h1})", r"\max(0, 1.5)", ["0=0", "net_{h1}=1.5"]),
        (r"[\,net_{h1} > 0\,]", r"[\,-2 > 0\,]", ["net_{h1}=-2"]),
        (
            r"\begin{bmatrix} w_1 \\ w_2 \end{bmatrix}",
            r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}",
            ["w_1=1", "w_2=2"],
        ),
        (r"w_5 \cdot out_{h1}", r"0.4 \cdot out_{h1}", ["w_5=0.4"]),
        ("w_1 i_1", r"\htmlData{key=mazur:w1}{0.15} \cdot 0.05", ["w_1=0.15", "i_1=0.05"]),
        ("w_1 + i_1", r"0.15 \cdot 0.05", ["mismatch"]),
        ("w_1 + i_1 + b_1", "0.15 + 0.05", ["mismatch", "b_1=0.05"]),
        ("w_1 i_1 + b_1", "0.0075 + 0.35", ["mismatch", "b_1=0.35"]),
    ],
)
def test_each_number_stands_for_a_symbol(symbols: str, numbers: str, expected: list[str]) -> None:
    symbol, number = map(parse_expression, (symbols, numbers))
    assert [spelled(item, symbols) for item in pairs(symbol, number, SCOPE)] == expected


def spelled(item: Pair | Mismatch, symbols: str) -> str:
    if isinstance(item, Mismatch):
        return "mismatch"
    number = printed(item.number)
    return f"{symbols[item.symbol.start : item.symbol.end]}={number[0] if number else ''}"


@pytest.mark.parametrize(
    ("tex", "text", "key"),
    [
        ("0.5", ("0.5", 0), None),
        ("-0.5", ("-0.5", 0), None),
        (r"50\%", ("50", -2), None),
        (r"\htmlData{key=mazur:w1}{0.15}", ("0.15", 0), "mazur:w1"),
        (r"\htmlData{key=mazur:w1}{-0.15}", ("-0.15", 0), "mazur:w1"),
        (r"-\htmlData{key=mazur:w1}{0.15}", ("-0.15", 0), "mazur:w1"),
        ("w_1", None, None),
        ("1 + 1", None, None),
    ],
)
def test_a_plain_number_is_told_with_its_sign_and_key(tex: str, text: object, key: str | None) -> None:
    assert (printed(parse_expression(tex)), key_named(parse_expression(tex))) == (text, key)
