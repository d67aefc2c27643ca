"""The colours of built formulas: each part is what the colour says that it is."""

import re
from collections.abc import Iterable

from backprop.check.text.links import key_of
from backprop.check.text.numbers import role_of
from backprop.check.verdict import Verdict, total, wrong
from backprop.reading.document import Block, Coloured, Mathematics, inlines

# What a quantity is, and the colour that its number may have; one that is not here has none.
_COLOURS = {
    "input": "input",
    "weight": "weight",
    "bias": "weight",
    "output": "output",
    "error": "error",
    "gradient": "gradient",
}
# How what has a colour may read, from the left and the top.
_READINGS = {
    "input": "[ix].*|a.*0.*",
    "weight": "[wWbθ].*",
    "output": "out.*|[oa].+",
    "error": "[ECJ][^′]*",
    "gradient": "[∂d].+|δ.*|∇.*|[ECJ].*′.*",
}


def verdict(blocks: Iterable[Block]) -> Verdict:
    """Judge every colour of the formulas in some blocks."""
    formulas = (piece for block in blocks for piece in inlines(block) if isinstance(piece, Mathematics))
    return total(
        wrong((formula.start, formula.end), "colour", message)
        for formula in formulas
        for message in filter(None, map(_miscoloured, formula.coloured))
    )


def _miscoloured(part: Coloured) -> str:
    """Return what is wrong with the colour of a part; nothing where it is right."""
    if not part.key:
        fits = part.text and re.fullmatch(_READINGS.get(part.role, ""), part.text)
        return "" if fits else f"found {part.text or 'nothing'} in the colour of the role {part.role}"
    key = key_of(part.key)
    due = _COLOURS.get(role_of(key), "none") if key else part.role
    return "" if due == part.role else f"found {key} in the colour of the role {part.role}, expected {due}"
