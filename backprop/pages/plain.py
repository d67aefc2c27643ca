"""A formula as a line of plain text, as a title, an identifier or the search index needs it.

It reads the MathML that KaTeX writes and knows no TeX. A w with index 5 is w5, a derivative ∂E/∂w5.
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
SCRIPTED = frozenset(["msub", "msup", "msubsup", "munder", "munderover"])
SPACED = frozenset("=≈≠≡≔<>≤≥≪≫∈∉→←↦⇒⇔⋅×:")
SIGNS = frozenset("+−±∓∘⊙∗")  # spaced only between two terms
PUNCTUATION = {",": ", ", ";": "; "}
OPENING, CLOSING = "([{|∣∥", ")]}|∣∥,;./!′"
PRIMES = frozenset("′″‴∗⊤")
# The marks over a letter, each with its combining form.
ACCENTS = dict(
    zip("ˋˊ^~ˉ˘˙¨˚ˇ", map(chr, [*range(0x300, 0x305), 0x306, 0x307, 0x308, 0x30A, 0x30C]), strict=True)
)
ACCENTS["\u20d7"] = "\u20d7"  # a vector's arrow is combining as it stands


def plain(html: str) -> str:
    """Give the plain text of a formula from the HTML that KaTeX made of it."""
    match = PRESENTATION.search(html)
    assert match is not None, "KaTeX writes the MathML of every formula"
    root = fromstring(f"<math>{match[1]}</math>")  # noqa: S314  KaTeX wrote it and escapes what it was given
    text = re.sub(rf"{APPLY}(?=[(_^])", "", _row(root)).replace(APPLY, " ")
    return " ".join(text.split())


def _text(node: Element) -> str:
    return WRITERS.get(node.tag, _row)(node)


def _row(node: Element) -> str:
    """Join what stands side by side."""
    text, left = node.text or "", None
    for right in node:
        part = _text(right)
        spaced = _operator(text, part) if right.tag == "mo" else part
        text += f" {spaced}" if _apart(left, right, part) else spaced
        left = right
    return text


def _apart(left: Element | None, right: Element, part: str) -> bool:
    """Tell whether an index or a fraction must be kept from what stands beside it."""
    if left is None or part[:1] in CLOSING:
        return False
    left, right = _edge(left, -1), _edge(right, 0)
    if left.tag == "mo":
        return False
    if "mfrac" in {left.tag, right.tag}:
        return True
    return left.tag in SCRIPTED and part[0] not in OPENING


def _edge(node: Element, place: int) -> Element:
    """Return what a group begins or ends with."""
    while node.tag == "mrow" and len(node):
        node = node[place]
    return node


def _operator(before: str, operator: str) -> str:
    operator = normalize("NFC", operator)  # a struck out relation comes in two characters
    infix = re.search(r"[^\s(\[{]$", before) is not None
    if operator in SPACED or (operator in SIGNS and infix):
        return f" {operator} "
    return PUNCTUATION.get(operator, operator)


def _group(node: Element) -> str:
    """Put parentheses round what is more than one term."""
    text = _text(node).strip()
    return f"({text})" if len(text) > 1 and re.search(r"[\s/−+]", text) else text


def _lower(base: str, node: Element) -> str:
    index = _group(node)
    return base + index if len(base) == 1 and index.isdigit() else f"{base}_{index}"


def _raise(base: str, node: Element) -> str:
    exponent = _group(node)
    return base + exponent if PRIMES.issuperset(exponent) else f"{base}^{exponent}"


def _over(node: Element) -> str:
    """Write an accent on its letter; leave out a brace."""
    if node[1].tag == "mo":
        return normalize("NFC", _text(node[0]) + ACCENTS.get(_text(node[1]), ""))
    return _raise(_group(node[0]), node[1])


def _under(node: Element) -> str:
    return _text(node[0]) if node[1].tag == "mo" else _lower(_group(node[0]), node[1])


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
