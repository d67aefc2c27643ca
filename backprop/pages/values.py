"""The page of all values of an example: what the number links lead to."""

from collections.abc import Iterable
from itertools import groupby

from backprop import registry
from backprop.digits import VALUE_DIGITS, significant
from backprop.errors import BackpropError
from backprop.keys import Key, known_example, parse_run
from backprop.pages.block import Context, Rendered
from backprop.pages.step import relation_of

_TITLES = {
    "given": "Given",
    "forward": "Forward pass",
    "error": "Error",
    "backward": "Backward pass",
    "update": "Update",
}


def values(words: tuple[str, ...], context: Context) -> Rendered:
    """Return every quantity of the first pass and update, and whatever any page prints: `values EXAMPLE`."""
    if len(words) != 1:
        raise BackpropError(f"found {' '.join(('values', *words))}, expected values EXAMPLE")
    example = known_example(words[0]).name
    start = parse_run(example)
    groups = {title: registry.group(start, name) for name, title in _TITLES.items()}
    told = {key for keys in groups.values() for key in keys}
    rest = sorted((key for key in context.printed - told if key.example == example), key=_order)
    for (options, step), keys in groupby(rest, lambda key: (key.options, key.step)):
        groups[_title(options, step)] = list(keys)
    parts = [f"## {title}\n\n{_entries(keys)}" for title, keys in groups.items() if keys]
    return Rendered("\n\n".join(parts), frozenset(told | set(rest)))


def _order(key: Key) -> tuple[object, ...]:
    graph = registry.graph_of(key)
    known = list(graph.forward)
    place = known.index(key.quantity) if key.quantity in graph.forward else len(known)
    return key.options, key.step, place, key.quantity


def _title(options: tuple[tuple[str, str], ...], step: int) -> str:
    count = {0: "at the start", 1: "after 1 update"}.get(step, f"after {step:,} updates")
    chosen = ", ".join(f"{name} {value}" for name, value in options)
    return f"{chosen}, {count}" if options else count[0].upper() + count[1:]


def _entries(keys: Iterable[Key]) -> str:
    return "\n".join(_entry(key) for key in keys)


def _entry(key: Key) -> str:
    """Return one quantity as a list item: anchor and symbol, words, digits, key, formula, substitution."""
    entry = registry.entry(key)
    digits = registry.digits(key, significant(VALUE_DIGITS))
    head = f'- <a id="{key.fragment}"></a>$`{entry.quantity.tex}`$ {entry.quantity.words}'
    value = f"{digits.relation} **{digits.text}** `{key}`"
    if entry.expr is None:
        return f"{head}  \n  {value}"
    numbers = f" $`{relation_of(entry.operands.values())} {entry.substitution}`$" if entry.operands else ""
    return f"{head}  \n  {value}  \n  $`= {entry.formula}`${numbers}"
