"""Each column of a table against what it should be: right, wrong by itself, or right for wrong operands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from backprop.core.digits import Rule, decimals, digits, significant
from backprop.core.program import Run, history
from backprop.core.registry import decided
from backprop.grade.description import describe, near_examples
from backprop.grade.explained import Bench, Cause, explained
from backprop.grade.given import Drift, drift_note, is_given, settled
from backprop.grade.reading import Reading
from backprop.grade.report import ColumnReport, Fault, SheetReport
from backprop.grade.series import Series
from backprop.grade.sheet import reads, sources
from backprop.grade.work import Work, work_of

EXACT, OFF = 1e-12, 1e-11  # how far a run in float64 may wander, and from where on a number is another one
MOST = 15


@dataclass(frozen=True)
class GradedSheet:
    """A table that is graded: the reading, the learner's cells, and what drifts."""

    reading: Reading
    work: Work
    drifts: tuple[Drift, ...]

    @cached_property
    def truth(self) -> Mapping[str, Series]:
        """The right run of the network, as far down as nothing that is given changes."""
        used = min((drift.row for drift in self.drifts if drift.used), default=self.work.rows)
        run = history(self.work.graph, list(self.work.columns), self.work.rows - 1)
        truth = {}
        for name, values in run.items():
            known = np.array(np.broadcast_to(values, self.work.rows), dtype=float)
            known[used:] = np.nan
            truth[name] = Series(known, np.abs(np.nan_to_num(known)))
        return truth

    @cached_property
    def wrong(self) -> Mapping[str, np.ndarray]:
        """The rows of each column that nothing excuses."""
        return {name: rows for name in self.work.columns if (rows := self._wrong(name)).any()}

    def _wrong(self, name: str) -> np.ndarray:
        """Tell for each row whether a cell is at fault; what is given counts in the first row only."""
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

    def spoken(self, name: str) -> str:
        """Return the learner's word for a quantity."""
        column = self.reading.named.columns.get(name)
        return column.head if column and column.head else name

    def places(self, name: str) -> int | None:
        """Return the decimals that a column is rounded to."""
        return self.reading.named.columns[name].rounding.places

    @property
    def labels(self) -> Mapping[str, str]:
        """The quantity of each labelled cell by its place."""
        return {cell.place: name for name, cell in self.reading.table.labelled.items()}

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The quantity of each column by its letter."""
        return {column.letter: name for name, column in self.reading.named.columns.items()}


def compare_table(reading: Reading) -> SheetReport:
    """Return the report on a table."""
    work, drifts = settled(work_of(reading.table, reading.graph, reading.named.columns))
    sheet = GradedSheet(reading, work, tuple(drifts))
    columns = tuple(
        _column_report(sheet, sheet.letters[column.letter])
        for column in reading.table.columns
        if column.letter in sheet.letters
    )
    unread = tuple(
        f"{column.head or 'no head'} ({column.letter})"
        for column in reading.table.columns
        if column.letter not in sheet.letters and "step" not in column.meanings
    )
    return SheetReport(
        reading.table.sheet, describe(reading), reading.table.rows, columns, unread, _notes(sheet)
    )


def _notes(sheet: GradedSheet) -> tuple[str, ...]:
    columns = sheet.reading.named.columns
    drifting = (drift_note(drift, columns[drift.name]) for drift in sheet.drifts)
    recognised = (
        f"column {columns[name].letter}, {columns[name].head or 'no head'}, holds {name} by its numbers"
        for name in sorted(sheet.reading.named.by_value)
    )
    return (*sheet.reading.notes, *drifting, *recognised, *near_examples(sheet.reading))


def _column_report(sheet: GradedSheet, name: str) -> ColumnReport:
    column = sheet.reading.named.columns[name]
    report = ColumnReport(column.head, column.letter, name, "right", _digits(sheet, name), sheet.places(name))
    if name in sheet.wrong:
        return replace(report, status="wrong", fault=_fault(sheet, name))
    if is_given(sheet.work, name):
        return replace(report, status="given")
    off = (
        ~sheet.near(name, OFF)
        & ~np.isnan(sheet.work.columns[name].values)
        & ~np.isnan(sheet.truth[name].values)
    )
    causes = _causes(sheet, int(np.argmax(off))) if off.any() else ()
    if not causes:
        return report
    return replace(report, status="inherits", since=column.cells[int(np.argmax(off))].place, causes=causes)


def _causes(sheet: GradedSheet, row: int) -> tuple[str, ...]:
    """Return the columns that are wrong by themselves in this row or above."""
    return tuple(sheet.spoken(name) for name, rows in sheet.wrong.items() if int(np.argmax(rows)) <= row)


def _digits(sheet: GradedSheet, name: str) -> int | None:
    """Return to how many significant digits every cell is right."""
    values, truth = sheet.work.columns[name].values, sheet.truth[name].values
    known = ~np.isnan(values) & ~np.isnan(truth) & (truth != 0)
    if not known.any():
        return None
    apart = float(np.max(np.abs(values - truth)[known] / np.abs(truth[known])))
    return MOST if apart == 0 else max(0, min(MOST, int(-np.log10(2 * min(apart, 1)))))


def _fault(sheet: GradedSheet, name: str) -> Fault:
    column, rows = sheet.reading.named.columns[name], sheet.wrong[name]
    row = int(np.argmax(rows))
    cell, number = column.cells[row], float(sheet.work.columns[name].values[row])
    is_start = row == 0 and sheet.work.is_start(name)
    expected = float((sheet.truth[name] if is_start else sheet.work.nearest(name)).values[row])
    places = sheet.places(name)
    rule = significant(_telling(number, expected)) if places is None else decimals(places)
    text, proved = _expected(sheet, name, row, expected, rule)
    heads = {held.letter: held.head or held.letter for held in sheet.reading.table.columns}
    labels = {place: sheet.spoken(known) for place, known in sheet.labels.items()}
    slip = _slip(sheet, name, rows)
    return Fault(
        cell.place, row + 1, _written(cell.number or 0.0, rule), text, proved, cell.formula,
        reads(cell.formula, int("".join(filter(str.isdigit, cell.place))), heads, labels),
        slip.family, slip.words, slip.rivals, int(np.sum(rows)),
    )  # fmt: skip


def _slip(sheet: GradedSheet, name: str, rows: np.ndarray) -> Cause:
    """Return the slip that explains a column, empty where none is known."""
    cells = sheet.reading.named.columns[name].cells
    if rows[0] and sheet.work.is_start(name):
        return Cause("start", f"does not start from the number of {sheet.reading.network.name}")
    wrong = [cell for cell, is_wrong in zip(cells, rows, strict=True) if is_wrong]
    rest = [cell for cell, is_wrong in zip(cells, rows, strict=True) if not is_wrong]
    if not any(cell.formula for cell in wrong) and any(cell.formula for cell in rest):
        return Cause("typed", "holds a typed number where the other rows have a formula")
    read = sources(wrong[-1].formula, sheet.letters, sheet.labels)
    return explained(Bench(sheet.work, name, rows, sheet.spoken, read))


def _telling(number: float, expected: float) -> int:
    """Return how many significant digits show that two numbers differ, six at least."""
    apart = abs(number - expected) / max(abs(expected), abs(number), 1e-300)
    return max(6, min(MOST, 3 - int(np.floor(np.log10(apart))))) if 0 < apart < np.inf else 6


def _written(number: float, rule: Rule) -> str:
    return rule(Fraction(repr(number))) if np.isfinite(number) else "no finite number"


def _expected(sheet: GradedSheet, name: str, row: int, expected: float, rule: Rule) -> tuple[str, bool]:
    """Return the right number, proved where the run up to it is right; else from the learner's own cells."""
    truth, graph = float(sheet.truth[name].values[row]), sheet.work.graph
    if not abs(truth - expected) <= EXACT * abs(truth) + 1e-15:
        return _written(expected, rule), False
    return decided(lambda precision: digits(Run(graph, precision).value(row, name), rule).text), True
