"""Figures as SVG, one kind a file: `figure(["network", "mazur"])` describes one, `svg` draws it."""

from backprop.figures.catalogue import KINDS, figure, figure_of
from backprop.figures.fact import Fact
from backprop.figures.picture import Figure, svg
from backprop.figures.style import DARK, LIGHT, THEMES, Theme
from backprop.figures.values import printed

__all__ = [
    "DARK",
    "KINDS",
    "LIGHT",
    "THEMES",
    "Fact",
    "Figure",
    "Theme",
    "figure",
    "figure_of",
    "printed",
    "svg",
]
