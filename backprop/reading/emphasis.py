"""Marks of emphasis: which of them have partners, as CommonMark has it; the others are text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Run:
    """Marks of emphasis; those that find a partner are taken away from either end."""

    start: int
    end: int
    mark: str
    opens: bool
    closes: bool


def run_of(match: re.Match[str], low: int, high: int) -> Run:
    """Return marks of emphasis and what they can do where they stand, as CommonMark has it."""
    start, end = match.span()
    page, mark = match.string, match[0][0]
    before = page[start - 1] if start > low else " "
    after = page[end] if end < high else " "
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if mark == "*":
        return Run(start, end, mark, left, right)
    return Run(start, end, mark, left and not before.isalnum(), right and not after.isalnum())


def pair(runs: Iterable[Run]) -> None:
    """Shorten each pair of marks of emphasis by what they spend on each other."""
    openers: list[Run] = []
    for run in runs:
        while run.closes and run.start < run.end:
            place = next((k for k in reversed(range(len(openers))) if openers[k].mark == run.mark), None)
            if place is None:
                break
            opener = openers[place]
            spent = min(2, run.end - run.start, opener.end - opener.start)
            opener.end -= spent
            run.start += spent
            del openers[place + (opener.start < opener.end) :]
        if run.opens and run.start < run.end:
            openers.append(run)
