"""The article of a built page, read once from the left: blocks, and formulas that contradict themselves."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from backprop.reading.document import (
    REPEAT,
    Block,
    Code,
    Directive,
    Inline,
    Listing,
    Mathematics,
    Picture,
    Piece,
    Problem,
    Table,
    Text,
    apart,
    paragraph,
    trimmed,
)
from backprop.reading.layers import end_of, formula
from backprop.reading.links import linked
from backprop.reading.tags import attributes, tagged, words_of_attributes

TAG = r"""</?(?P<name>[A-Za-z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>"""
UNSEEN = r"<!---?>|<!--(?s:.)*?--!?>|<(?P<unseen>(?i:script|style|template))\b(?s:.)*?</(?P=unseen)\s*>"
_TOKEN = re.compile(
    rf"""
    (?:<span\ hidden>(?P<line>[^<]*)</span>\s*<bdi[^>]*>\s*(?:<span\ class="katex-display">\s*)?)?
      (?P<formula><span\ class="katex">)
    | (?P<hidden>{UNSEEN})
    | (?P<drawing><svg\b[^>]*\sdata-figure="(?P<figure>[^"]*)"(?s:.)*?</svg\s*>)
    | <figcaption\b[^>]*>(?P<caption>(?:[^<]|</?(?:span|i|sub)\b[^>]*>)*)</figcaption\s*>
    | <pre\b[^>]*>(?P<pre>(?s:.)*?)</pre\s*>
    | <code\b[^>]*>(?P<code>(?s:.)*?)</code\s*>
    | (?P<headerlink><a\ class="headerlink"[^>]*>(?:&para;|¶)</a>)
    | (?P<tag>{TAG})
    """,
    re.VERBOSE,
)
_TAGS = re.compile(TAG)
_DIRECTIVE = re.compile(r"<!--\s*(?:backprop:(?P<words>.*?)|(?P<close>/backprop)\s*)-->")
_DISPLAY = '<span class="katex-display">'
# A list of what the formula above it says.
_REPEATING = re.compile(r'\bclass="numbers"')
_INDEX = re.compile(r"<sub>([^<]*)</sub>")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LANGUAGE = re.compile(r"""class="[^"]*\blanguage-(?P<language>[\w+#-]+)""")
_DESCRIPTION = re.compile(r"<desc\b[^>]*>(?P<words>[^<]*)")
_BLOCK = re.compile(
    "address|article|aside|blockquote|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]|header"
    "|legend|li|main|nav|ol|p|pre|section|summary|table|t[drh]|tbody|tfoot|thead|ul"
)
_KINDS = {"blockquote": "quote", "li": "item", "dd": "item", "summary": "heading"} | {
    f"h{level}": "heading" for level in range(1, 7)
}
_CELLS = frozenset(["tr", "td", "th"])


class Article:
    """An article while it is read."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self._blocks: list[Block | Problem] = []
        self._parts: list[Piece] = []
        self._kinds: list[tuple[str, str]] = []
        self._rows: list[list[tuple[Inline, ...]]] | None = None
        self._cell = False
        self._table = 0
        self._directive: tuple[int, re.Match[str]] | None = None
        # How many pieces stand before an open link, where its words begin, and its attributes.
        self._link: tuple[int, int, Mapping[str, Text]] | None = None
        self._language = ""
        self._repeats = False

    def read(self, start: int, end: int) -> list[Block | Problem]:
        """Return what stands between two offsets."""
        position = start
        while match := _TOKEN.search(self.text, position, end):
            self._words(position, match.start())
            position = self._token(match, end)
        self._words(position, end)
        self._close_table(end)
        self._flush()
        return self._blocks

    def _words(self, start: int, end: int) -> None:
        if start < end:
            self._parts.append(Text(start, end, html.unescape(self.text[start:end])))

    def _token(self, match: re.Match[str], limit: int) -> int:
        """Take what was found, and return where to go on."""
        match match.lastgroup:
            case "formula":
                return self._formula(match, limit)
            case "hidden":
                self._comment(match)
            case "drawing":
                self._parts.append(_picture(match))
            case "caption":
                self._caption(_plain_names(match["caption"]), match.start("caption"))
            case "pre":
                self._listing(match)
            case "code":
                self._parts.append(Code(*match.span("code"), _text(match["code"])))
            case "tag":
                self._tag(match)
        return match.end()

    def _caption(self, words: str, start: int) -> None:
        """Give the pictures since the last block their caption."""
        for place, piece in enumerate(self._parts):
            if isinstance(piece, Picture):
                self._parts[place] = replace(piece, caption=words, caption_start=start)

    def _comment(self, match: re.Match[str]) -> None:
        """Keep the directive that two comments make of what stands between them, before its blocks."""
        directive = _DIRECTIVE.fullmatch(self.text, *match.span())
        if directive and directive["close"] and self._directive:
            place, opening = self._directive
            words = tuple(opening["words"].split())
            body = opening.end(), match.start()
            self._blocks.insert(place, Directive(opening.start(), match.end(), words, body))
            self._directive = None
        elif directive and not directive["close"]:
            self._flush()
            self._directive = len(self._blocks), directive

    def _formula(self, match: re.Match[str], limit: int) -> int:
        start = match.start("formula")
        end = end_of(self.text, start, limit)
        if end is None:
            message = "found a formula that does not end, expected </span>"
            self._parts.append(Problem(*match.span("formula"), "layers", message))
            return match.end()
        line = match["line"]
        layers = formula(self.text[start:end], None if line is None else html.unescape(line))
        if layers.tex:
            display = self.text.startswith(_DISPLAY, max(0, self.text.rfind("<", 0, start)))
            place = start + layers.start, start + layers.end
            self._show(Mathematics(*place, layers.tex, display))
        if layers.difference:
            self._parts.append(Problem(start, end, "layers", layers.difference))
        return end

    def _show(self, mathematics: Mathematics) -> None:
        """Keep a formula; one that stands on lines of its own ends the paragraph before it."""
        if mathematics.display and not self._cell:
            self._flush()
            self._blocks.append(mathematics)
        else:
            self._parts.append(mathematics)

    def _listing(self, match: re.Match[str]) -> None:
        self._flush()
        language = _LANGUAGE.search(match[0])
        name = language["language"] if language else self._language
        start, end = match.span("pre")
        while tag := _TAGS.match(self.text, start, end):
            start = tag.end()
        self._blocks.append(Listing(start, end, name, _text(match["pre"]).removesuffix("\n")))

    def _tag(self, match: re.Match[str]) -> None:
        name, closing = match["name"].lower(), match[0].startswith("</")
        if _BLOCK.fullmatch(name) and not self._folds(name, match[0]):
            self._block(name, match, closing=closing)
        if name == "a" and closing:
            self._linked(match.start())
        elif not closing:
            self._attributes(name, attributes(self.text, *match.span()), match)

    def _folds(self, name: str, tag: str) -> bool:
        """Tell whether a tag folds up an item of a list, which stays one line."""
        if name not in {"details", "summary"} or self._repeats or _REPEATING.search(tag):
            return False
        return bool(self._kinds) and self._kinds[-1][0] == "li"

    def _attributes(self, name: str, values: Mapping[str, Text], match: re.Match[str]) -> None:
        """Keep what a tag shows itself, and open a link, whose title is told with its words."""
        if name == "a" and "href" in values:
            others = {name: text for name, text in values.items() if name != "title"}
            self._parts += words_of_attributes(others)
            self._link = len(self._parts), match.end(), values
        else:
            self._parts += tagged(name, values, *match.span())

    def _linked(self, end: int) -> None:
        """Make a link of what stands since its beginning; formulas in it stay formulas."""
        if self._link:
            first, start, values = self._link
            nothing = Text(0, 0, "")
            title, statement = values.get("title", nothing), values.get("data-claim", nothing).text
            inner, span = self._parts[first:], (start, end)
            self._parts[first:] = linked(self.path, inner, span, values["href"], title, statement)
            self._link = None

    def _block(self, name: str, match: re.Match[str], *, closing: bool) -> None:
        """End the paragraph before a block's tag, and keep the kind of the next."""
        start, end = match.span()
        self._flush()
        if name == "table":
            self._close_table(end)
            if not closing:
                self._rows, self._table = [], start
        elif self._rows is not None and name in _CELLS:
            self._end_cell()
            self._cell = name != "tr" and not closing
            if name == "tr" and not closing:
                self._rows.append([])
        elif name == "div":
            language = _LANGUAGE.search(match[0])
            self._language = language["language"] if language else ""
        elif name == "details":
            self._repeats = not closing and bool(_REPEATING.search(match[0]))
        elif name in _KINDS:
            self._turn(name, closing=closing)

    def _turn(self, name: str, *, closing: bool) -> None:
        """Go into an element whose text is of a kind of its own, or out of it and all that it holds."""
        names = [kind for kind, _ in self._kinds]
        if not closing:
            self._kinds.append((name, _KINDS[name]))
        elif name in names:
            del self._kinds[len(names) - 1 - names[::-1].index(name) :]

    def _end_cell(self) -> None:
        if self._cell and self._rows is not None:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(trimmed(self._parts))
            self._parts, self._link, self._cell = list(apart(self._parts)), None, False

    def _close_table(self, end: int) -> None:
        if self._rows is not None:
            self._end_cell()
            rows = tuple(tuple(row) for row in self._rows if row)
            self._rows = None
            if rows:
                self._blocks.append(Table(self._table, end, rows))
            self._flush()

    def _flush(self) -> None:
        """End a paragraph."""
        if self._cell:
            return
        kind = self._kinds[-1][1] if self._kinds else "paragraph"
        self._blocks += paragraph(self._parts, REPEAT if self._repeats else kind)
        self._parts, self._link = [], None


def _plain_names(caption: str) -> str:
    """Return the words of a caption, names as its source has them: `E_total`, `w₅`."""
    plain = _INDEX.sub(lambda match: _index(match[1]), caption)
    return html.unescape(_TAGS.sub("", plain))


def _index(letters: str) -> str:
    return letters.translate(_LOWERED) if letters.isdigit() else f"_{letters}"


def _picture(match: re.Match[str]) -> Picture:
    """Return a figure that is drawn in the page."""
    words = _DESCRIPTION.search(match["drawing"])
    alt, start = (words["words"], words.start("words")) if words else ("", 0)
    begin, end = match.span("drawing")
    file = f"{html.unescape(match['figure'])}.svg"
    return Picture(begin, end, file, html.unescape(alt), begin + start, "", end, drawing=match["drawing"])


def _text(code: str) -> str:
    return html.unescape(_TAGS.sub("", code))
