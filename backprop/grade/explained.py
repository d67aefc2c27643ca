"""Which slip gives a column's own numbers: edits of its one expression, tried on the learner's own cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from backprop.core.expression import Expr, Ref, refs, replaced
from backprop.core.graph import Quantity
from backprop.core.program import compiled
from backprop.grade.naming import shown_quantities
from backprop.grade.series import Series, shifted
from backprop.grade.work import Work
from backprop.slips.forms import Named
from backprop.slips.formulas import ABOVE, BELOW, FIRST, slips_in_column
from backprop.slips.slip import Slip

SWAPPED = ("swapped", "has changed places with {}", -1)
COPIED = ("copied", "holds {}", 99)
MOVES = {ABOVE: 1, BELOW: -1}
COLUMN = "column"  # the quantity that a column is tried as


@dataclass(frozen=True)
class Cause:
    """The slip that gives the learner's numbers: its family, its words, and how many others give them too."""

    family: str = ""
    words: str = ""
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
    def right(self) -> Series:
        """What the cells should be by those nearest to them."""
        return self.work.nearest(self.name)

    @cached_property
    def target(self) -> str:
        """The quantity that the cells hold the value of: for a weight, its update one row above."""
        return self.work.graph.updates.get(self.name, self.name)

    def fits(self, values: np.ndarray, rows: np.ndarray) -> bool:
        """Tell whether `values` are the learner's numbers in `rows`, where most of these have a value."""
        cells, known = self.work.columns[self.name], rows & ~np.isnan(values)
        near = np.abs(cells.values - values) <= cells.halves + self.right.halves
        return 2 * int(np.sum(known)) > int(np.sum(rows)) and bool(np.all(near[known]))

    def values(self, slip: Slip) -> np.ndarray:
        """Return what the column holds under a slip, in the row of the cell and not of its operands."""
        work, edit = self.work, replace(slip.edits[0], name=COLUMN)
        marked = [replace(edit, name=name) for name in set(refs(edit.expr)) if "@" in name]
        shown = {*work.columns, *work.right, *(quantity.name for quantity in marked)}
        program = compiled(work.graph.edited([edit, *marked]), [COLUMN], "fast", shown)
        value = program({name: _cells(work, name) for name in program.leaves if name in shown})[COLUMN]
        values = np.array(np.broadcast_to(np.asarray(value, dtype=float), work.rows))
        return shifted(values, 1) if self.target != self.name else values


def _cells(work: Work, name: str) -> np.ndarray:
    """Return the cells of a quantity, those of another row where it bears a mark."""
    plain, _, mark = name.partition("@")
    known = work.columns.get(plain) or work.computed(plain, work.columns)
    if f"@{mark}" == FIRST:
        return np.full(work.rows, known.values[0])
    return shifted(known.values, MOVES.get(f"@{mark}", 0))


def explained(bench: Bench) -> Cause:
    """Return the likeliest slip that gives the numbers of the column; an empty one where none is known."""
    everywhere = ~np.isnan(bench.work.columns[bench.name].values) & ~np.isnan(bench.right.values)
    choices = (everywhere, bench.wrong)
    tried = [fit for fit in _tried(bench) if any(bench.fits(fit[1], rows) for rows in choices)]
    for rows in choices:
        fitting = [fit for fit in tried if bench.fits(fit[1], rows)]
        if fitting:
            fitting.sort(key=lambda fit: (_strange(bench, fit[0]), fit[0].rank))
            (slip, values), *others = fitting
            rivals = {other.words for other, theirs in others if not _is_same(theirs, values)}
            return Cause(slip.family, slip.words, len(rivals))
    return _scaled(bench)


def _is_same(values: np.ndarray, others: np.ndarray) -> bool:
    return np.allclose(values, others, rtol=1e-9, atol=0, equal_nan=True)


