"""What a paragraph says of the block behind it."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import introduction
from backprop.reading.document import Block, Mathematics, Picture
from tests.check.text.pieces import found, paragraph, table
from tests.check.text.steps import step


def judged(source: str, *behind: Block, example: str = "mazur") -> list[str]:
    return found(introduction.verdict([paragraph(source), *behind], page_scope(example)), source)


def picture(file: str) -> Picture:
    return Picture(0, 1, file, "", 0, "", 0)


def test_symbols_are_those_of_the_table_behind() -> None:
    numbers = table("| |\n[0.4|mazur:w5]")
    assert judged("First $w_5$:", numbers) == []
    assert judged("First $w_6$:", numbers) == ["w_6: found w6 named, but what follows shows w5"]


def product(factors: int) -> Mathematics:
    return Mathematics(0, 1, "x &= " + r" \cdot ".join("abcde"[:factors]) + r" \\ &= 1 \cdot 2", display=True)


@pytest.mark.parametrize(
    ("source", "factors", "problems"),
    [
        ("Three factors, multiplied:", 3, []),
        ("Five links, five factors:", 5, []),
        ("Four factors, multiplied:", 3, ["Four: found 'Four', but there are 3 factors"]),
        ("Four factors stay.", 3, []),
    ],
)
def test_factors_are_counted(source: str, factors: int, problems: list[str]) -> None:
    assert judged(source, product(factors)) == problems
    assert judged(source, step("mazur:dE_total/dw5")[0], product(factors)) == problems


AT = "At [0.4|descent;rate=0.4:eta] it is [1|{}]."


@pytest.mark.parametrize(
    ("key", "file", "problems"),
    [
        ("descent;rate=0.4@1:J", "contour-descent-rate-0.4-theta0-theta1-30.svg", []),
        ("descent;rate=0.4@1:J], at the usual rate [1|descent@1:J", "", []),
        ("descent;rate=0.5:eta", "loss-descent.svg", []),
        ("descent@1:J", "", ["1: found descent@1:J, but the paragraph begins with the rate 0.4"]),
        (
            "descent;rate=0.4@1:J",
            "training-descent-30.svg",
            ["0.4: found the rate 0.4, but the picture behind is of the rate 0.1"],
        ),
    ],
)
def test_a_paragraph_that_begins_with_a_rate_is_of_that_rate(
    key: str, file: str, problems: list[str]
) -> None:
    behind = [picture(file)] if file else [paragraph("And so on.")]
    assert judged(AT.format(key), *behind, example="descent") == problems
