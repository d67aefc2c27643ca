"""What cells, sheets and columns are called."""

import re

from backprop.core.graph import Graph, Quantity, derivative_name

# An address of a cell, which no name may look like: three letters reach the last column. R and C alone mean
# the row and the column.
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]+)")
# What tables made by hand write for a role: the unit, of outputs only their count.
_IN_CLASS = {"net": "{unit}", "output": "a_{unit}", "target": "t{output}", "error": "E{output}"}


def cell_name(quantity: str) -> str:
    """Return the name of a quantity's cell: `w_5` for w5, `dE_total_dw5` for its slope, `w_5_new` for w5+."""
    name = quantity.removesuffix("+").replace("/", "_")
    name = _ADDRESS.sub(r"\1_\2", name) if _ADDRESS.fullmatch(name) else name
    name = f"{name}_" if name.upper() in {"R", "C"} else name
    return f"{name}_new" if quantity.endswith("+") else name


def class_names(graph: Graph) -> dict[str, str]:
    """Return what tables made by hand call the quantities of a network: `a_h1` for out_h1, `E1` for E_o1."""
    if not any(quantity.role == "net" for quantity in graph.forward.values()):
        return {}
    slopes = {derivative_name(graph.objective, name): f"dE/d{name}" for name in graph.updates}
    units = [quantity for quantity in graph.forward.values() if quantity.unit and quantity.role in _IN_CLASS]
    return slopes | {quantity.name: _class_name(quantity) for quantity in units}


def _class_name(quantity: Quantity) -> str:
    return _IN_CLASS[quantity.role].format(unit=quantity.unit, output=quantity.unit.removeprefix("o"))


def quoted(sheet: str) -> str:
    """Return the name of a sheet as formulas write it."""
    return f"'{sheet}'"
