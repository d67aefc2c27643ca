"""The stages of one neuron on several samples: all of them at once, as arrays."""

from backprop.exports.stages.dialect import NUMPY, Dialect, constant, descent, parameter
from backprop.exports.stages.part import Part, autograd, printed, show
from backprop.networks.regression import Regression


def given(line: Regression, dialect: Dialect) -> list[str]:
    """Return the samples, the weight, the bias and the rate."""
    return [
        *constant(dialect, "x", line.inputs),
        *constant(dialect, "t", line.targets),
        *parameter(dialect, "w", line.weight),
        *parameter(dialect, "b", line.bias),
        descent(dialect, line.rate, ["w", "b"]),
    ]


def parts(line: Regression, dialect: Dialect) -> dict[str, Part]:
    """Return the parts of a pass by the name of their stage."""
    name = line.name
    errors = ["E = (t - out) ** 2 / 2", "E_total = E.sum()"]
    return {
        "forward": Part(["out = w * x + b"], [show(f"{name}:out_", "out")]),
        "error": Part(errors, [show(f"{name}:E_", "E"), printed(f"{name}:E_total", "E_total")]),
        "backward": _by_hand(name) if dialect is NUMPY else _by_autograd(name),
        "update": Part(
            ["w = w - eta * dw", "b = b - eta * db"] if dialect is NUMPY else ["descent.step()"],
            [printed(f"{name}@1:w", "w"), printed(f"{name}@1:b", "b")],
        ),
    }


def _by_hand(name: str) -> Part:
    lines = ["dw = (out - t) @ x", "db = (out - t).sum()"]
    return Part(lines, [printed(f"{name}:dE_total/dw", "dw"), printed(f"{name}:dE_total/db", "db")])


def _by_autograd(name: str) -> Part:
    shown = [printed(f"{name}:dE_total/d{each}", f"{each}.grad") for each in ("w", "b")]
    return Part(autograd("E_total"), shown)
