"""Tables that say plus or minus, up or down in words: each word is the sign of a quantity."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from backprop.check.proof.names import Scope
from backprop.check.text.line import line_of, shown
from backprop.check.text.meaning import UNIT, parts, symbol
from backprop.check.verdict import Verdict, accounted, total, wrong
from backprop.core import registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.reading.document import Inline, Table

Cell = tuple[Inline, ...]

_PLUS = {"plus": 1, "minus": -1}
_UP = {"up": 1, "down": -1}
_AWAY = {"away from zero": 1, "toward zero": -1}


def verdict(table: Table, scope: Scope) -> Verdict:
    """Judge the signs in words of a table whose rows begin with weights."""
    if not scope.run or not table.rows:
        return Verdict()
    heads = [_text(cell).lower() for cell in table.rows[0]]
    if not _COLUMNS.keys() & set(heads):
        return Verdict()
    rows = (one for row in table.rows[1:] for one in _row(heads, row, scope, scope.run))
    return total([*rows, *_order(table, scope, scope.run)])


def _order(table: Table, scope: Scope, run: Key) -> Iterator[Verdict]:
    """Judge the order of the rows: rows with the same signs could trade their weights unseen."""
    weights = list(registry.graph_of(run).updates)
    firsts = [(row[0], name) for row in table.rows[1:] if row and (name := _weight(row[0], scope)) in weights]
    for (_, upper), (cell, lower) in pairwise(firsts):
        if weights.index(lower) < weights.index(upper):
            yield wrong((cell[0].start, cell[-1].end), "table", f"found {lower} below {upper}")


def _weight(cell: Cell, scope: Scope) -> str:
    return next((name for part in cell if (name := symbol(part, scope))), "")


def _text(cell: Cell) -> str:
    return " ".join(line_of(cell).text.split())


def _row(heads: list[str], row: tuple[Cell, ...], scope: Scope, run: Key) -> Iterator[Verdict]:
    weights = [name for part in row[0] if (name := symbol(part, scope))]
    through = next((_text(cell) for cell in row[1:] if UNIT.fullmatch(_text(cell))), None)
    for head, cell in zip(heads, row, strict=False):
        if head not in _COLUMNS or not weights or not cell:
            continue
        words, quantity_sign = _COLUMNS[head]
        said = next((value for word, value in words.items() if _text(cell).startswith(word)), None)
        between = next((name for part in cell if (name := symbol(part, scope))), None)
        signs = {quantity_sign(run, weight, through) for weight in weights}
        if signs == {said} and between in {None, _between(run, weights[0], through)}:
            yield accounted("words")
        else:
            message = f"found '{shown(cell)}', which is not so for {', '.join(weights)}"
            yield wrong((cell[0].start, cell[-1].end), "table", message)


def _own(run: Key, weight: str, _through: str | None) -> int:
    return sign(run.of(weight)) if weight in registry.graph_of(run).updates else 0


def _derivative(run: Key, weight: str, through: str | None) -> int:
    error = f"E_{through}" if through else registry.graph_of(run).loss
    return sign(run.of(f"d{error}/d{weight}")) if weight in registry.graph_of(run).updates else 0


def _difference(run: Key, weight: str, through: str | None) -> int:
    """Return the sign of answer minus target at the output that the way goes through."""
    unit = through or next((part for part in sorted(parts(run, weight)) if part.startswith("o")), "")
    return sign(run.of(f"dE_{unit}/dout_{unit}"))


def _goes(run: Key, weight: str, through: str | None) -> int:
    return -_derivative(run, weight, through)


def _away(run: Key, weight: str, through: str | None) -> int:
    return _own(run, weight, through) * _goes(run, weight, through)


def _passed(run: Key, weight: str, through: str | None) -> int:
    """Return the sign of the weight between the neuron that `weight` enters and the output."""
    between = _between(run, weight, through)
    return sign(run.of(between)) if between else 0


@cache
def _between(run: Key, weight: str, through: str | None) -> str | None:
    """Return the weight from the hidden neuron that `weight` enters to the output `through`."""
    graph = registry.graph_of(run)
    hidden = {part for part in parts(run, weight) if part.startswith("h")}
    return next(
        (name for name in graph.updates if through in (ends := parts(run, name)) and hidden & ends), None
    )


_COLUMNS: Mapping[str, tuple[Mapping[str, int], Callable[[Key, str, str | None], int]]] = {
    "its sign": (_PLUS, _own),
    "its own sign": (_PLUS, _own),
    "its derivative": (_PLUS, _derivative),
    "answer minus target": (_PLUS, _difference),
    "it goes": (_UP, _goes),
    "and that is": (_AWAY, _away),
    "weight between": (_PLUS, _passed),
    "the way": (_PLUS, _derivative),
}


@cache
def sign(key: Key) -> int:
    """Return 1, 0 or -1 as the value of `key` is; 0 too where the quantity does not exist."""
    try:
        value = registry.enclosure(registry.at(key, key.quantity))
    except BackpropError:
        return 0
    return (value > 0) - (value < 0)
