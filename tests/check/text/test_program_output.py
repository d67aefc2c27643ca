"""What the numbers of a printed line should be."""

import pytest

from backprop.check.printed import fits
from backprop.check.text.program_output import expected
from backprop.core.keys import parse_run
from backprop.errors import BackpropError


@pytest.mark.parametrize(
    ("example", "line", "names"),
    [
        ("signed", "out_o1 0.436009624, error 0.251231004", ["signed:out_o1", "signed:E_total"]),
        ("mazur", "after 1 updates: outputs 0.742088111 0.775284968", ["mazur@1:out_o1", "mazur@1:out_o2"]),
        ("relu", "after 0 updates: prediction 0.203700000", ["relu:out_o1"]),
        ("signed", "w1  derivative -0.000387334  quotient -0.000387334", ["signed:dE_total/dw1"] * 2),
        ("sigmoid", "out_h     0.506874567  0.510623401", ["sigmoid:out_h1", "sigmoid:out_h2"]),
        ("sigmoid", "delta_o   0.142356862 -0.083758888", ["sigmoid:delta_o1", "sigmoid:delta_o2"]),
        (
            "relu",
            "after 1 updates: 0.303229232 0.248663299 0.183455638 0.361973673",
            [
                "relu;rate=0.01@1:E_total",
                "relu@1:E_total",
                "relu;rate=0.1@1:E_total",
                "relu;rate=0.6@1:E_total",
            ],
        ),
        (
            "chain",
            "slope of the sigmoid at z1 0.235003712, wrongly taken at a1 0.227266092",
            ["the slope of the sigmoid at net_h1", "the slope of the sigmoid at out_h1"],
        ),
        (
            "relu",
            "after 1 update, its weights rounded to two decimals: prediction 0.291600000",
            ["out_o1 from rounded weights"],
        ),
        (
            "relu;weights=0.126",
            "after 0 updates, its weights rounded to two decimals: prediction 0.169000000",
            ["out_o1 from rounded weights"],
        ),
        ("mazur;loss=sum", "after 0 updates: error 0.596742218", ["mazur;loss=sum:E_total"]),
    ],
)
def test_lines(example: str, line: str, names: list[str]) -> None:
    values = {
        place: found for place, found in expected(line, parse_run(example)).items() if found.value is not None
    }
    assert [found.name for found in values.values()] == names
    for place, found in values.items():
        number = line[place:].partition(" ")[0].rstrip(",")
        assert found.value is not None
        assert fits(number, found.value), number


def test_a_word_that_names_nothing() -> None:
    with pytest.raises(BackpropError, match="no quantity is named 'outcome'"):
        expected("outcome 0.5", parse_run("mazur"))


def test_a_page_without_example_expects_nothing() -> None:
    assert expected("error 0.298371109", None) == {}
