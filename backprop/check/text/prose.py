"""Running text: every number in it is a quantity or declared, every name is one of the example's."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from backprop.check.printed import fits, is_exact, rounded
from backprop.check.proof.names import Scope
from backprop.check.text import beside, links, named, spoken, steps, words
from backprop.check.text.line import Line, line_of, relative_paragraph, shown
from backprop.check.text.links import NUMBER, key_of
from backprop.check.text.meaning import UNIT, kind, parts
from backprop.check.text.numbers import moves
from backprop.check.verdict import CLEAN, Verdict, accounted, total, wrong
from backprop.core import keys, registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES
from backprop.reading.document import (
    Block,
    Code,
    Document,
    Inline,
    Link,
    Paragraph,
    Picture,
    Problem,
    Table,
    Text,
)

_DIGIT = re.compile(r"[\d₀-₉²³¹⁰⁴-⁹½¼¾]")
_TOKEN = re.compile(r"[-−]?[\w%][\w.,:/%+–−-]*")
# TeX escapes `_`.
KEY = re.compile(
    r"(?<![\w;@=-])(?P<example>[a-z][a-z0-9-]*)(?:;[a-z]+=[\w.]+)*(?:@\d+)?:(?=[A-Za-z])(?:[\w/]|\\_)+"
)
# What is said of a key in any kind of text: plain, Markdown, JSON or TeX.
_STATED = re.compile(r"(?:`|</span>)?\s*(?P<sign>=|≈|\$\\approx\$)\s*\[?(?P<digits>-?\d+(?:\.\d+)?)")
_ALIKE = 0.8
_NAMES = re.compile(r"(?:^d(?=.*/)|(?<=/)d|^)([^/]+)")
# Words of a heading for the layer that the steps below are of, by the first letter of its units.
_LAYERS = {
    "h": re.compile(r"\b(?:hidden (?:layer|neurons)|(?:of )?layer one|first layer)\b", re.I),
    "o": re.compile(r"\b(?:output layer|output neurons|the outputs|(?:of )?layer two|second layer)\b", re.I),
}


def verdict(paragraph: Paragraph, scope: Scope, declared: frozenset[str]) -> Verdict:
    """Judge all of a paragraph but its formulas; a built page shows the titles of all pages."""
    owner = Scope(None) if paragraph.kind == "title" else scope
    return _judged(relative_paragraph(paragraph), owner, declared).shifted(paragraph.start)


@cache
def _judged(paragraph: Paragraph, scope: Scope, declared: frozenset[str]) -> Verdict:
    line = line_of(paragraph.parts)
    return total([pieces(paragraph.parts), texts(line, scope, declared), beside.verdict(line, scope)])


def pieces(parts: Iterable[Inline]) -> Verdict:
    """Judge links and code by themselves."""
    return total(
        links.verdict(part) if isinstance(part, Link) else code(part)
        for part in parts
        if isinstance(part, Link | Code)
    )


def code(part: Code) -> Verdict:
    """Judge the keys that stand in code; its other digits are code."""
    return coded(part.text).shifted(part.start)


@cache
def coded(text: str) -> Verdict:
    """Judge the keys in a piece of code, and the values that it gives them."""
    found = [_keyed(match) for match in KEY.finditer(text)]
    rest = len(re.findall(r"\d[\d.,_]*", KEY.sub("", text)))
    return total([*found, accounted("code", rest)] if rest else found)


def _keyed(match: re.Match[str]) -> Verdict:
    if not difflib.get_close_matches(match["example"], EXAMPLES, n=1, cutoff=_ALIKE):
        return CLEAN
    try:
        key = keys.parse(match[0].replace("\\_", "_"))
        registry.entry(key)
        stated = _STATED.match(match.string, match.end())
        return _valued(key, stated) if stated else accounted("code")
    except BackpropError as error:
        return wrong(match.span(), "key", str(error))


def _valued(key: Key, stated: re.Match[str]) -> Verdict:
    """Judge digits behind a key, and the sign between them."""
    digits, value = stated["digits"], registry.enclosure(key)
    if not fits(digits, value):
        right = rounded(value, len(digits.partition(".")[2]))
        return wrong(stated.span("digits"), "value", f"found {digits}, expected {right} for {key}")
    if (stated["sign"] == "=") != is_exact(digits, value):
        return wrong(stated.span("sign"), "sign", f"found {stated['sign']} before {digits} for {key}")
    return accounted("code")


def texts(line: Line, scope: Scope, declared: frozenset[str]) -> Verdict:
    """Judge names, digits and numbers in words."""
    example = scope.run.example if scope.run else None
    counted = (words.verdict(line.text, start, end, example, declared) for start, end in line.sentences)
    ordinals = (
        wrong((start, end), "count", message)
        for start, end, message in named.missing(line.text, 0, len(line.text), scope)
    )
    return total([_digits(line, scope, declared), *(_placed(one, line) for one in (*counted, *ordinals))])


def _placed(verdict: Verdict, line: Line) -> Verdict:
    """Return a verdict on characters of the text as one on places in the file."""
    if not verdict.problems:
        return verdict
    moved = (Problem(*line.place(one.start, one.end), one.rule, one.message) for one in verdict.problems)
    return Verdict(verdict.counts, tuple(moved))


def _digits(line: Line, scope: Scope, declared: frozenset[str]) -> Verdict:
    """Judge each name, and each run of characters that holds a digit."""
    found: list[Verdict] = []
    taken = set(steps.step_digits(line))
    for match in spoken.names(line.text):
        taken.update(range(*match.span()))
        message = spoken.unknown(match[0], scope)
        found.append(wrong(line.place(*match.span()), "name", message) if message else accounted("named"))
    for start, end in declared_in(line.text, declared):
        taken.update(range(start, end))
        found.append(accounted("declared"))
    for match in _TOKEN.finditer(line.text):
        token = match[0].rstrip(".,:/–-")
        start, end = match.start(), match.start() + len(token)
        if any(digit.start() not in taken for digit in _DIGIT.finditer(line.text, start, end)):
            message = f"found {token}, expected a link to its quantity, or a declaration with a reason"
            found.append(wrong(line.place(start, end), "number", message))
    return total(found)


def declared_in(text: str, declared: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where a text uses what the page has declared."""
    for one in declared:
        if _DIGIT.search(one):
            for match in _whole(one).finditer(text):
                yield match.span()


