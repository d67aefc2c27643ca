"""The second route to the numbers of a network: matrices of balls, which share no code with the graph.

A layer is `out = f(W a)`, with a column for each sample; a bias is the weight of one more input that is 1,
the last column of W. The stages of a pass are inputs → net → out → … → errors of the outputs → error of the
sample, numbered from 0; a derivative goes back through them, stage by stage. The values of a stage are a
list: those of its first unit in all samples, then those of the next one. FLINT multiplies the matrices, of
rationals where a pass never leaves them, else of balls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import add, mul
from typing import Any, TypeAlias

from flint import arb, arb_mat, fmpq_mat

from backprop.core.example import Options
from backprop.core.route import is_long, rational
from backprop.networks.activations import ACTIVATION, BACKWARD, EXACT, Values
from backprop.networks.layers import Layer, Layers, Place, Row, cells, places
from backprop.networks.starts import started

Matrix: TypeAlias = arb_mat | fmpq_mat


@dataclass(frozen=True)
class Problem:
    """What training leaves as it is: options, inputs and targets, rates.

    `ones` is 1 for each sample. `shares` are what the error of a sample counts in the total error and in that
    of the batch; half of `factor` is what a squared difference counts in the error of an output.
    """

    network: Layers
    options: Options
    inputs: Values
    targets: Values
    ones: Values
    shares: tuple[Any, Any]
    factor: Any
    rate: Any
    momentum: Any

    @cached_property
    def has_momentum(self) -> bool:
        """Tell whether an update goes on with a share of the last one."""
        return bool(self.momentum != 0)

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.ones)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of every quantity of one sample, by name."""
        return places(self.network)

    @cached_property
    def cells(self) -> Mapping[str, list[tuple[int, int, int]]]:
        """Where each weight and bias stands, by name: layer, row and column, several of a shared bias."""
        return cells(self.network, self.bias_mode)

    @property
    def bias_mode(self) -> str:
        """How biases are trained."""
        return self.network.bias_mode(self.options)


@dataclass(frozen=True)
class State:
    """Weights `(neurons, inputs + 1)` of each layer and their last changes.

    `chosen` is 1 for the samples in the batch and 0 for the others.
    """

    problem: Problem
    weights: Sequence[Matrix]
    changes: Sequence[Matrix]
    chosen: Values

    @property
    def is_exact(self) -> bool:
        """Tell whether all numbers are rational."""
        return isinstance(self.weights[0], fmpq_mat)


def start(network: Layers, options: Options) -> State:
    """Return the state that training starts from, in rationals where its passes never leave them."""
    is_exact = network.loss == "half squared" and all(layer.activation in EXACT for layer in network.layers)
    kind: type[Matrix] = fmpq_mat if is_exact else arb_mat
    weights = [_matrix(kind, _given_rows(layer)) for layer in started(network, options).layers]
    rows = network.input_rows, network.target_rows
    inputs, targets = (_matrix(kind, each).transpose().entries() for each in rows)
    ones = _matrix(kind, [("1",) * len(network.samples)]).entries()
    size = int(options.get("batch", len(ones)))
    counts = (len(ones), size) if options.get("total") == "mean" else (1, 1)
    divisor = {"half": 2, "sum": 1, "mean": len(network.target_rows[0])}[options.get("loss", "half")]
    factor = 2 * ones[0] / divisor
    rate, momentum = _matrix(kind, [(options["rate"], options["momentum"])]).entries()
    shares = ones[0] / counts[0], ones[0] / counts[1]
    problem = Problem(network, options, inputs, targets, ones, shares, factor, rate, momentum)
    chosen = [int(sample < size) for sample in range(len(ones))]
    return State(problem, weights, [matrix * 0 for matrix in weights], chosen)


def _matrix(kind: type[Matrix], rows: Sequence[Row]) -> Matrix:
    """Return rows of decimal texts as a matrix."""
    return kind([[rational(cell) for cell in row] for row in rows])


def _given_rows(layer: Layer) -> list[Row]:
    """Return the weights of each neuron, its bias last, 0 where it has none."""
    return [(*row, bias) for row, bias in zip(layer.weights, layer.biases, strict=True)]


