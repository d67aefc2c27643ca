"""What a figure is: its words first, its drawing only when it is wanted."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.figures.style import Theme


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
