"""An example as arrays: what a program computes, before any library has spelled it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from backprop.core.expression import Apply, Expr

# A decimal, an expression over earlier variables, or a list of either.
Entry: TypeAlias = "str | Expr | Sequence[Entry]"


@dataclass(frozen=True)
class Array:
    """A variable of a program: its value, and the key of each of its numbers.

    The numbers of `key` count from `first`: w5, w6, …; where that is None there is one number, and `key` is
    its own. An array `of_samples` has a column for each, and each number the key of its row and its sample.
    What has no key is not printed. A parameter has a `gradient`, itself an array, made by hand.
    """

    name: str
    value: Entry
    key: str = ""
    first: int | None = 1
    gradient: "Array | None" = None
    of_samples: bool = False


@dataclass(frozen=True)
class Arrays:
    """The arrays that are given, and those of the stages `forward`, `error`, `backward`.

    Of these stages a function has `error` alone; `backward` holds what gradients are made from.
    """

    given: tuple[Array, ...]
    stages: Mapping[str, tuple[Array, ...]]

    @property
    def trained(self) -> list[tuple[Array, Array]]:
        """Each parameter with its gradient."""
        return [(array, array.gradient) for array in self.given if array.gradient]


def matmul(left: Expr, right: Expr) -> Expr:
    """Return the product of two arrays."""
    return Apply("matmul", (left, right))


def outer(left: Expr, right: Expr) -> Expr:
    """Return the matrix of the products of two vectors."""
    return Apply("outer", (left, right))


def transposed(array: Expr) -> Expr:
    """Return a matrix with rows for columns."""
    return Apply("transpose", (array,))


def sum_of(array: Expr) -> Expr:
    """Return the sum of all numbers of an array."""
    return Apply("sum", (array,))


def row_sums_of(array: Expr) -> Expr:
    """Return the sum of each row of a matrix, as a column."""
    return Apply("row_sums", (array,))
