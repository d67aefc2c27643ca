"""A nudge and what it moves along a chain: each value before and after."""

from functools import lru_cache
from typing import Any

from flint import ctx

from backprop.check.figures.chains import Link, chains
from backprop.check.figures.names import label, listed, noun
from backprop.check.figures.subject import Subject
from backprop.check.figures.wording import Facts, Made, Value, usual
from backprop.check.printed import exact
from backprop.check.proof.assignment import Assignment
from backprop.core.graph import derivative_name
from backprop.core.registry import enclosure, run_of
from backprop.errors import BackpropError

_PRECISION = 128


def facts(subject: Subject) -> Facts:
    """Return what is told of a nudge."""
    upper, lower = subject.names
    links = _links(subject)
    moves = [(f"{name} from ", before, " to ", after) for name, before, after, _ in _moves(subject)]
    rates = [(f"of {link.upper} by {link.lower} ", _rate(subject, link)) for link in links]
    return {
        "upper": upper,
        "lower": lower,
        "high": label(upper),
        "low": label(lower),
        "nudge": subject.nudge,
        "moves": listed(moves),
        "rates": (f"{noun(len(rates), 'derivative')} ", listed(rates)),
        "slope": Value(subject.key(derivative_name(upper, lower))),
        "change": _moves(subject)[-1][3],
        "product": _product(subject),
    }


def _links(subject: Subject) -> list[Link]:
    """Return the links of the one chain, from below; several chains raise."""
    upper, lower = subject.names
    found = chains(subject)
    if found.count != 1:
        raise BackpropError(f"found {found.count} chains from {lower} to {upper}, expected one")
    above = {link.lower: link for link in found.lit}
    links, name = [], lower
    while name != upper:
        links.append(above[name])
        name = above[name].upper
    return links


def _rate(subject: Subject, link: Link, *, related: bool = False) -> Value:
    return Value(subject.key(derivative_name(link.upper, link.lower)), related)


def _product(subject: Subject, *, related: bool = False) -> Made:
    upper, lower = subject.names
    slope = subject.key(derivative_name(upper, lower))
    with ctx.workprec(_PRECISION):
        product: Any = enclosure(slope) * exact(subject.nudge)
    return Made(f"{slope} times {subject.nudge}", product, related)


@lru_cache(maxsize=256)
def _moves(subject: Subject) -> list[tuple[str, Made, Made, Made]]:
    """Return the quantities of the chain, each before and after the nudge, and its change."""
    lower, more = subject.names[1], exact(subject.nudge)
    state = run_of(subject.run, _PRECISION).state(subject.run.step)
    found = []
    with ctx.workprec(_PRECISION):
        before = {name: enclosure(subject.key(name)) for name in _stations(subject)}
        moved = Assignment(subject.graph, {**state, lower: before[lower] + more})
        for name, value in before.items():
            change: Any = moved.value(name) - value if name != lower else more
            places = max(usual(value), usual(change))
            key = subject.key(name)
            ends = (
                Made(str(key), value, places=places),
                Made(f"{key} after {subject.nudge} more of {lower}", moved.value(name), places=places),
            )
            found.append((name, *ends, Made(f"the change of {key} by {subject.nudge} of {lower}", change)))
    return found


def _stations(subject: Subject) -> list[str]:
    return [subject.names[1], *(link.upper for link in _links(subject))]
