"""Backpropagation on small networks, worked in full: every number computed and proved.

`backprop.value("mazur@1:E_total")` is a number with its digits, formula and provenance.
"""

from typing import TYPE_CHECKING

from backprop.errors import BackpropError
from backprop.release import DATE, VERSION

if TYPE_CHECKING:
    from backprop.core.record import Value

__all__ = ["BackpropError", "__date__", "__version__", "value"]
__date__, __version__ = DATE, VERSION


def value(key: str) -> "Value":
    """Return the proved value at `key`; raise `BackpropError` with the nearest keys where there is none."""
    from backprop.core import record

    return record.value(key)
