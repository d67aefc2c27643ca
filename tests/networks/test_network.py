"""A network literal and the graph it stands for: names, symbols, formulas, refused shapes."""

from collections.abc import Callable
from typing import Any

import pytest

from backprop.core.example import DECIMAL
from backprop.core.tex import plain, symbolic
from backprop.errors import BackpropError
from backprop.networks.layers import Layer, indexed, subscript
from backprop.networks.network import Network
from backprop.networks.quantities import given

SQUARE = Layer((("1", "2"), ("3", "4")))


def network(*layers: Layer, **more: Any) -> Network:
    """Return a network of these layers, with inputs and targets that fit."""
    shape = {
        "inputs": tuple("0.5" for _ in layers[0].weights[0]),
        "targets": tuple("1" for _ in layers[-1].weights),
    }
    return Network(
        name="tried", title="A network to try", **({**shape, "layers": layers, "rate": "0.5"} | more)
    )


DEEP = network(
    Layer((("1", "2"),), "tanh", bias="3"),
    Layer((("4",), ("5",)), "relu"),
    Layer((("6", "7"), ("8", "9")), "softmax", bias=("10", "11")),
    loss="cross-entropy",
)
RUN = {"rate": "0.5", "update": "together", "momentum": "0", "loss": "half", "weights": "given"}


@pytest.mark.parametrize(
    ("literal", "units", "weights"),
    [
        (network(SQUARE), (("i1", "i2"), ("o1", "o2")), ((("w1", "w2"), ("w3", "w4")),)),
        (
            network(SQUARE, SQUARE),
            (("i1", "i2"), ("h1", "h2"), ("o1", "o2")),
            ((("w1", "w2"), ("w3", "w4")), (("w5", "w6"), ("w7", "w8"))),
        ),
        (
            DEEP,
            (("i1", "i2"), ("h1_1",), ("h2_1", "h2_2"), ("o1", "o2")),
            ((("w1", "w2"),), (("w3",), ("w4",)), (("w5", "w6"), ("w7", "w8"))),
        ),
    ],
    ids=["one layer", "two layers", "three layers"],
)
def test_neurons_and_weights_are_numbered_through(literal: Network, units: Any, weights: Any) -> None:
    assert (literal.units, literal.weights) == (units, weights)


@pytest.mark.parametrize(
    ("mode", "names"),
    [
        ("fixed", (("b1",), (), ("b_o1", "b_o2"))),
        ("shared", (("b1",), (), ("b_o1", "b_o2"))),
        ("each", (("b_h1_1",), (), ("b_o1", "b_o2"))),
    ],
)
def test_biases_are_named_by_layer_or_by_neuron(mode: str, names: tuple[tuple[str, ...], ...]) -> None:
    assert DEEP.biases(mode) == names


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (network(SQUARE), "rate update momentum loss weights"),
        (network(Layer((("1",),), bias="0")), "bias rate update momentum loss weights"),
        (DEEP, "bias rate update momentum weights"),
    ],
    ids=["without biases", "with a bias of 0", "with cross-entropy"],
)
def test_a_network_has_the_options_that_can_matter_to_it(literal: Network, expected: str) -> None:
    assert " ".join(literal.options) == expected


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("bias", ("fixed", "each", "shared")),
        ("rate", ("0.5", DECIMAL)),
        ("update", ("together", "sequential")),
        ("momentum", ("0", DECIMAL)),
        ("loss", ("half", "sum", "mean")),
        ("weights", ("given", DECIMAL)),
    ],
)
def test_the_values_of_an_option_begin_with_the_default(option: str, values: tuple[str, ...]) -> None:
    assert network(Layer((("1",),), bias="0")).options[option] == values


@pytest.mark.parametrize(
    ("loss", "error", "slope"),
    [
        ("half", "1/2 * (t_o1 - out_o1)^2", "-(t_o1 - out_o1)"),
        ("sum", "(t_o1 - out_o1)^2", "-2 * (t_o1 - out_o1)"),
        ("mean", "1/3 * (t_o1 - out_o1)^2", "-2/3 * (t_o1 - out_o1)"),
    ],
)
def test_a_squared_difference_counts_as_the_option_says(loss: str, error: str, slope: str) -> None:
    graph = network(Layer((("1",), ("2",), ("3",)))).graph({**RUN, "loss": loss})
    assert [plain(graph[name].expr, str) for name in ("E_o1", "dE_o1/dout_o1")] == [error, slope]
    assert plain(graph["E_total"].expr, str) == "E_o1 + E_o2 + E_o3"


