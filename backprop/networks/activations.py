"""Activation functions of the second route: the outputs of a layer, and how derivatives go back through it.

The net inputs of a layer come as a list: those of its first neuron in all samples, then those of the next.
"""

from collections.abc import Callable
from operator import mul
from typing import Any

from flint import arb

from backprop.errors import UndecidedError

Values = list[Any]
# As a ball, which saves a conversion each time.
ONE = arb(1)
# With these alone a pass stays within the rationals, and the sign of a net input is always known.
EXACT = frozenset(["relu", "linear"])


def softmax(net: Values, samples: int) -> Values:
    """Return the softmax within each sample, from differences, in which balls do not grow."""
    places = range(len(net))
    rivals = [net[place % samples : place : samples] + net[place + samples :: samples] for place in places]
    sums = (sum(((other - z).exp() for other in row), arb(1)) for z, row in zip(net, rivals, strict=True))
    return [1 / each for each in sums]


def is_positive(z: Any) -> bool:
    """Tell whether z is above 0; a ball that holds 0 and more raises `UndecidedError`."""
    if z > 0:
        return True
    if z <= 0:
        return False
    raise UndecidedError("the sign of a net input is not certain at this precision")


ACTIVATION: dict[str, Callable[[Values, int], Values]] = {
    "sigmoid": lambda net, _samples: [ONE / (ONE + (-z).exp()) for z in net],
    "tanh": lambda net, _samples: [z.tanh() for z in net],
    "relu": lambda net, _samples: [z if is_positive(z) else 0 * z for z in net],
    "linear": lambda net, _samples: net,
    "softmax": softmax,
}


def softmax_slopes(slopes: Values, _net: Values, out: Values, samples: int) -> Values:
    """Return the derivatives with respect to the net inputs of a softmax, each of which moves all outputs."""
    shares = [*map(mul, slopes, out)]
    common = [sum(shares[sample::samples]) for sample in range(samples)] * (len(out) // samples)
    return [a * (d - each) for d, a, each in zip(slopes, out, common, strict=True)]


# Each returns the derivatives with respect to `net` from those to `out`: their product with d out / d net.
BACKWARD: dict[str, Callable[[Values, Values, Values, int], Values]] = {
    "sigmoid": lambda slopes, _net, out, _samples: [*map(lambda d, a: d * (a * (ONE - a)), slopes, out)],
    "tanh": lambda slopes, _net, out, _samples: [*map(lambda d, a: d * (ONE - a * a), slopes, out)],
    "relu": lambda slopes, net, _out, _samples: [*map(lambda d, z: d if is_positive(z) else 0, slopes, net)],
    "linear": lambda slopes, _net, _out, _samples: slopes,
    "softmax": softmax_slopes,
}
