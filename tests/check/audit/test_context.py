"""What a text says about its numbers."""

import pytest

from backprop.check.audit.context import context


@pytest.mark.parametrize(
    "text", [r"7 \equiv 2 \pmod 5", "modulo 5", "a finite field", r"\mathbb{Z}_7", "in binary"]
)
def test_arithmetic_of_another_kind(text: str) -> None:
    assert context(text).has_other_arithmetic


def test_the_usual_arithmetic() -> None:
    around = context("The model is modest: 3 + 4 = 7, 1,000 * 2 = 2,000.")
    assert not any([around.has_other_arithmetic, around.is_logistic, around.has_decimal_commas])


def test_what_a_text_knows() -> None:
    assert context("the Sigmoid").is_logistic
    assert context("x = 0,5").has_decimal_commas


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The statement 2 + 2 = 5 is false.", True),
        ("Suppose 2 + 2 = 5.", True),
        ("It isn't so that 2 + 2 = 5.", True),
        ("That was false. Now 2 + 2 = 5. This is false.", False),
        ("false\n\n2 + 2 = 5\n\nfalse", False),
    ],
)
def test_a_sentence_may_doubt(text: str, doubted: bool) -> None:
    start = text.index("2 + 2")
    assert context(text).doubts(start, start + 9) is doubted
