"""From the words of a directive to a figure, or to an error that says what was expected."""

import pytest

from backprop.errors import BackpropError
from backprop.figures import KINDS, figure


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("network mazur", "network-mazur"),
        ("network mazur;rate=0.5", "network-mazur"),
        ("network mazur;bias=each@1", "network-mazur-bias-each-1"),
        ("path mazur:dE_total/dw5", "path-mazur-dE_total-dw5"),
        ("surface mazur w5 w6 20", "surface-mazur-w5-w6-20"),
        ("training sigmoid;rate=0.80 10", "training-sigmoid-rate-0.8-10"),
        ("activation tanh", "activation-tanh"),
        ("neuron mazur@1 h1", "neuron-mazur-1-h1"),
        ("matrix mazur@1 2", "matrix-mazur-1-2"),
        ("differences mazur:dE_total/dw5", "differences-mazur-dE_total-dw5"),
        ("nudge mazur:dE_total/dw5 0.010", "nudge-mazur-dE_total-dw5-0.01"),
        ("runs 60 descent descent;momentum=0.9", "runs-60-descent-descent-momentum-0.9"),
        ("measured performance tools", "measured-performance-tools"),
        ("samples line;batch=1;total=mean@4", "samples-line-total-mean-batch-1-4"),
    ],
)
def test_a_name_is_made_of_the_words_in_their_one_spelling(words: str, name: str) -> None:
    assert figure(words.split()).name == name


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "found kind ''; the nearest: network, wiring"),
        ("networks mazur", "found kind 'networks'; the nearest: network"),
        ("network", "found 0 words after the kind, expected network RUN"),
        ("network mazur 3", "found 2 words after the kind, expected network RUN"),
        ("contour mazur w5 w6", "expected contour RUN PARAMETER PARAMETER STEPS"),
        ("network mazr", "no example is named 'mazr'; the nearest: mazur"),
        ("network mazur:E_total", "found 'mazur:E_total', expected a run such as mazur"),
        ("network mazur;bias=two", "found bias=two, expected one of fixed, each, shared"),
        ("network descent", "found descent, which is no network; expected one of mazur"),
        ("error descent", "found descent, which is no network"),
        ("passes descent", "found descent, which is no network"),
        ("network line", "found line, which is no network; expected one of mazur"),
        ("samples mazur", "found mazur, which has no samples to draw; expected one of line"),
        ("boundary line", "found line, which is no network"),
        ("boundary mazur", "found mazur, expected samples of two inputs, such as xor"),
        ("hidden xor mazur", "found mazur, expected samples of two inputs, such as xor"),
        ("trials xor", "found xor, expected an example of many starts, such as trials"),
        ("path mazur", "expected a key such as mazur:net_h1"),
        ("path mazur:net_h1", "found mazur:net_h1, expected a derivative such as mazur:dE_total/dw5"),
        ("path mazur:dE_o1/dw7", "this derivative is 0 and has no key"),
        ("path mazur:dE_total/dw9", "no quantity is named 'w9'"),
        ("differences mazur:net_h1", "found mazur:net_h1, expected a derivative such as mazur:dE_total/dw5"),
        ("differences relu;rate=0.6@5:dE_total/dw1", "whose difference quotients have no error"),
        ("differences mazur:dE_o1/dw7", "this derivative is 0 and has no key"),
        ("nudge mazur:dE_total/dw1 0.01", "found 2 chains from w1 to E_total, expected one; the figure path"),
        ("nudge mazur:net_h1 0.01", "found mazur:net_h1, expected a derivative such as mazur:dE_total/dw5"),
        ("nudge mazur:dE_o1/dw7 0.01", "this derivative is 0 and has no key"),
        ("nudge mazur:dE_total/dw5 0", "found '0', expected a decimal number above 0 such as 0.01"),
        ("nudge mazur:dE_total/dw5 -1", "found '-1', expected a decimal number above 0 such as 0.01"),
        ("nudge mazur:dE_total/dw5 1e3", "found '1e3', expected a decimal number above 0"),
        ("nudge mazur@3000:dE_total/dw5 0.000000001", "characters in a figure"),
        ("runs 50 mazur", "found 2 words after the kind, expected runs STEPS RUN RUN …"),
        ("runs 50 mazur mazur;rate=0.50", "found mazur twice, expected different runs"),
        ("runs 5 " + " ".join(f"mazur@{step}" for step in range(7)), "found 7 runs, expected at most 6"),
        (
            "runs 9 signed;rate=0.1234;momentum=0.9@3 mazur;update=sequential",
            "found the label 'The network with negative weights, rate 0.1234, all at once, momentum 0.9",
        ),
        ("runs mazur sigmoid 50", "found 'mazur', expected a number of steps"),
        ("search mazur 9", "found 9 tries, expected 10 to 10000"),
        ("search mazur 10001", "found 10001 tries, expected 10 to 10000"),
        ("search mazur some", "found 'some', expected a number of tries"),
        ("search descent 20", "found descent, which is no network"),
        ("walk mazur 5", "found mazur, expected a function of one parameter such as parabola"),
        ("walk descent;rate=0.5 5", "found descent, expected a function of one parameter"),
        ("walk parabola;rate=1.1 60", "found a walk up to 28575381365, expected one up to 1000000"),
        ("walk parabola 101", "found 101 steps, expected at most 100 that can be told apart"),
        ("loss broad", "found broad, whose literal has no rates"),
        ("neuron mazur h3", "found 'h3', expected one of h1, h2, o1, o2"),
        ("neuron softmax o1", "found a neuron with softmax, expected sigmoid, tanh, relu, linear"),
        ("matrix mazur 3", "found layer 3, expected one from 1 to 2"),
        ("matrix descent 1", "found descent, which is no network"),
        ("update broad", "found 54 parameters, expected at most 16"),
        ("training mazur many", "found 'many', expected a number of steps"),
        ("training mazur 0", "found '0', expected a number of steps"),
        ("training descent;rate=0.5 900", "expected at most 16 characters in a figure"),
        ("activation softmax", "found 'softmax', expected one of sigmoid, tanh, relu, linear"),
        ("slice mazur b1", "found 'b1', which mazur does not train; expected one of w1, w2"),
        ("slice mazur h1", "found 'h1', which mazur does not train"),
        ("contour mazur w5 w5 10", "found w5 twice, expected two different parameters"),
        (
            "contour relu;rate=0.6@5 w1 w2 10",
            "found a flat loss over w1 and w2, expected one that has contours",
        ),
        ("surface mazur w5 b2 10", "found 'b2', which mazur does not train"),
        (
            "contour mazur;update=sequential w5 w6 9",
            "expected update=together where other parameters are held",
        ),
    ],
)
def test_an_error_says_what_was_found_and_what_was_expected(words: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        figure(words.split())
    assert str(raised.value).startswith(f"figure {words}: ")
    assert message in str(raised.value)


def test_every_kind_says_which_words_it_wants() -> None:
    for kind, row in KINDS.items():
        with pytest.raises(BackpropError, match=rf"expected {kind} {row.words[0].noun}"):
            figure([kind, *["mazur"] * (len(row.words) + (-1 if row.more else 1))])
