"""All families of slips, the common ones first, each made from whatever graph there is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backprop.core.graph import Graph
from backprop.slips import biases, formulas, habits, numbers, training
from backprop.slips.slip import Draft, Family, Slip
from backprop.slips.spots import everything

FAMILIES: dict[str, Family] = {
    "update order": training.sequential,
    "step": training.step,
    "bias": biases.bias,
    "half": habits.half,
    "mean": habits.mean,
    "slope": habits.slope,
    "activation": habits.activation,
    "swapped": numbers.swapped,
    "rounding": numbers.rounded,
    "sign": formulas.sign,
    "index": formulas.index,
    "net for out": formulas.net,
    "factor left out": formulas.dropped,
    "term left out": formulas.term,
    "update left out": training.still,
    "frozen": training.frozen,
    "given rounded": numbers.given,
    "factor doubled": formulas.doubled,
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
    for place, (family, make) in enumerate(FAMILIES.items()):
        for draft in make(graph, names):
            edited = frozenset((edit.name, edit.expr) for edit in draft.edits if edit.name not in elsewhere)
            if (draft.shift or edited) and step + draft.shift >= 0:
                key = draft.shift, edited
                first = drafts.setdefault(key, (family, draft, place + RARER * draft.rare))
                if first[0] == family:
                    drafts[key] = family, _merged(first[1], draft), first[2]
    yield from (_slip(graph, *draft) for draft in drafts.values())


def _merged(first: Draft, second: Draft) -> Draft:
    """Return the one of two drafts that says no more than can be seen of both."""
    short, long = (second, first) if len(second.edits) <= len(first.edits) else (first, second)
    return replace(short, option=short.option or long.option)


def _slip(graph: Graph, family: str, draft: Draft, rank: int) -> Slip:
    changed = graph.edited(draft.edits) if draft.edits else graph
    return Slip(family, draft.words, changed, draft.edits, rank, draft.shift, draft.option)