@dataclass(frozen=True)
class Pass:
    """One forward and backward pass of all samples, `ins` with the 1 that a bias is the weight of.

    `back` are the weights by which derivatives pass each layer; `changes` are what the next update adds.
    """

    state: State
    ins: list[Matrix]
    nets: list[Values]
    outs: list[Values]
    back: list[Matrix]
    changes: list[Matrix]

    @property
    def last(self) -> int:
        """The stage of the last outputs; behind it stand their errors, then the error of the sample."""
        return 2 * len(self.nets)

    def stage(self, number: int) -> Values:
        """Return the values of a stage."""
        if number <= self.last:
            return (self.nets if number % 2 else self.outs)[number // 2]
        last, samples = errors(self.state.problem, self.outs[-1]), self.state.problem.samples
        return last if number == self.last + 1 else [sum(last[k::samples]) for k in range(samples)]


def run_pass(state: State) -> Pass:
    """Return the pass of the samples in `state`, and what it changes, from the last layer on."""
    current = Pass(state, *forward(state), [*state.weights], [*state.changes])
    slopes = output_slopes(current, shares(state, "E_batch") * state.weights[-1].nrows())
    for layer in reversed(range(len(state.weights))):
        delta = columns(state, net_slopes(current, layer, slopes))
        _change(current, layer, delta)
        slopes = input_slopes(current, layer, delta) if layer else []
    return current


def forward(state: State) -> tuple[list[Matrix], list[Values], list[Values]]:
    """Return by layer what comes in, with the 1 that the bias is a weight of; the net inputs; the outputs."""
    problem, samples = state.problem, state.problem.samples
    ins, nets, outs = [], [], [problem.inputs]
    for layer, weights in zip(problem.network.layers, state.weights, strict=True):
        ins.append(type(weights)(weights.ncols(), samples, outs[-1] + problem.ones))
        nets.append((weights * ins[-1]).entries())
        outs.append(ACTIVATION[layer.activation](nets[-1], samples))
    return ins, nets, outs


def errors(problem: Problem, out: Values) -> Values:
    """Return the error of each output: a share of (t - out)², or -t ln out for cross-entropy."""
    pairs = zip(problem.targets, out, strict=True)
    if problem.network.loss == "cross-entropy":
        return [-t * a.log() for t, a in pairs]
    return [(t - a) * (t - a) * problem.factor / 2 for t, a in pairs]


def error_slopes(problem: Problem, out: Values) -> Values:
    """Return d E / d out of each output's own error."""
    pairs = zip(problem.targets, out, strict=True)
    if problem.network.loss == "cross-entropy":
        return [-t / a for t, a in pairs]
    return [(a - t) * problem.factor for t, a in pairs]


def shares(state: State, error: str) -> Values:
    """Return what the error of each sample counts in `E_total` or `E_batch`."""
    total, batch = state.problem.shares
    return [total if error == "E_total" else batch * each for each in state.chosen]


def columns(state: State, values: Values) -> Matrix:
    """Return the values of a stage as a matrix, a column per sample."""
    samples = len(state.chosen)
    return type(state.weights[0])(len(values) // samples, samples, values)


def output_slopes(current: Pass, slopes: Values) -> Values:
    """Return the derivatives with respect to the outputs from those to the loss at each."""
    return [*map(mul, slopes, error_slopes(current.state.problem, current.outs[-1]))]


def net_slopes(current: Pass, layer: int, slopes: Values) -> Values:
    """Return the derivatives with respect to the net inputs of a layer from those to its outputs."""
    problem = current.state.problem
    back = BACKWARD[problem.network.layers[layer].activation]
    return back(slopes, current.nets[layer], current.outs[layer + 1], len(problem.ones))


def input_slopes(current: Pass, layer: int, delta: Matrix) -> Values:
    """Return the derivatives with respect to what comes into a layer from those to its net inputs."""
    return (current.back[layer].transpose() * delta).entries()[: -delta.ncols()]


def _change(current: Pass, layer: int, delta: Matrix) -> None:
    """Enter what the next update adds to the weights of a layer, from the error signals."""
    problem = current.state.problem
    gradient = delta * current.ins[layer].transpose()
    bias, mode, last = problem.network.layers[layer].bias, problem.bias_mode, gradient.ncols() - 1
    if bias is None or mode == "fixed":
        for neuron in range(gradient.nrows()):
            gradient[neuron, last] = 0
    elif mode == "shared" and isinstance(bias, str):
        common: Any = sum(gradient[neuron, last] for neuron in range(gradient.nrows()))
        for neuron in range(gradient.nrows()):
            gradient[neuron, last] = common
    change = gradient * -problem.rate
    if problem.has_momentum:
        change += current.changes[layer] * problem.momentum
    current.changes[layer] = change
    if layer and problem.options.get("update") == "sequential":
        current.back[layer] = current.state.weights[layer] + change


def update(current: Pass) -> State:
    """Return the state after one update of all parameters from one batch; the next batch follows."""
    state, size = current.state, sum(current.state.chosen)
    weights = [*map(add, state.weights, current.changes)]
    after = State(state.problem, weights, current.changes, state.chosen[-size:] + state.chosen[:-size])
    return _in_balls(after) if after.is_exact and any(map(_has_long, weights)) else after


def _has_long(matrix: fmpq_mat) -> bool:
    return any(map(is_long, matrix.entries()))


def _in_balls(state: State) -> State:
    """Return a state of balls in place of rationals, which have grown too long to carry."""
    old = state.problem
    inputs, targets, ones = ([*map(arb, values)] for values in (old.inputs, old.targets, old.ones))
    problem = replace(old, inputs=inputs, targets=targets, ones=ones)
    weights, changes = ([*map(arb_mat, matrices)] for matrices in (state.weights, state.changes))
    return State(problem, weights, changes, state.chosen)
