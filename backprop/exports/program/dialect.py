"""How NumPy and PyTorch spell the same program: a row for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backprop.core.ops import ATOM, FUNCTION, OPS, PRODUCT, SUM
from backprop.core.tex import Notation, Spelling

# A sign in front of a number binds as tightly as a product; operations on arrays are written alike.
_SHARED = {
    "neg": Spelling("-{0}", PRODUCT, (PRODUCT,)),
    "matmul": Spelling("{0} @ {1}", SUM, (PRODUCT, PRODUCT)),
    "transpose": Spelling("{0}.T", ATOM, (ATOM,)),
    "sum": Spelling("{0}.sum()", ATOM, (ATOM,)),
}


@dataclass(frozen=True)
class Dialect:
    """The spellings of a library.

    `definitions` are the functions that the library lacks, by operation; `array` makes an array, `trained` is
    said to it of a parameter; `flat` are the numbers of `numbers` one after the other, `item` makes a number
    of an array. `rate` sets the learning rate of `parameters`, `update` moves a parameter, or all of them.
    Where the library itself finds the gradients, `backward` says so, and `gradient` is that of `parameter`.
    """

    name: str
    title: str
    begins: tuple[str, ...]
    notation: Notation
    definitions: Mapping[str, tuple[str, ...]]
    array: str
    trained: tuple[str, ...]
    flat: str
    item: str
    rate: str
    backward: tuple[str, ...]
    gradient: str
    update: str


def _notation(spellings: Iterable[tuple[str, str]], **more: Spelling) -> Notation:
    """Return a column of the table of operations as a notation of one line, with operations on arrays."""
    needs = {name: op.line_needs or op.needs for name, op in OPS.items()}
    column = {name: Spelling(text, OPS[name].level, needs[name]) for name, text in spellings if text}
    return column | _SHARED | more


NUMPY = Dialect(
    name="numpy",
    title="NumPy",
    begins=("import numpy as np",),
    notation=_notation(
        ((name, op.numpy) for name, op in OPS.items()),
        outer=Spelling("np.outer({0}, {1})", FUNCTION, (0, 0)),
        row_sums=Spelling("{0}.sum(axis=1, keepdims=True)", ATOM, (ATOM,)),
        softmax=Spelling("softmax({0})", FUNCTION, (0,)),
    ),
    definitions={
        "sigmoid": ("def sigmoid(z):", "    return 1 / (1 + np.exp(-z))"),
        "softmax": (
            "def softmax(z):",
            "    powers = np.exp(z - z.max())  # less the greatest, so that none overflows",
            "    return powers / powers.sum()",
        ),
    },
    array="np.array",
    trained=(),
    flat="np.ravel(numbers)",
    item="",
    rate="eta = {rate}",
    backward=(),
    gradient="",
    update="{parameter} = {parameter} - eta * {gradient}",
)
TORCH = Dialect(
    name="torch",
    title="PyTorch",
    begins=("import torch", "", "torch.set_default_dtype(torch.float64)"),
    notation=_notation(
        ((name, op.torch) for name, op in OPS.items()),
        softmax=Spelling("torch.softmax({0}, dim=0)", FUNCTION, (0,)),
    ),
    definitions={},
    array="torch.tensor",
    trained=("requires_grad=True",),
    flat="numbers.flatten().tolist()",
    item=".item()",
    rate="descent = torch.optim.SGD([{parameters}], lr={rate})",
    backward=("descent.zero_grad()", "{loss}.backward()"),
    gradient="{parameter}.grad",
    update="descent.step()",
)
DIALECTS = (NUMPY, TORCH)
