"""Blocks of values: all of an example, or one of the pages that they are divided into."""

from collections.abc import Iterator
from itertools import groupby

import flint

from backprop.core.example import Example
from backprop.core.groups import TRAINING
from backprop.core.keys import known_example
from backprop.core.project import project
from backprop.errors import BackpropError
from backprop.exports import runs
from backprop.exports.program.stages import has_program
from backprop.pages.block import Context, Rendered, arguments
from backprop.pages.entry import entries_of, entry_item
from backprop.pages.value_index import index_line
from backprop.pages.value_pages import ValuesPage, values_pages

Pages = tuple[ValuesPage, ...]
PROOF = (
    "Two routes have proved each value: the graph in ball arithmetic, by python-flint {flint}, and {second}."
)
INDEX = "## Pages\n\nThe entries are on these pages, each with its keys."


def values(words: tuple[str, ...], context: Context) -> Rendered:
    """Return what stands on a page of values: `values EXAMPLE`, or `values EXAMPLE PAGE`.

    The entries themselves print nothing: what a page prints has its entry here.
    """
    (name, *wanted), _ = arguments(
        words, "values EXAMPLE, or values EXAMPLE PAGE", 2 if len(words) > 1 else 1
    )
    example = known_example(name)
    pages = values_pages(example.name, context.printed)
    text = _part(example, pages, wanted[0], context) if wanted else _first(example, pages, context)
    return Rendered(text, frozenset())


def _first(example: Example, pages: Pages, context: Context) -> str:
    """Return what the page of an example holds: its files, and the entries or an index of their pages."""
    parts = [PROOF.format(flint=flint.__version__, second=example.route_words), data(example)]
    lines = (index_line(example.name, page) for page in pages)
    entries = [INDEX, "\n".join(lines)] if len(pages) > 1 else _sections(pages[0], pages, context)
    return "\n\n".join([*parts, *entries])


def _part(example: Example, pages: Pages, name: str, context: Context) -> str:
    """Return what one page of several holds: the way to the others, and its entries."""
    names = [page.name for page in pages]
    if name not in names:
        raise BackpropError(f"found the page {name}, expected {' or '.join(filter(None, names)) or 'none'}")
    at = names.index(name)
    ways = [f"[All values](../{example.name}.md)"]
    ways += [f"before: [{page.title}]({page.name}.md)" for page in pages[:at][-1:]]
    ways += [f"next: [{page.title}]({page.name}.md)" for page in pages[at + 1 :][:1]]
    return "\n\n".join(["; ".join(ways), *_sections(pages[at], pages, context)])


def _sections(page: ValuesPage, pages: Pages, context: Context) -> Iterator[str]:
    """Yield headings and lists of entries; runs beyond the first pass and update have one heading above."""
    entries = entries_of(pages)
    for group, members in groupby(page.runs, key=lambda run: run.group):
        level = "##"
        if group == TRAINING:
            yield f"## {TRAINING.capitalize()}"
            level = "###"
        for run in members:
            yield f"{level} {run.title}\n\n" + "\n".join(
                entry_item(key, entries, context) for key in run.keys
            )


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
    files += "".join(f"; as a table of its own [{file}]({file})" for file in example.tables)
    citing = " [How to cite it](../about/citing.md)." if project().is_own else ""
    return f"Download {files}.{citing}"
