"""One linear neuron on several samples as a frozen literal, and the graph it stands for.

Sample k has the input x_k, the target t_k, the output out_k = w x_k + b and the error E_k. With `batch` below
the number of samples, an update sees so many of them: those whose s_k is 1. The next ones take their turn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from backprop.core.expression import Expr, Num, Ref, total
from backprop.core.graph import Graph
from backprop.core.options import DECIMAL, Options
from backprop.core.quantity import Quantity
from backprop.errors import BackpropError
from backprop.networks.descent import given, trained
from backprop.networks.words import OF_SAMPLES


@dataclass(frozen=True)
class Regression:
    """Inputs and targets of the samples, and the weight and the bias that training starts from."""

    name: str
    title: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    weight: str
    bias: str
    rate: str
    rates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a literal whose samples do not fit."""
        if len(self.inputs) < 2 or len(self.targets) != len(self.inputs):
            raise BackpropError(
                f"regression {self.name}: found {len(self.inputs)} inputs and {len(self.targets)} targets, "
                "expected as many of both, two at least"
            )

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""
        count = len(self.inputs)
        batches = tuple(str(size) for size in range(count, 0, -1) if count % size == 0)
        return MappingProxyType(
            {
                "rate": (self.rate, DECIMAL),
                "momentum": ("0", DECIMAL),
                "total": ("sum", "mean"),
                "batch": batches,
            }
        )

    @property
    def form(self) -> str:
        """What programs are written from."""
        return "samples"

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of stages that differ from the usual ones."""
        return {}

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass."""
        return OF_SAMPLES

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return "w", "b"

    @property
    def samples(self) -> range:
        """The numbers of the samples, from 1."""
        return range(1, 1 + len(self.inputs))

    def graph(self, options: Options) -> Graph:
        """Return the graph of all samples, their error and the update under `options` (all of them given)."""
        size, is_mean = int(options["batch"]), options["total"] == "mean"
        quantities = [*self._given(), *self._outputs(), *self._errors(), self._total(is_mean)]
        if size == len(self.inputs):
            return trained(quantities, list(self.parameters), "E_total", options)
        quantities += [*self._turns(size), self._batch(size, is_mean)]
        made = trained(quantities, list(self.parameters), "E_batch", options)
        updates = {name: made[new].expr for name, new in made.updates.items()} | self._next_turns(size)
        return Graph(made.forward.values(), "E_total", updates, objective="E_batch")

    def _given(self) -> list[Quantity]:
        return [
            *(
                given(f"x_{k}", _indexed("x", k), f"input of sample {k}", "input", value, sample=k)
                for k, value in zip(self.samples, self.inputs, strict=True)
            ),
            given("w", "w", "weight", "weight", self.weight),
            given("b", "b", "bias", "bias", self.bias),
            *(
                given(f"t_{k}", _indexed("t", k), f"target of sample {k}", "target", value, sample=k)
                for k, value in zip(self.samples, self.targets, strict=True)
            ),
        ]

    def _outputs(self) -> list[Quantity]:
        return [
            Quantity(
                f"out_{k}",
                _indexed("out", k),
                f"output for sample {k}",
                "output",
                Ref("w") * Ref(f"x_{k}") + Ref("b"),
                sample=k,
            )
            for k in self.samples
        ]

    def _errors(self) -> list[Quantity]:
        half = Num(Fraction(1, 2))
        return [
            Quantity(
                f"E_{k}",
                _indexed("E", k),
                f"error of sample {k}",
                "error",
                half * (Ref(f"t_{k}") - Ref(f"out_{k}")) ** 2,
                sample=k,
            )
            for k in self.samples
        ]

    def _total(self, is_mean: bool) -> Quantity:
        whole = total([Ref(f"E_{k}") for k in self.samples])
        words, expr = ("mean error", _share(len(self.inputs)) * whole) if is_mean else ("total error", whole)
        return Quantity("E_total", "E_{total}", words, "error", expr)

    def _turns(self, size: int) -> list[Quantity]:
        """Return for each sample whether it is in the batch; the first batch holds the first samples."""
        return [
            given(
                f"s_{k}",
                _indexed("s", k),
                f"1 while sample {k} is in the batch, else 0",
                "batch",
                str(turn),
                sample=k,
            )
            for k in self.samples
            for turn in [int(k <= size)]
        ]

    def _next_turns(self, size: int) -> dict[str, Expr]:
        """Let each sample do as the one `size` before it did, so that the batches follow each other."""
        count = len(self.inputs)
        return {f"s_{k}": Ref(f"s_{(k - size - 1) % count + 1}") for k in self.samples}

    def _batch(self, size: int, is_mean: bool) -> Quantity:
        chosen = total([Ref(f"s_{k}") * Ref(f"E_{k}") for k in self.samples])
        expr = _share(size) * chosen if is_mean else chosen
        return Quantity("E_batch", "E_{batch}", "error of the batch", "error", expr)


def _share(count: int) -> Num:
    return Num(Fraction(1, count))


def _indexed(letters: str, number: int) -> str:
    """Return the TeX of a name of a sample: `x_1`, `out_{12}`."""
    return f"{letters}_{number}" if number < 10 else f"{letters}_{{{number}}}"
