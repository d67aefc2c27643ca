"""Formulas judged: what they prove, how many numbers they account for, what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from flint import ctx

from backprop.check.formulas.parser import parse, symbols
from backprop.check.formulas.syntax import (
    Node,
    Number,
    Shaped,
    Shorthand,
    Statement,
    TexError,
    has_names,
    walk,
)
from backprop.check.proof.assignment import PRECISION, at_random, difference, has_key
from backprop.check.proof.closing import Fault
from backprop.check.proof.evaluation import evaluate
from backprop.check.proof.names import ANY, Scope, quantity, scopes, written_out
from backprop.check.proof.sides import side_faults
from backprop.errors import BackpropError

# More than all pages hold together; a run of mutants would otherwise fill the memory.
KEPT = 1 << 14


@dataclass(frozen=True)
class Flaw:
    """What is wrong in text `part` of a formula, between two offsets of it."""

    part: int
    start: int
    end: int
    rule: str
    message: str


@dataclass(frozen=True)
class Judgement:
    """What a formula proves, the numbers it accounts for, and its flaws."""

    proved: int
    numbers: int
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True)
class Side:
    """One side of a chain, and which of the texts has it."""

    node: Node
    part: int


@dataclass(frozen=True)
class Chain:
    """Sides, and the relation before each but the first."""

    sides: tuple[Side, ...]
    relations: tuple[str, ...]


@lru_cache(maxsize=KEPT)
def judge(texts: tuple[str, ...], scope: Scope, subject: str = "") -> Judgement:
    """Judge a formula, or several that make one chain; `subject` names the quantity it must begin with."""
    chains: list[Chain] = []
    for part, tex in enumerate(texts):
        try:
            for statement in parse(tex):
                _gather(statement, part, chains)
        except TexError as error:
            flaw = Flaw(part, error.offset, error.offset + 1, "syntax", str(error))
            return Judgement(0, 0, (flaw,))
    with ctx.workprec(PRECISION):
        used = frozenset().union(*map(symbols, texts))
        flaws = dict.fromkeys(
            flaw for turn in scopes(scope, used) for chain in chains for flaw in _flaws(chain, turn)
        )
        flaws |= dict.fromkeys(_misplaced(chains, scope, subject))
    proved = sum(len(chain.relations) for chain in chains)
    return Judgement(proved, sum(map(_count, texts)), tuple(flaws))


def _gather(statement: Statement, part: int, chains: list[Chain]) -> None:
    """Add a statement to the chains; what begins with a relation goes on with the chain before it."""
    sides = tuple(Side(node, part) for node in statement.sides)
    if not statement.leads:
        chains.append(Chain(sides, statement.relations))
    elif chains:
        last = chains[-1]
        chains[-1] = Chain(last.sides + sides, last.relations + statement.relations)
    else:
        raise TexError(statement.start, "found a relation with nothing before it, expected a side")


@cache
def _count(tex: str) -> int:
    """Return how many printed numbers a formula holds, two in a shape's label."""
    nodes = list(walk(parse(tex)))
    return sum(isinstance(node, Number) + 2 * isinstance(node, Shaped) for node in nodes)


def _flaws(chain: Chain, scope: Scope) -> Iterator[Flaw]:
    try:
        sides = tuple(replace(side, node=written_out(side.node, scope)) for side in chain.sides)
    except BackpropError as error:
        yield _flaw(chain.sides[0], str(error))
        return
    for place, side in enumerate(sides):
        try:
            for fault in list(_faults(replace(chain, sides=sides), place, scope)):
                yield Flaw(side.part, fault.node.start, fault.node.end, fault.rule, fault.message)
        except TexError as error:
            yield Flaw(side.part, error.offset, error.offset + 1, "value", str(error))
        except BackpropError as error:
            yield _flaw(side, str(error))


def _flaw(side: Side, message: str, rule: str = "value") -> Flaw:
    """Return a flaw of a side as a whole."""
    return Flaw(side.part, side.node.start, side.node.end, rule, message)


def _faults(chain: Chain, place: int, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with one side; the first has to have a value, or to be a name where it is alone.

    Where a side is the same as what stands before it whatever the numbers, nothing else is asked.
    """
    node = chain.sides[place].node
    if place:
        before, relation = [side.node for side in chain.sides[:place]], chain.relations[place - 1]
        base = next((earlier for earlier in reversed(before) if has_names(earlier)), None)
        if not (base and relation == "=" and _is_identity(base, node, scope)):
            yield from side_faults(before, base, relation, node, scope)
    elif len(chain.sides) == 1:
        yield from _alone(node, scope)
    elif has_names(node):
        evaluate(node, at_random(scope, 1))


def _is_identity(base: Node, side: Node, scope: Scope) -> bool:
    return has_names(side) and base != side and difference(base, side, scope) is None


def _alone(node: Node, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with a side that stands alone: it has to name something."""
    name = quantity(node, scope)
    if isinstance(node, Shorthand):
        evaluate(node, at_random(scope, 1))
    elif name is None:
        yield Fault(node, "alone", "found an expression of which nothing is said, expected an equation")
    elif name != ANY and scope.run and not has_key(scope.run, name):
        yield Fault(node, "alone", "found a derivative that is always 0, expected one that is not")
    else:
        evaluate(node, at_random(scope, 1))


def _misplaced(chains: list[Chain], scope: Scope, subject: str) -> Iterator[Flaw]:
    """Yield a flaw where a formula does not begin with the quantity that it is headed with."""
    if not (subject and chains):
        return
    side = chains[0].sides[0]
    try:
        name = quantity(side.node, scope)
    except TexError:
        return
    if name != subject:
        beginning = f"found a formula of {name or 'an expression'}"
        yield _flaw(side, f"{beginning}, expected one of {subject} as the line above says", "subject")
