r"""The colours of formulas: each symbol in that of its role, by a class that the style sheet knows.

Pages hold plain TeX; the classes come while a page is built. A symbol has its role by its base alone, and
its indices and marks go with it; a derivative is one unit. What is not in the table stays as it is.
"""

import re

from backprop.core import registry
from backprop.core.keys import parse
from backprop.errors import BackpropError

# Each role with the bases that have it. An `i`, `o` or `a` alone may be anything; layer 0 is the input.
BASES = {
    "input": r"x|i(?=_)|a(?=(?:_\w|_\{\w+\})?\^(?:0|\{\(?0\)?\}))",
    "weight": r"[wWb]|\\theta",
    "output": r"out|o(?=_)|a(?=[_^])",
    "error": r"[ECJ](?!['′])",
    "gradient": r"\\delta|[ECJ](?=['′])",
}
# A number with a key has the role of its quantity; a net input, a target and a rate stay in ink.
_SHOWN = {role: role for role in BASES} | {"bias": "weight"}

_INSIDE = r"(?:[^{}\\]|\\.)*+"
for _ in range(4):
    _INSIDE = rf"(?:[^{{}}\\]|\\.|\{{{_INSIDE}\}})*+"
GROUP = rf"\{{{_INSIDE}\}}"
# What holds no symbol: a comment, and a command with its arguments, unless these are mathematics.
COMMAND = rf"""
    %[^\n]*+
    | \\(?:[dtc]?frac|sqrt|underbrace|overbrace|boxed)(?![A-Za-z])  # their arguments are mathematics
    | \\[A-Za-z]++\*?(?:\s*+{GROUP})*+                             # and what others take is not known
    | \\.
"""
_LETTER = r"(?:[^\s{}\\]|\\[A-Za-z]++)"
_STYLED = rf"\\(?:math|text)[a-z]*+\s*+{GROUP}"
_SCRIPTS = rf"(?:\s*+(?:[_^]\s*+(?:{GROUP}|{_STYLED}|{_LETTER})|['′]))*+"
_PARTIAL = r"\\partial(?![A-Za-z])"
_SLOPE = rf"{_PARTIAL}\s*+\\?[A-Za-z]++{_SCRIPTS}"
_DIFFERENTIAL = rf"\{{\s*+(?:{_PARTIAL}|\\mathrm\s*\{{d\}}|d(?=[\s\\A-Za-z}}])){_INSIDE}\}}"
_PIECE = re.compile(
    rf"""
    (?P<derivative>
        \\[dtc]?frac\s*+{_DIFFERENTIAL}\s*+{_DIFFERENTIAL}
      | {_SLOPE}\s*+/\s*+{_SLOPE}
      | \\nabla(?![A-Za-z]){_SCRIPTS}(?:\s*+[A-Za-z]++{_SCRIPTS})?
    )
    | \\htmlData\s*+\{{\s*+key=(?P<key>[^{{}}]*+)\}}\s*+{GROUP}
    | (?:(?<![A-Za-z])|(?=\\))
      (?:{"|".join(f"(?P<{role}>{bases})" for role, bases in BASES.items())})
      (?![A-Za-z]){_SCRIPTS}
    | \\\\\*?(?:\[[^\]]*\])?
    | {COMMAND}
    | _\s*+{GROUP}
    | [_^]\s*+{_LETTER}
    """,
    re.VERBOSE | re.DOTALL,
)
# Where a formula gives commands a meaning, or quotes, more commands could be taken for something else.
DEFINING = re.compile(r"\\(?:[a-z]*def|[a-z]*let|[a-z]*newcommand|verb)(?![a-z])")


def coloured(tex: str) -> str:
    """Return the TeX of a formula with the class of its role round each symbol and each number with a key."""
    return tex if DEFINING.search(tex) else _PIECE.sub(_piece, tex)


def _piece(match: re.Match[str]) -> str:
    role = _role(match)
    return rf"\htmlClass{{role-{role}}}{{{match[0]}}}" if role else match[0]


def _role(match: re.Match[str]) -> str | None:
    match match.lastgroup:
        case "derivative":
            return "gradient"
        case "key":
            return _role_of(match["key"].strip())
    return match.lastgroup


def _role_of(key: str) -> str | None:
    """Return the role in which the quantity of a key is shown; None where it stays in ink or is unknown."""
    try:
        parsed = parse(key)
        return _SHOWN.get(registry.graph_of(parsed)[parsed.quantity].role)
    except BackpropError:
        return None
