"""A network unlike the examples, put among them for each test of a figure."""

import pytest

from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network

DEEP = Network(
    name="deep",
    title="The tanh network",
    inputs=("0.5", "-1", "2"),
    targets=("0.25", "-0.5"),
    layers=(
        Layer(
            (
                ("0.1", "-0.2", "0.3"),
                ("0.4", "0.5", "-0.6"),
                ("0.7", "0.8", "0.9"),
                ("-0.15", "0.25", "0.35"),
            ),
            activation="tanh",
            bias=("0.1", "-0.2", "0.3", "0.05"),
        ),
        Layer((("0.3", "-0.4", "0.5", "0.6"), ("-0.1", "0.2", "-0.3", "0.4")), activation="tanh"),
    ),
    rate="0.1",
    rates=("0.1", "0.5"),
)
WIDE = Network(
    name="broad",
    title="The wide network",
    inputs=("0.5", "-0.25", "1", "2", "0.1"),
    targets=("1", "0"),
    layers=(
        Layer((("0.1", "-0.2", "0.3", "0.01", "-0.5"),) * 6, activation="relu", bias="0.1"),
        Layer((("0.3", "-0.4", "0.5", "0.6", "0.1", "0.2"),) * 3, bias="-0.1"),
        Layer((("0.3", "-0.4", "0.5"), ("0.1", "0.2", "0.3")), activation="softmax"),
    ),
    loss="cross-entropy",
    rate="0.1",
)


@pytest.fixture(autouse=True)
def _more_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    for network in (DEEP, WIDE):
        monkeypatch.setitem(EXAMPLES, network.name, network)
