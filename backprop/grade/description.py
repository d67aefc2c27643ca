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
    kinds = " then ".join(dict.fromkeys(layer.activation for layer in network.layers))
    biases = "without biases"
    if any(layer.bias for layer in network.layers):
        biases = f"with {'' if network.bias_mode(reading.options) == 'fixed' else 'trained '}biases"
    rate = f"learning rate {float(reading.options['rate']):g}"
    example = next((f", the example {name}" for name, apart in _compared(reading) if not apart), "")
    return f"{widths} network, {kinds}, {biases}, {rate}{example}"


def near_examples(reading: Reading) -> Iterator[str]:
    """Yield a note where the table starts as a worked example does but for one number."""
    compared = list(_compared(reading))
    if reading.given or not all(apart for _, apart in compared):
        return
    for name, apart in compared:
        if len(apart) == 1:
            note = "the start is that of the example {} but for {}: {:g} here, {:g} there"
            yield note.format(name, *apart[0])


def _compared(reading: Reading) -> Iterator[tuple[str, list[tuple[str, float, float]]]]:
    """Yield each example of the same make, and the given numbers in which it differs, here and there."""
    own = _given(reading.network)
    kinds = [layer.activation for layer in reading.network.layers]
    for name, example in networks().items():
        other = _given(example)
        if [layer.activation for layer in example.layers] == kinds and other.keys() == own.keys():
            yield name, [(n, own[n], other[n]) for n in own if own[n] != other[n]]


def _given(network: Network) -> dict[str, float]:
    graph = network.graph(settings(network, ()))
    return {
        name: float(quantity.expr.value)
        for name, quantity in graph.forward.items()
        if isinstance(quantity.expr, Num) and name != "eta"
    }
