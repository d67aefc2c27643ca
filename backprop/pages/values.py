"""The page of all values of an example: what the number links lead to."""

from collections.abc import Iterable
from itertools import groupby

import flint

from backprop.core import registry
from backprop.core.example import Example
from backprop.core.groups import GROUP_TITLES, GROUPS, group_keys, group_of, key_order
from backprop.core.keys import Key, known_example, parse_run
from backprop.core.project import project
from backprop.exports import runs
from backprop.exports.program.stages import has_program
from backprop.pages.block import Context, Rendered, arguments
from backprop.pages.entry import entries_of, entry_item
from backprop.releases import ledger

PROOF = (
    "Two routes have proved each value: the graph in ball arithmetic, by python-flint {flint}, and {second}."
)


def values(words: tuple[str, ...], context: Context) -> Rendered:
    """Return every quantity of the first pass and update, released, or printed on a page: `values EXAMPLE`.

    The entries themselves print nothing: what a page prints has its entry here.
    """
    (name,), _ = arguments(words, "values EXAMPLE", 1)
    start = parse_run(known_example(name).name)
    groups, training = _groups(start, context.printed)
    entries = entries_of(key for keys in [*groups.values(), *training.values()] for key in keys)

    def items(keys: Iterable[Key]) -> str:
        return "\n".join(entry_item(key, entries, context) for key in keys)

    example = known_example(start.example)
    proof = PROOF.format(flint=flint.__version__, second=example.route_words)
    parts = [proof, data(example)]
    parts += [f"## {title}\n\n{items(keys)}" for title, keys in groups.items() if keys]
    parts += ["## Training"] if training else []
    parts += [f"### {title}\n\n{items(keys)}" for title, keys in training.items()]
    return Rendered("\n\n".join(parts), frozenset())


def data(example: Example) -> str:
    """Return the sentence that leads to the files of an example, which the build puts beside its page."""
    name = example.name
    files = f"all of this as [data]({name}.json), as a [workbook]({name}.xlsx) with live formulas"
    if has_program(example):
        files += (
            f", as a [notebook]({name}.ipynb), as programs for [NumPy]({name}_numpy.py) and "
            f"[PyTorch]({name}_torch.py)"
        )
    tables = ", ".join(f"[`rate={rate}`]({runs.file_name(example, rate)})" for rate in runs.rates(example))
    files += f"; the training step by step at {tables}" if tables else ""
    citing = " [How to cite it](../about/citing.md)." if project().is_own else ""
    return f"To take with you: {files}.{citing}"


Sections = dict[str, list[Key]]


def _groups(start: Key, printed: Iterable[Key]) -> tuple[Sections, Sections]:
    """Return the keys of the first pass and update by their titles, then those of all other runs."""
    titles = {**GROUP_TITLES, **known_example(start.example).titles}
    groups = {titles[name]: group_keys(start, name) for name in GROUPS}
    first = {key for keys in groups.values() for key in keys}
    known = {key for key in ledger.released() if registry.is_known(key)} | set(printed)
    rest = sorted((key for key in known - first if key.example == start.example), key=key_order)
    training: Sections = {}
    for run, keys in groupby(rest, lambda key: key.of("")):
        if run == start:
            for key in keys:
                groups[titles[group_of(key)]].append(key)
        else:
            training[_title(run)] = list(keys)
    return groups, training


def _title(run: Key) -> str:
    count = {0: "at the start", 1: "after 1 update"}.get(run.step, f"after {run.step:,} updates")
    chosen = ", ".join(f"{name} {value}" for name, value in run.options)
    return f"{chosen}, {count}" if chosen else count[0].upper() + count[1:]