def test_the_mean_of_one_output_is_its_square() -> None:
    graph = network(Layer((("1",),))).graph({**RUN, "loss": "mean"})
    assert plain(graph["E_o1"].expr, str) == "(t_o1 - out_o1)^2"


@pytest.mark.parametrize(("weights", "values"), [("given", "1 2 3 4"), ("0", "0 0 0 0"), ("0.5", "1/2 " * 4)])
def test_all_weights_start_where_the_option_says(weights: str, values: str) -> None:
    graph = network(Layer(SQUARE.weights, bias="0.3")).graph({**RUN, "bias": "fixed", "weights": weights})
    assert [plain(graph[f"w{number}"].expr, str) for number in range(1, 5)] == values.split()
    assert plain(graph["b1"].expr, str) == "3/10"


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("net_h1_1", "w1 * i1 + w2 * i2 + b1"),
        ("out_h1_1", "tanh(net_h1_1)"),
        ("net_h2_2", "w4 * out_h1_1"),
        ("out_h2_2", "max(0, net_h2_2)"),
        ("net_o2", "w7 * out_h2_1 + w8 * out_h2_2 + b_o2"),
        ("out_o2", "(exp(net_o2)) / (exp(net_o1) + exp(net_o2))"),
        ("dout_o2/dnet_o2", "out_o2 * (1 - out_o2)"),
        ("dout_o2/dnet_o1", "-out_o2 * out_o1"),
        ("E_o1", "-t_o1 * ln(out_o1)"),
        ("dE_o1/dout_o1", "-(t_o1) / (out_o1)"),
        ("E_total", "E_o1 + E_o2"),
        ("dE_total/dnet_o1", "dE_o1/dnet_o1 + dE_o2/dnet_o1"),
        ("dE_total/db1", "dE_total/dout_h1_1 * dout_h1_1/dnet_h1_1 * dnet_h1_1/db1"),
        ("delta_h2_1", "dE_total/dnet_h2_1"),
        ("w3+", "w3 - eta * dE_total/dw3"),
        ("b_o2+", "b_o2 - eta * dE_total/db_o2"),
    ],
)
def test_the_formulas_of_a_deep_network(name: str, formula: str) -> None:
    assert plain(DEEP.graph({**RUN, "bias": "shared"})[name].expr, str) == formula


@pytest.mark.parametrize(
    ("activation", "formula"),
    [
        ("sigmoid", r"\sigma(net_{o1})"),
        ("tanh", r"\tanh(net_{o1})"),
        ("relu", r"\max(0, net_{o1})"),
        ("linear", "net_{o1}"),
        ("softmax", r"\frac{e^{net_{o1}}}{e^{net_{o1}} + e^{net_{o2}}}"),
    ],
)
def test_activations(activation: Any, formula: str) -> None:
    graph = network(Layer(SQUARE.weights, activation)).graph(RUN)
    assert symbolic(graph["out_o1"].expr, lambda name: graph[name].tex) == formula


@pytest.mark.parametrize(
    ("name", "tex", "words", "role"),
    [
        ("i1", "i_1", "input i1", "input"),
        ("w3", "w_3", "weight from h1_1 to h2_1", "weight"),
        ("b1", "b_1", "bias of h1_1", "bias"),
        ("b_o2", "b_{o2}", "bias of o2", "bias"),
        ("t_o2", "t_{o2}", "target of o2", "target"),
        ("eta", r"\eta", "learning rate", "rate"),
        ("net_h2_1", "net_{h2,1}", "net input of h2_1", "net"),
        ("out_h2_1", "out_{h2,1}", "output of h2_1", "output"),
        ("E_o1", "E_{o1}", "error of o1", "error"),
        ("E_total", "E_{total}", "total error", "error"),
        ("delta_h2_1", r"\delta_{h2,1}", "error signal of h2_1", "gradient"),
        ("w3+", "w_3^{+}", "weight from h1_1 to h2_1, updated", "update"),
    ],
)
def test_every_quantity_has_a_symbol_and_words(name: str, tex: str, words: str, role: str) -> None:
    quantity = DEEP.graph({**RUN, "bias": "fixed"})[name]
    assert (quantity.tex, quantity.words, quantity.role) == (tex, words, role)


def test_a_bias_of_a_layer_names_all_its_neurons() -> None:
    graph = network(Layer(SQUARE.weights, bias="0.1")).graph({**RUN, "bias": "shared"})
    assert graph["b1"].words == "bias of o1 and o2"
    assert plain(graph["dE_total/db1"].expr, str) == "dE_o1/db1 + dE_o2/db1"


