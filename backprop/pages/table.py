"""Tables of numbers, each a link to its quantity."""

import re
from collections.abc import Callable, Sequence

from backprop.core import registry
from backprop.core.groups import group_keys
from backprop.core.keys import Key, known_example, parse, parse_run, words_of
from backprop.errors import BackpropError
from backprop.networks.words import choice_words
from backprop.pages.block import Context, Rendered, arguments, table_of

Cell = Key | str


def table(words: tuple[str, ...], context: Context) -> Rendered:
    """Return a table: `table KIND …`, a kind of `KINDS`."""
    kind, *rest = words or ("",)
    if kind not in KINDS:
        raise BackpropError(f"found table {kind or 'of no kind'}, expected one of {', '.join(KINDS)}")
    return _markdown(*KINDS[kind](tuple(rest)), context)


def _markdown(head: Sequence[str], rows: Sequence[Sequence[Cell]], context: Context) -> Rendered:
    """Write the table, words to the left and numbers to the right."""
    cells = [[context.number(cell) if isinstance(cell, Key) else cell for cell in row] for row in rows]
    keys = frozenset(cell for row in rows for cell in row if isinstance(cell, Key))
    ruler = ["--:" if isinstance(cell, Key) else ":--" for cell in rows[0]]
    return Rendered(table_of(head, ruler, cells), keys)


def _symbol(key: Key) -> str:
    return f"$`{registry.entry(key).quantity.tex}`$"


def _at(run: str, step: str, name: str) -> Key:
    """Return the key of a quantity after so many updates."""
    return registry.operand(parse_run(run), name, _count(step))


def _count(step: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", step):
        raise BackpropError(f"found the step {step!r}, expected a whole number of at most six digits")
    return int(step)


def _given(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    (run,), _ = arguments(words, "table given RUN", 1)
    keys = group_keys(parse_run(run), "given")
    rows: list[list[Cell]] = [[_symbol(key), registry.entry(key).quantity.words, key] for key in keys]
    return ["Symbol", "Meaning", "Value"], rows


def _weights(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    usage = "table weights RUN steps=0,1,…"
    (run,), lists = arguments(words, usage, 1, "steps")
    key = parse_run(run)
    graph = registry.graph_of(key)
    names = [name for name in graph.updates if graph[name].role != "batch"]
    rows: list[list[Cell]] = [
        [_symbol(key.of(name, 0)), *(_at(run, step, name) for step in lists["steps"])] for name in names
    ]
    return ["Parameter", *(_updates(step) for step in lists["steps"])], rows


def _updates(step: str) -> str:
    return {"0": "at the start", "1": "after 1 update"}.get(step, f"after {_count(step):,} updates")


def _epochs(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    usage = "table epochs RUN steps=0,1,… quantities=E_total,…"
    (run,), lists = arguments(words, usage, 1, "steps", "quantities")
    names = lists["quantities"]
    rows: list[list[Cell]] = [
        [f"{_count(step):,}", *(_at(run, step, name) for name in names)] for step in lists["steps"]
    ]
    return ["Updates", *(_symbol(parse(f"{run}:{name}")) for name in names)], rows


def _options(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    """Put one quantity of several runs side by side: a column per value of an option, a row per step."""
    usage = "table options EXAMPLE option=NAME values=…,… steps=0,1,… quantity=NAME"
    (run,), lists = arguments(words, usage, 1, "option", "values", "steps", "quantity")
    if any(len(lists[name]) > 1 for name in ("option", "quantity")):
        raise BackpropError(f"found {' '.join(words)}, expected {usage}")
    (option,), (name,) = lists["option"], lists["quantity"]
    runs = [f"{run};{option}={value}" for value in lists["values"]]
    rows: list[list[Cell]] = [
        [f"{_count(step):,}", *(_at(one, step, name) for one in runs)] for step in lists["steps"]
    ]
    return ["Updates", *(choice_words(option, value) for value in lists["values"])], rows


def _conventions(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    """Put the loss after one update below each other: as usual, and with each other choice in words."""
    (name,), _ = arguments(words, "table conventions EXAMPLE", 1)
    example = known_example(name)
    choices = [(option, value) for option in example.options for value in words_of(example, option)[1:]]
    loss = registry.graph_of(parse_run(name)).loss
    rows: list[list[Cell]] = [["as on these pages", _at(name, "1", loss)]]
    rows += [
        [choice_words(option, value), _at(f"{name};{option}={value}", "1", loss)] for option, value in choices
    ]
    return ["Convention", f"{_symbol(parse(f'{name}:{loss}'))} after 1 update"], rows


def _rates(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    """Put the example's learning rates side by side."""
    usage = "table rates EXAMPLE steps=0,1,… quantity=E_total"
    (example,), lists = arguments(words, usage, 1, "steps", "quantity")
    rates = ",".join(known_example(example).rates)
    quantity, steps = (f"{name}={','.join(lists[name])}" for name in ("quantity", "steps"))
    head, rows = _options((example, "option=rate", f"values={rates}", steps, quantity))
    return [head[0], *(f"$`\\eta = {text.removeprefix('rate ')}`$" for text in head[1:])], rows


def _batches(words: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    """Put one quantity of the same run side by side for each size of a batch, after so many epochs."""
    usage = "table batches RUN epochs=0,1,… quantity=E_total"
    (run,), lists = arguments(words, usage, 1, "epochs", "quantity")
    sizes = known_example(parse_run(run).example).options.get("batch", ())
    if not sizes or len(lists["quantity"]) > 1:
        raise BackpropError(f"found {' '.join(words)}, expected {usage}, RUN being one with batches")
    (name,), most = lists["quantity"], max(map(int, sizes))
    updates = {f"{run};batch={size}": most // int(size) for size in sizes}
    rows: list[list[Cell]] = [
        [f"{_count(epoch):,}", *(_at(one, str(_count(epoch) * each), name) for one, each in updates.items())]
        for epoch in lists["epochs"]
    ]
    return ["Epochs", *(choice_words("batch", size) for size in sizes)], rows


KINDS: dict[str, Callable[[tuple[str, ...]], tuple[list[str], list[list[Cell]]]]] = {
    "given": _given,
    "weights": _weights,
    "epochs": _epochs,
    "options": _options,
    "conventions": _conventions,
    "rates": _rates,
    "batches": _batches,
}
