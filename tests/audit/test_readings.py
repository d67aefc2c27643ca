"""What a side of numbers may mean."""

import pytest

from backprop.audit.readings import read
from backprop.audit.tokens import tokens
from backprop.check.formulas.syntax import TexError
from tests.check.formulas.spelling import show


def readings(text: str, *, is_formula: bool = True, of_program: bool = False) -> list[str]:
    cut = tuple(tokens(text, 0, len(text), is_formula=is_formula))
    return [show(tree) for tree in read(cut, of_program=of_program).trees]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("0.5 * 2 + 1", "((0.5 * 2) + 1)"),
        ("2^(3 + 1)", "(2^(3 + 1))"),
        ("1/(1 + e^-0.5)", "(1 / (1 + exp((-0.5))))"),
        ("sqrt(2) × 3²", "(sqrt(2) * (3^2))"),
        ("½ (1 - 0.5)²", None),
        ("exp(-1)", "exp((-1))"),
    ],
)
def test_a_line_is_read_as_a_formula(text: str, first: str | None) -> None:
    found = readings(text, is_formula=False)
    assert first is None or found[0] == first


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (r"2\frac{1}{3}", "(2 + (1 / 3))"),
        ("1/2(3)", "(1 / (2 3))"),
        ("-2^2", "((-2)^2)"),
        (r"\log 100", "(ln(100) / ln(10))"),
        (r"\log_2 8", "(ln(8) / ln(2))"),
        (r"25\%", "25"),
    ],
)
def test_writers_differ(text: str, other: str) -> None:
    assert other in readings(text)[1:]


@pytest.mark.parametrize(
    ("text", "whole"), [("7/2", "3"), ("-7/2", "(-3)"), ("10*(6/(12*-11))", "(10 * (-0))")]
)
def test_a_program_divides_integers(text: str, whole: str) -> None:
    assert whole in readings(text, is_formula=False, of_program=True)
    assert whole not in readings(text, is_formula=False)


@pytest.mark.parametrize("text", ["1 2", "1 +", "(1, 2)", "((9^9)^9)^9", "/ 2"])
def test_what_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(TexError, match="found"):
        readings(text)


def test_a_part_stands_at_its_place() -> None:
    text = "so 0.5 * 12"
    reading = read(tuple(tokens(text, 3, len(text), is_formula=False)))
    assert [text[slice(*reading.place(node))] for node in (reading.trees[0], reading.trees[0].right)] == [  # type: ignore[union-attr]
        "0.5 * 12",
        "12",
    ]
