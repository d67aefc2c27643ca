"""Tables: each number agrees with the head of its column and with what its row begins with.

A key has parts: its example, options, step and quantity. A head or a first cell claims some of them; a part
that none claims has to be the same down each column, along each row or in the whole table. So two cells that
trade places always break a rule.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from backprop.check.proof.names import Scope
from backprop.check.text import beside, dictionary, prose, signs
from backprop.check.text.claims import STEP_HEADS, Claim, claims, count, plain
from backprop.check.text.line import line_of, relative_table, shown
from backprop.check.text.links import NUMBER, key_of
from backprop.check.text.numbers import moves
from backprop.check.verdict import CLEAN, Verdict, accounted, total, wrong
from backprop.core.keys import Key, known_example, settings
from backprop.reading.document import Inline, Link, Table, Text

Cell = tuple[Inline, ...]


@dataclass(frozen=True)
class Number:
    """A number link of a table: row, column, the link and its key."""

    row: int
    column: int
    link: Link
    key: Key

    @property
    def place(self) -> tuple[int, int]:
        """Where the number stands."""
        return self.link.start, self.link.end


def verdict(table: Table, scope: Scope, declared: frozenset[str]) -> Verdict:
    """Judge all of a table but its formulas."""
    return _judged(relative_table(table), scope, declared).shifted(table.start)


@cache
def _judged(table: Table, scope: Scope, declared: frozenset[str]) -> Verdict:
    numbers = list(_numbers(table))
    heads, firsts = claims(table, scope)
    return total(
        [
            total(prose.pieces(cell) for row in table.rows for cell in row),
            total(
                _cell(cell, claim, numbers, scope, declared) for cell, claim in _said(table, heads, firsts)
            ),
            *(_against(number, heads[number.column], firsts[number.row]) for number in numbers),
            *_idle(table, heads, numbers),
            *_uncounted(table),
            *_exchanged(table, numbers),
            *_loose(numbers, heads, firsts, (0, table.end)),
            *(beside.along(line_of(_along(row)), scope) for row in table.rows[1:]),
            dictionary.verdict(table, scope, has_numbers=bool(numbers)),
            signs.verdict(table, scope),
        ]
    )


def _numbers(table: Table) -> Iterator[Number]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            for part in cell:
                if isinstance(part, Link) and NUMBER.search(part.text) and (key := key_of(part.key)):
                    yield Number(row, column, part, key)


def _said(
    table: Table, heads: Mapping[int, Claim], firsts: Mapping[int, Claim]
) -> Iterator[tuple[Cell, Claim | None]]:
    """Yield each cell with what it claims, if its text is a claim."""
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            claim = heads[column] if row == 0 else firsts[row]
            yield cell, claim if claim.says(cell) else None


def _cell(
    cell: Cell, claim: Claim | None, numbers: list[Number], scope: Scope, declared: frozenset[str]
) -> Verdict:
    """Judge the text of a cell: a claim counts where numbers stand that it can be held against."""
    if claim and numbers:
        return accounted("table heads")
    return prose.texts(line_of(cell), scope, declared)


def _along(row: Iterable[Cell]) -> list[Inline]:
    """Return a row as one line with gaps between the cells."""
    gap = Text(0, 0, " ")
    return list(chain.from_iterable((*cell, gap) for cell in row))


def _against(number: Number, head: Claim, first: Claim) -> Verdict:
    for claim in (head, first):
        if message := claim.denies(number.key):
            return wrong(number.place, "table", message)
    return CLEAN


def _idle(table: Table, heads: Mapping[int, Claim], numbers: list[Number]) -> Iterator[Verdict]:
    """Judge heads above no number: the corner speaks of all numbers, any other of none."""
    filled = {number.column for number in numbers}
    for column, cell in enumerate(table.rows[0] if table.rows and numbers else ()):
        claim = heads[column]
        if not cell or column in filled or not claim.is_any:
            continue
        message = "found a head that speaks of numbers above a column without any"
        if column == 0:
            message = next(filter(None, (claim.denies(number.key) for number in numbers)), "")
        if message:
            yield wrong((cell[0].start, cell[-1].end), "table", message)


def _uncounted(table: Table) -> Iterator[Verdict]:
    """Judge the cells below a head such as "Updates": each is a count."""
    for column, head in enumerate(table.rows[0] if table.rows else ()):
        if plain(head).lower() not in STEP_HEADS:
            continue
        for cell in (row[column] for row in table.rows[1:] if column < len(row)):
            if cell and count(plain(cell)) is None:
                message = f"found '{shown(cell)}', expected a number of updates"
                yield wrong((cell[0].start, cell[-1].end), "table", message)


def _exchanged(table: Table, numbers: list[Number]) -> Iterator[Verdict]:
    """Judge columns with the heads "Before" and "After": in each row an earlier and a later step."""
    heads = [plain(head).lower() for head in table.rows[0]] if table.rows else []
    if not {"before", "after"} <= set(heads):
        return
    columns = heads.index("before"), heads.index("after")
    there = {(number.row, number.column): number for number in numbers}
    for row in range(1, len(table.rows)):
        first, last = (there.get((row, column)) for column in columns)
        if first and last and first.key.step >= last.key.step:
            yield wrong(last.place, "table", f"found {first.key} before {last.key}")


def parts(key: Key) -> dict[str, str]:
    """Return the parts of a key that rows and columns can tell apart."""
    options = settings(known_example(key.example), key.options)
    found = {"example": key.example, "quantity": key.quantity, **options}
    return found | {"step": str(key.step)} if moves(key) else found


def _loose(
    numbers: list[Number], heads: Mapping[int, Claim], firsts: Mapping[int, Claim], place: tuple[int, int]
) -> Iterator[Verdict]:
    """Judge the parts of keys that no claim fixes."""
    known = {number: parts(number.key) for number in numbers}
    for name in dict.fromkeys(chain.from_iterable(known.values())):
        found = {
            number: its[name]
            for number, its in known.items()
            if name in its and not _fixed(name, heads[number.column], firsts[number.row])
        }
        if len(set(found.values())) > 1:
            yield from _uneven(name, found, place)


def _fixed(name: str, head: Claim, first: Claim) -> bool:
    between = bool(name == "quantity" and head.unit and first.unit)
    return between or name in head.fixes or name in first.fixes


def _uneven(name: str, found: Mapping[Number, str], place: tuple[int, int]) -> Iterator[Verdict]:
    """Judge a part of the keys that should be the same in each column, or in each row."""
    odd = [
        (word, apart)
        for word, line in (("column", [n.column for n in found]), ("row", [n.row for n in found]))
        if (apart := _odd(found, dict(zip(found, line, strict=True)))) is not None
    ]
    if not odd:
        yield wrong(place, "table", f"no head and no first cell says which {name} each number has")
        return
    word, apart = min(odd, key=lambda one: len(one[1]))
    for number, usual in apart.items():
        message = f"found {number.key} with {name} {found[number]}, the others of its {word} have {usual}"
        yield wrong(number.place, "table", message)


def _odd(found: Mapping[Number, str], line: Mapping[Number, int]) -> dict[Number, str] | None:
    """Return the numbers unlike most of their line, with what those have; None if a line is too short."""
    lines: dict[int, Counter[str]] = {}
    for number, value in found.items():
        lines.setdefault(line[number], Counter())[value] += 1
    if any(counted.total() < 2 for counted in lines.values()):
        return None
    usual = {at: counted.most_common(1)[0][0] for at, counted in lines.items()}
    return {number: usual[line[number]] for number, value in found.items() if value != usual[line[number]]}
