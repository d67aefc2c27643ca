"""Matrices, row by row, and values by cases."""

from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import Cases, Matrix, Node, Statement, TexError


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


def cases(reader: Reader) -> Node:
    """Read values, each with its condition."""
    start = reader.take().start
    rows = []
    while reader.kind != "end":
        rows.append(_case(reader))
        if reader.kind != "end":
            reader.expect("row", r"\\")
    reader.take()
    if not rows:
        raise TexError(start, "found no cases, expected values with conditions")
    return Cases(start, reader.end, tuple(rows))


def _case(reader: Reader) -> tuple[Node, Statement | None]:
    value = reader.expression()
    if reader.kind == ",":
        reader.take()
    reader.expect("&", "& and a condition")
    return value, _condition(reader)


def _condition(reader: Reader) -> Statement | None:
    r"""Read a condition; None for words alone, such as `\text{otherwise}`."""
    place = reader.at
    condition = None
    while reader.kind not in {"row", "end", ""}:
        if reader.kind in {"words", ",", ".", "separator"}:
            reader.take()
        elif condition is None:
            condition = reader.statement()
        else:
            reader.refuse(r"\\ behind the condition")
    if reader.at == place:
        reader.refuse("a condition")
    return condition
