"""The pages that hold an example's values: one where they fit on it, else one a group or several.

It decides by the size that the built page will have, and knows no Markdown.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TypeVar

from backprop.core import registry
from backprop.core.groups import GROUPS, TRAINING, group_keys, group_of, group_titles, key_order
from backprop.core.keys import Key, known_example, parse_run
from backprop.networks.words import choice_words
from backprop.releases import ledger

T = TypeVar("T")
VALUES = "values"
# Bytes of HTML that the runs of a page may take; with all around them it stays below 600,000.
LIMIT = 480_000
# What the HTML weighs, fitted to the built pages to some per cent: of a heading with its line in the table of
# contents, of an entry without formulas, and of each token, fraction and index in these.
RUN, ENTRY, TOKEN, FRACTION, INDEX = 400, 1_190, 117, 605, 450
ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_TOKEN = re.compile(r"\\[A-Za-z]+|[\d.]+|[^\s{}]")


@dataclass(frozen=True)
class Run:
    """Keys below one heading: a group of the first pass and update, or another run."""

    group: str
    title: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class ValuesPage:
    """A page of values; one that holds them all has neither name nor title."""

    name: str
    title: str
    runs: tuple[Run, ...]

    @property
    def keys(self) -> list[Key]:
        """All keys of the page, in order."""
        return [key for run in self.runs for key in run.keys]


def values_pages(example: str, printed: Iterable[Key]) -> tuple[ValuesPage, ...]:
    """Return the pages of all keys of a first pass and update, of those released, and of those `printed`."""
    released = (key for key in ledger.released() if key.example == example and registry.is_known(key))
    return _pages(example, frozenset([*released, *(key for key in printed if key.example == example)]))


@cache
def _pages(example: str, more: frozenset[Key]) -> tuple[ValuesPage, ...]:
    runs = tuple(_runs(parse_run(known_example(example).name), more))
    if sum(map(_size_of_run, runs)) <= LIMIT:
        return (ValuesPage("", "", runs),)
    grouped = groupby(runs, key=lambda run: run.group)
    return tuple(page for group, members in grouped for page in _parts(example, group, members))


def _parts(example: str, group: str, runs: Iterable[Run]) -> Iterator[ValuesPage]:
    """Yield the pages of a group; those behind the first are numbered."""
    pieces = [Run(group, run.title, keys) for run in runs for keys in _fitting(run.keys, _size)]
    for number, part in enumerate(_fitting(pieces, _size_of_run), 1):
        name = group if number == 1 else f"{group}-{number}"
        yield ValuesPage(name, page_title(example, name), part)


def _fitting(items: Iterable[T], size_of: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Yield as many items as fit on a page, one at least, again and again."""
    batch: list[T] = []
    for item in items:
        if batch and sum(map(size_of, batch)) + size_of(item) > LIMIT:
            yield tuple(batch)
            batch = []
        batch.append(item)
    if batch:
        yield tuple(batch)


def _size_of_run(run: Run) -> int:
    return RUN + sum(map(_size, run.keys))


@cache
def _size(key: Key) -> int:
    """Return about how many bytes of HTML the entry of a key takes."""
    entry = registry.entry(key)
    tex = f"{entry.quantity.tex} {entry.formula} {entry.substitution}"
    tokens, fractions, indices = len(_TOKEN.findall(tex)), tex.count(r"\frac"), len(re.findall("[_^]", tex))
    return ENTRY + TOKEN * tokens + FRACTION * fractions + INDEX * indices


def page_title(example: str, name: str) -> str:
    """Return what a page is called: by its group and, from the second of a group on, a Roman numeral."""
    group, _, number = name.partition("-")
    title = group_titles(example)[group]
    return f"{title} {_roman(int(number))}" if number else title


def _roman(number: int) -> str:
    """Return a number in letters: a page's digits would be taken for those of a quantity."""
    numeral = ""
    for value, letters in ROMAN.items():
        numeral += letters * (number // value)
        number %= value
    return numeral


def _runs(start: Key, more: Iterable[Key]) -> Iterator[Run]:
    """Yield the groups of the first pass and update, then all other runs."""
    titles = group_titles(start.example)
    groups = {name: group_keys(start, name) for name in GROUPS}
    rest = sorted(set(more).difference(*groups.values()), key=key_order)
    for key in rest:
        if key.of("") == start:
            groups[group_of(key)].append(key)
    yield from (Run(name, titles[name], tuple(keys)) for name, keys in groups.items() if keys)
    for run, keys in groupby(rest, lambda key: key.of("")):
        if run != start:
            yield Run(TRAINING, _title(run), tuple(keys))


def _title(run: Key) -> str:
    count = {0: "at the start", 1: "after 1 update"}.get(run.step, f"after {run.step:,} updates")
    chosen = ", ".join(choice_words(name, value) for name, value in run.options)
    return f"{chosen}, {count}" if chosen else count[0].upper() + count[1:]
