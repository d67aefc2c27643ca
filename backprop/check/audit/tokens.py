"""Formulas and lines cut into the tokens that formulas are read from.

What arithmetic has no use for is unread, whatever it is: only what is certain to be a number counts as one.
"""

import re
from collections.abc import Iterator

from backprop.check.formulas.commands import CLOSED, CLOSING, ENVIRONMENTS
from backprop.check.formulas.tokens import CERTAIN_DIGITS, Token, foreign_tokens

# The functions that arithmetic is checked with; those of angles may be of degrees.
FUNCTIONS = frozenset(["exp", "ln", "log", "tanh", "max", "min", "sqrt", "sigmoid", r"\sigma"])
_BASES = frozenset(["2", "10"])
_KEPT = ["number", "+", "-", "times", "^", "raised", "fraction", "root", "matrix", "row", "&"]
# What each kind of token is to arithmetic; those that are not here are unread, environments of rows nothing.
_KINDS = {kind: kind for kind in (*_KEPT, *CLOSING, *CLOSED, "relation", "separator")} | {
    "array": "matrix",
    "aligned": "",
    "end matrix": "end",
    "end array": "end",
    "end aligned": "",
}
_SPEAKING = (
    r"so|is|get|gets|gives?|giving|thus|hence|then|therefore|because|since|i\.e\.|e\.g\.|namely|yields?|obtain"
    r"|becomes?"
)
_SAYING = re.compile(rf"[\s,]*(?:(?:{_SPEAKING}|and|or|with|where|for)[\s,:]*)?")
_GAP = re.compile(r"\\q?quad(?![A-Za-z])")
_STOP = re.compile(r"[\s\\$&]|\Z")
UNFINISHED = frozenset(["relation", "times", "+", "-", "row", "&"])


def formula_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a formula; what ends a statement is a separator."""
    read = foreign_tokens(text, start, end)
    settled: list[Token] = []
    for before, token, after in zip([None, *read], read, [*read[1:], None], strict=False):
        if before and _parts(text[before.end : token.start], settled):
            settled.append(Token("separator", "", before.end, before.end))
        settled.append(_settled(text, before, token, after))
    return [token for token in settled if token.kind]


def _parts(gap: str, settled: list[Token]) -> bool:
    """Tell whether a wide space ends a statement."""
    return settled[-1].kind not in UNFINISHED and _GAP.search(gap) is not None


def _settled(text: str, before: Token | None, token: Token, after: Token | None) -> Token:
    """Return a token as what it is to arithmetic; a dot before a matrix multiplies."""
    if token.kind == "." and after and after.kind == "matrix":
        return token._replace(kind="times", text="*")
    return token._replace(kind=_kind(text, before, token, after))


def _kind(text: str, before: Token | None, token: Token, after: Token | None) -> str:
    match token.kind:
        case "name":
            return "name" if _is_function(token, after) else "unread"
        case "index":
            return "index" if before and before.text == "log" and token.text in _BASES else "unread"
        case "root":
            return "unread" if after and after.kind == "[" else "root"
        case "words":
            return "separator" if _SAYING.fullmatch(token.text) else "unread"
        case "," | "." if _STOP.match(text, token.end):
            return "separator"
        case ",":
            return ","
        case "end":
            return _KINDS.get(f"end {ENVIRONMENTS.get(token.text)}", "unread")
    return _KINDS.get(token.kind, "unread")


def _is_function(token: Token, after: Token | None) -> bool:
    """Tell whether a name is applied to what follows: neither a power of it nor its inverse."""
    follows = after.kind if after else ""
    if token.text == "e":
        return follows in {"^", "raised"}
    if token.text == r"\sigma":
        return follows == "("
    return token.text in FUNCTIONS and follows not in {"", "^", "raised", "mark", "["}


_LINE = re.compile(
    rf"""\s*+(?:
      (?P<number>(?<![\w.]){CERTAIN_DIGITS}(?:[eE][+-]?[0-9]{{1,3}})?(?![\w½¼¾]|[.,:]+[0-9]|\.\.|\s?[…%])
        |(?<![\w.]){CERTAIN_DIGITS}\s?%(?!\s?[\w(]))
    | (?P<dropped>\Z|[$€£](?=[0-9])|\\(?=[*_])|(?<![^\s(])\*\*(?=\S)|(?<=\S)\*\*(?=[\s.,;:)]|\Z))
    | (?P<vulgar>(?<![\w.])[½¼¾⅓⅔⅛])
    | (?P<function>(?<![\w.])(?:exp|ln|log|tanh|max|min|sqrt|sigmoid|σ|√)(?=\()
        |(?<![\w.])e(?=\^|\*\*|[⁻⁰¹²³⁴-⁹]))
    | (?P<other>[=<>~!:+\-*/^&|%≠≤≥≡]=[=>~]*|=[=<>~]+|[<>≤≥≠≡∈∝])(?<!~=)
    | (?P<separator>[,;]\s+(?:and|or|but)(?!\w)
        |[→⇒;|"`“”?]|->|[,.:](?=\s|\Z)|\.(?=[)"'”])|(?<!\w)(?i:{_SPEAKING})(?![\w(.]))
    | (?P<relation>=|≈|≃|~=)
    | (?P<times>(?<=[0-9)]\s)x(?=\s[0-9(]))
    | (?P<power>[⁰¹²³⁴-⁹⁻]+|(?:\^|\*\*)\s*[-−]?[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?(?![\w.]))
    | (?P<operator>\*\*|[-+*/^×·⋅÷−](?!/)|[(\[)\],])
    | (?P<unread>(?:[0-9][0-9.,:]*[0-9]|[0-9.]+)%?\w*+|[^\W\d][\w']*+|.)
    )""",
    re.VERBOSE,
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_TEX = {"x": r"\times", "**": "^", "σ": "sigmoid", "√": "sqrt"}


def line_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a line of words and numbers."""
    return [token for match in _LINE.finditer(text, start, end) for token in _placed(match)]


def _placed(match: re.Match[str]) -> Iterator[Token]:
    """Yield what a piece of a line is in a formula, all of it where the piece stands."""
    kind = match.lastgroup or ""
    place, written = match.span(kind), match[kind]
    match kind:
        case "dropped":
            return
        case "separator" | "unread":
            yield Token(kind, written, *place)
        case "other" | "relation":
            yield Token("relation", "" if kind == "other" else "=" if written == "=" else "≈", *place)
        case _:
            tex = _tex(kind, written)
            yield from (Token(*token[:2], *place) for token in foreign_tokens(tex, 0, len(tex)))


def _tex(kind: str, written: str) -> str:
    """Return how a formula writes a piece of arithmetic."""
    match kind:
        case "number":
            return re.sub(r"\s*%", r"\\%", written).replace("E", "e")
        case "vulgar":
            return r"\frac{{{}}}{{{}}}".format(*_VULGAR[written])
        case "power":
            return f"^{{{written.translate(_SUPERSCRIPTS).lstrip('^* ')}}}"
    return _TEX.get(written, written)
