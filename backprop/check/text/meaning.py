"""What a formula that is one symbol names, and which parts of the example a quantity is about."""

import re
from collections.abc import Iterator
from functools import cache

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import TexError
from backprop.check.proof.names import ANY, Scope, quantity
from backprop.core import registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES
from backprop.networks.network import Network
from backprop.networks.regression import Regression
from backprop.reading.document import Inline, Mathematics

UNIT = re.compile(r"(?<![A-Za-z0-9])[hio][1-9]\d*(?:_\d+)?(?![A-Za-z0-9])")
SAMPLE = re.compile(r"(?<![A-Za-z0-9])(?:sample\s+|d?(?:x|t|out|E|s)_)(?P<number>[1-9]\d*)(?!\w)", re.I)
_PARAMETER = re.compile(
    r"(?<![A-Za-z0-9])d?(?P<name>w[1-9]\d*|b_?[ho]?\d+(?:_\d+)?|theta\d+|w|b)(?![A-Za-z0-9])"
)


@cache
def lone(tex: str, scope: Scope) -> str | None:
    """Return the quantity that a formula of one symbol names; None where it is more than that, or unknown."""
    try:
        statements = parse(tex).statements
        if len(statements) != 1 or len(statements[0].sides) != 1:
            return None
        found = quantity(statements[0].sides[0], scope)
    except (TexError, BackpropError):
        return None
    return found if found and found != ANY and _exists(found, scope) else None


def _exists(name: str, scope: Scope) -> bool:
    """Tell whether a name that the page itself may have given to a symbol is one quantity."""
    try:
        return scope.run is None or bool(registry.graph_of(scope.run)[name])
    except BackpropError:
        return False


def symbol(piece: Inline, scope: Scope) -> str | None:
    """Return the quantity of the page's example that a piece of a line names as a formula of one symbol."""
    return lone(piece.tex, scope) if scope.run and isinstance(piece, Mathematics) else None


@cache
def parts(run: Key, name: str) -> frozenset[str]:
    """Return what a quantity is about, units, samples and parameters: `w5` also about its ends h1 and o1."""
    words = registry.graph_of(run)[name.removesuffix("+")].words
    spread = name.removesuffix("+").replace("net_", " ").replace("out_", " ").replace("/d", " ")
    parameters = (match["name"] for match in _PARAMETER.finditer(spread))
    return frozenset(UNIT.findall(words)) | frozenset(parameters) | frozenset(_samples(words))


def _samples(words: str) -> Iterator[str]:
    return (f"sample {match['number']}" for match in SAMPLE.finditer(words))


@cache
def samples(run: Key | None) -> tuple[str, ...]:
    """Return the samples of the example, `sample 1` first; none if it has but one."""
    example = EXAMPLES.get(run.example) if run else None
    return tuple(f"sample {number}" for number in example.samples) if isinstance(example, Regression) else ()


@cache
def units(run: Key | None) -> tuple[tuple[str, ...], ...]:
    """Return inputs, hidden neurons and outputs of the example; none if it is no network."""
    example = EXAMPLES.get(run.example) if run else None
    return example.units if isinstance(example, Network) else ()


def kind(part: str) -> str:
    """Return of which kind a unit, sample or parameter is: its first letter."""
    return part[0]
