"""What stands inside a line of Markdown: words, links, formulas, code, anchors and pictures.

A page is read from a copy in which the marks of lists and quotations are blanks, so every character keeps its
place. What has no meaning here is text: nothing that a reader sees is left out.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from backprop.reading.document import Code, Inline, Link, Mathematics, Picture, Quote, Text, Way
from backprop.reading.emphasis import Run, pair, run_of
from backprop.reading.tags import ATTRIBUTES, HIDDEN, TAG, attributes, file_name, tagged

_TOKEN = re.compile(
    rf"""
    \\(?P<escaped>[!-/:-@\[-`{{-~\n])
    | \$`(?P<tex>[^`]+)`\$
    | \$``(?P<tex2>(?:[^`]|`(?!`))+)``\$
    | (?P<ticks>`++)(?P<code>(?s:.)+?)(?<!`)(?P=ticks)(?!`)
    | `+
    | (?P<open>!?\[)
    | (?P<close>\])
    | (?P<run>\*+|_+)
    | (?P<hidden>{HIDDEN})
    | (?P<tag>{TAG})
    | <(?P<auto>[A-Za-z][\w+.-]{{1,31}}:[^\s<>]*|[\w.+-]+@[\w.-]+)>
    | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    | (?P<attributes>(?<=[)\]*_`>]){ATTRIBUTES}|[ \t\n]{ATTRIBUTES}[ \t]*\Z)
    """,
    re.VERBOSE,
)
_TITLE = r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>[^()]*)\))"""
TITLES = ("double", "single", "round")
ADDRESS = r"(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?!<)(?:[^\s()\\]|\\.|\([^\s()]*\))*))"
TARGET = rf"{ADDRESS}(?:\s+{_TITLE})?"
_DIRECT = re.compile(rf"\(\s*{TARGET}\s*\)")
_LABEL = re.compile(r"\[(?P<label>[^\[\]]*)\]")
_VALUE = r"(?!index\.md)(?P<example>[\w-]+)\.md\#(?P<fragment>\S+)"
_BESIDE = re.compile(rf"(?:\./)?{_VALUE}")
_HERE = re.compile(r"\#(?P<fragment>\S+)")
_PAGE = re.compile(r"\.\./(?P<page>[\w/-]+)\.md")
_BELOW = re.compile(rf"(?:\.{{1,2}}/)*values/{_VALUE}")
_PRINTED = re.compile(r"(?:\.{1,2}/)*sources/(?!index\.md)(?P<source>[\w-]+)\.md\#(?P<anchor>\S+)")
DECIMAL = re.compile(r"\s*[-−]?\d[\d,]*(?:\.\d+)?\s*")
_PLAIN_CODE = re.compile(r" (?=.*[^ ])(?P<code>.*) ", re.DOTALL)


Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Addresses:
    """Where links of a page lead: the example whose values it lists, the addresses that are defined once.

    `example` is empty on the first values page, and None elsewhere.
    """

    example: str | None
    defined: Mapping[str, tuple[int, int]]

    def value(self, page: str, span: Span) -> tuple[str, str, Span] | None:
        """Return the example and the fragment that an address leads to, and where the fragment stands."""
        found = _BELOW.fullmatch(page, *span)
        if found is None and self.example is not None:
            found = _BESIDE.fullmatch(page, *span)
        if found:
            return found["example"], found["fragment"], found.span("fragment")
        here = _HERE.fullmatch(page, *span) if self.example else None
        return (self.example or "", here["fragment"], here.span("fragment")) if here else None


@dataclass(frozen=True)
class _Bracket:
    """An opening bracket; it is text until it turns out to be a link or a picture."""

    start: int
    end: int


_Token: TypeAlias = Inline | Picture | Run | _Bracket
Piece: TypeAlias = Inline | Picture


def label(text: str) -> str:
    """Return the one spelling of the name of a definition."""
    return " ".join(text.split()).casefold()


def pieces(page: str, start: int, end: int, addresses: Addresses) -> list[Piece]:
    """Return what stands between two offsets, in order; text without marks keeps its offsets."""
    return _Line(page, start, end, addresses).read()


class _Line:
    """One stretch of a page while it is read from the left."""

    def __init__(self, page: str, start: int, end: int, addresses: Addresses) -> None:
        self.page, self.start, self.end, self.addresses = page, start, end, addresses
        self.tokens: list[_Token] = []
        self.brackets: list[int] = []

    def read(self) -> list[Piece]:
        position = self.start
        while match := _TOKEN.search(self.page, position, self.end):
            self._text(position, match.start())
            position = self._token(match)
        self._text(position, self.end)
        return _settled(self.page, self.tokens)

    def _text(self, start: int, end: int) -> None:
        if start < end:
            self.tokens.append(Text(start, end, self.page[start:end]))

    def _token(self, match: re.Match[str]) -> int:
        """Take what was found, and return where to go on."""
        match match.lastgroup:
            case "close":
                return self._closed(match)
            case "open":
                self.brackets.append(len(self.tokens))
                self.tokens.append(_Bracket(*match.span()))
            case "run":
                self.tokens.append(run_of(match, self.start, self.end))
            case name:
                self.tokens += _MAKERS[name](match) if name else [_as_written(match)]
        return match.end()

    def _closed(self, match: re.Match[str]) -> int:
        """Make a link or a picture of a closing bracket that has a partner and leads somewhere."""
        if self.brackets:
            place = self.brackets.pop()
            opening = self.tokens[place]
            found = self._target(opening.end, match)
            if found:
                inner = _settled(self.page, self.tokens[place + 1 :])
                address, titles, end = found
                image = self.page[opening.start] == "!"
                span = opening.end, match.start()
                self.tokens[place:] = (
                    [*self._picture(inner, span, address, end), *titles]
                    if image
                    else self._link(inner, span, address, titles)
                )
                if not image:  # a link holds no links
                    self.brackets = [at for at in self.brackets if self.page[self.tokens[at].start] == "!"]
                return end
        self._text(*match.span())
        return match.end()

    def _target(self, start: int, match: re.Match[str]) -> tuple[tuple[int, int], list[Text], int] | None:
        """Return where a link leads, its title, and where it ends."""
        if direct := _DIRECT.match(self.page, match.end(), self.end):
            titles = [
                Text(*direct.span(name), html.unescape(direct[name])) for name in TITLES if direct[name]
            ]
            address = direct.span("plain" if direct["angled"] is None else "angled")
            return address, titles, direct.end()
        given = _LABEL.match(self.page, match.end(), self.end)
        name = given["label"] if given and given["label"] else self.page[start : match.start()]
        defined = self.addresses.defined.get(label(name))
        return (defined, [], given.end() if given else match.end()) if defined else None

    def _link(self, inner: list[Piece], span: Span, address: Span, titles: list[Text]) -> list[Piece]:
        """Give a link to a value its key and title, a number its place in a source."""
        value = self.addresses.value(self.page, address)
        if value is None:
            return [*(self._quote(inner, span, address) or [*self._way(span, address), *inner]), *titles]
        example, fragment, place = value
        title = titles[0] if titles else Text(0, 0, "")
        link = Link(*span, _words(inner), example, fragment, place, title.text, (title.start, title.end))
        return [link, *(piece for piece in inner if not isinstance(piece, Text | Code))]

    def _way(self, span: tuple[int, int], address: tuple[int, int]) -> list[Piece]:
        page = _PAGE.fullmatch(self.page, *address) if self.addresses.example else None
        return [Way(span[0], span[0], name_of(page["page"]))] if page else []

    def _quote(self, inner: list[Piece], span: tuple[int, int], address: tuple[int, int]) -> list[Piece]:
        place, text = _PRINTED.fullmatch(self.page, *address), _words(inner)
        if place is None or not DECIMAL.fullmatch(text):
            return []
        return [Quote(*span, text, place["source"], place["anchor"])]

    def _picture(
        self, inner: list[Piece], span: tuple[int, int], address: tuple[int, int], end: int
    ) -> list[Piece]:
        file = file_name(self.page[slice(*address)])
        alt = _words(inner, "".join(piece.tex for piece in inner if isinstance(piece, Mathematics)))
        return [Picture(span[0] - 2, end, file, alt, span[0], "", end)]


def trimmed(parts: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return pieces without the blanks around them; nothing where only blanks stand."""
    first, last = 0, len(parts)
    while first < last and _is_blank(parts[first]):
        first += 1
    while first < last and _is_blank(parts[last - 1]):
        last -= 1
    return tuple(parts[first:last])


def _is_blank(part: Inline) -> bool:
    return isinstance(part, Text) and not part.text.strip()


def name_of(page: str) -> str:
    """Return the name of a page from where it stands below the pages, without a suffix."""
    return page.removesuffix("/index") or "index"


def _as_written(match: re.Match[str]) -> Text:
    """Return the text of what was found, from the start of the last group."""
    start, end = match.span(match.lastgroup or 0)
    return Text(start, end, match.string[start:end])


def _formula(match: re.Match[str]) -> Mathematics:
    name = str(match.lastgroup)
    return Mathematics(*match.span(name), match[name], display=False)


def _code(match: re.Match[str]) -> Code:
    """Return code without the one blank that may stand inside its ticks."""
    start, end = match.span("code")
    if _PLAIN_CODE.fullmatch(match["code"]):
        start, end = start + 1, end - 1
    return Code(start, end, match.string[start:end])


_MAKERS: Mapping[str, Callable[[re.Match[str]], Iterable[Piece]]] = {
    "escaped": lambda match: [_as_written(match)],
    "tex": lambda match: [_formula(match)],
    "tex2": lambda match: [_formula(match)],
    "code": lambda match: [_code(match)],
    "hidden": lambda _: [],
    "tag": lambda match: tagged(match.string, *match.span()),
    "auto": lambda match: [_as_written(match)],
    "entity": lambda match: [Text(*match.span(), html.unescape(match[0]))],
    "attributes": lambda match: (words for _, words in attributes(match.string, *match.span())),
}


def _settled(page: str, tokens: list[_Token]) -> list[Piece]:
    """Drop the marks of emphasis that have partners; all other marks, and brackets, are text."""
    pair([token for token in tokens if isinstance(token, Run)])
    settled: list[Piece] = []
    for token in tokens:
        if isinstance(token, Run | _Bracket):
            if token.start == token.end:
                continue
            piece: Piece = Text(token.start, token.end, page[token.start : token.end])
        else:
            piece = token
        last = settled[-1] if settled else None
        if isinstance(piece, Text) and isinstance(last, Text) and _join(last, piece):
            settled[-1] = replace(last, end=piece.end, text=last.text + piece.text)
        else:
            settled.append(piece)
    return settled


def _join(left: Text, right: Text) -> bool:
    """Tell whether two texts are one: side by side, both as written."""
    return left.end == right.start and all(len(t.text) == t.end - t.start for t in (left, right))


def _words(inner: list[Piece], beside: str = "") -> str:
    """Return the words of pieces, without formulas."""
    return "".join(piece.text for piece in inner if isinstance(piece, Text | Code)) + beside
