"""What a table is about, in a line, and which worked example it is or nearly is."""

from collections.abc import Iterator

from backprop.core.expression import Num
from backprop.core.keys import settings
from backprop.grade.reading import Reading
from backprop.networks.examples import networks
from backprop.networks.network import Network


def describe(reading: Reading) -> str:
    """Return the network in words."""
    network = reading.network
    widths = "-".join(str(len(units)) for units in network.units)
    kinds = list(dict.fromkeys(layer.activation for layer in network.layers))
    biases = "with biases" if any(layer.bias for layer in network.layers) else "without biases"
    if biases == "with biases" and reading.options.get("bias", "fixed") != "fixed":
        biases = "with trained biases"
    example = next((name for name, apart in _compared(reading) if not apart), "")
    same = f", the example {example}" if example else ""
    rate = f"learning rate {float(reading.options['rate']):g}"
    return f"{widths} network, {' then '.join(kinds)}, {biases}, {rate}{same}"


def near_examples(reading: Reading) -> Iterator[str]:
    """Yield a note where the table starts as a worked example does but for one number."""
    compared = list(_compared(reading))
    if reading.given or any(not apart for _, apart in compared):
        return
    for name, apart in compared:
        if len(apart) == 1:
            quantity, (here, there) = next(iter(apart.items()))
            yield f"the start is that of the example {name} but for {quantity}: {here} here, {there} there"


def _compared(reading: Reading) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """Yield each example of the same make, and the given numbers in which it differs."""
    own = _given(reading.network)
    kinds = [layer.activation for layer in reading.network.layers]
    for name, example in networks().items():
        if [layer.activation for layer in example.layers] == kinds:
            other = _given(example)
            if other.keys() == own.keys():
                yield name, {n: (_text(own[n]), _text(other[n])) for n in own if own[n] != other[n]}


def _given(network: Network) -> dict[str, Num]:
    graph = network.graph(settings(network, ()))
    return {
        name: quantity.expr
        for name, quantity in graph.forward.items()
        if isinstance(quantity.expr, Num) and name != "eta"
    }


def _text(number: Num) -> str:
    return f"{float(number.value):g}"