def _strange(bench: Bench, slip: Slip) -> int:
    """Return how many quantities either the slip or the learner's formula reads, and not the other."""
    if not bench.sources or slip.family == "swapped":
        return 0
    return len(_operands(slip.edits[0].expr) ^ bench.sources)


def _operands(expr: Expr) -> frozenset[str]:
    """Return the quantities that a formula reads, without the marks of their rows."""
    return frozenset(name.partition("@")[0] for name in refs(expr))


def _tried(bench: Bench) -> Iterator[tuple[Slip, np.ndarray]]:
    """Yield each slip that the column may have, and what it would hold then."""
    work, quantity = bench.work, bench.work.graph[bench.target]
    for other in shown_quantities(work.graph):
        is_alike = work.graph[other].is_derivative == work.graph[bench.name].is_derivative
        if is_alike and other != bench.name and other in work.columns:
            family, words, rank = SWAPPED if work.columns[other].fits(bench.right).all() else COPIED
            edit = replace(quantity, expr=inlined(work, other))
            slip = Slip(family, words.format(bench.named(other)), work.graph, (edit,), rank)
            yield slip, work.nearest(other).values
    for expr in dict.fromkeys(inlined(work, bench.target, deep=deep) for deep in (False, True)):
        for slip in slips_in_column(work.graph, bench.named, replace(quantity, expr=expr)):
            if bench.target not in _operands(slip.edits[0].expr):
                yield slip, bench.values(slip)
    for slip in _slips_in_every_sample(bench, quantity):
        yield slip, bench.values(slip)


def _slips_in_every_sample(bench: Bench, quantity: Quantity) -> Iterator[Slip]:
    """Yield the slips in a sum over samples that are made in the term of each of them alike."""
    first, *others = quantity.operands or ("",)
    terms = {name: number for number, name in enumerate(quantity.operands, 1)}
    if not others or any(_in_sample(first, number) != name for name, number in terms.items()):
        return
    for expr in dict.fromkeys(inlined(bench.work, first, deep=deep) for deep in (False, True)):
        for slip in slips_in_column(bench.work.graph, bench.named, replace(quantity, expr=expr)):
            term = slip.edits[0].expr
            alike = {
                name: replaced(term, {each: Ref(_in_sample(each, number)) for each in refs(term)})
                for name, number in terms.items()
            }
            edit = replace(quantity, expr=replaced(quantity.expr, alike))
            yield replace(slip, words=f"{slip.words}, and so in every sample", edits=(edit,))


def _in_sample(name: str, number: int) -> str:
    """Return the name that a quantity of the first sample has in another one."""
    return re.sub(r"_s1(?=$|[/@])", f"_s{number}", name)


def _scaled(bench: Bench) -> Cause:
    """Return a factor, or a learning rate, that all wrong cells have in common."""
    cells, is_updated = bench.work.columns[bench.name].values, bench.target != bench.name
    base = shifted(cells, 1) if is_updated else np.zeros(len(bench.wrong))
    ratio = ((cells - base) / (bench.right.values - base))[bench.wrong]
    if len(ratio) < 2 or not np.all(np.isfinite(ratio)) or np.ptp(ratio) > 1e-6 * abs(ratio[0]):
        return Cause()
    if is_updated:
        return Cause("factor", f"moves by {ratio[0]:.6g} times the right step: another learning rate")
    return Cause("factor", f"is {ratio[0]:.6g} times what it should be")


def inlined(work: Work, name: str, *, deep: bool = False) -> Expr:
    """Return the expression of `name` over what the table shows, nets and outputs kept unless `deep`."""
    expr = work.graph[name].expr
    hidden = [ref for ref in dict.fromkeys(refs(expr)) if not _is_kept(work, ref, deep=deep)]
    return replaced(expr, {ref: inlined(work, ref, deep=deep) for ref in hidden})


def _is_kept(work: Work, name: str, *, deep: bool) -> bool:
    if name in work.columns or work.is_start(name):
        return True
    return not deep and name in work.graph.forward and work.graph[name].role in {"net", "output"}
