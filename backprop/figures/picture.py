"""What a figure is: its words first, its drawing only when it is wanted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from backprop.core.keys import Key
from backprop.figures.fact import Fact
from backprop.figures.values import example_of, settings_of


class Show(Protocol):
    """Writes a number: three significant digits, or so many decimals; with the sign before it, `=` or `≈`."""

    def __call__(self, value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
        """Return the digits."""


Template = Callable[[Show], str]
Draw = Callable[[str], str]  # from the figure's name, with which all ids in it begin, to its SVG


@dataclass(frozen=True)
class Figure:
    """A figure in words, and how to draw it; `keys` are those of all numbers it prints, `name` is its file's.

    The words are templates over keys: who makes a page and who checks it fill them with digits of their own.
    """

    title: str
    alt: Template
    caption: Template
    keys: tuple[Key, ...]
    draw: Draw
    name: str = ""


def figure_of_run(
    run: Key,
    subject: str,
    alt: Template,
    caption: Template,
    keys: Iterable[Key],
    draw: Draw,
) -> Figure:
    """Return a figure whose title names its run, by example, options and step, before its subject."""
    settings, printed = settings_of(run)
    return Figure(f"{example_of(run).title}{settings}: {subject}", alt, caption, (*printed, *keys), draw)
