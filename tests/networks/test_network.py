"""A network literal and the graph it stands for: names, symbols, formulas, batches, refused shapes."""

from collections.abc import Callable
from typing import Any

import pytest
from flint import arb

from backprop.core.example import DECIMAL
from backprop.core.graph import Graph, derivative_name
from backprop.core.program import Run
from backprop.core.tex import plain
from backprop.errors import BackpropError
from backprop.networks.layers import Layer, indexed, subscript
from backprop.networks.network import Network
from backprop.networks.quantities import given

SQUARE = Layer((("1", "2"), ("3", "4")))
DESCENT = {"rate": ("0.5", DECIMAL), "update": ("together", "sequential"), "momentum": ("0", DECIMAL)}
BIASES, LOSSES = {"bias": ("fixed", "each", "shared")}, {"loss": ("half", "sum", "mean")}
WEIGHTS = {"weights": ("given", DECIMAL)}


def network(*layers: Layer, **more: Any) -> Network:
    """Return a network of these layers, with inputs and targets that fit."""
    shape = {
        "inputs": tuple("0.5" for _ in layers[0].weights[0]),
        "targets": tuple("1" for _ in layers[-1].weights),
    }
    return Network("tried", "A network to try", **({**shape, "layers": layers, "rate": "0.5"} | more))


def line(inputs: str, targets: str) -> Network:
    """Return one linear neuron on samples, written as their inputs and their targets."""
    rows = [tuple((number,) for number in numbers.split()) for numbers in (inputs, targets)]
    neuron = Layer((("0.5",),), "linear", "-0.1")
    return network(neuron, inputs=rows[0], targets=rows[1], bias="each")


def graph(literal: Network, options: str = "") -> Graph:
    """Return the graph of a network under options such as `rate=1 momentum=0.9`, the others by default."""
    chosen = dict(pair.split("=") for pair in options.split())
    return literal.graph({name: values[0] for name, values in literal.options.items()} | chosen)


DEEP = network(
    Layer((("1", "2"),), "tanh", bias="3"),
    Layer((("4",), ("5",)), "relu"),
    Layer((("6", "7"), ("8", "9")), "softmax", bias=("10", "11")),
    loss="cross-entropy",
)
ONE, THREE_OUT, FLAT = network(Layer((("1",),))), network(Layer((("1",), ("2",), ("3",)))), network(SQUARE)
BIASED, TWO = network(Layer(SQUARE.weights, bias="0.3")), network(SQUARE, SQUARE)
THREE, SIX = line("1 -2 0.5", "2 0 1"), line("1 1 1 1 1 1", "2 2 2 2 2 2")
WIDE = network(
    Layer((("0.1", "0.2"),), bias="0.3"),
    Layer((("0.4",), ("0.5",)), "tanh", bias="0.6"),
    inputs=(("1", "2"), ("0", "-1")),
    targets=(("0", "1"), ("1", "0")),
    bias="shared",
)


@pytest.mark.parametrize(
    ("literal", "units", "weights"),
    [
        (FLAT, (("i1", "i2"), ("o1", "o2")), ((("w1", "w2"), ("w3", "w4")),)),
        (
            TWO,
            (("i1", "i2"), ("h1", "h2"), ("o1", "o2")),
            ((("w1", "w2"), ("w3", "w4")), (("w5", "w6"), ("w7", "w8"))),
        ),
        (
            DEEP,
            (("i1", "i2"), ("h1_1",), ("h2_1", "h2_2"), ("o1", "o2")),
            ((("w1", "w2"),), (("w3",), ("w4",)), (("w5", "w6"), ("w7", "w8"))),
        ),
        (THREE, (("i1",), ("o1",)), ((("w",),),)),
    ],
)
def test_neurons_and_weights_are_numbered_through(literal: Network, units: Any, weights: Any) -> None:
    assert (literal.units, literal.weights) == (units, weights)