@cache
def _whole(declared: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, declared.split()))
    return re.compile(rf"(?<![\w.,-]){spaced}(?!\w|[.,-]\w)")


def unused(document: Document) -> Iterator[Problem]:
    """Yield the declared numbers that no text of the page uses."""
    if not document.declared.numbers:
        return
    texts = "\n".join(_shown(document.blocks))
    for number in document.declared.numbers:
        if not re.search(_whole(number).pattern, texts, re.I):
            start = max(0, document.text.find(number))
            message = f"found {number!r} declared, but no text of the page uses it"
            yield Problem(start, start + len(number), "declaration", message)


def _shown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(parts=inner):
                yield line_of(inner).text
            case Table(rows=rows):
                yield from (line_of(cell).text for row in rows for cell in row)
            case Picture(alt=alt, caption=caption):
                yield f"{alt}\n{caption}"


def sections(blocks: Sequence[Block], scope: Scope) -> Verdict:
    """Judge headings: the last step below one is about what the heading names."""
    heads = [
        at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and block.kind == "heading"
    ]
    if not scope.run:
        return CLEAN
    spans = [(blocks[first], blocks[first + 1 : last]) for first, last in pairwise([*heads, len(blocks)])]
    return total([*(_section(head, below, scope) for head, below in spans), *_runs(blocks)])


def _runs(blocks: Sequence[Block]) -> Iterator[Verdict]:
    """Judge the steps of a page: none alone is of another pass than those before and behind it."""
    found = [(block, key) for block in blocks if (key := subject(block)) and moves(key)]
    for at, (block, key) in enumerate(found):
        near = found[max(0, at - 1) : at] + found[at + 1 : at + 2 + (at == 0)]
        near = found[at - 2 : at] if at == len(found) - 1 else near
        runs = {other.of("") for _, other in near}
        if len(near) == 2 and len(runs) == 1 and not runs & _passes(key):
            message = f"found {key} among steps of {runs.pop().run}"
            yield wrong((block.start, block.end), "beside", message)


def _passes(key: Key) -> set[Key]:
    """Return the passes that a step may stand among: an updated parameter comes of the one before its own."""
    is_updated = key.step > 0 and key.quantity in registry.graph_of(key).updates
    return {key.of(""), key.of("", key.step - is_updated)}


def _section(head: Block, blocks: Sequence[Block], scope: Scope) -> Verdict:
    if not isinstance(head, Paragraph) or not scope.run:
        return CLEAN
    line = line_of(head.parts)
    below = [key for block in blocks if (key := subject(block)) and key.example == scope.run.example]
    said = named.named(line, 0, len(line.text), scope)
    layers = {layer for layer, words in _LAYERS.items() if words.search(line.text)}
    message = ""
    if said and below and not said <= parts(below[-1].of("", 0), below[-1].quantity):
        message = f"the heading names {', '.join(sorted(said))}; the last step below it is {below[-1]}"
    elif len(layers) == 1 and below and not layers & set().union(*map(_layers, below)):
        message = f"found {shown(head.parts)!r} above {below[0]}, which is of another layer"
    return wrong((head.start, head.end), "beside", message) if message else CLEAN


def _layers(key: Key) -> set[str]:
    """Return the layers of a quantity, or of both ends of a derivative; a weight is of the one it enters."""
    every = (parts(key.of("", 0), name) for name in _NAMES.findall(key.quantity))
    letters = ({kind(part) for part in UNIT.findall(" ".join(about))} for about in every)
    return {"o" if "o" in some else "h" for some in letters if some}


def subject(block: Block) -> Key | None:
    """Return the key of a line that is nothing but a link in words: what the formula below it is about."""
    if not isinstance(block, Paragraph) or block.kind != "paragraph":
        return None
    inner = [part for part in block.parts if not (isinstance(part, Text) and not part.text.strip())]
    match inner:
        case [Link(text=text, key=key)] if not NUMBER.fullmatch(text):
            return key_of(key)
    return None
