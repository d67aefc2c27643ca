"""What a page says of a figure: each fact that is told otherwise is found, with what is true."""

import pytest

from backprop.check.figures import claims
from backprop.figures import printed
from tests.check.figures.drawings import made

# A figure, the words that are changed in its text alternative or caption, and what is said of it.
WRONG = [
    ("network mazur", "2 hidden", "3 hidden", "found '3', expected '2'"),
    ("network mazur", "0.593 and 0.597", "0.597 and 0.593", "found 0.597, expected 0.593"),
    ("network mazur", "targets 0.01", "targets 0.1", "expected 0.01"),
    ("network signed", "; dashed lines carry negative weights", "", "found '.', expected ';'"),
    ("network mazur", "error is 0.298", "error is 0.30", "found 0.30, expected 0.298"),
    ("path mazur:dE_total/dw1", "2 chains lead", "1 chain leads", "found '1', expected '2'"),
    (
        "path mazur:dE_total/dw1",
        "of E_o2 by out_o2 -0.217",
        "of E_o2 by out_o2 0.217",
        "found 0.217, expected -0.217",
    ),
    ("path mazur:dE_total/dw1", "of net_o1 by out_h1", "of net_o1 by out_h2", "found"),
    ("path mazur:dE_total/dw1", ", of E_total by E_o2 1", "", "found"),
    ("path mazur:dE_total/dw1", "≈ 0.000439", "= 0.000439", "expected ≈ 0.000439"),
    ("path relu:dE_total/dw5", "the product of", "the sum of", "found 'sum', expected 'product'"),
    ("path relu:dE_total/dw5", "∂w₅", "∂w₆", "found 'total/∂w₆', expected 'total/∂w₅'"),
    ("loss relu", "at rate 0.05", "at rate 0.5", "found '0.5,', expected '0.05,'"),
    ("loss relu", "10 steps it is", "11 steps it is", "found '11', expected '10'"),
    (
        "loss descent",
        "; a curve that climbs beyond twice its start leaves the picture",
        "",
        "found 'rate.', expected 'rate;'",
    ),
    ("training chain 200", "against the target 1", "against the target 2", "found 2, expected 1 ("),
    ("training chain 200", "outputs", "parameters", "found 'parameters', expected 'outputs'"),
    ("training descent 20", "theta1 is", "theta0 is", "found 'theta0', expected 'theta1'"),
    ("activation relu", "on the left", "on the right", "found 'right', expected 'left'"),
    ("slice signed w8", "to the right", "to the left", "found 'left,', expected 'right,'"),
    ("slice mazur w5", "to the left", "to the right", "found 'right,', expected 'left,'"),
    ("slice mazur w5", "the slope 0.0822", "the slope -0.0822", "found -0.0822, expected 0.0822"),
    ("contour relu w5 w6 20", "downhill", "uphill", "found 'uphill,', expected 'downhill,'"),
    ("contour relu w5 w6 20", "w5 and w6", "w6 and w5", "found 'w6', expected 'w5'"),
    ("contour descent;rate=0.5 theta0 theta1 6", "; the path leaves the picture", "", "found"),
    ("surface chain w1 w2 100", "100 steps", "101 steps", "found '101', expected '100'"),
    ("differences mazur:dE_total/dw5", "h = 10⁻⁷", "h = 10⁻⁸", "found '10⁻⁸,', expected '10⁻⁷,'"),
    ("differences mazur:dE_total/dw5", "below 10⁻⁹", "below 10⁻¹⁰", "found '10⁻¹⁰;', expected '10⁻⁹;'"),
    ("differences mazur:dE_total/dw5", "by w5,", "by w6,", "found 'w6,', expected 'w5,'"),
    ("differences mazur:dE_total/dw5", "53 bits", "24 bits", "found '24', expected '53'"),
    ("nudge chain:dE_total/dw1 0.01", "0.3 to 0.31", "0.3 to 0.310", "found 0.310, expected 0.31"),
    (
        "nudge chain:dE_total/dw1 0.01",
        "A nudge of 0.01 at",
        "A nudge of 0.02 at",
        "found '0.02', expected '0.01'",
    ),
    (
        "nudge chain:dE_total/dw1 0.01",
        "by -0.000390;",
        "by -0.000391;",
        "found -0.000391, expected",
    ),
    (
        "nudge chain:dE_total/dw1 0.01",
        "is -0.000392.",
        "is -0.000390.",
        "found -0.000390, expected",
    ),
    (
        "nudge chain:dE_total/dw1 0.01",
        "of out_h1 by net_h1",
        "of out_h1 by net_o1",
        "found 'net_o1',",
    ),
    ("search mazur 120", "0.155 after 10 tries", "0.156 after 10 tries", "found 0.156, expected 0.155 (the"),
    ("search mazur 120", "10 updates; ", "11 updates; ", "found '11', expected '10'"),
    ("search mazur 120", "seed 1", "seed 2", "found '2,', expected '1,'"),
    ("search mazur 120", "from -1 to 1", "from 0 to 1", "found '0', expected '-1'"),
    ("runs 40 mazur;rate=2 signed;rate=2", "2 runs", "3 runs", "found '3', expected '2'"),
    (
        "runs 40 mazur;rate=2 signed;rate=2",
        "The two-output",
        "The one-output",
        "found 'one-output',",
    ),
    (
        "runs 200 descent;rate=0.01 descent;rate=0.01;momentum=0.9",
        "Momentum 0:",
        "Momentum 0.9:",
        "found '0.9:', expected '0:'",
    ),
    ("walk hollows 12", "12 steps", "11 steps", "found '11', expected '12'"),
    ("walk hollows 12", "ends at -1.00", "ends at -1.01", "found -1.01, expected -1.00"),
    ("walk parabola;rate=1.1 5", "6.6, -1.32", "-1.32, 6.6", "found -1.32, expected 6.6"),
    ("walk parabola;rate=1.1 5", "round 4 times", "round 5 times", "found '5', expected '4'"),
    ("walk parabola;rate=1.1 5", "J ≈ 56.7", "J = 56.7", "found = 56.7, expected ≈ 56.7"),
    ("error mazur", "o1 is 0.751", "o2 is 0.751", "found 'o2', expected 'o1'"),
    ("samples line", "4 points", "5 points", "found '5', expected '4'"),
    ("samples line", "output 0.7", "output 1.2", "found 1.2, expected 0.7 (line:out_2 is 0.7)"),
    ("samples line", "E total ≈ 26.7", "E total = 26.7", "found = 26.7, expected ≈ 26.7"),
    ("slice line;batch=1@40 b", "with the slope", "against the slope", "expected 'with'"),
    ("passes mazur", "1 hidden layer", "2 hidden layers", "found '2', expected '1'"),
    ("passes softmax", "no hidden layer", "1 hidden layer", "found '1', expected 'no'"),
    (
        "network softmax;weights=0@1",
        "come the outputs",
        "come the  and at last the outputs",
        "found 'and', expected 'outputs'",
    ),
    ("training softmax 200", "out_o2 is", "out_o3 is", "found 'out_o3', expected 'out_o2'"),
    ("error mazur;loss=sum", "error 0.550", "error 0.275", "found 0.275, expected 0.550"),
    ("passes mazur", "backward pass", "forward pass", "found 'forward', expected 'backward'"),
]


@pytest.mark.parametrize(("spec", "old", "new", "message"), WRONG)
def test_what_is_told_otherwise_is_found(spec: str, old: str, new: str, message: str) -> None:
    figure = made(spec)
    assert old in figure.alt(printed) + figure.caption(printed)
    told = [words.replace(old, new, 1) for words in (figure.alt(printed), figure.caption(printed))]
    messages = [flaw.message for flaw in claims(figure.name, *told).flaws]
    assert any(message in found for found in messages), messages


def test_links_of_a_path_may_be_told_in_any_order() -> None:
    figure = made("path mazur:dE_total/dw1")
    first, second = "of E_total by E_o1 1", "of E_total by E_o2 1"
    alt = figure.alt(printed).replace(first, "?").replace(second, first).replace("?", second)
    assert claims(figure.name, alt, figure.caption(printed)).flaws == ()


def test_what_follows_a_sentence_is_found() -> None:
    figure = made("error mazur")
    (flaw,) = claims(figure.name, f"{figure.alt(printed)} And 7.", figure.caption(printed)).flaws
    assert flaw.message == "found ' And 7.' after the end, expected nothing"