@pytest.mark.parametrize(
    ("mode", "names", "updates"),
    [
        ("fixed", (("b1",), (), ("b_o1", "b_o2")), []),
        ("shared", (("b1",), (), ("b_o1", "b_o2")), ["b1", "b_o1", "b_o2"]),
        ("each", (("b_h1_1",), (), ("b_o1", "b_o2")), ["b_h1_1", "b_o1", "b_o2"]),
    ],
)
def test_biases_are_named_by_layer_or_by_neuron(mode: str, names: Any, updates: list[str]) -> None:
    assert DEEP.biases(mode) == names
    assert list(graph(DEEP, f"bias={mode}").updates) == [*(f"w{number}" for number in range(1, 9)), *updates]


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (FLAT, {**DESCENT, **LOSSES, **WEIGHTS}),
        (network(Layer((("1",),), bias="0")), {**BIASES, **DESCENT, **LOSSES, **WEIGHTS}),
        (DEEP, {**BIASES, **DESCENT, **WEIGHTS}),
        (
            SIX,
            {
                "rate": ("0.5", DECIMAL),
                "momentum": ("0", DECIMAL),
                "total": ("sum", "mean"),
                "batch": ("6", "3", "2", "1"),
            },
        ),
    ],
    ids=["without biases", "with a bias of 0", "with cross-entropy", "with samples"],
)
def test_the_options_that_matter_begin_with_the_default(literal: Network, expected: Any) -> None:
    assert list(literal.options.items()) == list(expected.items())


@pytest.mark.parametrize(
    ("literal", "options", "name", "formula"),
    [
        (DEEP, "bias=shared", "net_h1_1", "w1 * i1 + w2 * i2 + b1"),
        (DEEP, "bias=shared", "out_h1_1", "tanh(net_h1_1)"),
        (DEEP, "bias=shared", "net_h2_2", "w4 * out_h1_1"),
        (DEEP, "bias=shared", "out_h2_2", "max(0, net_h2_2)"),
        (DEEP, "bias=shared", "net_o2", "w7 * out_h2_1 + w8 * out_h2_2 + b_o2"),
        (DEEP, "bias=shared", "out_o2", "(exp(net_o2)) / (exp(net_o1) + exp(net_o2))"),
        (DEEP, "bias=shared", "dout_o2/dnet_o2", "out_o2 * (1 - out_o2)"),
        (DEEP, "bias=shared", "dout_o2/dnet_o1", "-out_o2 * out_o1"),
        (DEEP, "bias=shared", "E_o1", "-t_o1 * ln(out_o1)"),
        (DEEP, "bias=shared", "dE_o1/dout_o1", "-(t_o1) / (out_o1)"),
        (DEEP, "bias=shared", "E_total", "E_o1 + E_o2"),
        (DEEP, "bias=shared", "dE_total/dnet_o1", "dE_o1/dnet_o1 + dE_o2/dnet_o1"),
        (DEEP, "bias=shared", "dE_total/db1", "dE_total/dout_h1_1 * dout_h1_1/dnet_h1_1 * dnet_h1_1/db1"),
        (DEEP, "bias=shared", "delta_h2_1", "dE_total/dnet_h2_1"),
        (DEEP, "bias=shared", "w3+", "w3 - eta * dE_total/dw3"),
        (DEEP, "bias=shared", "b_o2+", "b_o2 - eta * dE_total/db_o2"),
        (FLAT, "", "out_o1", "sigmoid(net_o1)"),
        (network(Layer((("1",),), "linear")), "", "out_o1", "net_o1"),
        (BIASED, "bias=shared", "dE_total/db1", "dE_o1/db1 + dE_o2/db1"),
        (THREE_OUT, "loss=half", "E_o1", "1/2 * (t_o1 - out_o1)^2"),
        (THREE_OUT, "loss=half", "dE_o1/dout_o1", "-(t_o1 - out_o1)"),
        (THREE_OUT, "loss=sum", "E_o1", "(t_o1 - out_o1)^2"),
        (THREE_OUT, "loss=sum", "dE_o1/dout_o1", "-2 * (t_o1 - out_o1)"),
        (THREE_OUT, "loss=mean", "E_o1", "1/3 * (t_o1 - out_o1)^2"),
        (THREE_OUT, "loss=mean", "dE_o1/dout_o1", "-2/3 * (t_o1 - out_o1)"),
        (ONE, "loss=mean", "E_o1", "(t_o1 - out_o1)^2"),
        (BIASED, "weights=0", "w4", "0"),
        (BIASED, "weights=0.5", "w1", "1/2"),
        (BIASED, "weights=0.5", "b1", "3/10"),
        (FLAT, "momentum=0.9", "alpha", "9/10"),
        (FLAT, "momentum=0.9", "change_w1", "0"),
        (FLAT, "momentum=0.9", "change_w1+", "alpha * change_w1 - eta * dE_total/dw1"),
        (FLAT, "momentum=0.9", "w1+", "w1 + change_w1+"),
        (TWO, "", "dnet_o1/dout_h1", "w5"),
        (TWO, "update=sequential", "dnet_o1/dout_h1", "w5+"),
        (TWO, "update=sequential", "dnet_o2/dout_h1", "w7+"),
        (TWO, "update=sequential", "dnet_h1/di1", "w1"),
        (TWO, "update=sequential", "dnet_o1/dw5", "out_h1"),
        (THREE, "", "out_2", "w * x_2 + b"),
        (THREE, "", "E_3", "1/2 * (t_3 - out_3)^2"),
        (THREE, "", "E_total", "E_1 + E_2 + E_3"),
        (THREE, "", "dE_1/dw", "dE_1/dout_1 * dout_1/dw"),
        (THREE, "", "dout_3/dw", "x_3"),
        (THREE, "", "dout_3/db", "1"),
        (THREE, "", "dE_2/dout_2", "-(t_2 - out_2)"),
        (THREE, "", "dE_total/dw", "dE_1/dw + dE_2/dw + dE_3/dw"),
        (THREE, "", "dE_total/dout_2", "dE_2/dout_2"),
        (THREE, "", "w+", "w - eta * dE_total/dw"),
        (THREE, "total=mean", "E_total", "1/3 * (E_1 + E_2 + E_3)"),
        (THREE, "total=mean", "dE_total/db", "1/3 * (dE_1/db + dE_2/db + dE_3/db)"),
        (THREE, "total=mean", "dE_total/dE_2", "1/3"),
        (THREE, "batch=1", "E_total", "E_1 + E_2 + E_3"),
        (THREE, "batch=1", "E_batch", "s_1 * E_1 + s_2 * E_2 + s_3 * E_3"),
        (THREE, "batch=1", "dE_batch/dw", "s_1 * dE_1/dw + s_2 * dE_2/dw + s_3 * dE_3/dw"),
        (THREE, "batch=1", "dE_batch/ds_2", "E_2"),
        (THREE, "batch=1", "b+", "b - eta * dE_batch/db"),
        (THREE, "batch=1", "s_1+", "s_3"),
        (THREE, "batch=1", "s_2+", "s_1"),
        (THREE, "batch=1 momentum=0.9", "change_w+", "alpha * change_w - eta * dE_batch/dw"),
        (SIX, "total=mean batch=2", "dE_batch/dE_1", "1/2 * s_1"),
        (WIDE, "", "net_h1_s2", "w1 * i1_s2 + w2 * i2_s2 + b1"),
        (WIDE, "", "out_o1_s1", "tanh(net_o1_s1)"),
        (WIDE, "", "E_s2", "E_o1_s2 + E_o2_s2"),
        (WIDE, "", "E_total", "E_s1 + E_s2"),
        (WIDE, "", "delta_h1_s2", "dE_total/dnet_h1_s2"),
        (WIDE, "", "dE_total/dw1", "dE_s1/dw1 + dE_s2/dw1"),
        (WIDE, "", "b1+", "b1 - eta * dE_total/db1"),
        (WIDE, "batch=1 total=mean", "E_batch", "s_1 * E_s1 + s_2 * E_s2"),
    ],
)
def test_formulas(literal: Network, options: str, name: str, formula: str) -> None:
    assert plain(graph(literal, options)[name].expr, str) == formula


