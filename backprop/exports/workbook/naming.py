"""What cells, sheets and columns are called."""

import re

# An address of a cell, which no name may look like: three letters reach the last column.
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]+)")
_IN_CLASS = (
    (re.compile(r"net_(?=[ho])"), ""),
    (re.compile(r"out_(?=[ho])"), "a_"),
    (re.compile(r"([tE])_o"), r"\1"),
    (re.compile(r"dE_total/"), "dE/"),
)


def cell_name(quantity: str) -> str:
    """Return the name of a quantity's cell: `w_5` for w5, `dE_total_dw5` for its slope, `w_5_new` for w5+."""
    name = quantity.removesuffix("+").replace("/", "_")
    name = _ADDRESS.sub(r"\1_\2", name) if _ADDRESS.fullmatch(name) else name
    return f"{name}_new" if quantity.endswith("+") else name


def class_name(quantity: str) -> str:
    """Return what tables made by hand call a quantity of a network: `a_h1` for out_h1, `E1` for E_o1."""
    for pattern, short in _IN_CLASS:
        quantity = pattern.sub(short, quantity)
    return quantity


def quoted(sheet: str) -> str:
    """Return the name of a sheet as formulas write it."""
    return f"'{sheet}'"
