"""The one kind of error a person sees, a clear line and no traceback, and where in a file it points."""

_LONGEST = 60


class BackpropError(Exception):
    """What was found, what was expected and the cure, in one line."""


class UndecidedError(BackpropError):
    """The working precision is too low to decide a digit or a branch."""


def where(text: str, offset: int) -> str:
    """Return `line:column` of an offset, both from 1."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def fault(path: str, text: str, offset: int, actual: str, expected: str) -> BackpropError:
    """Return the error for what cannot be read at an offset, as one line."""
    words = " ".join(actual.split())
    excerpt = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return BackpropError(f"{path}:{where(text, offset)}: found {excerpt}, expected {expected}")