@pytest.mark.parametrize(
    ("mode", "trained"),
    [("fixed", 7), ("shared", 9), ("each", 9)],
)
def test_what_is_trained(mode: str, trained: int) -> None:
    literal = network(Layer(SQUARE.weights, bias=("0.1", "0.2")), Layer((("1", "2"),)), inputs=("1", "2"))
    updates = literal.graph({**RUN, "bias": mode}).updates
    biases = [name for name in updates if name.startswith("b")]
    assert (len(updates) + 1, biases) == (trained, [] if mode == "fixed" else ["b_h1", "b_h2"])


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("alpha", "9/10"),
        ("change_w1", "0"),
        ("change_w1+", "alpha * change_w1 - eta * dE_total/dw1"),
        ("w1+", "w1 + change_w1+"),
    ],
)
def test_momentum_remembers_the_last_change(name: str, formula: str) -> None:
    assert plain(network(SQUARE).graph({**RUN, "momentum": "0.9"})[name].expr, str) == formula


@pytest.mark.parametrize(
    ("name", "together", "sequential"),
    [
        ("dnet_o1/dout_h1", "w5", "w5+"),
        ("dnet_o2/dout_h1", "w7", "w7+"),
        ("dnet_h1/di1", "w1", "w1"),
        ("dnet_o1/dw5", "out_h1", "out_h1"),
    ],
)
def test_the_sequential_slip_goes_back_through_updated_weights(
    name: str, together: str, sequential: str
) -> None:
    found = [
        plain(network(SQUARE, SQUARE).graph({**RUN, "update": update})[name].expr, str)
        for update in ("together", "sequential")
    ]
    assert found == [together, sequential]


@pytest.mark.parametrize(
    ("name", "tex"),
    [("w5", "w_5"), ("w12", "w_{12}"), ("b1", "b_1"), ("b_h1", "b_{h1}"), ("b_h1_2", "b_{h1,2}")],
)
def test_indexed(name: str, tex: str) -> None:
    assert indexed(name) == tex


def test_an_index_of_two_digits_is_braced() -> None:
    wide = network(Layer((tuple("0.1" for _ in range(12)),)))
    assert [wide.graph(RUN)[name].tex for name in ("i9", "i10", "w12")] == ["i_9", "i_{10}", "w_{12}"]
    assert subscript("h1_12") == "h1,12"


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
            "network tried: softmax stands in a hidden layer; it fits only the last",
        ),
        (
            lambda: network(SQUARE, inputs=("0.5", "a half")).graph(RUN),
            "i2: found 'a half', expected a decimal number such as 0.15",
        ),
        (
            lambda: given("w1", "w_1", "weight", "weight", ""),
            "w1: found '', expected a decimal number such as 0.15",
        ),
    ],
)
def test_a_literal_that_does_not_fit_is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        make()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "layer", "unit", "source", "parameter"),
    [
        ("i2", 0, "i2", "", ""),
        ("w3", 2, "h2_1", "h1_1", ""),
        ("b1", 1, "h1_1", "", ""),
        ("b_o2", 3, "o2", "", ""),
        ("t_o1", 3, "o1", "", ""),
        ("net_h2_2", 2, "h2_2", "", ""),
        ("out_o1", 3, "o1", "", ""),
        ("E_o2", 3, "o2", "", ""),
        ("E_total", None, "", "", ""),
        ("delta_h1_1", 1, "h1_1", "", ""),
        ("w3+", 2, "h2_1", "h1_1", "w3"),
        ("change_w3", 2, "h2_1", "h1_1", "w3"),
        ("change_w3+", 2, "h2_1", "h1_1", "w3"),
        ("eta", None, "", "", ""),
    ],
)
def test_a_quantity_knows_its_place_in_the_network(
    name: str, layer: int | None, unit: str, source: str, parameter: str
) -> None:
    found = DEEP.graph({**RUN, "bias": "shared", "momentum": "0.9"})[name]
    assert (found.layer, found.unit, found.source, found.parameter) == (layer, unit, source, parameter)


def test_a_bias_that_neurons_share_belongs_to_their_layer_alone() -> None:
    shared = network(Layer(SQUARE.weights, bias="0.1")).graph({**RUN, "bias": "shared"})["b1"]
    assert (shared.layer, shared.unit) == (1, "")


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
    assert network(Layer(SQUARE.weights, activation), targets=targets).graph(RUN).shares == shares


def test_each_neuron_has_an_error_signal() -> None:
    signals = ["delta_h1_1", "delta_h2_1", "delta_h2_2", "delta_o1", "delta_o2"]
    assert list(DEEP.graph({**RUN, "bias": "fixed"}).signals) == signals
