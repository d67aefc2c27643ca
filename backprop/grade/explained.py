"""Which slip gives a column's own numbers: edits of its one expression, tried on the learner's own cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from backprop.core.expression import Apply, Expr, Num, Ref, refs, replaced
from backprop.core.ops import OPS
from backprop.grade.naming import shown_quantities
from backprop.grade.series import Series, shifted
from backprop.grade.work import Work
from backprop.slips.column import ABOVE, BELOW, FIRST, SLIPS, Edit, Named, edits, operands

_MOVES = {ABOVE: 1, BELOW: -1}


@dataclass(frozen=True)
class Slip:
    """A slip that gives the learner's numbers: its family, its words, and how many others give them too."""

    family: str
    words: str
    rivals: int = 0


@dataclass(frozen=True)
class Bench:
    """One column on trial: its cells, those that are wrong, and the learner's words for quantities.

    `sources` are the quantities that the column's own formula reads, none where there is no formula.
    """

    work: Work
    name: str
    wrong: np.ndarray
    named: Named
    sources: frozenset[str] = frozenset()

    @cached_property
    def cells(self) -> Series:
        """The learner's numbers."""
        return self.work.columns[self.name]

    @cached_property
    def right(self) -> Series:
        """What they should be by the cells nearest to them."""
        return self.work.nearest(self.name)

    @cached_property
    def made(self) -> str:
        """The quantity that the cells hold the value of: for a weight, its update one row above."""
        return self.work.graph.updates.get(self.name, self.name)

    def aligned(self, values: np.ndarray) -> np.ndarray:
        """Return values computed in the row of their operands in the row of the cell."""
        return shifted(values, 1) if self.made != self.name else values

    def fits(self, values: np.ndarray, rows: np.ndarray) -> bool:
        """Tell whether `values` are the learner's numbers in `rows`, where most of these have a value."""
        known = rows & ~np.isnan(values)
        apart = np.abs(self.cells.values - values)[known]
        near = (self.cells.halves + self.right.halves)[known]
        return 2 * len(apart) > int(np.sum(rows)) and bool(np.all(apart <= near))


def explained(bench: Bench) -> Slip | None:
    """Return the likeliest slip that gives the numbers of the column; None where none is known."""
    everywhere = ~np.isnan(bench.cells.values) & ~np.isnan(bench.right.values)
    for rows in (everywhere, bench.wrong):
        fitting = sorted(_fitting(bench, rows), key=lambda edit: (_strange(bench, edit), edit.rank))
        if fitting:
            return Slip(fitting[0].family, fitting[0].words, _rivals(bench, fitting))
    return _scaled(bench)


def _strange(bench: Bench, edit: Edit) -> int:
    """Return how many quantities either the edit or the learner's formula reads, and not the other."""
    if not bench.sources or edit.family == "swapped":
        return 0
    return len(operands(edit.expr) ^ bench.sources)


def _fitting(bench: Bench, rows: np.ndarray) -> Iterator[Edit]:
    yield from _exchanged(bench, rows)
    for expr in dict.fromkeys(inlined(bench.work, bench.made, deep=deep) for deep in (False, True)):
        for edit in edits(bench.work.graph, expr, bench.named):
            if bench.made not in operands(edit.expr) and bench.fits(
                bench.aligned(evaluated(edit.expr, bench.work)), rows
            ):
                yield edit


def _exchanged(bench: Bench, rows: np.ndarray) -> Iterator[Edit]:
    """Yield the other quantities whose right values stand in the column."""
    work = bench.work
    for other in shown_quantities(work.graph):
        is_alike = work.graph[other].is_derivative == work.graph[bench.name].is_derivative
        if not is_alike or other == bench.name or other not in work.columns:
            continue
        if bench.fits(work.nearest(other).values, rows):
            if work.columns[other].fits(bench.right).all():
                words, rank = f"has changed places with {bench.named(other)}", -1
                yield Edit("swapped", words, inlined(work, other), rank)
            else:
                yield Edit("copied", f"holds {bench.named(other)}", inlined(work, other), len(SLIPS))


def _rivals(bench: Bench, fitting: list[Edit]) -> int:
    """Return how many edits besides the first give these numbers by other values of their own."""
    first = evaluated(fitting[0].expr, bench.work)
    apart = {
        edit.words
        for edit in fitting[1:]
        if not np.allclose(evaluated(edit.expr, bench.work), first, rtol=1e-9, atol=0, equal_nan=True)
    }
    return len(apart)


def _scaled(bench: Bench) -> Slip | None:
    """Return a factor, or a learning rate, that all wrong cells have in common."""
    is_updated = bench.made != bench.name
    base = shifted(bench.cells.values, 1) if is_updated else np.zeros(len(bench.wrong))
    ratio = ((bench.cells.values - base) / (bench.right.values - base))[bench.wrong]
    if len(ratio) < 2 or not np.all(np.isfinite(ratio)) or np.ptp(ratio) > 1e-6 * abs(ratio[0]):
        return None
    if is_updated:
        return Slip("factor", f"moves by {ratio[0]:.6g} times the right step: another learning rate")
    return Slip("factor", f"is {ratio[0]:.6g} times what it should be")


def inlined(work: Work, name: str, *, deep: bool = False) -> Expr:
    """Return the expression of `name` over what the table shows, nets and outputs kept unless `deep`."""
    expr = work.graph[name].expr
    hidden = [ref for ref in dict.fromkeys(refs(expr)) if not _is_kept(work, ref, deep=deep)]
    return replaced(expr, {ref: inlined(work, ref, deep=deep) for ref in hidden})


def _is_kept(work: Work, name: str, *, deep: bool) -> bool:
    if name in work.columns or work.is_start(name):
        return True
    return not deep and name in work.graph.forward and work.graph[name].role in {"net", "output"}


def evaluated(expr: Expr, work: Work) -> np.ndarray:
    """Return the numbers of an expression, row by row, in the row of its operands."""
    return np.array(np.broadcast_to(np.asarray(_value(expr, work), dtype=float), work.rows))


def _value(expr: Expr, work: Work) -> np.ndarray | float:
    match expr:
        case Num(value):
            return float(value)
        case Ref(name):
            return _marked(name, work)
        case Apply(op, args):
            result: np.ndarray = OPS[op].fast(*(_value(arg, work) for arg in args))
            return result
    raise TypeError(f"not an expression: {expr!r}")


def _marked(name: str, work: Work) -> np.ndarray:
    plain, _, mark = name.partition("@")
    values = (
        work.columns[plain].values if plain in work.columns else work.computed(plain, work.columns).values
    )
    if not mark:
        return values
    return np.full(len(values), values[0]) if f"@{mark}" == FIRST else shifted(values, _MOVES[f"@{mark}"])
