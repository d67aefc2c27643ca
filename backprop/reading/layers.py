"""The layers of a formula as KaTeX writes it: TeX, MathML and a picture, which must say the same.

They are compared letter by letter. The picture is read as it is seen: from the left, and from the top where
things stand one over the other.
"""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from unicodedata import normalize
from xml.etree.ElementTree import Element, ParseError, fromstring

_SPAN = re.compile(r"<span\b|(?P<end></span\s*>)")
_ANNOTATION = re.compile(r'<annotation encoding="application/x-tex">(?P<tex>[^<]*)</annotation>')
_SPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
_DEEPEST = 300
_SHORT = 40
_AS_KATEX = "expected a formula as KaTeX writes it"

_BLANK = re.compile("[\\s\u200b\u2061-\u2064]")
# What TeX and MathML both have: letters, digits, signs of calculation and comparison.
_UNMARKED = re.compile("[^0-9A-Za-z=≈+−⋅×⊙<>≤≥]")
_ADDED = re.compile("[\\s\u2061-\u2064_/;√]")
_DIGIT = re.compile("[^0-9]")
_ACCENTS = "\u0300-\u036f\u20d7^~ˉˊˋ¨˙˘ˇ˚⏞⏟"
_ACCENT = re.compile(f"[{_ACCENTS}]")
_BRACKET = re.compile(f"[{_ACCENTS}()\\[\\]{{}}|∣∥⟨⟩⌈⌉⌊⌋⎛-⎭]")
_DRAWN = {"\ue020=": "≠", "=\u0338": "≠", "≔": ":="}
_TOP = re.compile(r"\btop:(-?[0-9.]+)em")

_FUNCTION = "arccos|arcsin|arctan|arg|cosh|cos|det|dim|exp|lim|ln|log|max|min|sinh|sin|sup|tanh|tan"
# What of TeX is no letter of the formula, unless it is one of the signs.
_SILENT = re.compile(
    r"\\html(?:Data|Class)\s*\{[^{}]*\}|\\(?:begin|end)\s*\{[^{}]*\}(?:\{[lcr| ]*\})?|\\\\\s*\[[^\]]*\]"
    r"|\\(?:hspace\*?|color|textcolor)\s*\{[^{}]*\}"
    rf"|\\(?!(?:{_FUNCTION})(?![A-Za-z]))[A-Za-z]+|\\[^A-Za-z]"
)
_GROUP = r"(?:\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\])"
_RAISED_FIRST = re.compile(rf"\^\s*(?P<upper>{_GROUP})\s*_\s*(?P<lower>{_GROUP})")
_KEYED = re.compile(r"\\htmlData\s*\{\s*key\s*=(?P<key>[^{}]*)\}\s*(?=\{)")
_BRACE = re.compile(r"\\.|(?P<brace>[{}])")

_SIGNS = {
    r"\cdot": "⋅",
    r"\times": "×",
    r"\odot": "⊙",
    r"\approx": "≈",
    r"\le": "≤",
    r"\leq": "≤",
    r"\ge": "≥",
    r"\geq": "≥",
    r"\lt": "<",
    r"\gt": ">",
}

# Gives what an element holds in the order in which it is to be read.
_Order = Callable[[Element], Iterable[Element]]


@dataclass(frozen=True)
class Formula:
    """The TeX of a formula, where it is in the HTML, how its layers differ."""

    tex: str
    start: int
    end: int
    difference: str = ""


def end_of(text: str, start: int, limit: int) -> int | None:
    """Return where the `<span>` that begins at `start` ends; None where it does not."""
    depth = 0
    for match in _SPAN.finditer(text, start, limit):
        depth += -1 if match["end"] else 1
        if not depth:
            return match.end()
    return None


@lru_cache(maxsize=8192)
def formula(element: str, line: str | None = None) -> Formula:
    """Return what the element of class `katex` says; `line` is what the search shows of it."""
    annotation = _ANNOTATION.search(element)
    if annotation is None:
        return Formula("", 0, 0, difference=f"found no TeX, {_AS_KATEX}")
    tex, place = html.unescape(annotation["tex"]), annotation.span("tex")
    try:
        # The text begins with an element, so it can declare no entities.
        root = fromstring(element.replace(_SPACE, ""))  # noqa: S314
    except ParseError as error:
        return Formula(tex, *place, difference=f"found {error}, {_AS_KATEX}")
    presentation = _presentation(root)
    if presentation is None or _depth(root) > _DEEPEST:
        return Formula(tex, *place, difference=f"found another structure, {_AS_KATEX}")
    difference = _difference(tex, presentation, root[1])
    if not difference and line is not None:
        difference = _line_difference(line, tex, presentation)
    return Formula(tex, *place, difference)


def _line_difference(line: str, tex: str, math: Element) -> str:
    searched, written = _symbols(line), _symbols(_read(math, _written))
    if searched == written or r"\sqrt[" in tex:  # a root's index comes last in the line
        return ""
    return f"found {searched} in the line that is searched, expected {written} as in the formula"


