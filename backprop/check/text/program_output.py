"""What the numbers of a line that a program prints should be, by the words before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flint import arb, ctx, fmpq

from backprop.check.printed import rounded
from backprop.check.proof.names import NOTATION
from backprop.check.text.words import value as number_of
from backprop.core import registry
from backprop.core.keys import Key, parse, settings
from backprop.core.training import Run
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES
from backprop.networks.network import Network

_PIECE = re.compile(r"(?P<number>(?<![\w.])-?\d+\.\d+(?!\w))|(?P<word>[A-Za-z_][\w/]*)")
_STEP = re.compile(r"\s*after (?P<step>\d+) updates?\b")
_ROUNDED = re.compile(r"weights rounded to (?P<places>\w+) decimals")
_LAYER = re.compile(r"(?P<letter>[az])(?P<layer>\d)")
PRECISION = 128


@dataclass(frozen=True)
class Expected:
    """The value that a printed number should round, with its name; no value where a step is counted."""

    name: str
    value: fmpq | arb | None


@cache
def expected(line: str, run: Key | None) -> dict[int, Expected]:
    """Return what should stand where: by the place of each number in the line."""
    if run is None:
        return {}
    found: dict[int, Expected] = {}
    pass_ = run
    if step := _STEP.match(line):
        pass_ = replace(run, step=int(step["step"]))
        found[step.start("step")] = Expected("step", None)
    words: list[str] = []
    row = ""
    waiting: list[Expected] = []
    for match in _PIECE.finditer(line, step.end() if step else 0):
        if match["word"]:
            words.append(match["word"])
            row = row or match["word"]
            continue
        if words or not waiting:
            waiting = list(_meant(words, row, pass_, line))
        if waiting:
            found[match.start()] = waiting.pop(0)
        words = []
    return found


def _meant(words: Sequence[str], row: str, run: Key, line: str) -> Iterator[Expected]:
    """Yield what the numbers behind these words should be, in order."""
    last = words[-1] if words else ""
    graph = registry.graph_of(run)
    if (match := _LAYER.fullmatch(last)) and "slope" in line:
        yield from _slope(match, run)
    elif places := _ROUNDED.search(line):
        yield from _from_rounded(run, number_of(places["places"]) or 0)
    elif not row:
        yield from (_at_rate(run, rate) for rate in EXAMPLES[run.example].rates)
    elif last:
        yield from (_of(run, name) for name in _names(last, row, graph.loss, run))


def _names(word: str, row: str, loss: str, run: Key) -> list[str]:
    """Return the quantities that a word names: `error`, `outputs`, `out_h`, `derivative` in a row of `w1`."""
    graph = registry.graph_of(run)
    outputs = _outputs(run)
    if word in {"error", "cost"}:
        return [loss]
    if word in {"output", "outputs", "prediction", "predictions"}:
        return outputs
    if word in {"derivative", "quotient", "slope"}:
        return [f"d{loss}/d{row}"] if row in graph.updates else []
    units = [unit for layer in _network(run).units for unit in layer] if outputs else []
    prefix, _, kind = word.rpartition("_")
    several = [f"{prefix}_{unit}" for unit in units if kind and unit.startswith(kind) and unit != kind]
    return several or [word]


def _network(run: Key) -> Network:
    example = EXAMPLES[run.example]
    if not isinstance(example, Network):
        raise BackpropError(f"{run.example} is no network")
    return example


def _outputs(run: Key) -> list[str]:
    example = EXAMPLES[run.example]
    return [f"out_{unit}" for unit in example.units[-1]] if isinstance(example, Network) else []


def _of(run: Key, name: str) -> Expected:
    key = registry.at(run, name)
    return Expected(str(key), registry.enclosure(key))


def _at_rate(run: Key, rate: str) -> Expected:
    """Return the error at another rate."""
    loss = registry.graph_of(run).loss
    return _of(parse(f"{run.example};rate={rate}@{run.step}:{loss}"), loss)


def _slope(match: re.Match[str], run: Key) -> Iterator[Expected]:
    """Yield the slope of the sigmoid at a net input or an output that goes by its layer."""
    name = NOTATION.get(run.example, {}).get(f"{match['letter']}^{match['layer']}")
    if name is None:
        return
    with ctx.workprec(PRECISION):
        decay = (-arb(registry.enclosure(run.of(name)))).exp()
        yield Expected(f"the slope of the sigmoid at {name}", decay / (1 + decay) ** 2)


def _from_rounded(run: Key, places: int) -> Iterator[Expected]:
    """Yield the outputs of the network whose weights are rounded first."""
    network = _network(run)
    layers = tuple(
        replace(
            layer,
            weights=tuple(
                tuple(rounded(registry.enclosure(run.of(name)), places) for name in row) for row in names
            ),
        )
        for layer, names in zip(network.layers, network.weights, strict=True)
    )
    options = {**settings(network, run.options), "weights": "given"}
    graph = replace(network, layers=layers).graph(options)
    for name in _outputs(run):
        yield Expected(f"{name} from rounded weights", Run(graph, PRECISION).value(0, name))
