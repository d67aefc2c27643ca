r"""Braces that nobody sees, taken out: `{a + b} c` is displayed as `a + b c`, and that is what it says.

Braces stay around what a command or a `^` takes, and before an index or a superscript.
"""

import re

from backprop.check.formulas.functions import row_of
from backprop.check.formulas.tokens import DEEPEST, Token, refuse_numbers, too_deep

SUFFIXES = frozenset(["index", "mark", "transposed", "raised", "^", "!"])
_TAKING = frozenset(["root", "^", "keyed"])
# A label that tells rows and columns, which can be checked.
_SHAPE = re.compile(r"([1-9]\d?)\\times([1-9]\d?)")
_DROPPED = Token("dropped", "", 0, 0)


def visible(tokens: list[Token], tex: str) -> list[Token]:
    """Return the tokens without braces that only hold others together, and without labels at braces."""
    kept = list(tokens)
    opened: list[tuple[str, int]] = []
    second = -1
    for place, token in enumerate(tokens):
        if token.kind == "{":
            if len(opened) == DEEPEST:
                raise too_deep(token.start)
            opened.append(("argument" if place == second else _role(tokens, place), place))
        elif token.kind == "}" and opened:
            role, start = opened.pop()
            second = place + 1 if role == "first" else second
            if role == "label" and (shape := _SHAPE.fullmatch(tokens[place + 1].text)):
                kept[start - 1] = tokens[start - 1]._replace(kind="shaped", text=shape.expand(r"\1 \2"))
                kept[place + 1] = _DROPPED
                continue
            if role == "label":
                kept[start - 1] = _DROPPED
                _drop_label(tokens, kept, place + 1, tex)
            if role == "label" or (role == "plain" and tokens[place + 1].kind not in SUFFIXES):
                kept[start] = kept[place] = _DROPPED
    return [token for token in kept if token is not _DROPPED]


def _role(tokens: list[Token], place: int) -> str:
    """Return whose braces open here: a fraction's, a command's, a labelled brace's or nobody's."""
    before = tokens[place - 1] if place else _DROPPED
    if before.kind in {"fraction", "brace"}:
        return "first" if before.kind == "fraction" else "label"
    if before.kind in _TAKING or (before.kind == "name" and row_of(before.text)):
        return "argument"
    bare = place > 1 and tokens[place - 2].kind == "fraction" and before.kind in {"name", "number"}
    return "argument" if bare else "plain"


def _drop_label(tokens: list[Token], kept: list[Token], place: int, tex: str) -> None:
    r"""Take out what stands above or below a brace: `_{\text{forward}}`."""
    if tokens[place].kind not in SUFFIXES:
        return
    end = place + 1
    if tokens[place].kind == "^":
        depth = 0
        while end < len(tokens) - 2:
            depth += (tokens[end].kind == "{") - (tokens[end].kind == "}")
            end += 1
            if depth == 0:
                break
    kept[place:end] = [_DROPPED] * (end - place)
    start = tokens[place].start + 1
    refuse_numbers(tex[start : tokens[end - 1].end], start)
