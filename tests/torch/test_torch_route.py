"""A fourth route: PyTorch's own gradients and updates, in float64, against the numbers of the registry.

Run it where PyTorch is installed: `pytest tests/torch`.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import pytest
import torch

from backprop.core import registry
from backprop.core.digits import ends
from backprop.core.example import Example, Options
from backprop.core.keys import Key, parse_run, settings
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from tests.networks.routes_table import apart

STEPS = 4
ACTIVATION: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "linear": lambda net: net,
    "softmax": lambda net: torch.softmax(net, dim=-1),
}
Numbers = dict[str, float]


@dataclass(frozen=True)
class Net:
    """A network with the weights of a literal, and its biases and errors as the options say."""

    network: Network
    options: Options
    weights: list[torch.Tensor]
    biases: list[torch.Tensor]

    def forward(self) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Return net inputs and outputs by layer."""
        nets, outs = [], [tensor(self.network.input_rows[0])]
        for layer, weights, bias in zip(self.network.layers, self.weights, self.biases, strict=True):
            nets.append(torch.nn.functional.linear(outs[-1], weights) + bias)
            outs.append(ACTIVATION[layer.activation](nets[-1]))
        return nets, outs[1:]

    def errors(self, out: torch.Tensor) -> torch.Tensor:
        """Return the error of each output."""
        targets = tensor(self.network.target_rows[0])
        if self.network.loss == "cross-entropy":
            return -targets * torch.log(out)
        share = {"half": 0.5, "sum": 1.0, "mean": 1 / len(targets)}[self.options["loss"]]
        return share * torch.nn.functional.mse_loss(out, targets, reduction="none")


def net_of(network: Network, options: Options) -> Net:
    """Return the network at the start of its training."""
    weights = [tensor(layer.weights) for layer in network.layers]
    if options["weights"] != "given":
        weights = [torch.full_like(each, float(options["weights"])) for each in weights]
    biases = [bias_of(layer, options.get("bias", "fixed")) for layer in network.layers]
    return Net(network, options, [each.requires_grad_() for each in weights], biases)


def tensor(texts: tuple[str, ...] | tuple[tuple[str, ...], ...]) -> torch.Tensor:
    rows = [[float(text) for text in row] if isinstance(row, tuple) else float(row) for row in texts]
    return torch.tensor(rows, dtype=torch.float64)


def bias_of(layer: Layer, mode: str) -> torch.Tensor:
    """Return one bias per neuron, or one that the layer shares; a layer without has a 0 that stays."""
    shared = layer.bias if isinstance(layer.bias, tuple) else (layer.bias or "0",)
    biases = shared * len(layer.weights) if mode == "each" and isinstance(layer.bias, str) else shared
    return tensor(biases).requires_grad_(mode != "fixed" and layer.bias is not None)


def one_pass(net: Net, names: dict[str, tuple[tuple[str, ...], ...]]) -> Numbers:
    """Go forward and backward once and return what came out by name."""
    nets, outs = net.forward()
    errors = net.errors(outs[-1])
    total = errors.sum()
    for made in (*nets, *outs):
        made.retain_grad()
    total.backward()
    found = {"E_total": total.item()} | named("E_", names["units"][-1:], [errors])
    for prefix, units, tensors in (
        ("net_", names["units"], nets),
        ("out_", names["units"], outs),
        ("", names["weights"], net.weights),
        ("", names["biases"], net.biases),
    ):
        trained = [each.grad for each in tensors]
        found |= named(prefix, units, tensors) | named(f"dE_total/d{prefix}", units, trained)
    return found


def named(prefix: str, names: tuple[tuple[str, ...], ...], tensors: Iterable[torch.Tensor | None]) -> Numbers:
    """Return the numbers of each tensor under the names of its layer; one without has no gradient."""
    return {
        f"{prefix}{name}": number.item()
        for layer, numbers in zip(names, tensors, strict=True)
        if numbers is not None
        for name, number in zip(dict.fromkeys(layer), numbers.detach().flatten(), strict=False)
    }


def by_torch(network: Network, options: Options) -> list[Numbers]:
    """Return the quantities of each pass of a training by PyTorch."""
    net = net_of(network, options)
    rate, momentum = float(options["rate"]), float(options["momentum"])
    optimizer = torch.optim.SGD([*net.weights, *net.biases], lr=rate, momentum=momentum)
    names = {
        "units": network.units[1:],
        "weights": tuple(tuple(name for row in layer for name in row) for layer in network.weights),
        "biases": network.biases(options.get("bias", "fixed")),
    }
    passes = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        passes.append(one_pass(net, names))
        optimizer.step()
    return passes


def network_of(key: Key) -> Network:
    example = EXAMPLES[key.example]
    assert isinstance(example, Network)
    return example


def by_registry(key: Key) -> float:
    """Return the float64 nearest to the proved value."""
    low, high = ends(registry.enclosure(key))
    return float((low + high) / 2)


def runs() -> Iterator[str]:
    """Yield every network under the options that PyTorch knows, with the rates its pages compare."""
    for name, example in (EXAMPLES | MADE_UP).items():
        if isinstance(example, Network) and not example.has_samples:
            biases = [f";bias={mode}" for mode in example.options.get("bias", ())] or [""]
            for bias, rate, momentum in product(biases, example.rates, ("0", "0.9")):
                yield f"{name}{bias};rate={rate};momentum={momentum}"
            losses = [f";loss={loss}" for loss in example.options.get("loss", ())[1:]]
            yield from (f"{name}{option}" for option in (*losses, ";weights=0", ";weights=0.5"))


# What no example has: tanh, a ReLU before a softmax, more than one hidden layer.
MADE_UP: dict[str, Example] = {
    "deep": Network(
        name="deep",
        title="A deep network",
        inputs=("0.5", "-1"),
        targets=("0.2", "0.5", "0.3"),
        layers=(
            Layer((("0.1", "0.2"), ("-0.3", "0.4")), "tanh", bias="0.1"),
            Layer((("0.7", "-0.2"), ("0.5", "0.9")), "relu"),
            Layer((("0.1", "0.2"), ("-0.3", "0.4"), ("0.5", "0.6")), "softmax", bias=("0.1", "0", "-0.1")),
        ),
        rate="0.5",
        rates=("0.5",),
        loss="cross-entropy",
    )
}


@pytest.mark.parametrize("run", list(runs()))
def test_torch_and_the_registry_give_the_same(run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, network in MADE_UP.items():
        monkeypatch.setitem(EXAMPLES, name, network)
    key = parse_run(run)
    options = settings(network_of(key), key.options)
    for step, numbers in enumerate(by_torch(network_of(key), options)):
        expected = {name: by_registry(registry.operand(key, name, step)) for name in numbers}
        assert apart(numbers, expected, 1e-11, 1e-14) == [], f"after {step} updates"


@pytest.mark.parametrize(
    ("run", "compared"),
    [
        ("mazur", 37),
        ("mazur;bias=each", 43),
        ("mazur;bias=shared", 39),
        ("sigmoid", 35),
        ("relu", 26),
        ("softmax", 34),
    ],
)
def test_so_many_quantities_are_compared(run: str, compared: int) -> None:
    key = parse_run(run)
    passes = by_torch(network_of(key), settings(network_of(key), key.options))
    assert [len(numbers) for numbers in passes] == [compared] * STEPS


def test_another_activation_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACTIVATION, "sigmoid", torch.tanh)
    key = parse_run("mazur")
    found = by_torch(network_of(key), settings(network_of(key), key.options))[0]
    assert not math.isclose(found["E_total"], by_registry(key.of("E_total")), rel_tol=1e-3)
