"""Formulas and lines cut into the tokens that formulas are read from."""

import pytest

from backprop.check.audit.tokens import formula_tokens, line_tokens
from backprop.check.formulas.tokens import Token


def cut(text: str, *, is_formula: bool) -> list[Token]:
    return (formula_tokens if is_formula else line_tokens)(text, 0, len(text))


def kinds(text: str, *, is_formula: bool) -> str:
    return " ".join(token.kind for token in cut(text, is_formula=is_formula))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", "0.5"),
        ("12", "12"),
        ("1,000", "1000"),
        (".5", ".5"),
        ("1e-3", "1e-3"),
        (r"50\%", "50e-2"),
        ("1{,}000.5", "1000.5"),
    ],
)
def test_a_number_in_a_formula(text: str, number: str) -> None:
    assert [token[:2] for token in cut(text, is_formula=True)] == [("number", number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.5", "0.5"), ("1,000", "1000"), ("2E-3", "2e-3"), ("50 %", "50e-2"), ("$3", "3")],
)
def test_a_number_in_a_line(text: str, number: str) -> None:
    assert [token[:2] for token in cut(text, is_formula=False)] == [("number", number)]


@pytest.mark.parametrize("text", ["1.2.3", "10:30", "007", "0,5", "1,2", "0.333...", "9" * 32, "1,23,456"])
@pytest.mark.parametrize("is_formula", [True, False])
def test_what_may_be_no_number_is_none(text: str, is_formula: bool) -> None:
    assert "number" not in kinds(text, is_formula=is_formula).split()


@pytest.mark.parametrize("text", ["5kg", "0x10", "3rd", "2x", "w1"])
def test_a_number_in_a_line_touches_no_letter(text: str) -> None:
    assert "number" not in kinds(text, is_formula=False).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (r"\color{red}{2} \times \mathbf{3}", "{ number } times { number }"),
        (r"1 = 2 \approx 3 \le 4", "number relation number relation number relation number"),
        (r"1, 2 \text{ and } 3 \Rightarrow 4", "number separator number separator number separator number"),
        (r"1 \quad 2 = \quad 3", "number separator number relation number"),
        (r"2 \text{ cm} \foo", "number unread unread"),
        (r"\max(1, 2,3)", "name ( number separator unread )"),
        (r"e^{2} \sigma(1) \log_{10} 4", "name ^ { number } name ( number ) name index number"),
        (r"\tanh^{-1}(2) \sigma \sin 3", "unread ^ { - number } ( number ) unread unread number"),
        (r"\sqrt[3]{8} \log_a 2", "unread [ number ] { number } name unread number"),
        (r"1 \\ 2 & 3 % 4", "number row number & number"),
        (r"\begin{aligned} 1 \end{aligned}", "number"),
        (r"\begin{array}{c} 1 \end{array} . \begin{pmatrix} 1 \end{pmatrix}",
         "matrix number end times matrix number end"),
        (r"\begin{cases} 1 \end{cases}", "unread number unread"),
        (r"|2| x' \partial w_5", "unread number unread unread unread unread unread unread"),
    ],
)  # fmt: skip
def test_kinds_in_a_formula(text: str, expected: str) -> None:
    assert kinds(text, is_formula=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 x 3 × 4", "number times number times number"),
        ("2x3", "unread"),
        ("so 2 is 3, and 4.", "separator number separator number separator number separator"),
        ("1 == 2 <= 3 => 4 ~= 5", "number relation number relation number relation number relation number"),
        ("7 % 3", "unread unread number"),
        ("½ exp(2)²", "fraction { number } { number } name ( number ) ^ { number }"),
        ("2^-3 e^2", "number ^ { - number } name ^ { number }"),
        ("**-60** 2**3", "- number number ^ { number }"),
    ],
)
def test_kinds_in_a_line(text: str, expected: str) -> None:
    assert kinds(text, is_formula=False) == expected


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("10⁻⁵", "10^{-5}"),
        ("2**3", "2^{3}"),
        ("2^-3", "2^{-3}"),
        ("−1", "-1"),
        ("2 ÷ 3", "2/3"),
        ("½", "/{1}{2}"),
        ("√(2) × σ(3)", "sqrt(2)*sigmoid(3)"),
        ("1 ~= 2 ≃ 3 >= 4", "1≈2≈34"),
    ],
)
def test_one_thing_has_one_spelling(text: str, spelled: str) -> None:
    assert "".join(token.text for token in cut(text, is_formula=False)) == spelled


def test_a_token_stands_at_its_place() -> None:
    assert [token[2:] for token in line_tokens("a = ½ * 3 ", 2, 9)] == [(2, 3), *[(4, 5)] * 7, (6, 7), (8, 9)]
