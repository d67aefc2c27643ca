"""Where something stands in a file, and the error for a page that cannot be read there."""

from backprop.errors import BackpropError

_LONGEST = 60


def where(text: str, offset: int) -> str:
    """Return `line:column` of an offset, both from 1."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def fault(path: str, text: str, offset: int, actual: str, expected: str) -> BackpropError:
    """Return the error for what stands at an offset, as one line."""
    words = " ".join(actual.split())
    excerpt = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return BackpropError(f"{path}:{where(text, offset)}: found {excerpt}, expected {expected}")
