"""Names of an example in running text: h1, w₅, net_h1, dE_total/dw5, sample 1."""

import difflib
import re
from collections.abc import Iterator
from functools import cache

from backprop.check.proof.names import Scope
from backprop.core import registry
from backprop.core.keys import Key, parse_run
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES
from backprop.networks.network import Network
from backprop.networks.regression import Regression

NAME = re.compile(
    r"(?<![\w.;@:/-])(?:d\w+/d\w+|(?:net|out|E|delta|t|b|change|x|s)_\w+|[hiowbθ][0-9₀-₉]+(?:_[0-9]+)?"
    r"|theta[0-9]+|[Ss]ample\s+[1-9][0-9]*)"
    r"(?!\w)"
)
_INDEX = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def plain(name: str) -> str:
    """Return a name as keys and their words write it: `w5` for `w₅`, `theta0` for `θ₀`, `sample 1`."""
    written = name.translate(_INDEX).replace("θ", "theta").replace("Sample", "sample")
    return " ".join(written.split())


def names(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text names a quantity or a unit."""
    return NAME.finditer(text)


@cache
def unknown(name: str, scope: Scope) -> str:
    """Return what is wrong with a name on a page of `scope`; nothing where an example has it."""
    runs = _runs(scope.run.example) if scope.run else tuple(run for one in EXAMPLES for run in _runs(one))
    written = plain(name)
    if any(_has(run, written) for run in runs):
        return ""
    there = dict.fromkeys(one for run in runs for one in _all(run))
    near = difflib.get_close_matches(written, there, n=3, cutoff=0.4) or list(there)[:3]
    owner = scope.run.example if scope.run else "no example"
    return f"found {name}, which {owner} has not; the nearest: {', '.join(near)}"


@cache
def _runs(example: str) -> tuple[Key, ...]:
    """Return a run for each way to name the biases."""
    modes = EXAMPLES[example].options.get("bias", ())
    return parse_run(example), *(parse_run(f"{example};bias={mode}") for mode in modes[1:])


@cache
def _has(run: Key, name: str) -> bool:
    try:
        registry.graph_of(run)[name]
    except BackpropError:
        return name in _units(run)
    return True


def _units(run: Key) -> list[str]:
    match EXAMPLES[run.example]:
        case Network(units=layers):
            return [unit for layer in layers for unit in layer]
        case Regression(samples=samples):
            return [f"sample {number}" for number in samples]
        case _:
            return []


def _all(run: Key) -> list[str]:
    return [*_units(run), *registry.graph_of(run).forward]
