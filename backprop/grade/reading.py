"""What a table is about: its network, its conventions, and the quantity of each column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from backprop.core.digits import significant
from backprop.core.graph import Graph
from backprop.core.keys import known_example, settings
from backprop.core.program import history
from backprop.errors import BackpropError
from backprop.grade.given import unseen_biases
from backprop.grade.literal import ACTIVATIONS, Choice, Shape, bias_names, by_source, literal, renamed, shape
from backprop.grade.naming import Named, by_head, by_value
from backprop.grade.series import changes
from backprop.grade.table import Table
from backprop.grade.work import Work, work_of
from backprop.networks.examples import networks
from backprop.networks.network import Network

FEW = 4  # rows that decide between activations


@dataclass(frozen=True)
class Reading:
    """A table understood: network and options, and which column is which quantity."""

    table: Table
    network: Network
    options: Mapping[str, str]
    named: Named
    notes: tuple[str, ...]
    given: bool  # whether the network is an example that was asked for

    @property
    def graph(self) -> Graph:
        """The graph of the network under its options."""
        return self.network.graph(self.options)


@dataclass(frozen=True)
class Sought:
    """What is settled before the numbers decide: the shape, our name for each head, and the first row."""

    table: Table
    shape: Shape
    called: Mapping[str, tuple[str, ...]]
    start: Mapping[str, float]
    trained: str

    def network(self, choice: Choice, rate: float) -> tuple[Network, dict[str, str]]:
        """Return the literal and all its options."""
        network = literal(self.shape, self.start, rate, choice, self.trained)
        options = dict(settings(network, ()))
        total = "mean" if choice.loss == "mean" else "sum"
        chosen = {"bias": self.trained, "loss": choice.loss, "total": total}
        return network, options | {name: value for name, value in chosen.items() if name in options and value}

    def work(self, choice: Choice, rate: float, rows: int | None = None) -> Work:
        """Return the columns that have a known head, in the first rows, with the graph of a choice."""
        network, options = self.network(choice, rate)
        graph, table = network.graph(options), self.table.first(rows)
        named = by_head(table, graph, self.called)
        work = work_of(table, graph, named.columns)
        return work_of(table, graph, by_value(named, work, certain=False).columns) if rows else work


def read(table: Table, example: str = "") -> Reading:
    """Return what the table is about; `example` names a network to grade it by."""
    known = _example(example) if example else None
    numberings = list(_sought(table, known))
    rate, stated = _stated(numberings[0])
    sought, choice = _likeliest(numberings, rate, known)
    if not known and (hidden := unseen_biases(sought.shape, sought.start, sought.work(choice, rate))):
        numberings = [replace(numbering, start={**numbering.start, **hidden}) for numbering in numberings]
        sought, choice = _likeliest(numberings, rate, known)
    losses = [replace(choice, loss=loss) for loss in dict.fromkeys((choice.loss, "half", "sum", "mean"))]
    choice = max(losses, key=lambda tried: _score(sought, tried, rate, ("error", "gradient")))
    rate, notes = _rate(sought, choice, rate, stated)
    network, options = sought.network(choice, rate)
    if known:
        kept = {n: value for n, value in options.items() if n in {"rate", "bias"} and n in known.options}
        network, options = known, {**settings(known, ()), **kept}
    graph = network.graph(options)
    named = by_head(table, graph, sought.called)
    for _ in range(2):  # what is recognised first may help to recognise the rest
        named = by_value(named, work_of(table, graph, named.columns))
    return Reading(table, network, options, named, notes, bool(known))


def _likeliest(numberings: list[Sought], rate: float, known: Network | None) -> tuple[Sought, Choice]:
    """Return the numbering and the activations that agree with most cells, the commonest where several do."""
    return max(
        ((numbering, choice) for numbering in numberings for choice in _choices(numbering.shape, known)),
        key=lambda tried: _score(tried[0], tried[1], rate, ("net", "output")),
    )


def _example(name: str) -> Network:
    if known_example(name).name not in networks():
        raise BackpropError(
            f"found the example {name}, expected a network; choose one of {', '.join(networks())}"
        )
    return networks()[name]


def _sought(table: Table, known: Network | None) -> Iterator[Sought]:
    """Yield the ways to number the weights, along the neurons first."""
    graph = known.graph(settings(known, ())) if known else None
    names = {name for column in table.columns for name in column.meanings}
    names |= {*table.labelled, *(graph.forward if graph else ())}
    sizes = shape(names, table.sheet)
    biases = bias_names(sizes, names)
    for weights in ({}, by_source(sizes)):
        called = {
            column.head: tuple(biases.get(name, renamed(name, weights)) for name in column.meanings)
            for column in table.columns
        }
        start = dict(_start(table, called, graph))
        start |= {biases.get(n, renamed(n, weights)): c.number or 0.0 for n, c in table.labelled.items()}
        yield Sought(table, sizes, called, start, _trained(table, called))


def _start(
    table: Table, called: Mapping[str, tuple[str, ...]], graph: Graph | None
) -> Iterator[tuple[str, float]]:
    """Yield what the first row gives, and what the graph of an example gives where the row is silent."""
    if graph:
        run = history(graph, [name for name, quantity in graph.forward.items() if quantity.is_given], 0)
        yield from ((name, float(values[0])) for name, values in run.items())
    for column in sorted(table.columns, key=lambda column: -len(column.meanings)):  # the surest come last
        if column.is_numeric and column.cells[0].number is not None:
            yield from ((name, column.cells[0].number) for name in called[column.head][:1])


def _trained(table: Table, called: Mapping[str, tuple[str, ...]]) -> str:
    """Return how biases are trained: not at all where their columns stand still."""
    first = {
        called[c.head][0] for c in table.columns if called[c.head] and c.is_numeric and changes(c.numbers)
    }
    moving = [name for name in first if name.startswith("b")]
    if not moving:
        return "fixed"
    return "each" if any("_" in name for name in moving) else "shared"


def _stated(sought: Sought) -> tuple[float, str]:
    """Return the rate that the table states and the place where it does; 1/2 where it is silent."""
    heads = (column.cells[0] for column in sought.table.columns if column.meanings == ("eta",))
    cell = sought.table.labelled.get("eta") or next(heads, None)
    return sought.start.get("eta", 0.5), cell.place if cell else ""


def _choices(sizes: Shape, known: Network | None) -> Iterator[Choice]:
    if known:
        loss = "cross-entropy" if known.loss == "cross-entropy" else "half"
        yield Choice(known.layers[0].activation, known.layers[-1].activation, loss)
        return
    for hidden, last in ACTIVATIONS:
        if len(sizes.layers) > 1 or hidden == "sigmoid":
            yield Choice(hidden, last, "cross-entropy" if last == "softmax" else "half")


def _score(sought: Sought, choice: Choice, rate: float, roles: tuple[str, ...]) -> int:
    """Return how many cells of the first rows agree with a choice, among columns of the `roles`."""
    work = sought.work(choice, rate, FEW)
    chosen = [name for name in work.columns if name not in work.graph.updates and not work.is_start(name)]
    return work.fitting([name for name in chosen if work.graph[name].role in roles] or chosen)


def _rate(sought: Sought, choice: Choice, rate: float, stated: str) -> tuple[float, tuple[str, ...]]:
    """Return the rate by which most weights move, and a word where it is not the one that is stated."""
    work = sought.work(choice, rate)
    moves = np.array(list(_moves(work)))
    if not len(moves) or "eta" in work.columns:
        return rate, ()
    seen = _middle(moves[:, 0] / moves[:, 1], np.abs(moves[:, 1]))
    tried = [rate] * bool(stated) + [float(significant(count)(Fraction(seen))) for count in range(1, 7)]

    def moving(tried: float) -> int:
        """Return how many weights are what this rate makes of them."""
        work = sought.work(choice, tried)
        return work.fitting(name for name in work.graph.updates if name in work.columns)

    best = max((rate for rate in tried if rate > 0), key=moving, default=rate)
    if not stated:
        return best, (f"no learning rate is stated; the weights move with {best:g}",)
    if best == rate:
        return rate, ()
    return best, (f"the weights move with a learning rate of {best:g}, though {stated} says {rate:g}",)


def _moves(work: Work) -> Iterator[tuple[float, float]]:
    """Yield how far each weight goes down in each row, and its slope there."""
    for name in work.graph.updates:
        if name in work.columns:
            slope = work.nearest(f"d{work.graph.objective}/d{name}").values[:-1]
            steps = -np.diff(work.columns[name].values)
            yield from (
                (float(a), float(b)) for a, b in zip(steps, slope, strict=True) if b and np.isfinite(a / b)
            )


def _middle(values: np.ndarray, weights: np.ndarray) -> float:
    """Return the value with half of the weight on either side."""
    order = np.argsort(values)
    return float(values[order][int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))])
