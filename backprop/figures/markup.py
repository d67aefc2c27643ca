"""SVG as text: elements with attributes and styles."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import TypeAlias

Attributes: TypeAlias = Mapping[str, str | float | None]
NOTHING: Mapping[str, str] = MappingProxyType({})


def element(name: str, attributes: Attributes, content: str = "") -> str:
    """Return an element with those of its attributes that have a value."""
    written = "".join(
        f' {attribute}="{_quoted(written_number(value))}"'
        for attribute, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def style_of(properties: Attributes) -> str:
    """Return the properties that have a value, as an attribute has them."""
    known = {name: written_number(value) for name, value in properties.items() if value is not None}
    return "; ".join(f"{name}: {value}" for name, value in known.items())


def written_number(value: str | float) -> str:
    """Return a number with at most two decimals, as an attribute has it."""
    return value if isinstance(value, str) else f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")
