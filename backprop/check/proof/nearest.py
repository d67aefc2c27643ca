"""Which quantity a number would fit, to be named beside a number that is wrong."""

from functools import cache

from flint import arb, fmpq

from backprop.check.printed import fits
from backprop.core import registry
from backprop.core.keys import Key
from backprop.errors import BackpropError


def nearest(run: Key, text: str) -> str:
    """Return `; it would be mazur:out_h1` for the first quantities of a pass that `text` fits, or nothing."""
    keys = [str(key) for key, value in _values(run) if fits(text, value)]
    return f"; it would be {' or '.join(keys[:2])}" if keys else ""


@cache
def _values(run: Key) -> tuple[tuple[Key, fmpq | arb], ...]:
    """Return all quantities of the pass, and the parameters one update later."""
    keys = [key for group in registry.GROUPS for key in registry.group(run, group)]
    return tuple((key, registry.enclosure(key)) for key in keys if _is_known(key))


def _is_known(key: Key) -> bool:
    try:
        registry.enclosure(key)
    except BackpropError:
        return False
    return True
