"""Chains of sides from tokens: `a = b ≈ c`, also within brackets; where one ends, the next begins."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from backprop.check.audit.tokens import UNFINISHED
from backprop.check.formulas.commands import CLOSED, CLOSING
from backprop.check.formulas.tokens import Token

DEEPEST = 40
_NO_BRACKET = Token("", "", 0, 0)
_PARTNERS = CLOSING | {"matrix": "end"}


@dataclass(frozen=True)
class Side:
    """The tokens of one side; none where it is left out."""

    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].end


@dataclass(frozen=True)
class Chain:
    """Sides and the relation before each but the first: `=`, `≈`, or nothing for any other."""

    sides: tuple[Side, ...]
    relations: tuple[str, ...]


@dataclass
class _Group:
    """A bracket that is open, and what stands in it so far."""

    opening: Token
    inside: list[Token] = field(default_factory=list)

    @property
    def relates(self) -> bool:
        return any(token.kind == "relation" for token in self.inside)


def chains(tokens: list[Token]) -> list[Chain]:
    """Return all chains of two sides or more, those in brackets before the one around them."""
    complete: list[Chain] = []
    groups = [_Group(_NO_BRACKET)]
    for token in _parted(tokens):
        if token.kind in _PARTNERS and len(groups) < DEEPEST:
            groups.append(_Group(token))
        elif token.kind in CLOSED or token.kind == "end":
            _close(groups, token, complete)
        else:
            groups[-1].inside.append(token)
    while len(groups) > 1:
        lost = groups.pop()
        groups[-1].inside.append(lost.opening._replace(kind="unread"))
    complete += _cut(groups[0].inside)
    return complete


def _close(groups: list[_Group], token: Token, complete: list[Chain]) -> None:
    """Put what a bracket held into what is around it: as it is, or as unread where it holds a relation."""
    group = groups[-1]
    if _PARTNERS.get(group.opening.kind) != token.kind:
        group.inside.append(token._replace(kind="unread"))
        return
    groups.pop()
    if group.relates:
        complete += _cut(group.inside)
        groups[-1].inside.append(group.opening._replace(kind="unread"))
    else:
        inner = (part._replace(kind=",") if part.kind == "separator" else part for part in group.inside)
        groups[-1].inside += [group.opening, *inner, token]


def _parted(tokens: list[Token]) -> list[Token]:
    r"""Return the tokens with every `\\` and `&` outside of matrices as what it means."""
    depth = 0
    marks = []
    for place, token in enumerate(tokens):
        depth += (token.kind == "matrix") - (token.kind == "end")
        if depth <= 0 and token.kind in {"row", "&"}:
            marks.append(place)
    if not marks:
        return tokens
    part = _in_columns if _has_columns(tokens, marks) else _in_rows
    parted: list[Token] = []
    for start, mark in zip([-1, *marks], [*marks, len(tokens)], strict=True):
        parted += tokens[start + 1 : mark]
        if mark < len(tokens):
            parted += part(tokens, mark)
    return parted


def _has_columns(tokens: list[Token], marks: list[int]) -> bool:
    r"""Tell whether chains stand side by side: `a &= 1 + 2 & b &= 3 + 4 \\ &= 3 & &= 7`."""
    relates = False
    for start in marks:
        if tokens[start].kind == "row":
            relates = False
        begins = tokens[start + 1 : start + 2]
        if begins and begins[0].kind == "relation":
            if relates:
                return True
            relates = True
    return False


def _in_columns(tokens: list[Token], place: int) -> Iterator[Token]:
    """Yield the end of a statement, since what goes on in the next row stands somewhere else."""
    following = tokens[place + 1].kind if place + 1 < len(tokens) else "row"
    if tokens[place].kind == "row" or following != "relation" or tokens[place - 1].kind in UNFINISHED:
        yield tokens[place]._replace(kind="separator")


def _in_rows(tokens: list[Token], place: int) -> Iterator[Token]:
    r"""Yield nothing where a statement goes on, or the end of one.

    A row that begins with a sign and holds a relation may do either: the sides around are as good as symbols.
    """
    token = tokens[place]
    before = tokens[place - 1].kind if place else "row"
    kinds = (tokens[at].kind for at in range(place, len(tokens)))
    after = next((kind for kind in kinds if kind not in {"row", "&"}), "")
    if before in UNFINISHED or after in {"relation", ""}:
        return
    if after not in {"+", "-", "times"}:
        yield token._replace(kind="separator")
    elif token.kind == "row" and _relates(tokens, place):
        yield from (token._replace(kind=kind) for kind in ("unread", "separator", "unread"))


def _relates(tokens: list[Token], place: int) -> bool:
    """Tell whether the row behind a mark holds a relation."""
    kinds = (tokens[at].kind for at in range(place + 1, len(tokens)))
    return "relation" in takewhile(lambda kind: kind != "row", kinds)


def _cut(tokens: list[Token]) -> Iterator[Chain]:
    """Yield the chains of one level."""
    sides: list[list[Token]] = [[]]
    relations: list[str] = []
    for token in [*tokens, Token("separator", "", 0, 0)]:
        if token.kind == "relation":
            relations.append(token.text)
            sides.append([])
        elif token.kind != "separator":
            sides[-1].append(token)
        else:
            if relations:
                yield Chain(tuple(Side(tuple(side)) for side in sides), tuple(relations))
            sides, relations = [[]], []
