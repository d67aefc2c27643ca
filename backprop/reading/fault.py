"""The error for a page that cannot be read: `path:line:column`, what was found and what was expected."""

from backprop.errors import BackpropError

_LONGEST = 60


def fault(path: str, text: str, offset: int, found: str, expected: str) -> BackpropError:
    """Return the error for what stands at an offset, as one line; line and column count from 1."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    words = " ".join(found.split())
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return BackpropError(f"{path}:{line}:{column}: found {shown}, expected {expected}")
