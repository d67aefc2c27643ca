"""The digits of figures by the check's own rounding."""

import re

import pytest

from backprop.check.figures.drawing import Element
from backprop.check.figures.numbers import misprints, show
from backprop.core.keys import parse
from backprop.figures import Fact, printed
from tests.check.figures.drawings import SPECS, elements
from tests.figures.reading import figure_from


def keyed(spec: str) -> list[Element]:
    """Return the texts of a drawing that carry a key."""
    texts = (each for each in elements(spec) if each.tag in {"text", "tspan"} and each.words.strip())
    return [text for text in texts if "data-key" in text.carried]


@pytest.mark.parametrize("spec", SPECS)
def test_generator_and_check_print_alike(spec: str) -> None:
    for key in figure_from(spec).keys:
        assert [show(key, places=n) for n in range(6)] == [printed(key, places=n) for n in range(6)]
        assert show(key, relation=True) == printed(key, relation=True)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Fact(parse("mazur:w5")), "= 0.4"),
        (Fact(parse("mazur:E_total")), "≈ 0.298"),
        (Fact(parse("mazur:E_total"), then="* 0.01"), "≈ 0.00298"),
        (Fact(parse("mazur:net_o1"), where="w5 + 0.01"), "≈ 1.11"),
        (Fact(parse("mazur:net_o1"), where="w5 + 0.01", then="- net_o1"), "≈ 0.00593"),
        (Fact(parse("parabola;rate=1.1@5:J")), "≈ 56.7"),
        (Fact(parse("parabola@1:J"), then="* 1000"), "= 6760"),
        (Fact(parse("mazur:E_total"), where="100 tries"), "≈ 0.102"),
        (Fact(parse("mazur:w5"), then="- w5"), "= 0"),
    ],
)
def test_three_significant_digits(fact: Fact, text: str) -> None:
    assert show(fact, relation=True) == text == printed(fact, relation=True)


@pytest.mark.parametrize("spec", [spec for spec in SPECS if keyed(spec)])
def test_every_number_with_a_key_is_held(spec: str) -> None:
    for text in keyed(spec):
        assert list(misprints(text)) == []
        right = text.words.strip()
        digit = r"\d(?=\D*$)" if text.tag == "tspan" else r"(?<![\w.])\d"
        text.words = re.sub(digit, "8", text.words, count=1)
        assert text.words.strip() == right or list(misprints(text)), text.words


@pytest.mark.parametrize(
    ("key", "words", "message"),
    [
        ("mazur:w5", "w₅ 0.4", ""),
        ("mazur:w5", "w₅ = 0.4 now", ""),
        ("mazur:w5", "w₅ ≈ 0.4 now", "found ≈ before 0.4, expected the other sign (mazur:w5)"),
        ("mazur:w5", "w₅ = 0.5", "found 0.5, expected 0.4 (mazur:w5 is 0.400000000)"),
        ("signed:w3", "w₃ 0.2", "found 0.2, expected −0.2 (signed:w3 is -0.200000000)"),
        ("mazur:w5", "w₅", "found 'w₅', expected the digits of mazur:w5"),
        ("descent;rate=0.5@30:J", "J 882000", ""),
        (
            "descent;rate=0.5@30:J",
            "J 883000",
            "found 883000, expected 881754 (descent;rate=0.5@30:J is 881753.679)",
        ),
        ("mazur:w5 mazur:w6", "0.4 and 0.45 after 3 steps", ""),
        ("mazur:w5 mazur:w6", "0.4 and 0.46", "found 0.46, expected 0.45 (mazur:w6 is 0.450000000)"),
    ],
)
def test_a_misprint_is_named(key: str, words: str, message: str) -> None:
    text = next(each for each in elements("slice signed w8") if each.tag == "text")
    text.carried, text.words = {"data-key": key}, words
    assert list(misprints(text)) == [message] * bool(message)