@pytest.mark.parametrize(
    ("literal", "name", "tex", "words", "role"),
    [
        (DEEP, "i1", "i_1", "input i1", "input"),
        (DEEP, "w3", "w_3", "weight from h1_1 to h2_1", "weight"),
        (DEEP, "b1", "b_1", "bias of h1_1", "bias"),
        (DEEP, "b_o2", "b_{o2}", "bias of o2", "bias"),
        (BIASED, "b1", "b_1", "bias of o1 and o2", "bias"),
        (DEEP, "t_o2", "t_{o2}", "target of o2", "target"),
        (DEEP, "eta", r"\eta", "learning rate", "rate"),
        (DEEP, "net_h2_1", "net_{h2,1}", "net input of h2_1", "net"),
        (DEEP, "out_h2_1", "out_{h2,1}", "output of h2_1", "output"),
        (DEEP, "E_o1", "E_{o1}", "loss at o1", "error"),
        (DEEP, "E_total", "E_{total}", "total loss", "error"),
        (DEEP, "delta_h2_1", r"\delta_{h2,1}", "error signal of h2_1", "gradient"),
        (DEEP, "w3+", "w_3^{+}", "weight from h1_1 to h2_1, updated", "update"),
        (THREE, "x_2", "x_2", "input of sample 2", "input"),
        (THREE, "w", "w", "weight", "weight"),
        (THREE, "b", "b", "bias", "bias"),
        (THREE, "out_3", "out_3", "output for sample 3", "output"),
        (THREE, "s_1", "s_1", "1 while sample 1 is in the batch, else 0", "batch"),
        (THREE, "E_total", "E_{total}", "mean loss", "error"),
        (THREE, "E_batch", "E_{batch}", "loss of the batch", "error"),
        (line("1 " * 12, "2 " * 12), "out_10", "out_{10}", "output for sample 10", "output"),
        (WIDE, "i2_s1", "i_2^{(1)}", "input i2 in sample 1", "input"),
        (WIDE, "net_h1_s2", "net_{h1}^{(2)}", "net input of h1 in sample 2", "net"),
        (WIDE, "delta_o2_s1", r"\delta_{o2}^{(1)}", "error signal of o2 in sample 1", "gradient"),
        (WIDE, "E_s2", "E^{(2)}", "loss of sample 2", "error"),
        (WIDE, "w1", "w_1", "weight from i1 to h1", "weight"),
    ],
)
def test_every_quantity_has_a_symbol_and_words(
    literal: Network, name: str, tex: str, words: str, role: str
) -> None:
    quantity = graph(literal, "batch=1 total=mean" if literal.has_samples else "")[name]
    assert (quantity.tex, quantity.words, quantity.role) == (tex, words, role)


