"""Lines of words and numbers written as TeX."""

import pytest

from backprop.check.audit.lines import chains, formula
from backprop.check.audit.snippets import Snippet
from backprop.check.formulas.parser import parse


def line(text: str, *, begins: bool = True, ends: bool = True) -> Snippet:
    return Snippet(False, 0, len(text), begins, ends, 0)


def written(text: str) -> list[str]:
    return [chain.tex for chain in chains(text, line(text))]


@pytest.mark.parametrize(
    ("number", "tex"),
    [
        ("0.5", "0.5"),
        ("2E-3", "2e-3"),
        ("50 %", r"50\%"),
        ("$3", "3"),
        ("½", r"\frac{1}{2}"),
        ("10⁻⁵", "10 ^{-5}"),
        ("2**3", "2 ^{3}"),
        ("2^-3", "2 ^{-3}"),
        ("2 ^ (3 + 1)", "2 ^ { 3 + 1 }"),
        ("**-60**", "- 60"),
        ("2 x 3 × 4", r"2 \times 3 × 4"),
        ("2 ÷ 3", "2 ÷ 3"),
        ("√(2) + σ(3)", "sqrt ( 2 ) + sigmoid ( 3 )"),
        ("1/(1 + e^-0.5)", "1 / ( 1 + e ^{-0.5} )"),
        ("max(0, 2)", "max ( 0 , 2 )"),
        ("0.5-0.2", "0.5 - 0.2"),
    ],
)
def test_arithmetic_is_written_as_in_a_formula(number: str, tex: str) -> None:
    assert written(f"{number} = 1") == [f"{tex} = 1"]


NO_NUMBERS = [
    "1.2.3",
    "10:30",
    "007",
    "0,5",
    "1,2",
    "1,000",
    "0.333...",
    "1,23,456",
    "5kg",
    "0x10",
    "3rd",
    "2x",
    "w1",
    "4-6",
]


@pytest.mark.parametrize("text", [*NO_NUMBERS, "9" * 32, "half of 3 * 4", "7 % 3", "3 * 4 pairs", "2 (3"])
def test_what_may_be_no_number_makes_its_side_a_name(text: str) -> None:
    assert written(f"{text} = 1") == ["q = 1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 = 2 ≈ 3 ~= 4 ≃ 5", ["1 = 2 ≈ 3 ≈ 4 ≈ 5"]),
        ("1 == 2 <= 3 => 4 = 5", [r"1 \ne 2 \ne 3 \ne 4 = 5"]),
        ("1 = 2, 3 = 4. 5 = 6 → 7 = 8", ["1 = 2", "3 = 4", "5 = 6", "7 = 8"]),
        ("1 + 2", []),
        ("= 1", ["= 1"]),
        ("2 (1 = 3) = 4", ["1 = 3", "q = 4"]),
        ("P(X = 1) = 2", ["q = 1", "q = 2"]),
        ("(since 1, 2 = 3) + 4 = 5", ["q = 3", "q = 5"]),
        ("2 (3, 4 = 6", ["q = 6"]),
        ("3) = 4", ["q = 4"]),
        ("x\n= 2 * 3\n= 6", ["q = 2 * 3 = 6"]),
    ],
)
def test_chains_end_at_separators_and_brackets(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("begins", "ends", "tex"),
    [(False, True, "q = 2 = 3"), (True, False, "1 = 2 = q"), (True, True, "1 = 2 = 3")],
)
def test_a_side_that_goes_on_elsewhere_is_a_name(begins: bool, ends: bool, tex: str) -> None:
    text = "1 = 2 = 3"
    assert [chain.tex for chain in chains(text, line(text, begins=begins, ends=ends))] == [tex]


def test_brackets_may_be_deep() -> None:
    deep = 1000
    assert len(written(f"{'(' * deep}1{')' * deep} = 1")) == 1


def test_a_part_stands_at_its_place() -> None:
    text = "so: 0.5 * ½ = 3^2"
    (chain,) = chains(text, line(text))
    left, right = parse(chain.tex)[0].sides
    assert [text[slice(*chain.place(node, node))] for node in (left, right)] == ["0.5 * ½", "3^2"]


@pytest.mark.parametrize(("ends", "tex"), [(True, "1 = 2"), (False, "1 = 2q")])
def test_a_formula_stands_as_it_is(ends: bool, tex: str) -> None:
    piece = formula("so 1 = 2 %", Snippet(True, 3, 8, True, ends, 3))
    assert piece.tex == tex
    assert piece.places[0] == (3, 4)
