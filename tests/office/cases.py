"""What the core gives for an example as it is, and for one with other numbers given."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.example import Example
from backprop.core.graph import Graph, derivative_name
from backprop.core.keys import Key, settings
from backprop.core.ops import ball
from backprop.core.program import Run, history
from backprop.exports.workbook.worked import SHEET as WORKED
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from backprop.networks.polynomial import Polynomial
from tests.office.recalculation import Cells, keyed_numbers

STEPS, BITS = 100, 256
SHARE, REST = 1e-12, 1e-13


class Case:
    """A workbook where other numbers stand: for quantities given on its first sheet, for rates elsewhere."""

    def __init__(self, name: str, given: Mapping[str, str], rates: Mapping[str, str]) -> None:
        self.name, self.given, self.rates = name, given, rates
        self.example = changed(EXAMPLES[name], given)
        self._graphs: dict[str, Graph] = {}
        self._histories: dict[str, dict[str, np.ndarray]] = {}
        self._runs: dict[str, Run] = {}

    def __repr__(self) -> str:
        return " ".join([self.name, *self.given, *(f"rate={rate}" for rate in self.rates)])

    def proved(self, key: Key) -> float:
        """Return a value of the one pass that is worked, in 17 proved digits where nothing is changed."""
        if not self.given:
            return float(registry.digits(key, significant(VALUE_DIGITS)).text)
        run = self._runs.setdefault(key.run, Run(self._graph(key), BITS))
        return float(ball(run.value(key.step, key.quantity)).mid())

    def trained(self, key: Key) -> float:
        """Return a value after some updates, in float64."""
        run = str(key.options)
        if run not in self._histories:
            graph = self._graph(key)
            slopes = [derivative_name(graph.objective, name) for name in graph.updates]
            self._histories[run] = history(graph, [*graph.forward, *slopes], STEPS)
        return float(self._histories[run][key.quantity][key.step])

    def _graph(self, key: Key) -> Graph:
        rate = dict(key.options).get("rate", self.example.rate)
        return self.example.graph({**settings(self.example, ()), "rate": self.rates.get(rate, rate)})


def changed(example: Example, numbers: Mapping[str, str]) -> Example:
    """Return a literal with other numbers in the place of quantities."""
    rate = numbers.get("eta", example.rate)
    if isinstance(example, Polynomial):
        return replace(example, rate=rate, start=_put(numbers, example.parameters, example.start))
    assert isinstance(example, Network)
    rows = (
        ("input", example.units[0], example.input_rows),
        ("target", example.units[-1], example.target_rows),
    )
    inputs, targets = (
        tuple(
            _put(numbers, [example.label(role, unit, sample).name for unit in units], row)
            for sample, row in zip(example.samples, held, strict=True)
        )
        for role, units, held in rows
    )
    every = zip(example.layers, example.weights, example.biases(example.bias), strict=True)
    layers = tuple(_layer(numbers, *each) for each in every)
    return replace(example, rate=rate, inputs=inputs, targets=targets, layers=layers)


def _layer(numbers: Mapping[str, str], layer: Layer, weights: Any, biases: Any) -> Layer:
    rows = tuple(_put(numbers, *row) for row in zip(weights, layer.weights, strict=True))
    if isinstance(layer.bias, tuple):
        return replace(layer, weights=rows, bias=_put(numbers, biases, layer.bias))
    return replace(layer, weights=rows, bias=numbers.get(biases[0], layer.bias) if biases else None)


def _put(numbers: Mapping[str, str], names: Any, old: Any) -> Any:
    return tuple(numbers.get(name, number) for name, number in zip(names, old, strict=True))


def differences(case: Case, held: Cells) -> Iterator[str]:
    """Yield a line for each number of a workbook that is not the core's.

    What a subtraction leaves of equal numbers may differ by `REST`: LibreOffice makes it 0.
    """
    for cell in keyed_numbers(held):
        if cell.key is None:
            continue
        expected = case.proved(cell.key) if cell.sheet == WORKED else case.trained(cell.key)
        if not abs(cell.number - expected) <= SHARE * abs(expected) + REST:
            yield f"{cell.place}: found {cell.number!r}, expected {expected!r} for {cell.key}"
