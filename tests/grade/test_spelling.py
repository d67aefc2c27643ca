import pytest

from backprop.grade.spelling import meanings

ONE_MEANING = [
    (
        "dE/dw5|∂E_t/∂w5|ƏE/Əw5|ӘE/Әw5|𝟃E/𝟃w5|𝜕E_{total}/𝜕w_{5}|d E / d w5|dE_dw5|grad_w5|dw5|∇w5",
        "dE_total/dw5",
    ),
    (
        "derivative of the total loss with respect to w5|derivative of the total error by w5",
        "dE_total/dw5",
    ),
    ("Derivative of E_total w.r.t. w5", "dE_total/dw5"),
    ("dE1/dout_o1|∂E_o1/∂out_o1|derivative of the loss at o1 with respect to out_o1", "dE_o1/dout_o1"),
    ("w5|W5|w_5|w₅|$w_5$|weight 5", "w5"),
    ("w5+|w5'|w5 new|new w5|updated w5", "w5+"),
    ("a_h1|out_h1|outh1|out h1|σ(h1)|h1_out|OUT_{h1}", "out_h1"),
    ("net_h1|neth1|z_h1|net h1|h1_in", "net_h1"),
    ("E_total|Etot|E_Total|E total|E_t|E|Total Error|Total loss|loss|Cost", "E_total"),
    ("E1|E_1|E_o1|Error 1|error of o1|Loss at o1", "E_o1"),
    ("t1|target1|target 1|t_o1", "t_o1"),
    ("i1|x1|input 1", "i1"),
    ("η|η = |lr|Learning Rate|rate|alpha", "eta"),
    ("δ_o1|delta_o1", "delta_o1"),
    ("b1|bias 1", "b1"),
    ("b_h1", "b_h1"),
    ("epoch|Step|#|Iteration|No.", "step"),
]
OTHERS = [
    ("h1", ("net_h1", "out_h1")),
    ("o1", ("net_o1", "out_o1")),
    ("y1", ("t_o1", "out_o1")),
    ("dE/dh1", ("dE_total/dnet_h1", "dE_total/dout_h1")),
    ("h1_2", ("net_h1_2", "out_h1_2")),
    ("h1 = w1*i1 + w2*i2", ()),
    ("remarks", ()),
    ("", ()),
]


@pytest.mark.parametrize(("heads", "expected"), ONE_MEANING)
def test_a_name_is_known_however_it_is_written(heads: str, expected: str) -> None:
    assert {head: meanings(head) for head in heads.split("|")} == dict.fromkeys(heads.split("|"), (expected,))


@pytest.mark.parametrize(("head", "expected"), OTHERS)
def test_a_name_may_say_two_things_or_nothing(head: str, expected: tuple[str, ...]) -> None:
    assert meanings(head) == expected