@pytest.mark.parametrize(
    ("literal", "name", "layer", "unit", "source", "parameter", "sample"),
    [
        (DEEP, "i2", 0, "i2", "", "", None),
        (DEEP, "w3", 2, "h2_1", "h1_1", "", None),
        (DEEP, "b1", 1, "h1_1", "", "", None),
        (DEEP, "b_o2", 3, "o2", "", "", None),
        (BIASED, "b1", 1, "", "", "", None),
        (DEEP, "t_o1", 3, "o1", "", "", None),
        (DEEP, "net_h2_2", 2, "h2_2", "", "", None),
        (DEEP, "out_o1", 3, "o1", "", "", None),
        (DEEP, "E_o2", 3, "o2", "", "", None),
        (DEEP, "E_total", None, "", "", "", None),
        (DEEP, "delta_h1_1", 1, "h1_1", "", "", None),
        (DEEP, "w3+", 2, "h2_1", "h1_1", "w3", None),
        (DEEP, "change_w3", 2, "h2_1", "h1_1", "w3", None),
        (DEEP, "change_w3+", 2, "h2_1", "h1_1", "w3", None),
        (DEEP, "eta", None, "", "", "", None),
        (THREE, "t_3", 1, "o1", "", "", 3),
        (THREE, "s_2", None, "", "", "", 2),
        (THREE, "w", 1, "o1", "i1", "", None),
        (WIDE, "out_h1_s2", 1, "h1", "", "", 2),
        (WIDE, "E_s1", None, "", "", "", 1),
        (WIDE, "E_total", None, "", "", "", None),
    ],
)
def test_a_quantity_knows_its_place(
    literal: Network, name: str, layer: int | None, unit: str, source: str, parameter: str, sample: int | None
) -> None:
    found = graph(literal, "batch=1" if literal.has_samples else "bias=shared momentum=0.9")[name]
    assert (found.layer, found.unit, found.source) == (layer, unit, source)
    assert (found.parameter, found.sample) == (parameter, sample)


@pytest.mark.parametrize(
    ("name", "tex"),
    [("w5", "w_5"), ("w12", "w_{12}"), ("b1", "b_1"), ("b_h1", "b_{h1}"), ("b_h1_2", "b_{h1,2}")],
)
def test_an_index_of_more_than_one_sign_is_braced(name: str, tex: str) -> None:
    assert indexed(name) == tex
    assert subscript("h1_12") == "h1,12"


