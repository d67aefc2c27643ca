"""Pages about sources, and quotes of them: numbers as they are printed there, verdicts as they come out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from backprop.check.printed import rounded
from backprop.check.proof.equations import judge
from backprop.check.proof.names import Scope
from backprop.check.text import links, quoted
from backprop.check.text.claims import plain
from backprop.check.text.quoted import CUT, OPEN, RIGHT, WRONG, Read, Source, kind, names, source
from backprop.check.verdict import CLEAN, Verdict, accounted, total, wrong
from backprop.core import keys, registry
from backprop.errors import BackpropError
from backprop.reading.document import (
    Anchor,
    Block,
    Code,
    Document,
    Inline,
    Link,
    Mathematics,
    Paragraph,
    Quote,
    Table,
    Text,
    inlines,
)

FOLDER, SLIP = "sources", "slip-"
PLACES = 9
HEAD = ("Printed", "Here", "Verdict")
TOTALS = ("Source", "Right", "Cut", "Wrong", "Open", "Slips")

Row = Mapping[str, Any]
Cell = tuple[Inline, ...]


def name_of(document: Document) -> str:
    """Return the name of the source that a page is about; nothing on any other page."""
    parts = PurePath(document.path).parts
    below = parts[parts.index(FOLDER) + 1 :] if FOLDER in parts else ()
    name = PurePath(below[0]).stem if below else ""
    return "" if name == "index" else name


def covers(document: Document, block: Block) -> bool:
    """Tell whether a block is a table or an item that the data of a source say all of."""
    match block:
        case Table(rows=rows):
            return tuple(map(plain, rows[0])) in {HEAD, TOTALS}
        case Paragraph(kind="item", parts=(Anchor(name=name), *_)):
            return bool(name_of(document)) and name.startswith(SLIP)
    return False


def verdict(document: Document, scope: Scope, read: Read) -> Verdict:
    """Judge the quotes of a page, and the tables and slips of a page about a source."""
    return total(_judged(document, scope, read))


def whole(document: Document, read: Read) -> Verdict:
    """Judge whether the page about a source holds all its numbers and slips."""
    name = name_of(document)
    found = source(name, read) if name else None
    if found is None:
        return wrong((0, 0), "source", f"found no file sources/{name}.json") if name else CLEAN
    there = {part.name for block in document.blocks for part in inlines(block) if isinstance(part, Anchor)}
    lacking = [one for one in (*found.claims, *found.slips) if one not in there]
    return total(wrong((0, 0), "source", f"found no row for {one} of {name}") for one in lacking)


def _judged(document: Document, scope: Scope, read: Read) -> Iterator[Verdict]:
    found = source(name_of(document), read) if name_of(document) else None
    for block in document.blocks:
        yield from (quoted.verdict(part, read) for part in inlines(block) if isinstance(part, Quote))
        match block:
            case Table(rows=rows) if covers(document, block) and tuple(map(plain, rows[0])) == TOTALS:
                yield _same(block, [TOTALS, *_totals(read)])
            case Table() if covers(document, block):
                yield _claims(block, found)
            case Paragraph() if covers(document, block):
                yield _slip(block, found, scope)


def _totals(read: Read) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of all sources, counted anew."""
    every: Counter[str] = Counter()
    for name in names(read):
        if found := source(name, read):
            counted = Counter(kind(row["printed"], row.get("of", ())) for row in found.claims.values())
            counted["slips"] = len(found.slips)
            every += counted
            yield found.title, *_counts(counted)
    yield "all", *_counts(every)


