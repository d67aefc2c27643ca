"""Habits: slips that are made at several places alike, at all of them at once or at one alone."""

from collections.abc import Callable, Iterable, Iterator

from backprop.core.graph import Graph, Quantity
from backprop.slips.slip import Draft, Drafts

Places = Callable[[Graph, list[str]], Iterable[Quantity]]
Edit = Callable[[Graph, Quantity], Iterable[Quantity]]


def habit(words: str, places: Places, edit: Edit, option: str = "", rare: int = 0, alone: int = 1) -> Drafts:
    """Return the slip of one edit at all places, at those of each layer, and at each alone.

    `words` hold `{}` for the names of the places; where they do not, the slip is made at all or nowhere.
    Only at all places it is what an `option` does; `rare` says how rare it is, `alone` how much more at one.
    """

    def drafts(graph: Graph, names: list[str]) -> Iterator[Draft]:
        edits = {place.name: tuple(edit(graph, place)) for place in places(graph, names)}
        every = [place for place, edited in edits.items() if edited]
        for group in [every, *_parts(graph, every)] if "{}" in words else [every]:
            is_every = len(group) == len(every)
            changed = {edited.name: edited for place in group for edited in edits[place]}
            rank = rare + (alone if len(group) == 1 and not is_every else 0)
            text = words.format(_listed(group))
            if changed:
                yield Draft(text, tuple(changed.values()), rank, option=option if is_every else "")

    return drafts


def _parts(graph: Graph, places: list[str]) -> Iterator[list[str]]:
    """Yield the places of each layer that has several but not all, then each alone."""
    distances, layers = graph.distances(), dict[int, list[str]]()
    for place in places:
        layers.setdefault(distances.get(place, 0), []).append(place)
    yield from (layer for layer in layers.values() if 1 < len(layer) < len(places))
    yield from ([place] for place in places)


def _listed(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 4 else f"{names[0]} … {names[-1]}"


def having(role: str, *, trained: bool | None = None) -> Places:
    """Return what finds the quantities of a role, those that are trained or are not."""
    return lambda graph, _names: [
        quantity
        for quantity in graph.forward.values()
        if quantity.role == role and trained in {None, quantity.name in graph.updates}
    ]
