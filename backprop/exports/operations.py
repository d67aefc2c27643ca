"""The table of operations as a module for the browser, which computes graphs with it."""

from backprop.core.ops import OPS, Script

FILE = "operations.mjs"

_HEAD = """// The operations of graphs, made by `backprop assets` from the table in backprop/core/ops.py.
import { areShort, larger, rounded } from "./numbers.mjs";

// How each is computed, when its result y is exact, by what it is off elsewhere, whether it jumps or bends.
export const OPS = {
"""


def operations_module() -> str:
    """Return the module: an object with a row for each operation."""
    return _HEAD + "".join(_row(name, op.script) for name, op in OPS.items()) + "};\n"


def _row(name: str, script: Script) -> str:
    return f"""  {name}: {{
    of: (a, b) => {script.formula},
    isExact: (a, b, y) => {script.exact},
    offBy: (a, b, y) => {script.off_by},
    jumps: {str(script.jumps).lower()},
  }},
"""
