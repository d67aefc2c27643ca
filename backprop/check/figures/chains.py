"""The links that a derivative is made of: which quantity is computed from which on the way up."""

from dataclasses import dataclass
from functools import lru_cache

from backprop.check.figures.subject import Subject
from backprop.core.expression import refs
from backprop.core.registry import entry

MOST_LABELS = 12  # between two rows of a picture; more of them would cover the lines
MOST_NAMED = 4  # of those, labels that still spell out their derivative


@dataclass(frozen=True, order=True)
class Link:
    """`upper` is computed from `lower`."""

    upper: str
    lower: str


@dataclass(frozen=True)
class Chains:
    """All links of a picture, those on the chains, those with a number, and the number of chains."""

    links: tuple[Link, ...]
    lit: tuple[Link, ...]
    told: tuple[Link, ...]
    count: int

    @property
    def stations(self) -> frozenset[str]:
        """The quantities that the chains run through."""
        return frozenset(name for link in self.lit for name in (link.upper, link.lower))

    def beside(self, link: Link) -> int:
        """Return how many links of the chains lie in the same row: they begin or end where it does."""
        return sum(_level(self, other) == _level(self, link) for other in self.lit)


def _level(chains: Chains, link: Link) -> int:
    """Return how many links lie above one, at the most."""
    above = [_level(chains, other) for other in chains.lit if other.lower == link.upper]
    return 1 + max(above, default=0)


@lru_cache(maxsize=1024)
def chains(subject: Subject) -> Chains:
    """Return the chains between the two names of a path."""
    upper, lower = subject.names
    entry(subject.run.of(f"d{upper}/d{lower}"))
    forward, depends = subject.graph.forward, subject.graph.depends
    drawn = [
        name
        for name, quantity in forward.items()
        if not quantity.is_given or quantity.role == "input" or name == lower
    ]
    links = tuple(
        Link(name, other)
        for name in drawn
        for other in dict.fromkeys(refs(forward[name].expr))
        if other in drawn
    )
    lit = tuple(
        link
        for link in links
        if (link.upper == upper or depends(upper, link.upper))
        and (link.lower == lower or depends(link.lower, lower))
    )
    ways = {lower: 1}
    for name in drawn:
        if name != lower:
            ways[name] = sum(ways.get(link.lower, 0) for link in lit if link.upper == name)
    whole = Chains(links, lit, (), ways[upper])
    told = tuple(link for link in lit if whole.beside(link) <= MOST_LABELS)
    return Chains(links, lit, told, ways[upper])
