"""Which quantities a number would be: named beside a number that is wrong, or that is bound to nothing."""

from collections.abc import Iterable
from functools import cache

from flint import arb, fmpq

from backprop.check.printed import fits
from backprop.core import registry
from backprop.core.expression import Ref
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key
from backprop.errors import BackpropError

MOST = 2


def suggested(run: Key, text: str) -> tuple[Key, ...]:
    """Return the first quantities of a pass that `text` is the rounding of, copies of them left out."""
    keys = [key for key, value in _values(run) if fits(text, value)]
    return tuple(key for key in keys if not _is_copy(key, keys))[:MOST]


def counts_of(run: Key, text: str) -> list[Key]:
    """Return the counts of a pass that `text` would be: of its inputs, weights, samples and so on."""
    counts = [registry.at(run, name) for name in registry.graph_of(run).counts]
    return [key for key in counts if fits(text, registry.enclosure(key))]


def _is_copy(key: Key, keys: list[Key]) -> bool:
    """Tell whether a quantity is just another one of `keys`, as the slope of a product along a factor is."""
    entry = registry.entry(key)
    return isinstance(entry.expr, Ref) and entry.operands[entry.expr.name] in keys


def hint_of(keys: Iterable[Key]) -> str:
    """Return `; it would be mazur:out_h1` for these keys; nothing for none."""
    names = " or ".join(map(str, keys))
    return f"; it would be {names}" if names else ""


@cache
def _values(run: Key) -> tuple[tuple[Key, fmpq | arb], ...]:
    """Return all quantities of the pass, and the parameters one update later."""
    keys = [key for group in GROUPS for key in group_keys(run, group)]
    return tuple((key, registry.enclosure(key)) for key in keys if _has_value(key))


def _has_value(key: Key) -> bool:
    try:
        registry.enclosure(key)
    except BackpropError:
        return False
    return True
