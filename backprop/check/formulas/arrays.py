"""Matrices, row by row."""

from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import Matrix, Node, TexError


def matrix(reader: Reader) -> Node:
    """Read rows of entries, as many in each."""
    start = reader.take().start
    rows: list[tuple[Node, ...]] = []
    places: list[int] = []
    while reader.kind != "end":
        places.append(reader.token.start)
        rows.append(_row(reader))
        if reader.kind != "end":
            reader.expect("row", r"an operator, & or \\")
    reader.take()
    width = max(map(len, rows), default=0)
    if width == 0:
        raise TexError(start, "found a matrix without entries, expected rows of them")
    for row, place in zip(rows, places, strict=True):
        if len(row) < width:
            raise TexError(place, f"found a row of {len(row)}, expected {width} entries as in another row")
    return Matrix(start, reader.end, tuple(rows))


def _row(reader: Reader) -> tuple[Node, ...]:
    entries = [reader.expression()]
    while reader.kind == "&":
        reader.take()
        entries.append(reader.expression())
    return tuple(entries)
