"""Each quantity of a network by its name, read from the matrices of a pass."""

from dataclasses import dataclass, field
from operator import mul
from typing import Any

from backprop.core.example import Options
from backprop.core.route import Route
from backprop.networks import matrix
from backprop.networks.activations import Values
from backprop.networks.layers import Layers, Place
from backprop.networks.matrix import Pass, State


def route(network: Layers, options: Options, precision: int) -> Route:
    """Return the network trained in matrices."""
    return Route(
        lambda: matrix.start(network, options),
        lambda state: matrix.update(matrix.run_pass(state)),
        lambda state: Reading(matrix.run_pass(state)).quantity,
        precision,
        lambda state: state.is_exact,
    )


@dataclass(frozen=True)
class Reading:
    """A pass and the derivatives that have been taken of it, by the quantity and the stage below it."""

    current: Pass
    slopes: dict[tuple[str, int], Values] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """The state that the pass belongs to."""
        return self.current.state

    def quantity(self, name: str) -> Any:
        """Return the quantity `name`."""
        state, problem = self.state, self.state.problem
        if place := problem.places.get(name):
            return self._of_sample(place)
        if name.startswith("d") and "/d" in name:
            return self._derivative(*name[1:].split("/d"))
        if where := problem.cells.get(name.removeprefix("change_")):
            layer, row, column = where[0]
            return (state.changes if name.startswith("change_") else state.weights)[layer][row, column]
        if name.startswith("s_"):
            return state.chosen[int(name[2:]) - 1]
        known = counts(state) | {"eta": problem.rate, "alpha": problem.momentum}
        if name in known:
            return known[name]
        return sum(map(mul, matrix.shares(state, name), self.current.stage(self.current.last + 2)))

    def _of_sample(self, place: Place) -> Any:
        if place.role == "target":
            return self.state.problem.targets[self._index(place)]
        is_signal = place.role == "gradient"
        values = self._slopes("E_total", place.stage) if is_signal else self.current.stage(place.stage)
        return values[self._index(place)]

    def _index(self, place: Place) -> int:
        sample, unit = place.cell
        return unit * self.state.problem.samples + sample

    def _derivative(self, upper: str, lower: str) -> Any:
        """Return d upper / d lower: that by what stands at a place, or by a parameter, in all samples."""
        problem, current = self.state.problem, self.current
        if lower.startswith("s_"):
            return problem.shares[1] * current.stage(current.last + 2)[int(lower[2:]) - 1]
        if place := problem.places.get(lower):
            index = self._index(place)
            if place.role == "target":
                return self._slopes(upper, current.last + 1)[index] * self._target_slope(index)
            return self._slopes(upper, place.stage)[index]
        return sum(
            self._slopes(upper, 2 * layer + 1)[row * problem.samples + sample]
            * current.ins[layer][column, sample]
            for layer, row, column in problem.cells[lower]
            for sample in range(problem.samples)
        )

    def _target_slope(self, index: int) -> Any:
        """Return d E / d t of an output's own error."""
        problem, out = self.state.problem, self.current.outs[-1]
        is_crossed = problem.network.loss == "cross-entropy"
        return -out[index].log() if is_crossed else -matrix.error_slopes(problem, out)[index]

    def _slopes(self, upper: str, stage: int) -> Values:
        """Return the derivatives of `upper` with respect to the values of a stage."""
        if (upper, stage) not in self.slopes:
            self.slopes[upper, stage] = self._new_slopes(upper, stage)
        return self.slopes[upper, stage]

    def _new_slopes(self, upper: str, stage: int) -> Values:
        place = self.state.problem.places.get(upper)
        if stage < (place.stage if place else self.current.last + 2):
            return self._before(stage + 1, self._slopes(upper, stage + 1))
        if place is None:
            return matrix.shares(self.state, upper)
        own = self._index(place)
        return [int(index == own) for index in range(len(self.current.stage(stage)))]

    def _before(self, stage: int, slopes: Values) -> Values:
        """Return the derivatives with respect to the stage before `stage` from those to it."""
        current, layer = self.current, (stage - 1) // 2
        if stage == current.last + 2:
            return slopes * self.state.weights[-1].nrows()
        if stage == current.last + 1:
            return matrix.output_slopes(current, slopes)
        if stage % 2:
            return matrix.input_slopes(current, layer, matrix.columns(self.state, slopes))
        return matrix.net_slopes(current, layer, slopes)


def counts(state: State) -> dict[str, int]:
    """Return how many there are of what, from the shapes of the matrices."""
    problem = state.problem
    weights = sum(each.nrows() * (each.ncols() - 1) for each in state.weights)
    biases = sum(
        1 if isinstance(layer.bias, str) and problem.bias_mode != "each" else each.nrows()
        for layer, each in zip(problem.network.layers, state.weights, strict=True)
        if layer.bias is not None
    )
    return {
        "inputs": state.weights[0].ncols() - 1,
        "hidden_neurons": sum(each.nrows() for each in state.weights[:-1]),
        "outputs": state.weights[-1].nrows(),
        "layers": len(state.weights),
        "weights": weights,
        "biases": biases,
        "parameters": weights + (0 if problem.bias_mode == "fixed" else biases),
        "samples": problem.samples,
    }
