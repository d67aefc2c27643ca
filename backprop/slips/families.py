"""All families of slips, the common ones first, each made from whatever graph there is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backprop.core.graph import Graph
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


def slips(graph: Graph, quantity: str, step: int) -> Iterator[Slip]:
    """Yield every slip that may change a quantity of the pass after `step` updates."""
    return slips_of(graph, [quantity], step)


def slips_of(graph: Graph, quantities: Iterable[str], step: int) -> Iterator[Slip]:
    """Yield every slip that may change any of several quantities of one pass, one for each set of edits."""
    names = graph.ordered([*quantities, *(graph.updates.values() if step else ())])
    elsewhere = set(everything(graph)) - set(names)
    drafts: dict[object, tuple[str, Draft, int]] = {}
    for place, family in enumerate(FAMILIES):
        for draft in _drafts(family, graph, names):
            edited = frozenset((edit.name, edit.expr) for edit in draft.edits if edit.name not in elsewhere)
            if (draft.shift or edited) and step + draft.shift >= 0:
                key = draft.shift, edited
                first = drafts.setdefault(key, (family, draft, place + RARER * draft.rare))
                if first[0] == family:
                    drafts[key] = family, _merged(first[1], draft), first[2]
    for family, draft, rank in drafts.values():
        yield Slip(family, draft.words, graph, draft.edits, rank, draft.shift, draft.option)


def _drafts(family: str, graph: Graph, names: list[str]) -> Iterator[Draft]:
    for drafts in FAMILIES[family]:
        yield from drafts(graph, names)
    yield from drafts_in_graph(family, graph, names)


def _merged(first: Draft, second: Draft) -> Draft:
    """Return the one of two drafts that says no more than can be seen of both."""
    short, long = (second, first) if len(second.edits) <= len(first.edits) else (first, second)
    return replace(short, option=short.option or long.option)
