"""Each column of a table against what it should be: right, wrong by itself, or right for wrong operands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from flint import ctx

from backprop.core.digits import decimals, digits, significant
from backprop.core.registry import PRECISIONS
from backprop.core.training import Run, history
from backprop.errors import BackpropError, UndecidedError
from backprop.grade.about import about, nearly
from backprop.grade.explained import Bench, Slip, explained
from backprop.grade.formula import reads, sources
from backprop.grade.given import Drift, is_given, settled, told
from backprop.grade.reading import Reading, worked
from backprop.grade.series import Series, rounded
from backprop.grade.verdict import Fault, Judged, SheetVerdict
from backprop.grade.work import Work

EXACT, OFF = 1e-12, 1e-11  # how far a run in float64 may wander, and from where on a number is another one
MOST = 15


@dataclass(frozen=True)
class Bar:
    """A table before its judge: the reading, the learner's cells, the right run, and what drifts."""

    reading: Reading
    work: Work
    drifts: tuple[Drift, ...]

    @cached_property
    def truth(self) -> Mapping[str, Series]:
        """The right run of the network, as far down as nothing that is given changes."""
        used = min((drift.row for drift in self.drifts if drift.used), default=self.work.rows)
        run = history(self.work.graph, list(self.work.columns), self.work.rows - 1)
        found = {}
        for name, values in run.items():
            known = np.array(np.broadcast_to(values, self.work.rows), dtype=float)
            known[used:] = np.nan
            found[name] = Series(known, np.abs(np.nan_to_num(known)))
        return found

    @cached_property
    def wrong(self) -> Mapping[str, np.ndarray]:
        """The rows of each column that nothing excuses."""
        found = {name: self._wrong(name) for name in self.work.columns}
        return {name: rows for name, rows in found.items() if rows.any()}

    def _wrong(self, name: str) -> np.ndarray:
        """Tell for each row whether a cell is at fault; what is given is judged in the first row only."""
        near = self.near(name, EXACT)
        if is_given(self.work, name):
            near[1:] = True
            return np.asarray(~near)
        excused = near | self.work.agrees(name, self.work.columns[name])
        excused[0] = near[0] if name in self.work.graph.updates else excused[0]
        return np.asarray(~excused)

    def near(self, name: str, share: float) -> np.ndarray:
        """Tell for each row whether a cell holds what it would in a right run, but for a share of it."""
        column, truth = self.work.columns[name], self.truth[name]
        apart = np.abs(column.values - truth.values)
        return np.asarray(np.isnan(column.values) | (apart <= column.halves + share * truth.halves + 1e-15))

    def told(self, name: str) -> str:
        """Return the learner's word for a quantity."""
        column = self.reading.named.columns.get(name)
        return column.head if column and column.head else name

    def places(self, name: str) -> int | None:
        """Return the decimals that a column is rounded to."""
        return rounded(self.reading.named.columns[name], self.reading.usual).places


def judge(reading: Reading) -> SheetVerdict:
    """Return the verdict on a table."""
    work, drifts = settled(worked(reading.table, reading.graph, reading.named, reading.usual))
    bar = Bar(reading, work, tuple(drifts))
    named = reading.named
    names = {id(column): name for name, column in named.columns.items()}
    columns = tuple(
        _judged(bar, names[id(column)]) for column in reading.table.columns if id(column) in names
    )
    unread = tuple(
        f"{column.head or 'no head'} ({column.letter})"
        for column in reading.table.columns
        if id(column) not in names and "step" not in column.meanings
    )
    return SheetVerdict(reading.table.sheet, about(reading), reading.table.rows, columns, unread, _notes(bar))


def _notes(bar: Bar) -> tuple[str, ...]:
    columns = bar.reading.named.columns
    drifting = (told(drift, columns[drift.name]) for drift in bar.drifts)
    recognised = (
        f"column {columns[name].letter}, {columns[name].head or 'no head'}, holds {name} by its numbers"
        for name in sorted(bar.reading.named.by_value)
    )
    return (*bar.reading.notes, *drifting, *recognised, *nearly(bar.reading))


