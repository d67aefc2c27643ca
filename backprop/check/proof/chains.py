"""Chains of sides: the statements of a formula, or of several formulas that go on from each other."""

from dataclasses import dataclass, replace
from functools import cache

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Node,
    Number,
    Shaped,
    Statement,
    Symbol,
    TexError,
    walk,
)


@dataclass(frozen=True)
class Side:
    """One side of a chain, and which of the texts it stands in."""

    node: Node
    part: int


@dataclass(frozen=True)
class Chain:
    """Sides, and the relation before each but the first."""

    sides: tuple[Side, ...]
    relations: tuple[str, ...]


class PartError(Exception):
    """A `TexError` in one of several texts."""

    def __init__(self, part: int, error: TexError) -> None:
        super().__init__(str(error))
        self.part, self.offset = part, error.offset


def gathered(texts: tuple[str, ...]) -> list[Chain]:
    """Return the chains of all texts; what begins with a relation goes on with the chain before it."""
    chains: list[Chain] = []
    for part, tex in enumerate(texts):
        try:
            for statement in parse(tex).statements:
                _gather(statement, part, chains)
        except TexError as error:
            raise PartError(part, error) from error
    return chains


def _gather(statement: Statement, part: int, chains: list[Chain]) -> None:
    sides = tuple(Side(node, part) for node in statement.sides)
    if not statement.leads:
        chains.append(Chain(sides, statement.relations))
    elif chains:
        last = chains[-1]
        chains[-1] = replace(last, sides=last.sides + sides, relations=last.relations + statement.relations)
    else:
        raise TexError(statement.start, "found a relation with nothing before it, expected a side")


@cache
def count(tex: str) -> int:
    """Return how many printed numbers a formula holds, two in a shape's label; none if it cannot be read."""
    nodes = list(walk(_statements(tex)))
    return sum(isinstance(node, Number) + 2 * isinstance(node, Shaped) for node in nodes)


@cache
def symbols(tex: str) -> frozenset[Node]:
    """Return all trees in a formula that may be a symbol; none where it cannot be read."""
    return frozenset(
        node for node in walk(_statements(tex)) if isinstance(node, Symbol | Call | Binary | Derivative)
    )


def _statements(tex: str) -> tuple[Statement, ...]:
    try:
        return parse(tex).statements
    except TexError:
        return ()


@cache
def has_names(node: Node) -> bool:
    """Tell whether a tree holds any symbol."""
    return any(isinstance(part, Symbol | Derivative) for part in walk(node))


@cache
def has_numbers(node: Node) -> bool:
    """Tell whether a tree holds any printed number."""
    return any(isinstance(part, Number) for part in walk(node))
