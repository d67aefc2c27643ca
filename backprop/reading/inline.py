"""What stands inside a line of Markdown: words, links, formulas, code, anchors and pictures.

What has no meaning here is text: nothing that a reader sees is left out.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from markdown_it.token import Token

from backprop.errors import fault
from backprop.reading.document import Code, Mathematics, Picture, Piece, Problem, Text, words_of
from backprop.reading.grammar import ALONE, FORMULA
from backprop.reading.links import linked
from backprop.reading.source import Content, Page
from backprop.reading.tags import attributes, file_name, tagged, words_of_attributes

Span: TypeAlias = tuple[int, int]

_TARGET = re.compile(
    r"""\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?!<)(?:[^\s()\\]|\\.|\([^\s()]*\))*))
    (?:\s+(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>[^()]*)\)))?""",
    re.VERBOSE,
)
_DIRECTIVE = re.compile(r"<!--\s*/?\s*backprop\b")
_NAME = re.compile("<([A-Za-z]+)")
_OPENING = "a formula opens here and does not close in its block; write `$ after it, or \\$ instead"
_CLOSING = "a formula closes here and does not open in its block; write $` before it, or \\$ instead"
_HALF = re.compile(r"(?<!\\)\$(?P<opening>`{1,2})(?!`)|(?<![`\\])`{1,2}\$")
_BEFORE_CODE = re.compile(r"(?<!\\)\$(?<!`)`{1,2} ?\Z")


class Located(NamedTuple):
    """A token of a line, and where it is in the content of its block."""

    token: Token
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A text of a page whose pieces are read: its content, and the lines of the addresses that have names."""

    content: Content
    named: Mapping[str, int]

    @property
    def page(self) -> Page:
        """The page that it belongs to."""
        return self.content.page

    def pieces(self, tokens: Iterable[Token], begin: int = 0) -> list[Piece]:
        """Return what the tokens of the line are, in order, the first of them at `begin`."""
        pieces = self._pieces(located(tokens, begin))
        return [*pieces, *self._half_formulas(pieces)]

    def _half_formulas(self, pieces: Iterable[Piece]) -> Iterator[Problem]:
        """Yield the marks of formulas that have no partners."""
        for piece in pieces:
            match piece:
                case Text(start=start, end=end):
                    for mark in _HALF.finditer(self.page.source, start, end):
                        yield Problem(*mark.span(), "formula", _OPENING if mark["opening"] else _CLOSING)
                case Code(start=start):
                    if half := _BEFORE_CODE.search(self.page.source, max(0, start - 4), start):
                        yield Problem(half.start(), start, "formula", _OPENING)

    def _pieces(self, tokens: Iterable[Located]) -> list[Piece]:
        pieces: list[Piece] = []
        first, opening = 0, None
        for part in tokens:
            match part.token.type:
                case "link_open":
                    first, opening = len(pieces), part
                case "link_close" if opening:
                    pieces[first:] = self._link(joined(pieces[first:]), opening, part)
                case name if maker := _MAKERS.get(name):
                    pieces += maker(self, part)
        return joined(pieces)

    def _link(self, inner: list[Piece], opening: Located, closing: Located) -> list[Piece]:
        """Give a link to a value its key and title, a number its place in a source."""
        span = self.content.span(opening.end, closing.start)
        address, title = self._target(opening.token, closing.start, closing.end)
        return list(self._typeset(linked(self.page.path, inner, span, address, title)))

    def _target(self, token: Token, label_end: int, end: int) -> tuple[Text, Text]:
        """Return the address and the title behind a label, or where the name of the label is defined."""
        if "label" in token.meta:
            place = self.page.source.find("]:", self.page.starts[self.named[token.meta["label"]]])
            match = _TARGET.match(self.page.source, place + 2)
        else:
            low, high = self.content.at(label_end) + 2, self.content.span(0, end)[1]
            match = _TARGET.match(self.page.source, low, high)
        assert match, "an address may be empty"
        address = "plain" if match["angled"] is None else "angled"
        title = next((name for name in ("double", "single", "round") if match[name]), None)
        named = Text(*match.span(title), html.unescape(match[title])) if title else Text(0, 0, "")
        return Text(*match.span(address), html.unescape(match[address])), named

    def _text(self, part: Located) -> list[Piece]:
        text = self.content.text(part.start, part.end)
        return [Text(*self._span(part), text)] if text else []

    def _sign(self, part: Located) -> list[Piece]:
        """Return what an escape or an entity stands for."""
        start, end = self._span(part)
        if part.token.info == "escape":
            start = end - len(part.token.content)
        return [Text(start, end, part.token.content or "\n")]

    def _code(self, part: Located) -> list[Piece]:
        """Return code without the one blank that may stand inside its marks."""
        marks = len(part.token.markup)
        start, end = part.start + marks, part.end - marks
        if end - start > len(part.token.content):
            start, end = start + 1, end - 1
        return [Code(*self.content.span(start, end), self.content.text(start, end))]

    def _formula(self, part: Located) -> list[Piece]:
        marks = (part.end - part.start - len(part.token.content)) // 2
        start, end = part.start + marks, part.end - marks
        span = self.content.span(start, end)
        return [Mathematics(*span, self.content.text(start, end), False, self._span(part))]

    def _tag(self, part: Located) -> Iterable[Piece]:
        """Return what a tag shows; a comment shows nothing, and one that is half a directive is refused."""
        start, end = self._span(part)
        if _DIRECTIVE.match(part.token.content):
            line = part.token.content.partition("\n")[0]
            raise fault(self.page.path, self.page.text, start, line, ALONE)
        name = _NAME.match(part.token.content)
        values = attributes(self.page.source, start, end)
        return self._typeset(tagged(name[1].lower() if name else "", values, start, end))

    def _attributes(self, part: Located) -> Iterable[Piece]:
        return self._typeset(words_of_attributes(attributes(self.page.source, *self._span(part))))

    def _typeset(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield pieces, and for the text of an attribute the formulas in it, if it has any."""
        for piece in pieces:
            formulas = list(self._formulas_in(piece)) if isinstance(piece, Text) else []
            yield from formulas
            if not formulas and piece.start < piece.end:
                yield piece

    def _formulas_in(self, text: Text) -> Iterator[Mathematics]:
        for match in FORMULA.finditer(self.page.source, text.start, text.end):
            name = match.lastgroup or 0
            yield Mathematics(*match.span(name), match[name], False, match.span())

    def _picture(self, part: Located) -> list[Piece]:
        """Return a picture and its title."""
        low, label_end = part.start + 2, part.start + 2 + len(part.token.content)
        inner = self._pieces(located(part.token.children or (), low))
        address, title = self._target(part.token, label_end, part.end)
        alt = "".join(piece.tex if isinstance(piece, Mathematics) else words_of([piece]) for piece in inner)
        start, end = self._span(part)
        formulas = tuple(piece for piece in inner if isinstance(piece, Mathematics))
        file = file_name(address.text)
        picture = Picture(start, end, file, alt, self.content.at(low), "", end, formulas)
        return [picture, *self._typeset([title])]

    def _span(self, part: Located) -> Span:
        return self.content.span(part.start, part.end)


_MAKERS: Mapping[str, Callable[[Line, Located], Iterable[Piece]]] = {
    "text": Line._text,
    "text_special": Line._sign,
    "hardbreak": Line._sign,
    "code_inline": Line._code,
    "formula": Line._formula,
    "html_inline": Line._tag,
    "attributes": Line._attributes,
    "image": Line._picture,
}


def located(tokens: Iterable[Token], begin: int = 0) -> Iterator[Located]:
    """Yield tokens and where they stand: plain text and marks of emphasis begin where the last token ends."""
    position = begin
    for token in tokens:
        start, end = token.meta.get("place", (0, 0))
        match token.type:
            case "link_open":
                here = begin + start, begin + start + 1
            case "link_close":
                here = position, begin + end
            case _ if "place" in token.meta:
                here = begin + start, begin + end
            case _:
                here = position, position + len(token.content or token.markup)
        yield Located(token, *here)
        position = here[1]


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with texts that stand side by side, both as written, in one."""
    settled: list[Piece] = []
    for piece in pieces:
        last = settled[-1] if settled else None
        if isinstance(piece, Text) and isinstance(last, Text) and _is_one(last, piece):
            settled[-1] = replace(last, end=piece.end, text=last.text + piece.text)
        else:
            settled.append(piece)
    return settled


def _is_one(left: Text, right: Text) -> bool:
    return left.end == right.start and all(len(text.text) == text.end - text.start for text in (left, right))
