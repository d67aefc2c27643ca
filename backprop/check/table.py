"""Tables whose heads or first cells are symbols: a number of one of them stands with that one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backprop.check.context import PageContext
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import TexError
from backprop.check.outcome import Outcome
from backprop.check.proof.names import Scope, quantity
from backprop.check.value import key_of
from backprop.core import registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.reading.document import Inline, Link, Mathematics, Problem, Table, Text

Line = Sequence[Sequence[Inline]]


def check_table(page: PageContext, table: Table) -> Iterator[Outcome]:
    """Check the rows of a table, and its columns."""
    width = max(map(len, table.rows), default=0)
    columns = [[row[column] for row in table.rows if column < len(row)] for column in range(width)]
    yield from _check_lines(page.scope, table.rows)
    yield from _check_lines(page.scope, columns)
    for column in columns[1:]:
        yield from _check_column(page.scope, column, [row[0] for row in table.rows if row])


def _check_column(scope: Scope, column: Line, firsts: Line) -> Iterator[Outcome]:
    """Check that each number below a symbol is of that symbol, or of the one that its row begins with."""
    head = _symbol(_scope_of(scope, column), column[0])
    for cell, first in zip(column[1:], firsts[1:], strict=False) if head else ():
        for link, key in _links([cell]):
            symbols = filter(None, (head, _symbol(_scope_of(scope, [cell]), first)))
            if not any(key.quantity == symbol or _is_of(key, symbol) for symbol in symbols):
                message = f"found {key} below {head}, expected a quantity of that symbol"
                yield Problem(link.start, link.end, "table", message)


def _check_lines(scope: Scope, lines: Sequence[Line]) -> Iterator[Outcome]:
    """Check lines that begin with symbols, and those whose numbers are all of one quantity."""
    heads = [_symbol(_scope_of(scope, line), line[0]) if line else None for line in lines]
    for head, line in zip(heads, lines, strict=True):
        links = list(_links(line))
        is_alone = len({key.quantity for _, key in links}) == 1
        symbols = [head, *(_symbol(_scope_of(scope, line), cell) for cell in line[1:] if is_alone)]
        for link, key in links:
            apart = (symbol for symbol in symbols if symbol and key.quantity != symbol)
            for symbol in apart:
                if key.quantity in heads or (is_alone and not _is_of(key, symbol)):
                    message = f"found {key} in the line of {symbol}, expected a quantity of that line"
                    yield Problem(link.start, link.end, "table", message)


def _links(line: Line) -> Iterator[tuple[Link, Key]]:
    for part in (part for cell in line for part in cell if isinstance(part, Link)):
        if key := key_of(part.key):
            yield part, key


def _scope_of(scope: Scope, line: Line) -> Scope:
    """Return the scope of the page, or on a page of no example that of the line's first number."""
    first = next(_links(line), None)
    return scope if scope.run or not first else replace(scope, run=first[1].of("", 0))


def _is_of(key: Key, symbol: str) -> bool:
    """Tell whether a quantity has to do with that of a symbol: as its derivative, update, or unit."""
    graph = registry.graph_of(key)
    try:
        own, head = graph[key.quantity], graph[symbol]
    except BackpropError:  # a derivative that is 0 and has no key
        return False
    if symbol.endswith("+"):
        return key.step > 0 and own.name == head.parameter
    parts = {own.upper, own.lower, own.parameter}, {head.upper, head.lower, head.parameter}
    is_unit = own.unit == head.unit != "" and own.role != head.role
    return symbol in parts[0] or own.name in parts[1] or is_unit


def _symbol(scope: Scope, cell: Sequence[Inline]) -> str | None:
    """Return the quantity whose symbol a cell is; None where it is anything else."""
    match [part for part in cell if not (isinstance(part, Text) and not part.text.strip())]:
        case [Mathematics(tex=tex)]:
            try:
                (statement,) = parse(tex)
                (side,) = statement.sides
                return quantity(side, scope)
            except (TexError, ValueError):
                return None
    return None
