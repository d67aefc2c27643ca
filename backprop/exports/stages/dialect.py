"""How NumPy and PyTorch say the same: arrays, activation functions, and what a program begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from backprop.exports.stages.literal import Nested, called, number, numbers


@dataclass(frozen=True)
class Dialect:
    """The words of a library; in `functions` the braces stand for the argument.

    `definitions` are the functions that the library lacks, by the name of the activation that needs them;
    `flat` are the numbers of an array one after the other, `plain` what makes a float of a number.
    """

    name: str
    title: str
    begins: tuple[str, ...]
    array: str
    log: str
    flat: str
    plain: str
    functions: Mapping[str, str]
    definitions: Mapping[str, tuple[str, ...]]


NUMPY = Dialect(
    name="numpy",
    title="NumPy",
    begins=("import numpy as np",),
    array="np.array",
    log="np.log",
    flat="np.ravel(numbers)",
    plain="",
    functions={
        "sigmoid": "sigmoid({})",
        "tanh": "np.tanh({})",
        "relu": "np.maximum(0, {})",
        "linear": "{}",
        "softmax": "softmax({})",
    },
    definitions={
        "sigmoid": ("def sigmoid(z):", "    return 1 / (1 + np.exp(-z))"),
        "softmax": (
            "def softmax(z):",
            "    powers = np.exp(z - z.max())  # less the greatest, so that none overflows",
            "    return powers / powers.sum()",
        ),
    },
)
TORCH = Dialect(
    name="torch",
    title="PyTorch",
    begins=("import torch", "", "torch.set_default_dtype(torch.float64)"),
    array="torch.tensor",
    log="torch.log",
    flat="numbers.flatten().tolist()",
    plain=".item()",
    functions={
        "sigmoid": "torch.sigmoid({})",
        "tanh": "torch.tanh({})",
        "relu": "torch.relu({})",
        "linear": "{}",
        "softmax": "torch.softmax({}, dim=0)",
    },
    definitions={},
)
DIALECTS = (NUMPY, TORCH)


def constant(dialect: Dialect, name: str, value: Nested) -> list[str]:
    """Return the lines that give a number or an array a name."""
    if isinstance(value, str):
        return [f"{name} = {number(value)}"]
    return called(name, dialect.array, numbers(value))


def parameter(dialect: Dialect, name: str, value: Nested) -> list[str]:
    """Return the lines of what is trained; PyTorch has to know that it is."""
    if dialect is TORCH:
        return called(name, dialect.array, numbers(value), "requires_grad=True")
    return constant(dialect, name, value)


def descent(dialect: Dialect, rate: str, names: list[str]) -> str:
    """Return the line that sets the learning rate, in PyTorch for a list of parameters."""
    if dialect is TORCH:
        return f"descent = torch.optim.SGD([{', '.join(names)}], lr={number(rate)})"
    return f"eta = {number(rate)}"
