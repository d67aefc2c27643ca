"""What a figure shows, read from the name of its file: `contour-descent-rate-0.4-theta0-theta1-30`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from flint import arb, fmpq

from backprop.core.graph import Graph
from backprop.core.keys import Key, parse
from backprop.core.registry import at, graph_of, run_of
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES, Example, networks, samples_of
from backprop.networks.network import Network

_EXAMPLE = r"-(?P<example>[a-z][a-z0-9]*)"
_OPTIONS = "bias|rate|update|momentum|loss|total|batch|weights|start"
_RUN = rf"{_EXAMPLE}(?P<options>(?:-(?:{_OPTIONS})--?[^-]+)*)(?:-(?P<step>\d{{1,6}}))?"
_EACH = re.sub(r"\?P<\w+>", "?:", _RUN)  # one of several runs
_PAIR = r"-(?P<first>[a-z_]\w*)-(?P<second>[a-z_]\w*)-(?P<steps>\d{1,5})"
_NAMES = {
    "network": _RUN,
    "error": _RUN,
    "path": rf"{_RUN}-d(?P<first>[^-]+)-d(?P<second>[^-]+)",
    "loss": _EXAMPLE,
    "passes": _EXAMPLE,
    "training": rf"{_RUN}-(?P<steps>\d{{1,5}})",
    "differences": rf"{_RUN}-d(?P<first>[^-]+)-d(?P<second>[^-]+)",
    "search": rf"{_RUN}-(?P<steps>\d{{1,5}})",
    "nudge": rf"{_RUN}-d(?P<first>[^-]+)-d(?P<second>[^-]+)-(?P<nudge>\d+(?:\.\d+)?)",
    "runs": rf"-(?P<steps>\d{{1,5}})(?P<more>(?:{_EACH})+?)",
    "walk": rf"{_RUN}-(?P<steps>\d{{1,5}})",
    "slice": rf"{_RUN}-(?P<first>[a-z_]\w*)",
    "contour": _RUN + _PAIR,
    "surface": _RUN + _PAIR,
    "activation": r"-(?P<first>[a-z]+)",
    "samples": _RUN,
}
_TRAINED = {"slice", "contour", "surface"}
_PATTERNS = {kind: re.compile(rest) for kind, rest in _NAMES.items()}
_OPTION = re.compile(r"-([a-z]+)-(-?[^-]+)")
_ANY = "mazur"  # stands in where a figure is of no example
_PRECISION = 128


@dataclass(frozen=True)
class Subject:
    """A kind of figure, the loss in its run or runs, and the names and number of steps it was asked for."""

    kind: str
    run: Key
    names: tuple[str, ...]
    steps: int
    runs: tuple[Key, ...] = ()
    nudge: str = ""

    @property
    def example(self) -> Example:
        """The example that is shown."""
        return EXAMPLES[self.run.example]

    @property
    def network(self) -> Network:
        """The network that is shown."""
        if self.run.example not in networks():
            raise BackpropError(f"found a {self.kind} of {self.run.example}, expected one of a network")
        return networks()[self.run.example]

    @property
    def samples(self) -> range:
        """The numbers of the samples that are shown."""
        return samples_of(self.run.example).samples

    @property
    def graph(self) -> Graph:
        """The graph of the run."""
        return graph_of(self.run)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The weights and biases that the run trains."""
        roles = {name: self.graph[name].role for name in self.graph.updates}
        return tuple(name for name, role in roles.items() if role in {"weight", "bias"})

    def key(self, name: str, later: int = 0) -> Key:
        """Return the key of a quantity of the pass, or of one so many steps later."""
        return at(self.run.of(self.run.quantity, self.run.step + later), name)

    def near(self, name: str, later: int = 0) -> float:
        """Return a value of the run to the precision of a drawing."""
        return nearly(run_of(self.run, _PRECISION).value(self.run.step + later, name))


def nearly(value: fmpq | arb) -> float:
    """Return a proved number in float64."""
    return float(arb(value))


@lru_cache(maxsize=4096)
def subject_of(name: str) -> Subject:
    """Return what the figure of that name shows, or raise."""
    kind, _, _ = name.partition("-")
    found = _PATTERNS[kind].fullmatch(name.removeprefix(kind)) if kind in _PATTERNS else None
    if found is None:
        raise BackpropError(f"found figure {name!r}, expected a name such as slice-mazur-w5")
    parts = found.groupdict()
    more = [_run(each.groupdict()) for each in re.finditer(_RUN, parts.get("more") or "")]
    names = tuple(parts[part] for part in ("first", "second") if parts.get(part))
    run, *_ = more or [_run(parts)]
    made = Subject(kind, run, names, int(parts.get("steps") or 0), tuple(more), parts.get("nudge") or "")
    if kind in _TRAINED and not set(names) <= set(made.parameters):
        raise BackpropError(f"found figure {name!r}, expected names among {', '.join(made.parameters)}")
    return made


def _run(parts: dict[str, str | None]) -> Key:
    """Return the key of the loss in the run that the parts of a name tell."""
    options = "".join(f";{key}={value}" for key, value in _OPTION.findall(parts.get("options") or ""))
    step = f"@{parts['step']}" if parts.get("step") else ""
    run = parse(f"{parts.get('example') or _ANY}{options}{step}:loss")
    return run.of(graph_of(run).loss)
