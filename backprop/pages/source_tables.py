"""The blocks of the pages about sources: printed numbers, slips, and how many there are of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from textwrap import indent

from backprop.core import registry
from backprop.core.digits import page
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered, arguments, table_of
from backprop.pages.source_numbers import (
    CUT,
    OPEN,
    RIGHT,
    WRONG,
    Status,
    keys_of,
    product_of,
    read_source,
    source_names,
    status_of,
)
from backprop.reading.sources import PrintedNumber, Slip

REST_HEAD = ("Printed", "Should be", "What happened")
RIGHT_HEAD = ("Printed", "Here", "How much is right")
TOTALS = ("Source", "Right", "Cut", "Wrong", "Open", "Slips")
KINDS = (RIGHT, CUT, WRONG, OPEN)
RANKS = (WRONG, CUT, OPEN, RIGHT)  # as the table of a source has them
BREAK = "<br>"
UNKNOWN = "no known slip gives these digits"


def number_table(words: tuple[str, ...], context: Context) -> Rendered:
    """Return what a source prints, what is not right first and the rest folded: `claims NAME`."""
    (name,), _ = arguments(words, "claims NAME", 1)
    numbers = read_source(context.docs, name).numbers.values()
    if not numbers:
        raise BackpropError(f"found claims {name}, expected a source that prints numbers")
    ranked = sorted(numbers, key=lambda number: RANKS.index(status_of(number).kind))
    right = [number for number in ranked if status_of(number).kind == RIGHT]
    rest = ranked[: len(ranked) - len(right)]
    tables = [
        *([_table(REST_HEAD, rest, _cause, context)] if rest else []),
        *([_folded(len(right), _table(RIGHT_HEAD, right, _digits, context))] if right else []),
    ]
    keys = frozenset(key for number in numbers for key in _linked(number))
    return Rendered("\n\n".join(tables), keys)


def slip_list(words: tuple[str, ...], context: Context) -> Rendered:
    """Return an item for each slip of a source: `slips NAME`."""
    (name,), _ = arguments(words, "slips NAME", 1)
    slips = read_source(context.docs, name).slips.values()
    return Rendered("\n".join(map(_slip, slips)), frozenset())


def source_table(words: tuple[str, ...], context: Context) -> Rendered:
    """Return how many numbers of each source are right, and how many slips it has: `sources`."""
    arguments(words, "sources", 0)
    total: Counter[str] = Counter()
    rows = []
    for name in source_names(context.docs):
        source = read_source(context.docs, name)
        counts = Counter(status_of(number).kind for number in source.numbers.values())
        counts["slips"] = len(source.slips)
        rows.append((f"[{source.title}]({name}.md)", *_cells(counts)))
        total += counts
    ruler = [":--", *["--:"] * (len(TOTALS) - 1)]
    return Rendered(table_of(TOTALS, ruler, [*rows, ("all", *_cells(total))]), frozenset())


def _cells(counts: Counter[str]) -> Sequence[str]:
    return [str(counts[kind]) for kind in (*KINDS, "slips")]


def _printed(number: PrintedNumber) -> str:
    return f'<a id="{number.id}"></a>{number.printed}{BREAK}{number.place}'


def _value_cell(number: PrintedNumber, context: Context) -> str:
    """Return our value, a link where it is that of one key, and the symbols of what it is made of."""
    if not number.of:
        return number.why
    keys = keys_of(number.of)
    symbols = " · ".join(f"$`{registry.entry(key).quantity.tex}`$" for key in keys)
    text = product_of(keys, page).text
    return f"{context.link(keys[0], text) if len(keys) == 1 else text}{BREAK}{symbols}"


def _linked(number: PrintedNumber) -> tuple[Key, ...]:
    """Return the keys that a row leads to: that of our value where it has one alone, and the causes."""
    return keys_of((*(number.of if len(number.of) == 1 else ()), *number.cause))


def _table(
    head: tuple[str, ...],
    numbers: Iterable[PrintedNumber],
    last: Callable[[PrintedNumber, Context], str],
    context: Context,
) -> str:
    """Return a row for each number, whose last cell is that of `last`."""
    rows = [(_printed(number), _value_cell(number, context), last(number, context)) for number in numbers]
    return table_of(head, [":--"] * len(head), rows)


def _folded(count: int, table: str) -> str:
    """Return the numbers that are right as a fold that says how many there are."""
    return "\n".join([f'??? note "Printed right: {count}"', "", indent(table, " " * 4)])


def _digits(number: PrintedNumber, context: Context) -> str:  # noqa: ARG001 - like its neighbour
    """Return how many digits are right."""
    status = status_of(number)
    return _count(status) + ", exact" * status.exact


def _cause(number: PrintedNumber, context: Context) -> str:
    """Return why a number is not right, and the cause where it is known."""
    status = status_of(number)
    causes = " · ".join(context.number(key) for key in keys_of(number.cause))
    parts = [
        _words(status),
        *([number.why] if number.of and number.why else []),
        *([f"digits of: {causes}"] if number.cause else [UNKNOWN] * (status.kind == WRONG)),
    ]
    return BREAK.join(parts)


def _words(status: Status) -> str:
    behind = {CUT: f"truncated after {_count(status)}", WRONG: f"**wrong after {_count(status)}**"}
    return behind.get(status.kind, status.kind)


def _count(status: Status) -> str:
    return f"{status.agreeing or 'no'} digit{'s' * (status.agreeing != 1)}"


def _slip(slip: Slip) -> str:
    lines = [f'- <a id="{slip.id}"></a>**{slip.place}** {slip.words}', f"printed: `{slip.printed}`"]
    return "  \n  ".join([*lines, *([f"right: $`{slip.right}`$"] if slip.right else [])])
