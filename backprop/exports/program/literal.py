"""Assignments as Python text, broken over lines the way formatters break them."""

import re
from collections.abc import Sequence
from typing import TypeAlias

LINE = 88
WIDTH = LINE - 4  # since a line may be in a loop
INDENT = "    "
_BEFORE_TERM = re.compile(r" (?=[+-] )")

Nested: TypeAlias = "str | Sequence[Nested]"


def number(decimal: str) -> str:
    """Return a decimal as Python writes a float: `2` as `2.0`."""
    return f"{decimal}.0" if decimal.lstrip("-").isdigit() else decimal


def assigned_call(name: str, function: str, *arguments: Nested) -> list[str]:
    """Return the lines of `name = function(arguments)`, in as few lines as it fits into."""
    together = ", ".join(map(_flat, arguments))
    if len(line := f"{name} = {function}({together})") <= WIDTH:
        return [line]
    within = f"{INDENT}{together}"
    spread = [line for argument in arguments for line in _exploded(argument, INDENT)]
    return [f"{name} = {function}(", *([within] if len(within) <= WIDTH else spread), ")"]


def assigned_sum(name: str, terms: str) -> list[str]:
    """Return the lines of `name = terms`, each term on a line where they do not fit into one."""
    if len(line := f"{name} = {terms}") <= WIDTH:
        return [line]
    return [f"{name} = (", *_terms(terms, INDENT), ")"]


def _flat(nested: Nested) -> str:
    return nested if isinstance(nested, str) else f"[{', '.join(map(_flat, nested))}]"


def _exploded(nested: Nested, indent: str) -> list[str]:
    """Return the lines of an element with the comma after it."""
    if len(line := f"{indent}{_flat(nested)},") <= WIDTH:
        return [line]
    if isinstance(nested, str):
        *lines, last = _terms(nested, indent)
        return [*lines, f"{last},"]
    inner = [line for each in nested for line in _exploded(each, indent + INDENT)]
    return [f"{indent}[", *inner, f"{indent}],"]


def _terms(text: str, indent: str) -> list[str]:
    """Return a line for each term of a sum, its sign before it."""
    return [f"{indent}{term}" for term in _BEFORE_TERM.split(text)]
