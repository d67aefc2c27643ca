"""Names beside names, and names beside words."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import dictionary
from tests.check.text.pieces import found, table

NAMES = r"""The source | These pages | What it is
$h_1$, $h_2$ | $out_{h1}$, $out_{h2}$ | outputs of the hidden neurons
prediction | $out_{o1}$ | what the network answers
actual output | $t_{o1}$ | the target: what it should answer
Error | $E_{total}$ | half the squared difference
$\Delta$ | $\delta_{o1}$ | prediction minus actual output
$a$ | $\eta$ | learning rate
$W_6$ | $w_6^{+}$ | a weight after its update"""
SYMBOLS = (("h_1", "out_h1"), ("h_2", "out_h2"), (r"\Delta", "delta_o1"), ("a", "eta"), ("W_6", "w6+"))
CODE = r"""In the report | Here | Meaning
`h1`, `h2` | $net_{h1}$, $net_{h2}$ | sums in the first layer, before the sigmoid
`a_h1` or `out_h1`, `a_h2` or `out_h2` | $out_{h1}$, $out_{h2}$ | the same after the sigmoid
`t1`, `t2` | $t_{o1}$, $t_{o2}$ | targets: what it should answer
`E1`, `E2` | $E_{o1}$, $E_{o2}$ | the error of each output
`E`, `E_Total` | $E_{total}$ | the total error"""
KEYS = """Key | Is
`i1`, `w1`, `t_o1`, `eta` | what is given
`net_h1`, `out_h1` | net input and output of a neuron
`dE_total/dw1`, `dnet_o1/dout_h1` | a derivative, of anything by anything
`delta_h1` | the error signal: the derivative of the error by the net input"""


def judged(source: str, example: str | None) -> list[str]:
    scope = page_scope(example, SYMBOLS if example == "relu" else ())
    return found(dictionary.verdict(table(source), scope, has_numbers=False))


@pytest.mark.parametrize(("example", "source"), [("relu", NAMES), ("sigmoid", CODE), (None, KEYS)])
def test_right_tables(example: str | None, source: str) -> None:
    assert judged(source, example) == []


@pytest.mark.parametrize(
    ("example", "source", "old", "new", "problem"),
    [
        ("relu", NAMES, "$out_{h2}$", "$out_{h1}$", "found names with different indices in one cell"),
        ("relu", NAMES, "$out_{h1}$,", "$net_{o1}$,", "found names with different indices in one cell"),
        ("relu", NAMES, "prediction |", "actual output |", "found rows that begin alike"),
        ("relu", NAMES, "Error", "prediction", "found rows that begin alike, expected each once"),
        ("relu", NAMES, "w_6^{+}", "w_5^{+}", "found w5+ beside w6+"),
        ("relu", NAMES, "w_6^{+}", "w_6", "found 'after its update' beside relu:w6"),
        ("relu", NAMES, r"$\eta$", "$w_6$", "found w6 beside eta"),
        (
            "relu",
            NAMES,
            "$h_1$, $h_2$ | $out_{h1}$, $out_{h2}$",
            "$out_{h1}$, $out_{h2}$ | $h_1$, $h_2$",
            "foreign",
        ),
        ("relu", NAMES, r"$\eta$ | learning rate", r"learning rate | $\eta$", "found words in a column"),
        ("sigmoid", CODE, "net_{h1}", "net_{h2}", "found names with different indices in one cell"),
        ("sigmoid", CODE, "E_{total}", "E_{o1}", "found the indices 1 beside"),
        ("sigmoid", CODE, "`out_h1`", "`net_h1`", "found net_h1 beside out_h1, out_h2"),
        ("sigmoid", CODE, "`t1`, `t2` |", "`E1`, `E2` |", "found E1 beside t_o1, t_o2"),
        ("sigmoid", CODE, "the total error", "the error of each output", "found 'each output' beside"),
        ("sigmoid", CODE, "before", "after", "found 'after the sigmoid' beside sigmoid:net_h1"),
        (None, KEYS, "`w1`", "`w2`", "found names with different indices in one cell"),
        (None, KEYS, "`net_h1`, `out_h1`", "`delta_h1`, `net_h1`", "found 'net input' beside delta_h1"),
        (None, KEYS, "a derivative, of", "the error signal, of", "found 'the error signal' beside"),
        (None, KEYS, "what is given", "net input", "found 'net input' beside i1"),
    ],
)
def test_wrong_tables(example: str | None, source: str, old: str, new: str, problem: str) -> None:
    changed = source.replace(old, new, 1)
    assert changed != source
    messages = judged(changed, example)
    assert any(problem in message for message in messages), messages
