"""A network literal from the numbers of the first row."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from backprop.errors import BackpropError
from backprop.grade.shape import Shape
from backprop.networks.layers import Layer
from backprop.networks.network import Network

# Pairs that people use, hidden layers first, the commonest first: the first that fits best is taken.
ACTIVATIONS = (
    ("sigmoid", "sigmoid"), ("relu", "linear"), ("sigmoid", "linear"), ("tanh", "tanh"), ("relu", "sigmoid"),
    ("tanh", "linear"), ("relu", "relu"), ("tanh", "sigmoid"), ("linear", "linear"), ("sigmoid", "softmax"),
    ("relu", "softmax"), ("tanh", "softmax"),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What the numbers decide: activations of hidden layers and of the last, and the error."""

    hidden: str = "sigmoid"
    last: str = "sigmoid"
    loss: str = "half"

    @property
    def is_entropy(self) -> bool:
        """Tell whether the error is the cross-entropy."""
        return self.loss == "cross-entropy"


def literal(shape: Shape, start: Mapping[str, float], rate: float, choice: Choice) -> Network:
    """Return the network of that shape which starts from the numbers `start`."""
    number = iter(range(1, shape.weights + 1))
    before, layers = shape.inputs, []
    for place, width in enumerate(shape.layers, 1):
        rows = tuple(tuple(_given(start, f"w{next(number)}") for _ in range(before)) for _ in range(width))
        last = place == len(shape.layers)
        layers.append(Layer(rows, choice.last if last else choice.hidden, _bias(shape, place, start)))  # type: ignore[arg-type]
        before = width
    return Network(
        name="table",
        title="The network of the table",
        inputs=tuple(_given(start, f"i{n}") for n in range(1, shape.inputs + 1)),
        targets=tuple(_given(start, f"t_o{n}") for n in range(1, shape.layers[-1] + 1)),
        layers=tuple(layers),
        rate=written(rate),
        loss="cross-entropy" if choice.is_entropy else "half squared",
    )


def written(number: float) -> str:
    """Return the shortest decimal of a float, without an exponent."""
    return format(Decimal(repr(float(number))), "f")


def units(shape: Shape, place: int) -> list[str]:
    """Return the names of the neurons of a layer, the first layer being 1."""
    hidden = len(shape.layers) - 1
    prefix = "o" if place > hidden else "h" if hidden == 1 else f"h{place}_"
    return [f"{prefix}{number}" for number in range(1, shape.layers[place - 1] + 1)]


def _given(start: Mapping[str, float], name: str) -> str:
    if name not in start:
        raise BackpropError(
            f"found no number for {name.replace('_o', '')}, expected a column or a cell with a label; add it"
        )
    return written(start[name])


def _bias(shape: Shape, place: int, start: Mapping[str, float]) -> str | tuple[str, ...] | None:
    own = [f"b_{unit}" for unit in units(shape, place)]
    if any(name in start for name in own):
        return tuple(written(start.get(name, 0.0)) for name in own)
    return written(start[f"b{place}"]) if f"b{place}" in start else None
