"""The blocks of the pages about sources: printed numbers, slips, and how many there are of each."""

from collections import Counter
from collections.abc import Sequence

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

HEAD = ("Printed", "Here", "Verdict")
TOTALS = ("Source", "Right", "Cut", "Wrong", "Open", "Slips")
KINDS = (RIGHT, CUT, WRONG, OPEN)
BREAK = "<br>"


def number_table(words: tuple[str, ...], context: Context) -> Rendered:
    """Return a row for each number that a source prints: `claims NAME`."""
    (name,), _ = arguments(words, "claims NAME", 1)
    numbers = read_source(context.docs, name).numbers.values()
    if not numbers:
        raise BackpropError(f"found claims {name}, expected a source that prints numbers")
    rows = [(_printed(number), _value_cell(number, context), _status(number, context)) for number in numbers]
    keys = frozenset(key for number in numbers for key in _linked(number))
    return Rendered(table_of(HEAD, [":--"] * len(HEAD), rows), keys)


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


def _status(number: PrintedNumber, context: Context) -> str:
    """Return what the number is, the cause where it is wrong, and the command that computes both."""
    status = status_of(number)
    cause = " · ".join(context.number(key) for key in keys_of(number.cause)) or "none known"
    parts = [_words(status), *([f"cause: {cause}"] if status.kind == WRONG else [])]
    return BREAK.join([*parts, *([f"`{_command(*number.of, *number.cause)}`"] if number.of else [])])


def _words(status: Status) -> str:
    digits = f"{status.agreeing or 'no'} digit{'s' * (status.agreeing != 1)}"
    if status.kind == RIGHT:
        return f"right, {digits}" + ", exact" * status.exact
    behind = {CUT: f"truncated after {digits}", WRONG: f"**wrong after {digits}**"}
    return behind.get(status.kind, status.kind)


def _command(*keys: str) -> str:
    quoted = (f"'{key}'" if ";" in key else key for key in keys)
    return f"backprop value {' '.join(quoted)}"


def _slip(slip: Slip) -> str:
    lines = [f'- <a id="{slip.id}"></a>**{slip.place}** {slip.words}', f"printed: `{slip.printed}`"]
    return "  \n  ".join([*lines, *([f"right: $`{slip.right}`$"] if slip.right else [])])
