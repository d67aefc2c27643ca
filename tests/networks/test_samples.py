"""Networks on several samples: names, formulas, batches and their turns, sum and mean."""

from fractions import Fraction
from typing import Any

import pytest

from backprop.core.example import DECIMAL
from backprop.core.program import Run, compiled
from backprop.core.tex import plain
from backprop.errors import BackpropError
from backprop.networks.examples import samples_of
from backprop.networks.layers import Layer
from backprop.networks.network import Network


def line(inputs: str, targets: str, weight: str = "0.5", bias: str = "-0.1") -> Network:
    """Return one linear neuron on samples, written as their inputs and their targets."""
    given, wanted = (tuple((number,) for number in numbers.split()) for numbers in (inputs, targets))
    neuron = Layer(((weight,),), "linear", bias)
    return Network("tried", "A line", given, wanted, (neuron,), rate="0.1", bias="each")


THREE = line("1 -2 0.5", "2 0 1")
SIX = line("1 1 1 1 1 1", "2 2 2 2 2 2", bias="0")
RUN = {"rate": "0.1", "momentum": "0", "total": "sum", "batch": "3"}
WIDE = Network(
    name="wide",
    title="Two samples of two inputs and two outputs",
    inputs=(("1", "2"), ("0", "-1")),
    targets=(("0", "1"), ("1", "0")),
    layers=(Layer((("0.1", "0.2"),), bias="0.3"), Layer((("0.4",), ("0.5",)), "tanh", bias="0.6")),
    rate="0.1",
    bias="shared",
)


@pytest.mark.parametrize(
    ("literal", "options", "name", "formula"),
    [
        (THREE, {}, "out_2", "w * x_2 + b"),
        (THREE, {}, "E_3", "1/2 * (t_3 - out_3)^2"),
        (THREE, {}, "E_total", "E_1 + E_2 + E_3"),
        (THREE, {}, "dE_1/dw", "dE_1/dout_1 * dout_1/dw"),
        (THREE, {}, "dout_3/dw", "x_3"),
        (THREE, {}, "dout_3/db", "1"),
        (THREE, {}, "dE_2/dout_2", "-(t_2 - out_2)"),
        (THREE, {}, "dE_total/dw", "dE_1/dw + dE_2/dw + dE_3/dw"),
        (THREE, {}, "dE_total/dout_2", "dE_2/dout_2"),
        (THREE, {}, "w+", "w - eta * dE_total/dw"),
        (THREE, {"total": "mean"}, "E_total", "1/3 * (E_1 + E_2 + E_3)"),
        (THREE, {"total": "mean"}, "dE_total/db", "1/3 * (dE_1/db + dE_2/db + dE_3/db)"),
        (THREE, {"total": "mean"}, "dE_total/dE_2", "1/3"),
        (THREE, {"batch": "1"}, "E_total", "E_1 + E_2 + E_3"),
        (THREE, {"batch": "1"}, "E_batch", "s_1 * E_1 + s_2 * E_2 + s_3 * E_3"),
        (THREE, {"batch": "1"}, "dE_batch/dw", "s_1 * dE_1/dw + s_2 * dE_2/dw + s_3 * dE_3/dw"),
        (THREE, {"batch": "1"}, "dE_batch/ds_2", "E_2"),
        (THREE, {"batch": "1"}, "b+", "b - eta * dE_batch/db"),
        (THREE, {"batch": "1"}, "s_1+", "s_3"),
        (THREE, {"batch": "1"}, "s_2+", "s_1"),
        (THREE, {"batch": "1", "momentum": "0.9"}, "change_w+", "alpha * change_w - eta * dE_batch/dw"),
        (SIX, {"total": "mean", "batch": "2"}, "dE_batch/dE_1", "1/2 * s_1"),
        (WIDE, {"batch": "2"}, "net_h1_s2", "w1 * i1_s2 + w2 * i2_s2 + b1"),
        (WIDE, {"batch": "2"}, "out_o1_s1", "tanh(net_o1_s1)"),
        (WIDE, {"batch": "2"}, "E_s2", "E_o1_s2 + E_o2_s2"),
        (WIDE, {"batch": "2"}, "E_total", "E_s1 + E_s2"),
        (WIDE, {"batch": "2"}, "delta_h1_s2", "dE_total/dnet_h1_s2"),
        (WIDE, {"batch": "2"}, "dE_total/dw1", "dE_s1/dw1 + dE_s2/dw1"),
        (WIDE, {"batch": "2"}, "b1+", "b1 - eta * dE_total/db1"),
        (WIDE, {"batch": "1", "total": "mean"}, "E_batch", "s_1 * E_s1 + s_2 * E_s2"),
    ],
)
def test_formulas(literal: Network, options: dict[str, str], name: str, formula: str) -> None:
    assert plain(literal.graph(RUN | options)[name].expr, str) == formula


