"""The rows of the three-route tests: every run of every example, every quantity of it, and three ways there.

The first way is the graph, the second NumPy matrices, the third central differences of the graph's forward
pass. Each is taken in balls, the first in float64 too, and comes back as a table, a name and its number.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Any

from flint import arb, ctx, fmpq

from backprop.core.example import Example, Options
from backprop.core.graph import Graph, derivative_name
from backprop.core.keys import parse, settings
from backprop.core.ops import Proved, ball
from backprop.core.program import Run, compiled, history
from backprop.networks.examples import EXAMPLES, networks

Table = dict[str, Any]

STEPS = (0, 1, 3)
MOMENTA = ("0", "0.9")
# Where descent may start beside the place given; at weights of 0 a ReLU would stand at its kink.
STARTED = {"weights": ("given", "0.5"), "start": ("-2", "-0.5", "0")}
PRECISION = 192
NUDGE = fmpq(1, 2**40)


def _runs() -> Iterator[str]:
    """Yield the combinations of the options of every example: other rates and momenta at the usual start."""
    for name, example in EXAMPLES.items():
        usual = {option: values[:1] for option, values in example.options.items()}
        seeds = {"start": ("given", *networks()[name].seeds)} if name in networks() else {}
        every = {**example.options, "rate": example.rates, "momentum": MOMENTA, **STARTED, **seeds}
        here, there = usual.keys() - {"loss", "total", *STARTED}, usual.keys() - {"rate", "momentum"}
        for varied in (here, there):
            yield from _combined(name, usual | {option: every[option] for option in varied})
        if "weights" in usual and all(layer.activation != "relu" for layer in networks()[name].layers):
            yield from _combined(name, usual | {"weights": ("0",)})


def _combined(name: str, values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    spelled = [[f";{option}={value}" for value in choices] for option, choices in values.items()]
    yield from (parse(f"{name}{''.join(options)}:").run for options in product(*spelled))


RUNS = tuple(dict.fromkeys(_runs()))
# One run of each form that a graph may have.
FORMS = (
    *EXAMPLES,
    "mazur;bias=each;momentum=0.9",
    "mazur;bias=shared;loss=mean;weights=0.5",
    "signed;update=sequential;loss=sum",
    "softmax;bias=each;momentum=0.9",
    "descent;update=sequential;momentum=0.9",
    "hollows;start=0",
    "line;batch=2;total=mean",
    "line;batch=1;momentum=0.9",
)


@dataclass(frozen=True)
class Worked:
    """An example or a generated network under all of its options."""

    example: Example
    options: Options

    @cached_property
    def graph(self) -> Graph:
        """The graph of the run."""
        return self.example.graph(self.options)

    @cached_property
    def slopes(self) -> list[str]:
        """The names of all derivatives there are."""
        forward, depends = self.graph.forward, self.graph.depends
        return [derivative_name(u, lower) for u in forward for lower in forward if depends(u, lower)]

    @cached_property
    def names(self) -> list[str]:
        """The names of all quantities but the rates, which the matrices only take in."""
        plain = [name for name in self.graph.forward if name not in {"eta", "alpha"}]
        graph = self.graph
        return [*plain, *self.slopes, *graph.signals, *graph.updates.values(), *graph.counts]


@cache
def worked(run: str) -> Worked:
    """Return the run of a key without quantity, such as `mazur;rate=2`."""
    key = parse(f"{run}:")
    return Worked(EXAMPLES[key.example], settings(EXAMPLES[key.example], key.options))


def graph_floats(run: Worked, steps: int) -> list[Table]:
    """Return a table in float64 after each of 0…`steps` updates, from the graph."""
    columns = history(run.graph, run.names, steps)
    return [{name: float(columns[name][step]) for name in run.names} for step in range(steps + 1)]


def graph_balls(run: Worked, steps: Iterable[int]) -> list[Table]:
    """Return a table of rationals and balls after each of `steps` updates, from the graph."""
    trained, program = Run(run.graph, PRECISION), compiled(run.graph, run.names, "proved")
    tables = []
    for step in steps:
        with ctx.workprec(PRECISION):
            found = program(trained.state(step))
        tables.append({name: found[name] for name in run.names})
    return tables


def matrix_balls(run: Worked, steps: Iterable[int]) -> list[Table]:
    """Return a table of balls after each of `steps` updates, from matrices."""
    route = run.example.route(run.options, PRECISION)
    return [
        {name: route.value(step + name.endswith("+"), name.removesuffix("+")) for name in run.names}
        for step in steps
    ]


def differences(run: Worked, step: int) -> Table:
    """Return every derivative as (f(x + h) - f(x - h)) / 2h, with the lower quantity set free, in balls.

    At 192 bits h can be as small as 2^-40 without a digit lost to cancellation, so that what the next term
    of the series leaves, f''' h² / 6, is far below what is asked for.
    """
    trained, found = Run(run.graph, PRECISION), {}
    for lower in run.graph.forward:
        uppers = [upper for upper in run.graph.forward if run.graph.depends(upper, lower)]
        program = compiled(run.graph, uppers, "proved", free=[lower])
        state, at = trained.state(step), trained.value(step, lower)
        with ctx.workprec(PRECISION):
            above, below = (program({**state, lower: at + shift}) for shift in (NUDGE, -NUDGE))
            for upper in uppers:
                found[derivative_name(upper, lower)] = (above[upper] - below[upper]) / (2 * NUDGE)
    return found


def as_float(value: Proved) -> float:
    """Return the float64 nearest to the middle of `value`."""
    return int(value.p) / int(value.q) if isinstance(value, fmpq) else float(value.mid())


def apart(found: Table, expected: Table, relative: float, absolute: float) -> list[str]:
    """Return a line for each number that is further from the expected one than it may be."""
    return [
        f"{name}: found {found[name]!r}, expected {number!r}"
        for name, number in expected.items()
        if not math.isclose(found[name], number, rel_tol=relative, abs_tol=absolute)
    ]


def disjoint(first: Table, second: Table, bits: int) -> list[str]:
    """Return a line for each number on which two enclosures do not meet, or one holds too little of it."""
    with ctx.workprec(PRECISION):
        return [
            f"{name}: graph {first[name]}, matrices {second[name]}"
            for name in first
            if not (
                ball(first[name]).overlaps(second[name]) and _holds(ball(first[name]), second[name], bits)
            )
        ]


def _holds(first: arb, second: arb, bits: int) -> bool:
    """Tell whether both are known to so many bits; around 0 the bits count after the point."""
    if first.contains(0) and second.contains(0):
        return bool(first.rad() < arb(2) ** -bits and second.rad() < arb(2) ** -bits)
    return bool(first.rel_accuracy_bits() >= bits and second.rel_accuracy_bits() >= bits)
