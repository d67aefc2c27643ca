"""Examples that are not the site's: what theirs lack, so that a program made of any literal is tried."""

from backprop.networks.layers import Layer
from backprop.networks.network import Network
from backprop.networks.polynomial import Polynomial

WIDE = ("0.123456", "-0.234567", "0.345678", "-0.456789", "0.567891", "-0.678912", "0.789123", "-0.891234")
SQUARE = (("0.1", "0.2"), ("-0.3", "0.4"))

MADE_UP: dict[str, Network | Polynomial] = {
    example.name: example
    for example in (
        Network(
            name="mixed",
            title="Three kinds of layers",
            inputs=("0.5", "-1"),
            targets=("0.2", "0.5", "0.3"),
            layers=(
                Layer(SQUARE, "tanh", bias="0.1"),
                Layer((("0.7", "-0.2"), ("0.5", "0.9")), "relu"),
                Layer((*SQUARE, ("0.5", "0.6")), "softmax", bias=("0.1", "0", "-0.1")),
            ),
            rate="0.5",
            loss="cross-entropy",
            bias="shared",
        ),
        Network(
            name="bend",
            title="A net input of exactly nothing",
            inputs=("1", "2"),
            targets=("2",),
            layers=(Layer((("2", "-1"), ("0.5", "0.5")), "relu"), Layer((("1", "1"),), "relu", bias="-0.5")),
            rate="0.01",
            bias="each",
        ),
        Network(
            name="narrow",
            title="No hidden layer, and errors of every kind but the usual",
            inputs=("0.5", "-1"),
            targets=("0.25", "0.5"),
            layers=(Layer(SQUARE, "softmax", bias="0.5"),),
            rate="0.5",
            loss="cross-entropy",
            bias="each",
        ),
        Network(
            name="odd",
            title="A cross-entropy of sigmoids",
            inputs=("0.5", "-1"),
            targets=("0.25", "0.75"),
            layers=(Layer(SQUARE, "linear"), Layer(SQUARE)),
            rate="0.05",
            loss="cross-entropy",
        ),
        Network(
            name="plain",
            title="A softmax with squares, and outputs of tanh before",
            inputs=("0.5", "-1"),
            targets=("0.25", "0.75"),
            layers=(Layer(SQUARE, "tanh"), Layer(SQUARE, "softmax")),
            rate="0.5",
        ),
        Network(
            name="long",
            title="Weights that do not fit into a line",
            inputs=WIDE,
            targets=("0.5",),
            layers=(
                Layer((WIDE, WIDE[::-1], WIDE), bias=("0.1", "0.2", "0.3")),
                Layer((("0.1", "0.2", "0.3"),)),
            ),
            rate="1",
            bias="each",
        ),
        Polynomial(
            name="saddle",
            title="Terms with signs before and none",
            start=("0.5", "-0.25"),
            terms=(
                ("-1", (1, 1)),
                ("0.5", (4, 0)),
                ("0.25", (0, 4)),
                ("-0.125", (2, 1)),
                ("1", (0, 3)),
                ("0.75", (0, 2)),
            ),
            rate="0.05",
        ),
    )
}
