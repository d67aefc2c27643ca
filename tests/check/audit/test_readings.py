"""What a side of numbers may mean."""

import pytest

from backprop.check.audit.readings import read
from backprop.check.audit.tokens import formula_tokens, line_tokens
from backprop.check.formulas.syntax import TexError, walk
from tests.check.formulas.spelling import show


def readings(text: str, *, is_formula: bool = True, of_program: bool = False) -> list[str]:
    cut = (formula_tokens if is_formula else line_tokens)(text, 0, len(text))
    return [show(tree) for tree in read(text, tuple(cut), of_program=of_program)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("0.5 * 2 + 1", "((0.5 * 2) + 1)"),
        ("2^(3 + 1)", "(2^(3 + 1))"),
        ("1/(1 + e^-0.5)", "(1 / (1 + exp((-0.5))))"),
        ("sqrt(2) × 3^2", "(sqrt(2) * (3^2))"),
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
        (r"\log 100", "log_2(100)"),
        (r"\log 100", "log_10(100)"),
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
    text = "so 0.5 * ½ * 3^2"
    tree = read(text, tuple(line_tokens(text, 3, len(text))))[0]
    assert [text[node.start : node.end] for node in walk(tree)] == [
        "0.5 * ½ * 3^2",
        "0.5 * ½",
        "0.5",
        "½",
        "½",
        "½",
        "3^2",
        "3",
        "^2",
    ]
