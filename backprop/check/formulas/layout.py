r"""The layout of a formula undone: braces that nobody sees taken out, and rows joined to statements.

`{a + b} c` is displayed as `a + b c`, and that is what it says; braces stay around what a command or a `^`
takes, and before an index or a superscript. A row of an aligned environment that begins with a relation or an
operator goes on with what the row above began; so does what stands within parentheses. Any other row begins a
statement. The rows of matrices stay as they are.
"""

import re
from dataclasses import dataclass

from backprop.check.formulas.commands import CLOSED, CLOSING
from backprop.check.formulas.functions import FUNCTIONS
from backprop.check.formulas.syntax import TexError
from backprop.check.formulas.tokens import DEEPEST, SUFFIXES, Token, quoted, refuse_numbers, too_deep

_TAKING = frozenset(["root", "^", "keyed"])
# A label that tells rows and columns, which can be checked.
_SHAPE = re.compile(r"([1-9]\d?)\\times([1-9]\d?)")
_DROPPED = Token("dropped", "", 0, 0)
_UNFINISHED = frozenset(["relation", "times", "+", "-"])
_ENVIRONMENTS = frozenset(["matrix", "array", "aligned"])
ROWS = _ENVIRONMENTS | {"row", "&", "end"}


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
    if before.kind in _TAKING or (before.kind == "name" and before.text in FUNCTIONS):
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


@dataclass
class _Environment:
    """What stands open: how deep it is in brackets, which column is being read, if any relation is in two."""

    begin: Token
    aligned: bool
    depth: int = 0
    column: int = 0
    has_columns: bool = False


def joined(tokens: list[Token], tex: str) -> list[Token]:
    """Return the tokens with aligned rows joined to statements."""
    rows: list[Token] = []
    open_ones = [_Environment(tokens[-1], aligned=True)]
    for place, token in enumerate(tokens):
        if token.kind in _ENVIRONMENTS:
            _begin(tokens, place, open_ones, rows)
        elif token.kind == "end":
            _end(token, open_ones, rows)
        elif open_ones[-1].aligned and token.kind in {"row", "&"}:
            if _parts(tokens, place, open_ones[-1], rows, tex):
                rows.append(token._replace(kind="separator"))
        else:
            open_ones[-1].depth += (token.kind in CLOSING) - (token.kind in CLOSED)
            rows.append(token)
    if len(open_ones) > 1:
        raise _missing(open_ones[-1], tokens[-1].end, "the end")
    return rows


def _begin(tokens: list[Token], place: int, open_ones: list[_Environment], rows: list[Token]) -> None:
    token = tokens[place]
    aligned = token.kind == "aligned" or (token.kind == "array" and _relates(tokens, place))
    if len(open_ones) > DEEPEST:
        raise too_deep(token.start)
    open_ones.append(_Environment(token, aligned))
    if not aligned:
        rows.append(token._replace(kind="matrix") if token.kind == "array" else token)


def _end(token: Token, open_ones: list[_Environment], rows: list[Token]) -> None:
    environment = open_ones[-1]
    if len(open_ones) == 1 or token.text != environment.begin.text:
        raise _missing(environment, token.start, rf"\end{{{quoted(token.text)}}}")
    open_ones.pop()
    if not environment.aligned:
        rows.append(token)


def _missing(environment: _Environment, offset: int, instead: str) -> TexError:
    begun = environment.begin.text
    expected = rf"\end{{{begun}}}" if begun else r"a \begin before it"
    return TexError(offset, f"found {instead}, expected {expected}")


def _relates(tokens: list[Token], place: int) -> bool:
    """Tell whether an array holds statements: a relation of its own."""
    depth = 0
    for token in tokens[place:]:
        depth += (token.kind in _ENVIRONMENTS or token.kind in CLOSING) - (
            token.kind == "end" or token.kind in CLOSED
        )
        if depth == 0:
            break
        if depth == 1 and token.kind == "relation":
            return True
    return False


def _parts(tokens: list[Token], place: int, environment: _Environment, rows: list[Token], tex: str) -> bool:
    """Tell whether a row's end, or a column's, parts two statements.

    Where statements stand side by side, what goes on in the next row is no part of the last one.
    """
    is_column = tokens[place].kind == "&"
    environment.column = environment.column + 1 if is_column else 0
    if environment.column % 2 or environment.depth > 0 or not rows or rows[-1].kind in _UNFINISHED:
        return False
    following = next(token for token in tokens[place:] if token.kind not in {"row", "&"})
    if following.kind == "relation":
        parts = is_column or environment.has_columns
    elif following.kind in {"+", "-"}:
        gap = tex[tokens[place].end : following.start]
        parts = not ("&" in gap or "\\" in gap or is_column)
    else:
        parts = following.kind not in _UNFINISHED
    environment.has_columns |= is_column and parts and following.kind != "words"
    return parts
