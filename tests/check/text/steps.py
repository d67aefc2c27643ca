"""Steps of a page by hand: a line in words, and a formula."""

from backprop.reading.document import Block, Mathematics
from tests.check.text.pieces import paragraph


def step(key: str) -> tuple[Block, ...]:
    return paragraph(f"[What it is|{key}]"), Mathematics(0, 1, "x", display=True)
