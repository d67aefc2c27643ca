"""Formulas and lines cut into tokens of one spelling."""

import pytest

from backprop.audit.tokens import tokens


def cut(text: str, *, is_formula: bool) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text, 0, len(text), is_formula=is_formula)]


@pytest.mark.parametrize("text", ["0.5", "12", "1,000", ".5", "1e-3", r"50\%", "1{,}000.5"])
def test_a_number_in_a_formula(text: str) -> None:
    assert cut(text, is_formula=True) == [("number", text)]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("0.5", "0.5"), ("1,000", "1,000"), ("2E-3", "2e-3"), ("50 %", r"50\%"), ("$3", "3")],
)
def test_a_number_in_a_line(text: str, spelled: str) -> None:
    assert cut(text, is_formula=False) == [("number", spelled)]


@pytest.mark.parametrize(
    "text", ["1.2.3", "10:30", "007", "0,5", "1,2", "0.333...", "w1", "9" * 31, "1,23,456"]
)
@pytest.mark.parametrize("is_formula", [True, False])
def test_what_may_be_no_number_is_none(text: str, is_formula: bool) -> None:
    assert "number" not in {kind for kind, _ in cut(text, is_formula=is_formula)}


@pytest.mark.parametrize("text", ["5kg", "0x10", "3rd", "2x"])
def test_a_number_in_a_line_touches_no_letter(text: str) -> None:
    assert "number" not in {kind for kind, _ in cut(text, is_formula=False)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (r"\color{red}{2} \times \mathbf{3}", "open number close operator open number close"),
        (r"1 = 2 \approx 3 \le 4", "number relation number relation number relation number"),
        (r"1, 2 \text{ and } 3 \Rightarrow 4", "number separator number separator number separator number"),
        (r"2 \text{ cm}", "number symbol"),
        (
            r"e^{2} \sigma(1) \log_{10} 4",
            "function operator open number close function open number close function number",
        ),
        (r"\tanh^{-1}(2)", "symbol operator open operator number close open number close"),
        (r"1 \\ 2 & 3 % 4", "number row number align number"),
        (r"2\\times 3", "number symbol number"),
    ],
)
def test_kinds_in_a_formula(text: str, kinds: str) -> None:
    assert " ".join(kind for kind, _ in cut(text, is_formula=True)) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2 x 3 × 4", "number operator number operator number"),
        ("2x3", "symbol"),
        ("so 2 is 3, and 4.", "separator number separator number separator number separator"),
        ("1 == 2 <= 3 => 4 ~= 5", "number relation number relation number relation number relation number"),
        ("7 % 3", "symbol symbol number"),
        (
            "½ exp(2)² 2^-3 e^2",
            "number function open number close operator number operator function operator",
        ),
        ("**-60** 2**3", "operator number number operator"),
    ],
)
def test_kinds_in_a_line(text: str, kinds: str) -> None:
    assert " ".join(kind for kind, _ in cut(text, is_formula=False)) == kinds


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("10⁻⁵", "^{-5}"),
        ("2**3", "^{3}"),
        ("2^-3", "^{-3}"),
        ("−1", "-"),
        ("2 ÷ 3", "/"),
        ("½", r"\frac{1}{2}"),
    ],
)
def test_one_thing_has_one_spelling(text: str, spelled: str) -> None:
    assert spelled in [text for _, text in cut(text, is_formula=False)]


def test_a_token_stands_at_its_place() -> None:
    assert [token[2:] for token in tokens("a = 0.5 ", 2, 8, is_formula=False)] == [(2, 3), (4, 7)]
