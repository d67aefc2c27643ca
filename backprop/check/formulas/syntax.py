"""What a formula is once it is read: statements of sides and relations, each side a tree.

Offsets count characters of the TeX that was read; `tex[node.start:node.end]` is what the node was read from.
Trees that say the same are equal, wherever they stand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias, TypeVar


@dataclass(frozen=True)
class _Node:
    """Where a node is in the TeX."""

    start: int = field(compare=False, repr=False)
    end: int = field(compare=False, repr=False)


@dataclass(frozen=True)
class Number(_Node):
    """A printed number: `text` without separators, times ten to the `exponent` (-2 for a percentage)."""

    text: str
    exponent: int = 0


@dataclass(frozen=True)
class Symbol(_Node):
    r"""A name: `net_{h1}` has the base `net` and the index `h1`; `w_5^{+}` has the mark `+`."""

    base: str
    index: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Derivative(_Node):
    r"""`\frac{\partial E_{total}}{\partial w_5}`, in one piece or before what it is applied to."""

    upper: "Node"
    lower: "Node"


@dataclass(frozen=True)
class Call(_Node):
    r"""A function applied: sigma, sigma', exp, ln, tanh, max, step (`[x > 0]`), or a letter: J(a, b)."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Binary(_Node):
    """Two operands: `+`, `-`, `*`, `/`, `^`, `odot`, or `beside` where nothing stands between them."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Negative(_Node):
    """A minus before what it makes negative."""

    inner: "Node"


@dataclass(frozen=True)
class Matrix(_Node):
    """Rows of equal length; a column vector has one entry a row."""

    rows: tuple[tuple["Node", ...], ...]


@dataclass(frozen=True)
class Transposed(_Node):
    r"""`^{T}`, `^T`, `^\top` or `^\mathsf{T}` on a matrix or a name."""

    inner: "Node"


@dataclass(frozen=True)
class Repeated(_Node):
    r"""A sum or a product: over `lower`…`upper`, over the named `members` of a set, or with neither given."""

    kind: str
    index: str
    lower: "Node | None"
    upper: "Node | None"
    members: tuple[str, ...]
    body: "Node"


@dataclass(frozen=True)
class Keyed(_Node):
    r"""What `\htmlData{key=…}{…}` of a built page holds, with the key it names."""

    key: str
    inner: "Node"


@dataclass(frozen=True)
class Shaped(_Node):
    r"""`\underbrace{W}_{2 \times 3}`: what a brace says to have so many rows and columns."""

    inner: "Node"
    rows: int
    columns: int


@dataclass(frozen=True)
class Shorthand(_Node):
    """A symbol that stands for a formula on its page, and that formula."""

    symbol: "Node"
    inner: "Node"


Node: TypeAlias = (
    Number
    | Symbol
    | Derivative
    | Call
    | Binary
    | Negative
    | Matrix
    | Transposed
    | Repeated
    | Keyed
    | Shaped
    | Shorthand
)


@dataclass(frozen=True)
class Statement(_Node):
    """A chain such as `a = b ≈ c`: relation k stands before side k + 1, or before side k where one `leads`.

    A statement leads where it goes on from something written before it: `= w_1 i_1 + b_1`.
    Relations are `=`, `≈`, `:=`, `≠`, `<`, `>`, `≤`, `≥`, `∝`, `→` and `∈`.
    """

    sides: tuple[Node, ...]
    relations: tuple[str, ...]

    @property
    def leads(self) -> bool:
        """Whether the statement begins with a relation."""
        return len(self.relations) == len(self.sides)


T = TypeVar("T", bound=_Node)


def children(part: Any) -> Iterator[Any]:
    """Yield the trees directly in a tree or a tuple of trees."""
    for inner in part if isinstance(part, tuple) else vars(part).values():
        if isinstance(inner, _Node):
            yield inner
        elif isinstance(inner, tuple):
            yield from children(inner)


def walk(part: Any) -> Iterator[Any]:
    """Yield a tree, or a tuple of them, and all that is in it."""
    if isinstance(part, _Node):
        yield part
    for inner in children(part):
        yield from walk(inner)


@cache
def has_names(node: Node) -> bool:
    """Tell whether a tree holds any symbol."""
    return any(isinstance(part, Symbol | Derivative) for part in walk(node))


@cache
def has_numbers(node: Node) -> bool:
    """Tell whether a tree holds any printed number."""
    return any(isinstance(part, Number) for part in walk(node))


def rebuilt(node: T, change: Callable[[Any], Any]) -> T:
    """Return a tree with `change` applied to each tree directly in it."""
    return replace(node, **{name: _changed(part, change) for name, part in vars(node).items()})


def _changed(part: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(part, tuple):
        return tuple(_changed(inner, change) for inner in part)
    return change(part) if isinstance(part, _Node) else part


class TexError(Exception):
    """What cannot be read, at an offset of the TeX: what was found and what was expected."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
