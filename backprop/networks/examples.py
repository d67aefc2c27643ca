"""The worked examples, as literals."""

from backprop.errors import BackpropError
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from backprop.networks.polynomial import Polynomial
from backprop.networks.trials import Trials

_RATES = ("0.1", "0.2", "0.5", "0.8", "1", "2")
# The text that the chain comes from writes the number of the layer above.
_LAYER_NOTATION = (
    *(("a^0", "i1"), ("a^1", "out_h1"), ("a^2", "out_o1"), ("z^1", "net_h1"), ("z^2", "net_o1")),
    *(("w^1", "w1"), ("w^2", "w2"), ("b^1", "b1"), ("b^2", "b2"), ("y", "t_o1"), ("C", "E_total")),
    *((r"\delta^1", "delta_h1"), (r"\delta^2", "delta_o1")),
)

_XOR = Network(
    name="xor",
    title="A network that learns XOR",
    inputs=(("0", "0"), ("0", "1"), ("1", "0"), ("1", "1")),
    targets=(("0",), ("1",), ("1",), ("0",)),
    layers=(
        Layer((("0.8", "0.9"), ("0.6", "0.7")), bias=("-0.1", "-0.3")),
        Layer((("0.5", "-0.8"),), bias=("0.2",)),
    ),
    rate="4",
    rates=("1", "4", "16"),
    bias="each",
    seeds=("2",),
)

EXAMPLES: dict[str, Network | Polynomial | Trials] = {
    example.name: example
    for example in (
        Network(
            name="mazur",
            title="The two-output network",
            inputs=("0.05", "0.10"),
            targets=("0.01", "0.99"),
            layers=(
                Layer((("0.15", "0.20"), ("0.25", "0.30")), bias="0.35"),
                Layer((("0.40", "0.45"), ("0.50", "0.55")), bias="0.60"),
            ),
            rate="0.5",
            rates=_RATES,
        ),
        Network(
            name="sigmoid",
            title="The network without biases",
            inputs=("0.05", "0.10"),
            targets=("0.01", "0.99"),
            layers=(
                Layer((("0.15", "0.20"), ("0.25", "0.30"))),
                Layer((("0.40", "0.45"), ("0.50", "0.55"))),
            ),
            rate="0.5",
            rates=_RATES,
        ),
        Network(
            name="signed",
            title="The network with negative weights",
            inputs=("0.05", "0.10"),
            targets=("0.01", "0.99"),
            layers=(
                Layer((("0.3", "0.5"), ("-0.2", "0.7"))),
                Layer((("0.1", "-0.6"), ("0.3", "-0.9"))),
            ),
            rate="0.5",
            rates=_RATES,
        ),
        Network(
            name="relu",
            title="The ReLU network",
            inputs=("2", "3"),
            targets=("1",),
            layers=(
                Layer((("0.12", "0.33"), ("0.15", "0.09")), activation="relu"),
                Layer((("0.11", "0.12"),), activation="linear"),
            ),
            rate="0.05",
            rates=("0.01", "0.05", "0.1", "0.6"),
        ),
        Network(
            name="chain",
            title="One neuron after another",
            inputs=("2",),
            targets=("1",),
            layers=(Layer((("0.3",),), bias="-0.1"), Layer((("0.8",),), bias="-0.2")),
            rate="1",
            rates=("0.1", "1", "10"),
            notation=_LAYER_NOTATION,
        ),
        Network(
            name="softmax",
            title="A choice of three",
            inputs=("1", "2"),
            targets=("1", "0", "0"),
            layers=(
                Layer(
                    (("0.2", "0.1"), ("0.5", "0.3"), ("0.4", "-0.3")),
                    activation="softmax",
                    bias=("0.1", "-0.1", "-0.2"),
                ),
            ),
            rate="0.1",
            rates=("0.01", "0.1", "0.5", "1"),
            loss="cross-entropy",
            bias="each",
        ),
        Polynomial(
            name="descent",
            title="Downhill on a bowl",
            start=("0", "0"),
            terms=(
                ("1", (2, 0)),
                ("1", (1, 1)),
                ("2", (0, 2)),
                ("-4", (1, 0)),
                ("-9", (0, 1)),
                ("12", (0, 0)),
            ),
            rate="0.1",
            rates=("0.01", "0.1", "0.4", "0.5"),
        ),
        Polynomial(
            name="parabola",
            title="One parameter, one valley",
            start=("0",),
            terms=(("1", (2,)), ("-6", (1,)), ("10", (0,))),
            rate="0.1",
            rates=("0.01", "0.1", "0.5", "0.9", "1", "1.1"),
        ),
        Polynomial(
            name="hollows",
            title="One parameter, two hollows",
            start=("-2",),
            terms=(("0.3", (4,)), ("-0.4", (3,)), ("-1.2", (2,)), ("3.7", (0,))),
            rate="0.1",
            rates=("0.01", "0.1", "0.2"),
        ),
        Network(
            name="line",
            title="One neuron, four samples",
            inputs=(("0",), ("1",), ("2",), ("3",)),
            targets=(("1",), ("3",), ("4",), ("8",)),
            layers=(Layer((("0.5",),), activation="linear", bias="0.2"),),
            rate="0.05",
            rates=("0.01", "0.05", "0.1", "0.12"),
            bias="each",
        ),
        _XOR,
        Trials(
            name="trials",
            title="A network that learns XOR, from a thousand starts",
            network=_XOR,
            starts=1000,
            updates=300,
        ),
    )
}


def network_of(name: str) -> Network:
    """Return the network of that name, whose passes can be drawn or written as matrices."""
    if name in networks():
        return networks()[name]
    raise BackpropError(f"found {name}, which is no network; expected one of {', '.join(networks())}")


def networks() -> dict[str, Network]:
    """Return the examples that are networks, one neuron that draws a line left out."""
    networks = {name: example for name, example in EXAMPLES.items() if isinstance(example, Network)}
    return {name: network for name, network in networks.items() if not network.is_line}


def samples_of(name: str) -> Network:
    """Return the neuron of that name, whose several samples can be drawn with its line."""
    example = EXAMPLES[name]
    if isinstance(example, Network) and example.is_line:
        return example
    lines = [other for other, held in EXAMPLES.items() if isinstance(held, Network) and held.is_line]
    raise BackpropError(f"found {name}, which has no samples to draw; expected one of {', '.join(lines)}")


def curve_of(name: str) -> Polynomial:
    """Return the function of one parameter of that name, which can be drawn as a curve."""
    example = EXAMPLES[name]
    if isinstance(example, Polynomial) and len(example.start) == 1:
        return example
    raise BackpropError(f"found {name}, expected a function of one parameter such as parabola")