def _symbols(text: str) -> str:
    """Return a text without what a plain line adds to a formula or lacks: bars, brackets, index marks."""
    return _ADDED.sub("", _alike(text, large=True))


def _presentation(root: Element) -> Element | None:
    """Return the MathML without the TeX; None where a formula holds anything else."""
    semantics = root.find("span/math/semantics")
    classes = [layer.get("class") for layer in root]
    if semantics is None or len(semantics) != 2 or classes != ["katex-mathml", "katex-html"]:
        return None
    layers = (root, root[0], root[0][0], semantics)
    texts = [*(node.text for node in layers), *(child.tail for node in layers for child in node)]
    single = len(root[0]) == len(root[0][0]) == 1
    return semantics[0] if single and not any(text and text.strip() for text in texts) else None


def _difference(tex: str, math: Element, picture: Element) -> str:
    """Return what the first two layers that differ show."""
    large = any("mult" in str(node.get("class")).split() for node in picture.iter())
    seen, drawn = (_alike(text, large=large) for text in (_read(picture, _seen), _read(math, _from_top)))
    pairs = (
        (_UNMARKED.sub("", _read(math, _written)), "the MathML", _spelled(tex), "the TeX"),
        (seen, "the picture", drawn, "the MathML"),
        (_keys_seen(picture), "the keys of the picture", _keys_written(tex), "the TeX"),
    )
    for left, where, right, other in pairs:
        if left != right:
            first, second = _excerpts(left, right)
            return f"found {first} in {where} of the formula, expected {second} as in {other}"
    return ""


def _alike(text: str, *, large: bool) -> str:
    """Return text without what the layers draw each in its way: accents, and brackets made of parts."""
    alike = normalize("NFKD", text)
    for drawn, written in _DRAWN.items():
        alike = alike.replace(drawn, written)
    return (_BRACKET if large else _ACCENT).sub("", alike)


def _excerpts(left: str, right: str) -> tuple[str, str]:
    """Return what two texts show from a little before the first character that differs."""
    place = next((k for k, (a, b) in enumerate(zip_longest(left, right)) if a != b), 0)
    start = max(0, place - _SHORT // 4)
    first, second = (text[start : start + _SHORT] or "nothing" for text in (left, right))
    return first, second


def _depth(root: Element) -> int:
    level, depth = list(root), 0
    while level:
        level, depth = [child for node in level for child in node], depth + 1
    return depth


def _read(node: Element, order: _Order) -> str:
    """Return the text of an element without blanks, its children in an order."""
    parts: list[str] = []
    _collect(node, order, parts)
    return _BLANK.sub("", "".join(parts))


def _collect(node: Element, order: _Order, parts: list[str]) -> None:
    if node.text:
        parts.append(node.text)
    for child in order(node):
        _collect(child, order, parts)
        if child.tail:
            parts.append(child.tail)


def _written(node: Element) -> Iterable[Element]:
    """Order MathML as TeX has it: the index of a root comes first."""
    return reversed(node) if node.tag == "mroot" else node


def _from_top(node: Element) -> Iterable[Element]:
    """Order MathML as it is seen: from the top where things stand one over the other, tables by columns."""
    match node.tag, list(node):
        case "mtable", rows:
            return [cell for column in zip_longest(*rows) for cell in column if cell is not None]
        case "msubsup", [base, lower, upper]:
            return base, upper, lower
        case "munderover", [base, lower, upper]:
            return upper, base, lower
        case ("mroot", [base, above]) | ("mover", [base, above]) if not node.get("accent"):
            return above, base
    return node


def _seen(node: Element) -> Iterable[Element]:
    """Order the picture: a list of things that stand one over the other from the top."""
    return sorted(node, key=_top) if node.get("class") == "vlist" else node


def _top(node: Element) -> float:
    top = _TOP.search(node.get("style", ""))
    return float(top[1]) if top else 0.0


def _spelled(tex: str) -> str:
    """Return the letters, digits and signs that TeX sets, an index before an exponent."""
    plain = _RAISED_FIRST.sub(r"_\g<lower>^\g<upper>", tex)
    return _UNMARKED.sub("", _SILENT.sub(lambda match: _SIGNS.get(match[0], " "), plain).replace("-", "−"))


def _keys_seen(picture: Element) -> str:
    """Return the keys in the picture with the digits that stand under each."""
    nodes = ((node.get("data-key"), node) for node in picture.iter())
    return _listed((key, _read(node, _seen)) for key, node in nodes if key)


def _keys_written(tex: str) -> str:
    """Return the keys in TeX with the digits that stand under each."""
    return _listed(
        (match["key"].strip(), _SILENT.sub(" ", tex[slice(*_group(tex, match.end()))]))
        for match in _KEYED.finditer(tex)
    )


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(sorted(f"{key}={_DIGIT.sub('', digits)}" for key, digits in pairs))


def _group(tex: str, start: int) -> tuple[int, int]:
    """Return where the group that opens at `start` begins and ends."""
    depth = 0
    for match in _BRACE.finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(match["brace"], 0)
        if not depth:
            return start, match.end()
    return start, len(tex)
