"""Formulas and lines cut into the same kinds of tokens, each spelled as the parser of formulas takes it.

What arithmetic has no use for is a symbol, whatever it is: only what is certain to be a number counts as one.
"""

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A piece of a text from `start` to `end`.

    Kinds are number, function, operator, open, close, comma, row, align, matrix, unmatrix, relation,
    separator and symbol; a relation that says nothing of equality has no text.
    """

    kind: str
    text: str
    start: int
    end: int


_DIGITS = (
    r"(?!0[0-9])(?:[1-9][0-9]{0,2}(?:(?:\{,\}|,|\\,)[0-9]{3}){1,9}+(?![0-9])(?:\.[0-9]{1,30}+)?"
    r"|[0-9]{1,30}+(?:\.[0-9]{1,30}+)?|\.[0-9]{1,30}+)"
)
# Versions, times, codes, lists, decimals with a comma or with dots behind look like numbers and may be none.
_NO_NUMBER = r"[0-9][0-9.,:]*[0-9]|[0-9.]+"
_FUNCTIONS = r"exp|ln|log|tanh|max|min|sigmoid|sigma(?=\s*(?:\\left\s*)?\()|sqrt"
_SPEAKING = (
    r"so|is|get|gets|gives?|giving|thus|hence|then|therefore|because|since|i\.e\.|e\.g\.|namely|yields?|obtain"
    r"|becomes?"
)
_SAYING = rf"[\s,]*(?:(?:{_SPEAKING}|and|or|with|where|for)[\s,:]*)?"
_LAYOUT = (
    "left|right|displaystyle|textstyle|scriptstyle|limits|nolimits|nonumber|notag|[bB]igg?[lrm]?"
    "|math(?:bf|rm|it|sf)|boldsymbol|bm|boxed|underline|bf|rm|it|hfill|hline|mathstrut|strut|allowbreak"
)
_ALIGNED = (
    "equation|align|aligned|alignat|alignedat|gather|gathered|multline|multlined|eqnarray|split|flalign"
    "|displaymath|math"
)
_OTHERS = (
    "leq?|geq?|neq?|lt|gt|ll|gg|equiv|sim|propto|to|rightarrow|leftarrow|longrightarrow|mapsto|in|ni|notin|cong"
    "|leqslant|geqslant|lesssim|gtrsim|subset|subseteq|xrightarrow|not|leadsto"
)
_PARTING = (
    "q?quad|Rightarrow|Longrightarrow|implies|iff|Leftrightarrow|therefore|because|land|wedge|lor|item|par"
)
_FORMULA = re.compile(
    rf"""\s*+(?:
      (?P<number>{_DIGITS}(?:e[+-]?[0-9]{{1,3}})?
            (?![0-9%]|[.,:]+[0-9]|\{{,\}}[0-9]|\.\.|\s*(?:…|\\[lcd]?dots(?![A-Za-z])))
        (?:\s*\\%)?)
    | (?P<dropped>\Z|%[^\n]*|~|\\(?:{_LAYOUT})(?![A-Za-z])|\\[,:;!>\s]
        |\\(?:label|tag\*?|color|textcolor|colorbox|[hv]space\*?|phantom)\s*\{{[^{{}}]*\}}
        |\\(?:begin|end)\s*\{{(?:{_ALIGNED})\*?\}}(?:\[[tbc]\])?)
    | (?P<matrix>\\begin\s*\{{(?:[pb]?matrix|smallmatrix)\}}|\\begin\s*\{{array\}}\s*\{{[clr\s]*\}})
    | (?P<unmatrix>\\end\s*\{{(?:[pb]?matrix|smallmatrix|array)\}})
    | (?P<row>\\\\(?![A-Za-z]{{3}})\*?(?:\[-?[0-9.]+[a-z]+\])?|\\cr(?![A-Za-z]))
    | (?P<align>&)
    | (?P<relation>=(?![=>])|≈|≃|\\(?:approx|simeq|doteq)(?![A-Za-z]))
    | (?P<other>[<>≤≥≠→⇒:]+=?|=[=>]|\\(?:{_OTHERS})(?![A-Za-z]))
    | (?P<separator>;|\$\$?|\\[()\[\]]|(?:,|\.(?!\s*\\begin))(?=\s|\Z|\\|\$|&)|\\(?:{_PARTING})(?![A-Za-z])
        |\\(?:text(?:rm|it|bf|normal)?|mbox|intertext)\s*\{{{_SAYING}\}})
    | (?P<function>\\(?:{_FUNCTIONS})(?![A-Za-z])(?!\s*(?:\[|\^\s*\{{?\s*-))
            (?:\s*_\s*(?:2|\{{\s*(?:2|10)\s*\}}))?
        |\\(?:operatorname|mathrm|text)\s*\{{\s*(?:{_FUNCTIONS})\s*\}}|\\[dtc]?frac(?![A-Za-z])|e(?=\s*\^))
    | (?P<power>[⁰¹²³⁴-⁹⁻]+|(?:\^|\*\*)\s*[-−]?[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?(?![\w.]))
    | (?P<operator>\*\*|[-+*/^×·⋅÷−]|\\(?:cdot|times|ast|div)(?![A-Za-z])|\.(?=\s*\\begin))
    | (?P<open>[(\[{{]|\\\{{)
    | (?P<close>[)\]}}]|\\\}})
    | (?P<comma>,)
    | (?P<symbol>{_NO_NUMBER}|[A-Za-z][A-Za-z0-9]*+
        |\\(?:text[a-z]*|mbox|begin|end|operatorname|ref|eqref|cite)\*?\s*\{{[^{{}}]*\}}
        |\\\\?[A-Za-z]++|\\?.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_LINE = re.compile(
    rf"""\s*+(?:
      (?P<number>(?<![\w.]){_DIGITS}(?:[eE][+-]?[0-9]{{1,3}})?(?![\w½¼¾]|[.,:]+[0-9]|\.\.|\s?[…%])
        |(?<![\w.]){_DIGITS}\s?%(?!\s?[\w(]))
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
    | (?P<operator>\*\*|[-+*/^×·⋅÷−](?!/))
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    | (?P<comma>,)
    | (?P<symbol>(?:{_NO_NUMBER})%?\w*+|[^\W\d][\w']*+|.)
    )""",
    re.VERBOSE,
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_PRODUCT, _ROOT = r"\cdot", r"\sqrt"
_SPELLED = {
    **dict.fromkeys(["*", "×", "·", "⋅", "x", r"\times", r"\ast", "."], _PRODUCT),
    **dict.fromkeys(["≃", "~=", r"\approx", r"\simeq", r"\doteq"], "≈"),
    **dict.fromkeys(["σ", "sigma", r"\sigma", r"\sigmoid"], "sigmoid"),
    **dict.fromkeys(["√", "sqrt"], _ROOT),
    "÷": "/",
    r"\div": "/",
    "−": "-",
    "**": "^",
}
_WRAPPED = re.compile(r"\\(?:operatorname|mathrm|text)\s*\{\s*(\w+)\s*\}")
# The kinds that have names of their own in the patterns only.
_KINDS = {"other": "relation", "vulgar": "number", "power": "operator", "times": "operator"}


def tokens(text: str, start: int, end: int, *, is_formula: bool) -> list[Token]:
    """Return the tokens of a range of `text`; what is only seen, or means nothing, is left out."""
    pattern = _FORMULA if is_formula else _LINE
    return [
        Token(_KINDS.get(kind, kind), _spelled(kind, match[kind]), *match.span(kind))
        for match in pattern.finditer(text, start, end)
        if (kind := match.lastgroup or "") != "dropped"
    ]


def _spelled(kind: str, written: str) -> str:
    """Return what the parser of formulas takes for it; nothing for a relation that is no equality."""
    match kind:
        case "number":
            return re.sub(r"\s*\\?%", r"\\%", written).replace("E", "e")
        case "vulgar":
            return r"\frac{{{}}}{{{}}}".format(*_VULGAR[written])
        case "power":
            return f"^{{{written.translate(_SUPERSCRIPTS).lstrip('^* ')}}}"
        case "function":
            written = _WRAPPED.sub(r"\\\1", written)
        case "symbol":
            return written
        case "other":
            return ""
    return _SPELLED.get(written, written)
