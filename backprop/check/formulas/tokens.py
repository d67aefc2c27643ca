r"""TeX cut into tokens, each with its place; what only spaces, colours or labels a formula is left out.

A token's kind is what the grammar asks for. One thing has one spelling: `\le`, `\leq` and `≤` give the same
token, and so do `10{,}000` and `10,000`, or `w_{\text{h}1}` and `w_{h1}`.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from backprop.check.formulas.commands import ENVIRONMENTS, FIXED
from backprop.check.formulas.functions import FUNCTIONS
from backprop.check.formulas.syntax import TexError

DEEPEST = 60
"""How deep brackets, braces and factors may nest; each level of factors costs a few calls."""

LONGEST = 1000
"""How many characters a number may have."""


# Kinds of tokens that stand behind a factor and belong to it.
SUFFIXES = frozenset(["index", "mark", "transposed", "raised", "^", "!"])


class Token(NamedTuple):
    """A piece of a formula from `start` to `end`; `text` is its one spelling."""

    kind: str
    text: str
    start: int
    end: int


# Up to three braces deep; possessive, so that a long formula is never read twice.
_BRACED = r"\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}"
_TEXT = r"\\(?:text(?:rm|it|bf|sf|tt|normal)?|mbox|intertext)(?![A-Za-z])"
_FACE = r"\\(?:math(?:rm|it|bf|sf|cal|bb|tt)|boldsymbol|bm|vec|operatorname\*?)(?![A-Za-z])"
_STYLE = rf"(?:{_FACE}|{_TEXT})\s*+"
_WORD = rf"{_STYLE}\{{\s*+[A-Za-z]{{2,}}\s*+\}}"
_MARK = rf"""\^\s*+(?:[+*]|\\(?:prime|ast|star)(?![A-Za-z])|{_WORD}
    |\{{\s*+(?:[-+*]|(?:\\prime\s*+|')++|\\ast|\\star|new|old|{_WORD})\s*+\}})"""
_TRANSPOSED = rf"""\^\s*+(?:T|\\(?:top|intercal)(?![A-Za-z])|{_STYLE}(?:T|\{{T\}})
    |\{{\s*+(?:T|\\top|\\intercal|{_STYLE}(?:T|\{{T\}}))\s*+\}})"""
DIGITS = r"[1-9][0-9]{0,2}(?:(?:\{,\}|,|\\,)[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_EXPONENT = r"""e(?P<exponent>[+-]?[0-9]{1,4})(?![0-9])
    |\s*(?:\\times|\\cdot|×|·)\s*10\s*\^\s*
        (?:\{\s*(?P<power>[+-]?[0-9]{1,4})\s*\}|(?P<digit>[0-9])(?!\.?[0-9]))
    |\s*(?P<percent>\\%)"""
_KINDS = rf"""
      (?P<name>[A-Za-z]++)
    | (?P<usual>[-+=()&\}}]|\\(?:frac|partial|cdot|approx|eta|delta|sigma|quad)(?![A-Za-z]))
    | (?P<number>(?P<digits>{DIGITS})(?:{_EXPONENT})?)
    | (?P<index>_\s*+(?:[A-Za-z0-9]|{_BRACED}|{_STYLE}{_BRACED}|\\[A-Za-z]++)|[₀-₉]++)
    | (?P<transposed>{_TRANSPOSED})
    | (?P<mark>{_MARK}|['′]++)
    | (?P<before>\{{\s*+\}}\s*+(?:{_MARK}))
    | (?P<raised>\^\s*+[0-9](?!\.?[0-9])|[⁰¹²³⁴-⁹])
    | (?P<dropped>\Z|~|%[^\n]*+|\\(?:left|right)\s*+\.|\{{\s*+\}}(?=\s*+[-+=<>&])
        |\\(?:label|tag\*?|color|textcolor|colorbox|href|htmlClass|[hv]?phantom|hspace\*?)\s*+{_BRACED})
    | (?P<row>\\\\\*?(?:\[\s*-?[0-9.]+\s*(?:pt|em|ex|mm|cm|in|mu|px|pc|bp)\s*\])?)
    | (?P<keyed>\\htmlData\s*+\{{\s*+key=(?P<key>[^{{}}]*+)\}})
    | (?P<begin>\\begin\s*+(?:\{{(?P<columned>array|alignat\*?|alignedat)\}}(?:\[[tbc]\])?\s*+{_BRACED}
        |\{{(?P<begun>[A-Za-z]++\*?)\}}(?:\[[tbc]\])?))
    | (?P<end>\\end\s*+\{{(?P<ended>[A-Za-z]++\*?)\}})
    | (?P<words>{_TEXT}\s*+(?P<spoken>{_BRACED}))
    | (?P<styled>{_FACE}\s*+\{{\s*+(?P<inner>\\?[A-Za-z]++)\s*+\}})
    | (?P<accented>\\(?:wide)?(?P<accent>hat|bar|tilde)(?![A-Za-z])\s*+
        (?:\{{\s*+(?P<below>\\?[A-Za-z]++)\s*+\}}|(?P<one>[A-Za-z]|\\[A-Za-z]++)))
    | (?P<fixed>:=|\\(?:[A-Za-z]++|.)|.)
"""
_TOKEN = re.compile(rf"\s*+(?:{_KINDS})", re.VERBOSE | re.DOTALL)
# A single word in \text is a name, unless it is one of these.
_SPOKEN = "and or if else otherwise where with for when so since by then is are thus hence on at"
_CONNECTIVES = frozenset(_SPOKEN.split())
_STANDING = re.compile(r"(?<![A-Za-z0-9_.])(?<!_\{)\.?[0-9][0-9.]*")
_MARKUP = re.compile(rf"{_STYLE}|[\s{{}}_^]|\\[,;:! ]")
_MARKS = {r"\prime": "'", r"\ast": "*", r"\star": "*", "′": "'"}
_ON_THE_LINE = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")


def tokens(tex: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a range, and twice a token of the kind `` that stands for its end."""
    stop = len(tex) if end is None else end
    read = [token for match in _TOKEN.finditer(tex, start, stop) if (token := _token(match)).kind]
    last = read[-1].end if read else start
    return [*read, Token("", "", last, last), Token("", "", last, last)]


def _token(match: re.Match[str]) -> Token:
    """Return what was matched as a token, one without a kind where it is only space."""
    kind = match.lastgroup or ""
    text = match[kind]
    if kind == "usual":
        kind, text = FIXED[text]
    elif kind != "name":
        kind, text = _SPELLED[kind](match)
    return Token(kind, text, *match.span(match.lastgroup or ""))


def plain(text: str) -> str:
    r"""Return an index without its markup: `{\text{h}_1}` is `h1`."""
    return _MARKUP.sub("", text).translate(_ON_THE_LINE)


def refuse_numbers(text: str, offset: int) -> None:
    """Raise where words, which nobody checks, hold a number."""
    if number := _STANDING.search(text):
        message = f"found the number {number[0]} in words, expected it in the formula"
        raise TexError(offset + number.start(), message)


def too_deep(offset: int) -> TexError:
    """Return the error for what nests deeper than anybody could follow, at `offset`."""
    return TexError(offset, f"found more than {DEEPEST} levels, expected a flatter formula")


def quoted(text: str) -> str:
    """Return what was found as part of one line of a message."""
    text = " ".join(text.split())
    text = text if len(text) <= 40 else f"{text[:39]}…"
    return text if text.isprintable() else ascii(text)[1:-1]


def _number(match: re.Match[str]) -> tuple[str, str]:
    digits = match["digits"]
    if len(digits) > LONGEST:
        message = f"found a number of {len(digits)} characters, expected at most {LONGEST}"
        raise TexError(match.start("digits"), message)
    exponent = match["exponent"] or match["power"] or match["digit"] or (match["percent"] and "-2")
    if not digits.isdigit():
        digits = re.sub(r"[^0-9.]", "", digits)
    return "number", f"{digits}e{exponent}" if exponent else digits


def _words(match: re.Match[str]) -> tuple[str, str]:
    words = match["spoken"][1:-1]
    if words.isascii() and words.isalpha() and words.lower() not in _CONNECTIVES:
        return "name", words
    refuse_numbers(words, match.start("spoken") + 1)
    return "words", words


def _marked(text: str) -> str:
    text = plain(text)
    for written, mark in _MARKS.items():
        text = text.replace(written, mark)
    return text


def _index(match: re.Match[str]) -> tuple[str, str]:
    text = plain(match["index"])
    if not text:
        raise TexError(match.start("index"), f"found {quoted(match['index'])}, expected an index in it")
    return "index", text


def _begin(match: re.Match[str]) -> tuple[str, str]:
    name = match["begun"] or match["columned"]
    if name not in ENVIRONMENTS:
        expected = "one such as aligned or bmatrix, or a waiver"
        raise TexError(match.start("begin"), rf"found \begin{{{quoted(name)}}}, expected {expected}")
    return ENVIRONMENTS[name], name


def _fixed(match: re.Match[str]) -> tuple[str, str]:
    text = match["fixed"]
    if text[0] == "\\" and text != r"\sqrt" and text[1:].isalpha() and text[1:] in FUNCTIONS:
        return "name", text[1:]
    if text not in FIXED:
        kind = "command" if len(text) > 1 else "sign"
        raise TexError(
            match.start("fixed"), f"found {quoted(text)}, expected a {kind} that is read here, or a waiver"
        )
    return FIXED[text]


# How the kind and the text of a token come from what the pattern of that name found.
_SPELLED: Mapping[str, Callable[[re.Match[str]], tuple[str, str]]] = {
    "dropped": lambda _: ("", ""),
    "number": _number,
    "index": _index,
    "transposed": lambda _: ("transposed", "T"),
    "mark": lambda match: ("mark", _marked(match["mark"])),
    "before": lambda match: ("before", _marked(match["before"])),
    "raised": lambda match: ("raised", match["raised"][-1].translate(_ON_THE_LINE)),
    "row": lambda _: ("row", "\\"),
    "keyed": lambda match: ("keyed", match["key"]),
    "begin": _begin,
    "end": lambda match: ("end", match["ended"]),
    "words": _words,
    "styled": lambda match: ("name", match["inner"]),
    "accented": lambda match: ("name", rf"\{match['accent']}{{{match['below'] or match['one']}}}"),
    "fixed": _fixed,
}
