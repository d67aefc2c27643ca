r"""The rows of aligned environments: each row's end becomes nothing or the end of a statement.

A row that begins with a relation or an operator goes on with what the row above began; so does what stands
within parentheses. Any other row begins a statement. The rows of matrices stay as they are.
"""

from dataclasses import dataclass

from backprop.check.formulas.commands import CLOSED, CLOSING
from backprop.check.formulas.syntax import TexError
from backprop.check.formulas.tokens import DEEPEST, Token, quoted, too_deep

_UNFINISHED = frozenset(["relation", "times", "+", "-"])
_ENVIRONMENTS = frozenset(["matrix", "array", "aligned"])


@dataclass
class _Environment:
    """What stands open: how deep it is in brackets, and which column is being read."""

    begin: Token
    aligned: bool
    depth: int = 0
    column: int = 0


def joined(tokens: list[Token], tex: str) -> list[Token]:
    """Return the tokens with aligned rows joined to statements."""
    if not any(kind in _ENVIRONMENTS or kind in {"row", "&", "end"} for kind, *_ in tokens):
        return tokens
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
    """Tell whether a row's end, or a column's, parts two statements."""
    if tokens[place].kind == "row":
        environment.column = 0
    else:
        environment.column += 1
        if environment.column % 2:
            return False
    if environment.depth > 0 or not rows or rows[-1].kind in _UNFINISHED:
        return False
    following = next(token for token in tokens[place:] if token.kind not in {"row", "&"})
    if following.kind in {"+", "-"}:
        gap = tex[tokens[place].end : following.start]
        return not ("&" in gap or "\\" in gap or tokens[place].kind == "&")
    return following.kind not in _UNFINISHED
