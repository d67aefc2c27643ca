"""The one kind of error a person sees: a clear line, no traceback."""


class BackpropError(Exception):
    """What was found, what was expected and the cure, in one line."""


class UndecidedError(BackpropError):
    """The working precision is too low to decide a digit or a branch."""
