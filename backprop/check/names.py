"""Names with an index, such as `h1`, `w₅` or `net_o1`: each belongs to an example of its page."""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache

from backprop.core import registry
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, parse_run, words_of
from backprop.errors import BackpropError

INDEXED = re.compile(r"(?<![\w@:;=-])(?:d[A-Za-z]\w*/d[A-Za-z]\w*|[A-Za-zθ_][\w₀-₉]*)(?<=[\w₀-₉])")
_DIGIT = re.compile(r"[0-9₀-₉]")
_INDEX = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def indexed_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the names in a text that hold a digit."""
    return (match for match in INDEXED.finditer(text) if _DIGIT.search(match[0]))


def is_name(text: str, examples: Iterable[str]) -> bool:
    """Tell whether one of the examples has a quantity, a unit or a derivative of that name."""
    name = text.translate(_INDEX).replace("θ", "theta")
    return any(name in vocabulary(example) or _is_derivative(example, name) for example in examples)


@cache
def vocabulary(example: str) -> frozenset[str]:
    """Return the names of an example's quantities and units, whatever its options."""
    graphs = [registry.graph_of(run) for run in _runs(example)]
    quantities = [quantity for graph in graphs for quantity in graph.forward.values()]
    return frozenset(name for each in quantities for name in (each.name, each.unit) if name)


def _runs(example: str) -> Iterator[Key]:
    """Yield a run for each value of each option; a tenth stands for all decimals."""
    for option, values in EXAMPLES[example].options.items():
        words = words_of(EXAMPLES[example], option)
        for value in (*words, *(["0.1"] if len(words) < len(values) else [])):
            yield parse_run(f"{example};{option}={value}")


@cache
def _is_derivative(example: str, name: str) -> bool:
    try:
        return bool(registry.graph_of(parse_run(example))[name])
    except BackpropError:
        return False


def nearest_names(text: str, examples: Iterable[str]) -> str:
    """Return the names most like a text, for a message."""
    known = sorted(frozenset().union(*(vocabulary(example) for example in examples)))
    return ", ".join(difflib.get_close_matches(text, known, n=3, cutoff=0.4) or known[:3])
