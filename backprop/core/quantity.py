"""A named quantity of a worked example, and what it belongs to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from backprop.core.expression import Expr, Num

_DERIVATIVE = re.compile(r"d(?P<upper>[^/]+)/d(?P<lower>[^/]+)")


@dataclass(frozen=True)
class Quantity:
    """A named quantity: its symbol in TeX, what it is in words, its role, and how it is made.

    `slopes` are its local derivatives by name, where they are better written than made by rule. Where it
    belongs to a `unit`, the unit stands in a `layer`, 0 being the inputs; a weight leads from `source` to
    `unit`; `sample` counts from 1. A derivative is that of `upper` by `lower`; an update, and the last change
    that momentum keeps, belong to a `parameter`.
    """

    name: str
    tex: str
    words: str
    role: str
    expr: Expr
    slopes: Mapping[str, Expr] = field(default_factory=dict)
    unit: str = ""
    layer: int | None = None
    source: str = ""
    sample: int | None = None
    upper: str = ""
    lower: str = ""
    parameter: str = ""

    @property
    def is_given(self) -> bool:
        """Tell whether the quantity is a plain number that the example starts from."""
        return isinstance(self.expr, Num)

    @property
    def is_derivative(self) -> bool:
        """Tell whether the quantity is the derivative of one quantity with respect to another."""
        return bool(self.upper)


def derivative_name(upper: str, lower: str) -> str:
    """Return the name of d upper / d lower."""
    return f"d{upper}/d{lower}"


def parse_derivative(name: str) -> tuple[str, str] | None:
    """Return what is differentiated and by what; None for a name that is not of a derivative."""
    match = _DERIVATIVE.fullmatch(name)
    return (match["upper"], match["lower"]) if match else None
