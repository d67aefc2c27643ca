"""A page of Markdown as a document: CommonMark, tables, GitLab's mathematics and directives."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it.token import Token

from backprop.reading.document import (
    Block,
    Document,
    Inline,
    Listing,
    Mathematics,
    Paragraph,
    Picture,
    Problem,
    Table,
    Text,
    apart,
    example_of,
    paragraph,
    trimmed,
)
from backprop.reading.front import blank_front, read_front
from backprop.reading.grammar import parse_blocks, parse_line
from backprop.reading.inline import Line
from backprop.reading.source import Content, Page, cell_of, lines_of
from backprop.reading.tags import TAG

# More pages than most sites have.
KEPT = 256

_KINDS = {"list_item": "item", "blockquote": "quote", "heading": "heading"}
_TAG = re.compile(TAG)
_PRE = re.compile(r"\s*<pre\b[^<>]*>(?P<text>(?s:.)*?)</pre\s*>", re.IGNORECASE)
_HIDDEN = re.compile(r"\s*<(?P<name>script|style|textarea)\b(?s:.)*?</(?P=name)\s*>", re.IGNORECASE)
_FENCE_TITLE = re.compile(r"""\btitle=(?P<quote>["'])(?P<title>.+?)(?P=quote)""")
_LANGUAGE = re.compile(r"[ \t{.]*(?P<language>[\w+#-]*)")


@lru_cache(maxsize=KEPT)
def read_markdown(path: str, text: str, examples: tuple[str, ...] = ()) -> Document:
    """Return a page below `docs`; raise where its front matter or a directive is broken.

    A folder, or a page of values, may name one of `examples`. A page is read once for all who look at it.
    """
    front = read_front(path, text, examples)
    blocks, problems = read_body(path, blank_front(text))
    example = front.example or example_of(path, "docs", examples)
    return Document(path, text, example, front.declared, (*front.titles, *blocks), problems)


@lru_cache(maxsize=KEPT)
def read_body(path: str, text: str) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a page whose front matter is blank, and what is broken in them."""
    page = Page(path, text)
    tokens, named = parse_blocks(page)
    pieces = list(_Reader(page, named).blocks(tokens))
    blocks = _captioned(page, (piece for piece in pieces if not isinstance(piece, Problem)))
    return tuple(blocks), tuple(piece for piece in pieces if isinstance(piece, Problem))


@dataclass(frozen=True)
class _Reader:
    """A page whose tokens are read, and the lines of the addresses that it defines by name."""

    page: Page
    named: Mapping[str, int]

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block | Problem]:
        """Yield the blocks of a page in order, pictures and problems behind the text that holds them."""
        kinds, place = ["paragraph"], 0
        while place < len(tokens):
            token, end = tokens[place], place + 1
            name = token.type.rpartition("_")[0]
            if token.type == "table_open":
                end = next(k for k in range(place, len(tokens)) if tokens[k].type == "table_close") + 1
                yield from self._table(tokens[place:end])
            elif name in _KINDS:
                kinds = [*kinds, _KINDS[name]] if token.nesting == 1 else kinds[:-1]
            else:
                yield from self._block(token, kinds[-1])
            place = end

    def _block(self, token: Token, kind: str) -> Iterator[Block | Problem]:
        match token.type:
            case "inline":
                yield from paragraph(
                    Line(self._content(token), self.named).pieces(token.children or ()), kind
                )
            case "html_block":
                yield from self._html(self._content(token), token.content, kind)
            case "directive":
                yield token.meta["directive"]
            case "fence":
                yield from self._fence(token)
            case "code_block":
                yield self._listing(token, _lines(token)[0], "")

    def _content(self, token: Token) -> Content:
        return lines_of(self.page, _lines(token)[0], token.content)

    def _table(self, tokens: Sequence[Token]) -> Iterator[Block | Problem]:
        rows: list[list[tuple[Inline, ...]]] = []
        others: list[Picture | Problem] = []
        place = start = self.page.starts[_lines(tokens[0])[0]]
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                place = self.page.starts[_lines(token)[0]]
            elif token.type == "inline":
                content = cell_of(self.page, _lines(token)[0], token.content, place)
                pieces = Line(content, self.named).pieces(token.children or ())
                place = content.span(0, len(token.content))[1]
                rows[-1].append(trimmed(pieces))
                others += apart(pieces)
        yield Table(start, place, tuple(map(tuple, rows)))
        yield from others

    def _html(self, content: Content, text: str, kind: str) -> Iterator[Block | Problem]:
        """Yield what elements that stand as a block show; letter by letter, that is a listing."""
        if listing := _PRE.match(text):
            yield Listing(
                *content.span(*listing.span("text")), "", html.unescape(_TAG.sub("", listing["text"]))
            )
        begin = unseen.end() if (unseen := listing or _HIDDEN.match(text)) else 0
        yield from paragraph(Line(content, self.named).pieces(parse_line(text[begin:]), begin), kind)

    def _fence(self, token: Token) -> Iterator[Block | Problem]:
        """Yield a formula on lines of its own, or a listing and the title that its first line may give it."""
        line, end = _lines(token)
        yield from self._unclosed(token, line, end)
        if token.info.split()[:1] == ["math"]:
            yield self._formula(token, line, end)
            return
        if title := _FENCE_TITLE.search(self.page.lines[line]):
            low, high = (self.page.starts[line] + at for at in title.span("title"))
            yield Paragraph(low, high, "paragraph", (Text(low, high, title["title"]),))
        language = _LANGUAGE.match(token.info)
        yield self._listing(token, line + 1, language["language"] if language else "")

    def _unclosed(self, token: Token, line: int, end: int) -> Iterator[Problem]:
        """Yield a problem for a fence that no line closes, and for what stands behind `math` in its first."""
        start = self.page.starts[line] + self.page.lines[line].index(token.markup)
        last, mark = self.page.lines[end - 1].strip(" \t>"), token.markup[0]
        if end - 1 == line or not last.startswith(token.markup) or last.strip(mark):
            message = f"found {token.markup}{token.info}, expected a line {token.markup} after it"
            yield Problem(start, self.page.starts[line + 1] - 1, "fence", message)
        word, _, rest = token.info.strip().partition(" ")
        if word == "math" and rest:
            begin = self.page.source.index(rest, start)
            message = f"found {rest!r} after math, expected nothing; options are not taken here"
            yield Problem(begin, begin + len(rest), "formula", message)

    def _formula(self, token: Token, line: int, end: int) -> Mathematics:
        """Return a formula from the first column on, so that its lines keep theirs."""
        tex = token.content.rstrip()
        content = lines_of(self.page, line + 1, tex)
        start, (first, behind) = self.page.starts[line + 1], content.span(0, len(tex))
        text = " " * (first - start) + content.text(0, len(tex))
        outer = self.page.starts[line] + self.page.lines[line].index(token.markup), self.page.starts[end] - 1
        return Mathematics(start, behind, text, display=True, outer=outer)

    def _listing(self, token: Token, line: int, language: str) -> Listing:
        content = lines_of(self.page, line, token.content.removesuffix("\n"))
        start, end = content.span(0, len(token.content) - 1)
        return Listing(start, max(start, end), language, self.page.unmasked(token.content.removesuffix("\n")))


def _lines(token: Token) -> tuple[int, int]:
    """Return the first line of a block, and the one behind its last."""
    assert token.map, "every block knows its lines"
    return token.map[0], token.map[1]


def _captioned(page: Page, blocks: Iterable[Block]) -> Iterable[Block]:
    """Give each picture the emphasised paragraph below it."""
    captioned: list[Block] = []
    for block in blocks:
        last = captioned[-1] if captioned else None
        if isinstance(last, Picture) and not last.caption and (caption := _caption(page, block)):
            captioned[-1] = replace(last, caption=caption.text, caption_start=caption.start)
        else:
            captioned.append(block)
    return captioned


def _caption(page: Page, block: Block) -> Text | None:
    """Return the words of a paragraph that is emphasised as a whole and holds nothing else."""
    match block:
        case Paragraph(parts=(Text(start=start, end=end) as words,)):
            marks = page.text[start - 1 : start], page.text[end : end + 1]
            above, below = page.text[: start - 1].rpartition("\n"), page.text[end + 1 :].partition("\n")
            is_caption = marks in {("*", "*"), ("_", "_")} and not (above[2] + below[0]).strip()
            return words if is_caption else None
    return None