def neuron_on(inputs: Any, targets: Any) -> Network:
    return network(Layer((("1",),), "linear"), inputs=inputs, targets=targets)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: network(SQUARE, Layer((("1",),))),
            "network tried, layer 2: found a neuron has 1 weights, expected 2, one per input",
        ),
        (
            lambda: network(Layer((("1", "2"), ("3",)))),
            "network tried, layer 1: found a neuron has 1 weights, expected 2, one per input",
        ),
        (
            lambda: network(Layer(SQUARE.weights, bias=("0.1",))),
            "network tried, layer 1: found 1 biases, expected 2, one per neuron",
        ),
        (
            lambda: network(SQUARE, targets=("1",)),
            "network tried, sample 1: found 1 targets, expected 2",
        ),
        (
            lambda: network(Layer(SQUARE.weights, "softmax"), SQUARE),
            "network tried: found softmax in a hidden layer, expected it in the last one",
        ),
        (
            lambda: graph(network(SQUARE, inputs=("0.5", "a half"))),
            "i2: found 'a half', expected a decimal number such as 0.15",
        ),
        (
            lambda: given("w1", "w_1", "weight", "weight", ""),
            "w1: found '', expected a decimal number such as 0.15",
        ),
        (
            lambda: neuron_on((("1",), ("2",)), (("1",),)),
            "network tried: found 2 rows of inputs and 1 of targets, expected as many of both",
        ),
        (
            lambda: neuron_on((("1",), ("2", "3")), (("1",), ("2",))),
            "network tried, sample 2: found 2 inputs, expected 1",
        ),
        (
            lambda: neuron_on((("1",), ("2",)), (("1",), ())),
            "network tried, sample 2: found 0 targets, expected 1",
        ),
    ],
)
def test_a_literal_that_does_not_fit_is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        make()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("activation", "targets", "shares"),
    [
        ("softmax", ("0.25", "0.75"), ("t_o1", "t_o2")),
        ("softmax", ("1", "1"), ()),
        ("sigmoid", ("0", "1"), ()),
    ],
)
def test_targets_of_a_softmax_are_shares_where_they_sum_to_1(
    activation: Any, targets: tuple[str, ...], shares: tuple[str, ...]
) -> None:
    assert graph(network(Layer(SQUARE.weights, activation), targets=targets)).shares == shares


def test_each_neuron_has_an_error_signal() -> None:
    assert list(graph(DEEP).signals) == ["delta_h1_1", "delta_h2_1", "delta_h2_2", "delta_o1", "delta_o2"]


@pytest.mark.parametrize(
    ("size", "turns"),
    [
        ("1", ["100000", "010000", "001000", "000100", "000010", "000001", "100000"]),
        ("2", ["110000", "001100", "000011", "110000"]),
        ("3", ["111000", "000111", "111000"]),
    ],
)
def test_the_batches_follow_each_other_and_begin_again(size: str, turns: list[str]) -> None:
    run = Run(graph(SIX, f"batch={size}"), 64)
    for step, expected in enumerate(turns):
        assert "".join(str(run.value(step, f"s_{k}")) for k in SIX.samples) == expected


def test_only_smaller_batches_have_an_error_of_their_own() -> None:
    every, part = graph(THREE), graph(THREE, "batch=1")
    assert (every.loss, every.objective, list(every.updates)) == ("E_total", "E_total", ["w", "b"])
    assert (part.loss, part.objective) == ("E_total", "E_batch")
    assert list(part.updates) == ["w", "b", "s_1", "s_2", "s_3"]
    assert part.parameters == ("w", "b")
    assert "E_batch" not in every.forward


def square(width: int) -> Network:
    """Return a network of two layers of so many neurons, and as many inputs."""
    rows = [[f"{(row * 7 + place * 3) % 19 - 9}e-1" for place in range(width)] for row in range(width)]
    layer = Layer(tuple(map(tuple, rows)), bias="0.1")
    return network(layer, layer, inputs=tuple(f"0.{place % 9 + 1}" for place in range(width)))


@pytest.mark.parametrize(("width", "quantities"), [(4, 120), (20, 2520), (50, 15300)])
def test_one_sweep_names_the_derivatives_by_all_weights(width: int, quantities: int) -> None:
    """What the derivatives are made of grows as the weights do; both routes take the step."""
    literal = square(width)
    made, options = graph(literal), {name: values[0] for name, values in literal.options.items()}
    slopes = [derivative_name("E_total", name) for name in made.parameters]
    named = [name for name in made.ordered(slopes) if made[name].is_derivative]
    assert (len(slopes), len(named)) == (2 * width**2, quantities)
    run, route = Run(made, 128), literal.route(options, 128)
    for step, names in ((0, slopes), (1, made.parameters)):
        pairs = zip([run.value(step, name) for name in names], route.values(step, names), strict=True)
        assert all(
            arb(first).overlaps(second) and second.rel_accuracy_bits() > 100 for first, second in pairs
        )
    assert plain(made["dE_total/dw1"].expr, str) == "dE_total/dout_h1 * dout_h1/dnet_h1 * dnet_h1/dw1"
