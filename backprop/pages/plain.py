"""A formula as a line of plain text, as a title, an identifier or the search index needs it.

It reads the MathML that KaTeX writes and knows no TeX: the number w with index 5 is w5, a derivative is ∂E/∂w5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize
from xml.etree.ElementTree import fromstring

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

PRESENTATION = re.compile(r"<semantics>(.*?)<annotation", re.DOTALL)
APPLY = "\u2061"  # the invisible operator between a function and its argument
SPACED = frozenset("=≈≠≡≔<>≤≥≪≫∈→←↦⇒⇔⋅×:")
SIGNS = frozenset("+−±∓∘⊙∗")  # spaced only between two terms
PUNCTUATION = {",": ", ", ";": "; "}
PRIMES = frozenset("′″‴∗⊤")
ACCENTS = {"^": "\u0302", "~": "\u0303", "ˉ": "\u0304", "‾": "\u0304", "˙": "\u0307", "⃗": "\u20d7"}


def plain(html: str) -> str:
    """Give the plain text of a formula from the HTML that KaTeX made of it."""
    match = PRESENTATION.search(html)
    assert match is not None, "KaTeX writes the MathML of every formula"
    root = fromstring(f"<math>{match[1]}</math>")  # noqa: S314  KaTeX wrote it and escapes what it was given
    text = _row(root).replace(f"{APPLY}(", "(").replace(APPLY, " ")
    return " ".join(text.split())


def _text(node: Element) -> str:
    return WRITERS.get(node.tag, _row)(node)


def _row(node: Element) -> str:
    """Join what stands side by side."""
    text, left = node.text or "", None
    for right in node:
        text += _operator(text, _text(right)) if right.tag == "mo" else _term(left, right)
        left = right
    return text


def _operator(before: str, operator: str) -> str:
    infix = re.search(r"[^\s(\[{]$", before) is not None
    if operator in SPACED or (operator in SIGNS and infix):
        return f" {operator} "
    return PUNCTUATION.get(operator, operator)


def _term(left: Element | None, right: Element) -> str:
    """Keep a term apart from an index or a fraction beside it."""
    scripted = left is not None and left.tag in {"msub", "msup", "msubsup", "mfrac"}
    return f" {_text(right)}" if scripted or right.tag == "mfrac" else _text(right)


def _group(node: Element) -> str:
    """Put parentheses round what is more than one term."""
    text = _text(node).strip()
    return f"({text})" if re.search(r"[\s/−+]", text) else text


def _lower(base: str, node: Element) -> str:
    index = _group(node)
    return base + index if len(base) == 1 and index.isdigit() else f"{base}_{index}"


def _raise(base: str, node: Element) -> str:
    exponent = _group(node)
    return base + exponent if PRIMES.issuperset(exponent) else f"{base}^{exponent}"


def _over(node: Element) -> str:
    """Write an accent on its letter; leave out a brace."""
    base, above = _text(node[0]), node[1]
    if above.tag == "mo":
        return normalize("NFC", base + ACCENTS.get(_text(above), ""))
    return _raise(base, above)


def _under(node: Element) -> str:
    base, below = _text(node[0]), node[1]
    return base if below.tag == "mo" else _lower(base, below)


def _join(separator: str) -> Callable[[Element], str]:
    return lambda node: separator.join(map(_text, node))


WRITERS: dict[str, Callable[[Element], str]] = {
    "msub": lambda node: _lower(_text(node[0]), node[1]),
    "msup": lambda node: _raise(_text(node[0]), node[1]),
    "msubsup": lambda node: _raise(_lower(_text(node[0]), node[1]), node[2]),
    "munder": _under,
    "mover": _over,
    "munderover": lambda node: _raise(_lower(_text(node[0]), node[1]), node[2]),
    "mfrac": lambda node: f"{_group(node[0])}/{_group(node[1])}",
    "msqrt": lambda node: "√(" + _row(node) + ")",
    "mroot": lambda node: f"{_group(node[0])}^(1/{_group(node[1])})",
    "mtable": _join("; "),
    "mtr": _join(" "),
    "mspace": lambda _: " ",
    "mphantom": lambda _: "",
}
