"""What a figure is: its words first, its drawing only when it is wanted."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing

from backprop.figures.style import Theme
from backprop.keys import Key


@dataclass(frozen=True)
class Figure:
    """A figure in words, and how to draw it.

    `keys` are those of all numbers it prints, but for the `keyless`, which are given by their digits.
    """

    name: str
    title: str
    alt: str
    caption: str
    keys: tuple[Key, ...]
    draw: Callable[[Theme], Drawing]
    keyless: tuple[str, ...] = ()
