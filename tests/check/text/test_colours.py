"""Colours of built formulas: what has the colour of its role, and what has another."""

import pytest

from backprop.check.text.colours import verdict
from backprop.reading.document import Block, Coloured, Mathematics, Paragraph, Table


def said(block: Block) -> list[str]:
    return [f"{one.start}-{one.end} {one.rule}: {one.message}" for one in verdict([block]).problems]


def formula(*parts: Coloured) -> Mathematics:
    return Mathematics(3, 9, "x", display=False, coloured=parts)


@pytest.mark.parametrize(
    ("role", "text", "key"),
    [
        *(("input", text, "") for text in ("i1", "x", "a0", "a01")),
        *(("weight", text, "") for text in ("w5+", "W+5", "b1", "θ0", "WT")),
        *(("output", text, "") for text in ("outh1", "out", "ok", "a12")),
        *(("error", text, "") for text in ("Etotal", "C", "J")),
        *(("gradient", text, "") for text in ("∂Etotal∂w5", "dEdw", "ddx", "δlo1", "∇aC", "J′", "∂E/∂w")),
        ("weight", "0.4", "mazur:w5"),
        ("weight", "0.4", "mazur@1:w5"),
        ("weight", "0.35", "mazur:b1"),
        ("gradient", "0.1", "mazur:delta_o1"),
        ("error", "12", "descent:J"),
        ("weight", "1", "nobody:w5"),  # what a key means is judged elsewhere
    ],
)
def test_a_right_colour_is_let_pass(role: str, text: str, key: str) -> None:
    assert said(formula(Coloured(role, text, key))) == []


@pytest.mark.parametrize(
    ("role", "text", "key", "message"),
    [
        ("weight", "i1", "", "found i1 in the colour of the role weight"),
        ("input", "w1", "", "found w1 in the colour of the role input"),
        ("output", "neth1", "", "found neth1 in the colour of the role output"),
        ("error", "∂E∂w5", "", "found ∂E∂w5 in the colour of the role error"),
        ("error", "J′", "", "found J′ in the colour of the role error"),
        ("gradient", "E", "", "found E in the colour of the role gradient"),
        ("weight", "to1", "", "found to1 in the colour of the role weight"),
        ("warmth", "w", "", "found w in the colour of the role warmth"),
        ("weight", "", "", "found nothing in the colour of the role weight"),
        ("input", "0.4", "mazur:w5", "found mazur:w5 in the colour of the role input, expected weight"),
        ("weight", "0.5", "mazur:eta", "found mazur:eta in the colour of the role weight, expected none"),
        (
            "output",
            "0.3",
            "mazur:net_h1",
            "found mazur:net_h1 in the colour of the role output, expected none",
        ),
    ],
)
def test_a_wrong_colour_is_found(role: str, text: str, key: str, message: str) -> None:
    assert said(formula(Coloured(role, text, key))) == [f"3-9 colour: {message}"]


def test_colours_are_judged_wherever_a_formula_stands() -> None:
    one = formula(Coloured("weight", "x", ""), Coloured("input", "x", ""))
    assert len(said(one)) == 1
    assert len(said(Paragraph(0, 9, "paragraph", (one,)))) == 1
    assert len(said(Table(0, 9, (((one,),),)))) == 1
