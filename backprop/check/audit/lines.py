r"""Lines of words and numbers written as TeX, which the one reader of formulas reads.

Where one stands, `places` says of each character of the TeX where it comes from in the text. What is no
arithmetic makes its side of a relation a name, of which nothing is known.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from backprop.check.audit.snippets import Snippet
from backprop.check.formulas.syntax import Node
from backprop.check.formulas.tokens import DEEPEST, DIGITS

UNKNOWN = "q"


class Written(NamedTuple):
    """Arithmetic as TeX, and from where to where in the text each of its characters stands."""

    tex: str
    places: Sequence[tuple[int, int]]

    def place(self, left: Node, right: Node) -> tuple[int, int]:
        """Return where in the text the trees from `left` to `right` stand."""
        return self.places[left.start][0], self.places[right.end - 1][1]


class _Piece(NamedTuple):
    kind: str
    tex: str
    place: tuple[int, int]


# Versions, times, codes, lists, decimals with a comma or with dots behind look like numbers and may be none.
_CERTAIN = rf"(?<![\w.])(?!0[0-9]|[0-9.]{{32}})(?:{DIGITS})"
_PIECE = re.compile(
    rf"""\s*+(?:
      (?P<range>(?<![\w.])[0-9]+-[0-9]+(?![\w.]|\s*[-+*/^×·]))
    | (?P<number>{_CERTAIN}(?:[eE][+-]?[0-9]{{1,3}})?(?![\w½¼¾]|[.,:]+[0-9]|\.\.|\s?[…%])
        |{_CERTAIN}\s?%(?!\s?[\w(]))
    | (?P<dropped>\Z|[$€£](?=[0-9])|\\(?=[*_])|(?<![^\s(])\*\*(?=\S)|(?<=\S)\*\*(?=[\s.,;:)]|\Z))
    | (?P<vulgar>(?<![\w.])[½¼¾⅓⅔⅛])
    | (?P<function>(?<![\w.])(?:exp|ln|log|tanh|max|min|sqrt|sigmoid|σ|√)(?=\()
        |(?<![\w.])e(?=\^|\*\*|[⁻⁰¹²³⁴-⁹]))
    | (?P<compared>[=<>~!:+\-*/^&|%≠≤≥≡]=[=>~]*|=[=<>~]+|[<>≤≥≠≡∈∝])(?<!~=)
    | (?P<separator>[→⇒;|"`“”?]|->|[,.:](?=\s|\Z)|\.(?=[)"'”]))
    | (?P<relation>=|≈|≃|~=)
    | (?P<times>(?<=[0-9)]\s)x(?=\s[0-9(]))
    | (?P<power>[⁰¹²³⁴-⁹⁻]+|(?:\^|\*\*)\s*[-−]?[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?(?![\w.]))
    | (?P<opening>[(\[])
    | (?P<closing>[)\]])
    | (?P<operator>\*\*|[-+*/^×·⋅÷−,](?!/))
    | (?P<other>(?:[0-9][0-9.,:]*[0-9]|[0-9.]+)%?\w*+|[^\W\d][\w']*+|.)
    )""",
    re.VERBOSE,
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_TEX = {"x": r"\times", "**": "^", "σ": "sigmoid", "√": "sqrt", "≃": "≈", "~=": "≈"}
_PARTNERS = {"(": ")", "[": "]", "{": "}"}


def formula(text: str, snippet: Snippet) -> Written:
    """Return a formula as it stands."""
    places = [(place, place + 1) for place in range(snippet.start, snippet.end + 1)]
    return Written(text[snippet.start : snippet.end] + ("" if snippet.ends else UNKNOWN), places)


def chains(text: str, snippet: Snippet) -> Iterator[Written]:
    """Yield what a line holds of chains with a relation, those in brackets apart."""
    start, end = snippet.start, snippet.end
    groups = [[] if snippet.begins else [_Piece("unread", UNKNOWN, (start, start))]]
    for match in _PIECE.finditer(text, start, end):
        piece = _piece(match)
        if piece.kind == "separator" and not (len(groups) > 1 and piece.tex == ","):
            yield from _chain(groups[-1])
            groups = [[]]
        elif piece.kind == "opening" and len(groups) < DEEPEST:
            is_exponent = bool(groups[-1]) and groups[-1][-1].tex == "^"
            groups.append([piece._replace(kind="unread", tex="{" if is_exponent else piece.tex)])
        elif piece.kind == "closing":
            yield from _close(groups, piece)
        elif piece.kind != "dropped":
            groups[-1].append(piece._replace(kind="unread") if piece.kind == "opening" else piece)
    if not snippet.ends:
        groups[-1].append(_Piece("unread", UNKNOWN, (end, end)))
    yield from _chain(groups[-1])


def _piece(match: re.Match[str]) -> _Piece:
    """Return a piece of a line with what a formula writes for it; `1,000` may be a decimal with a comma."""
    kind = match.lastgroup or ""
    place, written = match.span(kind), match[kind]
    match kind:
        case "number":
            tex = re.sub(r"\s*%", r"\%", written).replace("E", "e")
            return _Piece("unread" if "," in tex else kind, tex, place)
        case "vulgar":
            return _Piece(kind, r"\frac{{{}}}{{{}}}".format(*_VULGAR[written]), place)
        case "power":
            return _Piece(kind, f"^{{{written.translate(_SUPERSCRIPTS).lstrip('^* ')}}}", place)
        case "range" | "other":
            return _Piece("unread", UNKNOWN, place)
        case "compared":
            return _Piece("relation", r"\ne", place)
    return _Piece(kind, _TEX.get(written, written), place)


def _close(groups: list[list[_Piece]], closing: _Piece) -> Iterator[Written]:
    """Put what a bracket held into what is around it; a chain in it stands by itself."""
    if len(groups) == 1:
        groups[0].append(closing._replace(kind="unread"))
        return
    opening, *inside = groups.pop()
    if any(piece.kind == "relation" for piece in inside):
        yield from _chain(inside)
        groups[-1].append(opening)
    else:
        closing = closing._replace(tex=_PARTNERS[opening.tex])
        groups[-1] += [opening._replace(kind="opening"), *inside, closing]


def _chain(pieces: list[_Piece]) -> Iterator[Written]:
    """Yield the pieces as TeX if there is a relation between them."""
    if any(piece.kind == "relation" for piece in pieces):
        by_side = groupby(pieces, lambda piece: piece.kind == "relation")
        written = [piece for _, side in by_side for piece in _known(list(side))]
        places = [piece.place for piece in written for _ in f"{piece.tex} "]
        yield Written(" ".join(piece.tex for piece in written), places)


def _known(side: list[_Piece]) -> list[_Piece]:
    """Return a side, or a name in its place where it is not all arithmetic."""
    if any(piece.kind == "unread" for piece in side):
        return [_Piece("unread", UNKNOWN, side[0].place)]
    return side
