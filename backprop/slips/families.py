"""All families of slips, the common ones first, each made from whatever graph there is."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from backprop.core.graph import Graph, derivative_name
from backprop.slips import neurons, numbers, updates
from backprop.slips.formulas import drafts_in_graph
from backprop.slips.lineage import everything
from backprop.slips.slip import Draft, Drafts, Slip

# What makes the slips of each family besides those in one formula.
FAMILIES: dict[str, tuple[Drafts, ...]] = {
    "update order": updates.ORDER,
    "step": (updates.count,),
    "bias": updates.BIAS,
    "half": neurons.HALF,
    "mean": (neurons.mean,),
    "slope": neurons.SLOPE,
    "activation": neurons.ACTIVATION,
    "swapped": (numbers.swapped,),
    "rounding": numbers.ROUNDING,
    "sign": (),
    "index": (),
    "net for out": (),
    "factor left out": (),
    "term left out": (),
    "update left out": updates.STILL,
    "frozen": updates.FROZEN,
    "given rounded": numbers.GIVEN_ROUNDED,
    "factor doubled": (),
}
# How much rarer a slip is that is rare within its family.
RARER = len(FAMILIES)


@dataclass(frozen=True)
class Ranked:
    """A draft with its family and its rank; the lower the rank, the likelier it is."""

    family: str
    draft: Draft
    rank: int


def slips(graph: Graph, quantity: str, step: int) -> Iterator[Slip]:
    """Yield every slip that may change a quantity of the pass after `step` updates."""
    return slips_of(graph, [quantity], step)


def slips_of(graph: Graph, quantities: Iterable[str], step: int) -> Iterator[Slip]:
    """Yield every slip that may change any of several quantities of one pass, one for each set of edits."""
    names = graph.ordered([*quantities, *(graph.updates.values() if step else ())])
    usual = _names(graph)
    more = tuple(name for name in names if name not in usual)
    for ranked in _distinct(drafts_of(graph, more), usual.keys() - names):
        draft = ranked.draft
        if step + draft.shift >= 0:
            yield Slip(ranked.family, draft.words, graph, draft.edits, ranked.rank, draft.shift, draft.option)


@lru_cache(maxsize=20)
def drafts_of(graph: Graph, more: tuple[str, ...] = ()) -> tuple[Ranked, ...]:
    """Return what the families propose for a pass and its update, and for `more` names, as they come."""
    names = [*_names(graph), *more]
    proposed = (
        Ranked(family, draft, place + RARER * draft.rare)
        for place, family in enumerate(FAMILIES)
        for draft in _drafts(family, graph, names)
    )
    return tuple(_distinct(proposed, frozenset()))


def _names(graph: Graph) -> dict[str, None]:
    """Return all names of a pass and its update, and what leads to the slopes along biases that are fixed."""
    biases = [name for name, quantity in graph.forward.items() if quantity.role == "bias"]
    slopes = [derivative_name(graph.loss, bias) for bias in biases if graph.depends(graph.loss, bias)]
    return dict.fromkeys(graph.ordered([*everything(graph), *graph.signals, *slopes]))


def _distinct(proposed: Iterable[Ranked], elsewhere: Set[str]) -> Iterable[Ranked]:
    """Return one draft for each set of edits, those of names `elsewhere` left out of account."""
    drafts: dict[object, Ranked] = {}
    for ranked in proposed:
        draft = ranked.draft
        edited = frozenset((edit.name, edit.expr) for edit in draft.edits if edit.name not in elsewhere)
        if draft.shift or edited:
            first = drafts.setdefault((draft.shift, edited), ranked)
            if first.family == ranked.family:
                drafts[draft.shift, edited] = replace(first, draft=_merged(first.draft, draft))
    return drafts.values()


def _drafts(family: str, graph: Graph, names: list[str]) -> Iterator[Draft]:
    for drafts in FAMILIES[family]:
        yield from drafts(graph, names)
    yield from drafts_in_graph(family, graph, names)


def _merged(first: Draft, second: Draft) -> Draft:
    """Return the one of two drafts that says no more than can be seen of both."""
    short, long = (second, first) if len(second.edits) <= len(first.edits) else (first, second)
    return replace(short, option=short.option or long.option)
