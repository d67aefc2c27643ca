"""Tables that set names beside names: equal indices on either side, each row once, columns of one shape."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from backprop.check.proof.names import Scope
from backprop.check.text import described
from backprop.check.text.line import line_of
from backprop.check.text.meaning import lone, symbol
from backprop.check.verdict import Verdict, total, wrong
from backprop.core import registry
from backprop.core.keys import Key
from backprop.reading.document import Code, Inline, Link, Mathematics, Table, Text

Cell = tuple[Inline, ...]

_INDEXED = re.compile(r"(?P<family>[^\d]*?)(?P<index>\d+)")


def verdict(table: Table, scope: Scope, *, has_numbers: bool) -> Verdict:
    """Judge names beside names, and words beside names."""
    found = [
        *_doubled(table),
        *_shapes(table, scope),
        *(one for row in table.rows[1:] for cell in row for one in _listed(cell)),
    ]
    exact = bool(table.rows) and _words(table.rows[0][0]).lower() == "symbol"
    for row in table.rows[1:]:
        found += [] if has_numbers else _indices(row)
        found += [*_same(row, scope), *_coded(row, scope)]
        found += described.verdict(row, scope, exact=exact)
    return total(found)


def _words(cell: Iterable[Inline]) -> str:
    return " ".join(line_of(tuple(cell)).text.split())


def _place(cell: Cell) -> tuple[int, int]:
    return cell[0].start, cell[-1].end


def _content(cell: Cell) -> tuple[str, ...]:
    return tuple(part.tex if isinstance(part, Mathematics) else getattr(part, "text", "") for part in cell)


def _doubled(table: Table) -> Iterator[Verdict]:
    """Judge what rows begin with: each once, or each as often as the others."""
    firsts = [_content(row[0]) for row in table.rows[1:] if row and row[0]]
    often = Counter(firsts)
    if len(set(often.values())) < 2:
        return
    most = max(often.values())
    for row in table.rows[1:]:
        if row and row[0] and often[_content(row[0])] == most:
            yield wrong(_place(row[0]), "table", "found rows that begin alike, expected each once")
            return


def _shapes(table: Table, scope: Scope) -> Iterator[Verdict]:
    """Judge each column: not all of it but one cell may be of one shape."""
    for column in zip(*table.rows[1:], strict=False):
        shapes = [_shape(cell, scope.run) for cell in column]
        often = Counter(shapes)
        if len(often) == 2 and 1 in often.values():
            odd = min(often, key=lambda shape: often[shape])
            cell = column[shapes.index(odd)]
            usual = max(often, key=lambda shape: often[shape])
            if cell:
                yield wrong(_place(cell), "table", f"found {odd} in a column of {usual}")


def _shape(cell: Cell, run: Key | None) -> str:
    """Return what a cell holds; a symbol is ours where it is written as the example writes it."""
    kinds = {type(part) for part in cell}
    if Link in kinds:
        return "a number"
    if Mathematics in kinds:
        ours = all(_is_ours(part.tex, run) for part in cell if isinstance(part, Mathematics))
        return "a symbol" if ours else "a foreign symbol"
    return "a name" if Code in kinds else "words" if kinds else "nothing"


@cache
def _is_ours(tex: str, run: Key | None) -> bool:
    name = lone(tex, Scope(run)) if run else None
    if name is None or not run:
        return run is None
    return registry.graph_of(run)[name].tex.replace(" ", "") == tex.replace(" ", "")


def _listed(cell: Cell) -> Iterator[Verdict]:
    """Judge a cell that lists names: each kind of name with the same indices, none twice."""
    names = [part for part in cell if isinstance(part, Mathematics | Code)]
    if len(names) < 2:
        return
    indices: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for match in _INDEXED.finditer(_bare(name)):
            indices[match["family"]].append(match["index"])
    found = list(indices.values())
    if any(one != found[0] and set(one) != set(found[0]) for one in found) or any(
        len(set(one)) < len(one) for one in found
    ):
        yield wrong(_place(cell), "table", "found names with different indices in one cell")


def _bare(name: Mathematics | Code) -> str:
    """Return a name without what only sets it."""
    if isinstance(name, Code):
        return name.text.partition("/")[0]
    return re.sub(r"\\partial|\\frac|[{}^_ *+]", "", name.tex)


def _indices(row: tuple[Cell, ...]) -> Iterator[Verdict]:
    """Judge two names side by side: both with the same indices, if both have any."""
    for cell, beside in pairwise(row):
        both = [
            {
                index
                for part in one
                if isinstance(part, Mathematics | Code)
                for index in re.findall(r"\d+", _bare(part))
            }
            for one in (cell, beside)
        ]
        named = {type(part) for part in cell} >= {Code} and {type(part) for part in beside} >= {Mathematics}
        if (named or all(both)) and both[0] != both[1]:
            message = f"found the indices {', '.join(sorted(both[1]))} beside {', '.join(sorted(both[0]))}"
            yield wrong(_place(beside), "table", message)


def _coded(row: tuple[Cell, ...], scope: Scope) -> Iterator[Verdict]:
    """Judge code beside symbols: what begins as a quantity of the example does stands for such a one."""
    names = sorted({name for cell in row for part in cell if (name := symbol(part, scope))})
    if not names or not scope.run:
        return
    there = registry.graph_of(scope.run).forward
    known, here = ({_base(name) for name in some} for some in (there, names))
    for part in (part for cell in row for part in cell if isinstance(part, Code)):
        if (_base(part.text) in known - here) or (part.text in there and part.text not in names):
            yield wrong((part.start, part.end), "table", f"found {part.text} beside {', '.join(names)}")


def _base(name: str) -> str:
    """Return the letters that a name begins with."""
    return re.split(r"[\d_]", name, maxsplit=1)[0]


def _same(row: tuple[Cell, ...], scope: Scope) -> Iterator[Verdict]:
    """Judge symbols side by side: what one writer calls so is what the other calls so."""
    lists = [(cell, names) for cell in row if (names := _symbols(cell, scope))]
    for (_, first), (cell, second) in pairwise(lists):
        if len(first) == len(second) and any(not _is_one(*pair) for pair in zip(first, second, strict=True)):
            yield wrong(_place(cell), "table", f"found {', '.join(second)} beside {', '.join(first)}")


def _symbols(cell: Cell, scope: Scope) -> list[str]:
    """Return what the symbols of a cell mean; nothing where it holds more than known symbols."""
    words = "".join(part.text for part in cell if isinstance(part, Text))
    if words.strip(" ,\n").removeprefix("or"):
        return []
    names = [symbol(part, scope) for part in cell if isinstance(part, Mathematics)]
    known = [name for name in names if name]
    return known if len(known) == len(names) else known[:1] if "or" in words else []


def _is_one(first: str, second: str) -> bool:
    return second.removesuffix("+") in {name.strip().removesuffix("+") for name in first.split(",")}