def _counts(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(str(counted[kind]) for kind in (RIGHT, CUT, WRONG, OPEN, "slips"))


def _same(table: Table, expected: Sequence[tuple[str, ...]]) -> Verdict:
    """Judge a table by what each of its cells should say."""
    found = [tuple(map(plain, row)) for row in table.rows]
    if [row[:1] for row in found] != [row[:1] for row in expected]:
        return wrong(
            (table.start, table.end), "source", "found other sources or another order; run backprop inject"
        )
    differing = [
        wrong((table.start, table.end), "source", f"found {one}, expected {other} in the row of {row[0]}")
        for row, wanted in zip(found, expected, strict=True)
        for one, other in zip(row, wanted, strict=False)
        if one != other
    ]
    numbers = accounted("totals", sum(len(row) - 1 for row in expected[1:]))
    return total(differing) if differing else numbers


def _claims(table: Table, found: Source | None) -> Verdict:
    """Judge the table of the numbers of a source: all rows of the data, in their order."""
    place, rows = (table.start, table.end), list(found.claims.values()) if found else []
    shown = [next((part.name for part in row[0] if isinstance(part, Anchor)), "") for row in table.rows[1:]]
    if shown != [row["id"] for row in rows]:
        return wrong(place, "source", "found other rows or another order; run backprop inject")
    return total(_claim(cells, row) for cells, row in zip(table.rows[1:], rows, strict=True))


def _claim(cells: tuple[Cell, ...], row: Row) -> Verdict:
    """Judge a row: what is printed and where, our value, what that says, the cause, the command."""
    place = cells[0][0].start, max(cell[-1].end for cell in cells if cell)
    if len(cells) != len(HEAD):
        return wrong(place, "source", f"found {len(cells)} cells, expected {', '.join(HEAD)}")
    try:
        expected = [
            (f"#{row['id']}", row["printed"], row["place"]),
            _here(row, cells[1]),
            _verdict(row, cells[2]),
        ]
    except BackpropError as error:
        return wrong(place, "source", str(error))
    for cell, wanted in zip(cells, expected, strict=True):
        if (shown := tuple(_pieces(cell))) != wanted:
            return wrong(place, "source", f"found {_joined(shown)}, expected {_joined(wanted)}")
    linked = total(links.verdict(part) for cell in cells for part in cell if isinstance(part, Link))
    return linked + accounted("of sources")


def _here(row: Row, cell: Cell) -> tuple[str, ...]:
    """Return what the cell of our value holds; its digits are judged here where they are no link."""
    of = row.get("of", [])
    if not of:
        return (row.get("why", ""),)
    entries = [registry.entry(keys.parse(key)) for key in of]
    symbols = [piece for entry in entries for piece in ("·", f"${entry.quantity.tex}$")][1:]
    if len(of) == 1:
        return (f"→{entries[0].key}", *symbols)
    digits = next(iter(_pieces(cell)), "")
    if not (_is_number(digits) and _tells(digits, of)):
        wanted = rounded(quoted.value(tuple(of)), PLACES)
        raise BackpropError(f"found {digits}, expected {wanted} for {' times '.join(of)}")
    return (digits, *symbols)


def _tells(digits: str, of: Sequence[str]) -> bool:
    """Tell whether digits are those of a product, and enough of them."""
    enough = links.significant(digits) >= links.LEAST_DIGITS or quoted.is_exact(digits, of)
    return enough and kind(digits, of) == RIGHT


def _is_number(text: str) -> bool:
    return links.NUMBER.fullmatch(text) is not None


def _verdict(row: Row, cell: Cell) -> tuple[str, ...]:
    """Return what the cell of the verdict holds, found anew from the value."""
    printed, of, cause = row["printed"], row.get("of", []), row.get("cause", [])
    said = kind(printed, of)
    if said == OPEN:
        return (said,)
    count = quoted.agreeing(printed, of)
    digits = "1 digit" if count == 1 else f"{count or 'no'} digits"
    ending = ", exact" if said == RIGHT and quoted.is_exact(printed, of) else ""
    words = f"right, {digits}{ending}" if said == RIGHT else f"{said} after {digits}"
    return (words, *(_cause(printed, cause, cell) if said == WRONG else ()), _command([*of, *cause]))


def _cause(printed: str, cause: Sequence[str], cell: Cell) -> tuple[str, ...]:
    """Return what is said of the cause, which has to give the printed digits."""
    if not cause:
        return ("cause: none known",)
    shown = [part.text for part in cell if isinstance(part, Link)]
    if not all(map(_is_number, shown)) or not quoted.explains(printed, cause, shown):
        raise BackpropError(f"found the cause {' times '.join(cause)}, expected one that gives {printed}")
    return ("cause:", *[piece for key in cause for piece in ("·", f"→{key}")][1:])


def _command(of: Sequence[str]) -> str:
    shown = [f"'{key}'" if ";" in key else key for key in of]
    return f"`backprop value {' '.join(shown)}`"


def _slip(item: Paragraph, found: Source | None, scope: Scope) -> Verdict:
    """Judge a slip: as the data say it, and where both forms are formulas the wrong one cannot be proved."""
    place = item.start, item.end
    anchor = next(part.name for part in item.parts if isinstance(part, Anchor))
    row = found.slips.get(anchor) if found else None
    if row is None:
        return wrong(place, "source", f"found the slip {anchor}, which the data do not have")
    right = ("right:", f"${row['right']}$") if "right" in row else ()
    expected = (f"#{anchor}", row["place"], row.get("words", ""), "printed:", f"`{row['printed']}`", *right)
    shown = tuple(_pieces(item.parts))
    if _joined(shown) != _joined(expected):
        return wrong(place, "source", f"found {_joined(shown)}, expected {_joined(expected)}")
    if "wrong" in row and not judge((row["wrong"],), scope).flaws:
        return wrong(
            place, "source", f"found the wrong form of {anchor}, {row['wrong']}, which can be proved"
        )
    return accounted("of sources")


def _joined(pieces: Sequence[str]) -> str:
    return " ".join(" ".join(pieces).split())


def _pieces(parts: Sequence[Inline]) -> Iterator[str]:
    """Yield what stands in a cell, piece by piece: words, `#anchor`, `→key`, code in ticks, `$formula$`."""
    for part in parts:
        match part:
            case Anchor(name=name):
                yield f"#{name}"
            case Link(key=key):
                yield f"→{key}"
            case Mathematics(tex=tex):
                yield f"${' '.join(tex.split())}$"
            case Code(text=text):
                yield f"`{text}`"
            case Text() | Quote():
                if words := " ".join(part.text.split()):
                    yield words
