"""How wide matplotlib draws words."""

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from backprop.figures.style import LAYOUT_FONT, TEXT


def width_of(words: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Return how wide `words` are drawn."""
    font = FontProperties(family=LAYOUT_FONT, size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    return float(width)
