"""Formulas judged: what they prove, how many numbers they account for, what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flint import ctx

from backprop.check.formulas.syntax import Node, Shorthand, TexError
from backprop.check.proof import assignment
from backprop.check.proof.assignment import has_key
from backprop.check.proof.chains import Chain, PartError, count, gathered, has_names, symbols
from backprop.check.proof.evaluation import evaluate
from backprop.check.proof.fault import Fault
from backprop.check.proof.names import ANY, Scope, quantity, scopes
from backprop.check.proof.shorthand import written_out
from backprop.check.proof.sides import side_faults
from backprop.check.proof.values import at_random
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


@lru_cache(maxsize=KEPT)
def judge(texts: tuple[str, ...], scope: Scope, subject: str = "") -> Judgement:
    """Judge a formula, or several that make one chain; `subject` names the quantity it must begin with."""
    try:
        chains = gathered(texts)
    except PartError as error:
        flaw = Flaw(error.part, error.offset, error.offset + 1, "syntax", str(error))
        return Judgement(0, 0, (flaw,))
    with ctx.workprec(assignment.PRECISION):
        used = frozenset().union(*map(symbols, texts))
        flaws = {
            flaw: None for turn in scopes(scope, used) for chain in chains for flaw in _flaws(chain, turn)
        }
        flaws |= dict.fromkeys(_misplaced(chains, scope, subject))
    proved = sum(len(chain.relations) for chain in chains)
    return Judgement(proved, sum(map(count, texts)), tuple(flaws))


def _flaws(chain: Chain, scope: Scope) -> Iterator[Flaw]:
    try:
        yield from _side_flaws(written_out(chain, scope), scope)
    except BackpropError as error:
        first = chain.sides[0]
        yield Flaw(first.part, first.node.start, first.node.end, "value", str(error))


def _side_flaws(chain: Chain, scope: Scope) -> Iterator[Flaw]:
    for place, side in enumerate(chain.sides):
        try:
            faults = list(_faults(chain, place, scope))
        except TexError as error:
            yield Flaw(side.part, error.offset, error.offset + 1, "value", str(error))
        except BackpropError as error:
            yield Flaw(side.part, side.node.start, side.node.end, "value", str(error))
        else:
            for fault in faults:
                yield Flaw(side.part, fault.node.start, fault.node.end, fault.rule, fault.message)


def _faults(chain: Chain, place: int, scope: Scope) -> Iterator[Fault]:
    """Yield what is wrong with one side; the first has to have a value, or to be a name where it is alone."""
    node = chain.sides[place].node
    if place:
        yield from side_faults(chain, place, scope)
    elif len(chain.sides) == 1:
        yield from _alone(node, scope)
    elif has_names(node):
        evaluate(node, at_random(scope, 1))


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


def _misplaced(chains: list[Chain], scope: Scope, subject: str) -> list[Flaw]:
    """Return a flaw where a formula does not begin with the quantity that it is headed with."""
    if not subject:
        return []
    side = chains[0].sides[0] if chains else None
    try:
        name = quantity(side.node, scope) if side else None
    except TexError:
        return []
    if name == subject or side is None:
        return []
    message = (
        f"found a formula of {name or 'an expression'}, expected one of {subject} as the line above says"
    )
    return [Flaw(side.part, side.node.start, side.node.end, "subject", message)]