@pytest.mark.parametrize(
    ("literal", "name", "tex", "words", "role"),
    [
        (THREE, "x_2", "x_2", "input of sample 2", "input"),
        (THREE, "w", "w", "weight", "weight"),
        (THREE, "b", "b", "bias", "bias"),
        (THREE, "out_3", "out_3", "output for sample 3", "output"),
        (THREE, "s_1", "s_1", "1 while sample 1 is in the batch, else 0", "batch"),
        (THREE, "E_total", "E_{total}", "mean error", "error"),
        (THREE, "E_batch", "E_{batch}", "error of the batch", "error"),
        (line("1 " * 12, "2 " * 12), "out_10", "out_{10}", "output for sample 10", "output"),
        (WIDE, "i2_s1", "i_2^{(1)}", "input i2 in sample 1", "input"),
        (WIDE, "net_h1_s2", "net_{h1}^{(2)}", "net input of h1 in sample 2", "net"),
        (WIDE, "delta_o2_s1", r"\delta_{o2}^{(1)}", "error signal of o2 in sample 1", "gradient"),
        (WIDE, "E_s2", "E^{(2)}", "error of sample 2", "error"),
        (WIDE, "w1", "w_1", "weight from i1 to h1", "weight"),
    ],
)
def test_every_quantity_has_a_symbol_and_words(
    literal: Network, name: str, tex: str, words: str, role: str
) -> None:
    quantity = literal.graph(RUN | {"batch": "1", "total": "mean"})[name]
    assert (quantity.tex, quantity.words, quantity.role) == (tex, words, role)


@pytest.mark.parametrize(
    ("literal", "name", "sample", "unit", "layer"),
    [
        (THREE, "t_3", 3, "o1", 1),
        (THREE, "s_2", 2, "", None),
        (THREE, "w", None, "o1", 1),
        (WIDE, "out_h1_s2", 2, "h1", 1),
        (WIDE, "E_s1", 1, "", None),
        (WIDE, "E_total", None, "", None),
    ],
)
def test_a_quantity_knows_its_sample(
    literal: Network, name: str, sample: int | None, unit: str, layer: int | None
) -> None:
    found = literal.graph(RUN | {"batch": "1"})[name]
    assert (found.sample, found.unit, found.layer) == (sample, unit, layer)


@pytest.mark.parametrize(
    ("size", "turns"),
    [
        ("1", ["100000", "010000", "001000", "000100", "000010", "000001", "100000"]),
        ("2", ["110000", "001100", "000011", "110000"]),
        ("3", ["111000", "000111", "111000"]),
    ],
)
def test_the_batches_follow_each_other_and_begin_again(size: str, turns: list[str]) -> None:
    options = RUN | {"batch": size}
    run = Run(SIX.graph(options), 64)
    for step, expected in enumerate(turns):
        assert "".join(str(run.value(step, f"s_{k}")) for k in SIX.samples) == expected


@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        ({}, "out_1", "0.4"),
        ({}, "E_2", "0.605"),
        ({}, "dE_total/dw", "0.175"),
        ({}, "dE_total/db", "-3.55"),
        ({"total": "mean"}, "dE_total/dw", "7/120"),
        ({"batch": "1"}, "w+", "0.66"),
        ({"batch": "1"}, "E_batch", "1.28"),
    ],
)
def test_values_are_exact(options: dict[str, str], name: str, value: str) -> None:
    found = compiled(THREE.graph(RUN | options), [name], "proved")({})[name]
    assert Fraction(str(found)) == Fraction(value)


def test_only_smaller_batches_have_an_error_of_their_own() -> None:
    every, part = (THREE.graph(RUN | {"batch": size}) for size in ("3", "1"))
    assert (every.loss, every.objective, list(every.updates)) == ("E_total", "E_total", ["w", "b"])
    assert (part.loss, part.objective) == ("E_total", "E_batch")
    assert list(part.updates) == ["w", "b", "s_1", "s_2", "s_3"]
    assert part.parameters == ("w", "b")
    assert "E_batch" not in every.forward


def test_options() -> None:
    assert dict(SIX.options) == {
        "rate": ("0.1", DECIMAL),
        "momentum": ("0", DECIMAL),
        "total": ("sum", "mean"),
        "batch": ("6", "3", "2", "1"),
    }
    assert list(WIDE.options) == list(SIX.options)


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ((("1",), ("2",)), (("1",),), ": found 2 rows of inputs and 1 of targets, expected as many of both"),
        ((("1",), ("2", "3")), (("1",), ("2",)), ", sample 2: found 2 inputs, expected 1"),
        ((("1",), ("2",)), (("1",), ()), ", sample 2: found 0 targets, expected 1"),
    ],
)
def test_samples_that_do_not_fit_are_refused(inputs: Any, targets: Any, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        Network("bent", "Bent", inputs, targets, (Layer((("1",),), "linear"),), "0.1")
    assert str(raised.value) == f"network bent{message}"


def test_a_line_is_known_by_name() -> None:
    assert samples_of("line").samples == range(1, 5)
    with pytest.raises(
        BackpropError, match="found mazur, which has no samples to draw; expected one of line"
    ):
        samples_of("mazur")
