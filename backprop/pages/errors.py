"""A mistake in a page, in words that end the build and no traceback."""

from mkdocs.exceptions import BuildError

from backprop.errors import BackpropError


class PageError(BackpropError, BuildError):
    """One line a mistake, `path:line:column: message`; MkDocs prints it and ends with exit code 1."""