def _judged(bar: Bar, name: str) -> Judged:
    column = bar.reading.named.columns[name]
    said = Judged(column.head, column.letter, name, "right", _digits(bar, name), bar.places(name))
    if name in bar.wrong:
        return replace(said, status="wrong", fault=_fault(bar, name))
    if is_given(bar.work, name):
        return replace(said, status="given")
    off = ~bar.near(name, OFF) & ~np.isnan(bar.work.columns[name].values) & ~np.isnan(bar.truth[name].values)
    causes = _causes(bar, int(np.argmax(off))) if off.any() else ()
    if not causes:
        return said
    return replace(said, status="inherits", since=column.cells[int(np.argmax(off))].place, causes=causes)


def _causes(bar: Bar, row: int) -> tuple[str, ...]:
    """Return the columns that are wrong by themselves in this row or above."""
    return tuple(bar.told(name) for name, rows in bar.wrong.items() if int(np.argmax(rows)) <= row)


def _digits(bar: Bar, name: str) -> int | None:
    """Return to how many significant digits every cell is right."""
    values, truth = bar.work.columns[name].values, bar.truth[name].values
    known = ~np.isnan(values) & ~np.isnan(truth) & (truth != 0)
    if not known.any():
        return None
    apart = float(np.max(np.abs(values - truth)[known] / np.abs(truth[known])))
    return MOST if apart == 0 else max(0, min(MOST, int(-np.log10(2 * min(apart, 1)))))


def _fault(bar: Bar, name: str) -> Fault:
    column, rows = bar.reading.named.columns[name], bar.wrong[name]
    row = int(np.argmax(rows))
    cell = column.cells[row]
    expected = float(bar.work.nearest(name).values[row])
    if row == 0 and bar.work.is_start(name):
        expected = float(bar.truth[name].values[row])
    places = bar.places(name)
    shown = _telling(bar.work.columns[name].values[row], expected) if places is None else 0
    text, proved = _expected(bar, name, row, expected, shown, places)
    table = bar.reading.table
    heads = {held.letter: held.head or held.letter for held in table.columns}
    beside = {held.place: bar.told(known) for known, held in table.beside.items()}
    slip = _slip(bar, name, rows)
    return Fault(
        cell.place, row + 1, _written(cell.number or 0.0, shown, places), text, proved, cell.formula,
        reads(cell.formula, int("".join(filter(str.isdigit, cell.place))), heads, beside),
        slip.family, slip.words, slip.rivals, int(np.sum(rows)),
    )  # fmt: skip


def _slip(bar: Bar, name: str, rows: np.ndarray) -> Slip:
    """Return the slip that explains a column, empty where none is known."""
    cells = bar.reading.named.columns[name].cells
    if rows[0] and bar.work.is_start(name):
        return Slip("start", f"does not start from the number of {bar.reading.network.name}")
    wrong = [cell for cell, is_wrong in zip(cells, rows, strict=True) if is_wrong]
    rest = [cell for cell, is_wrong in zip(cells, rows, strict=True) if not is_wrong]
    if not any(cell.formula for cell in wrong) and any(cell.formula for cell in rest):
        return Slip("typed", "holds a typed number where the other rows have a formula")
    letters = {column.letter: known for known, column in bar.reading.named.columns.items()}
    beside = {cell.place: known for known, cell in bar.reading.table.beside.items()}
    read = sources(wrong[-1].formula, letters, beside)
    found = explained(Bench(bar.work, name, rows, bar.told, read))
    return found or Slip("", "")


def _telling(found: float, expected: float) -> int:
    """Return how many significant digits show that two numbers differ, six at least."""
    apart = abs(found - expected) / max(abs(expected), abs(found), 1e-300)
    return max(6, min(MOST, 3 - int(np.floor(np.log10(apart))))) if 0 < apart < np.inf else 6


def _written(number: float, shown: int, places: int | None) -> str:
    if not np.isfinite(number):
        return "no finite number"
    rule = significant(shown) if places is None else decimals(places)
    return rule(Fraction(repr(number)))


def _expected(
    bar: Bar, name: str, row: int, expected: float, shown: int, places: int | None
) -> tuple[str, bool]:
    """Return the right number, proved where the run up to it is right; else from the learner's own cells."""
    truth = float(bar.truth[name].values[row])
    if not abs(truth - expected) <= EXACT * abs(truth) + 1e-15:
        return _written(expected, shown, places), False
    rule = significant(shown) if places is None else decimals(places)
    for precision in PRECISIONS:
        try:
            with ctx.workprec(precision):
                return digits(Run(bar.work.graph, precision).value(row, name), rule).text, True
        except UndecidedError as error:
            last = error
    raise BackpropError(f"{name}: it cannot be decided with {PRECISIONS[-1]} bits: {last}")
