"""A built page of the site as a document: its article, the browser's tab and the navigation."""

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator

from backprop.errors import BackpropError
from backprop.reading.article import TAG, UNSEEN, Article
from backprop.reading.document import Block, Declared, Document, Paragraph, Problem, Text, example_of

_ARTICLE = re.compile(r"<article\b[^>]*>")
_HEAD = re.compile(
    r"""<title>(?P<title>[^<]*)</title>|<meta\s+name="description"\s+content="(?P<description>[^"]*)"""
)
_PIECE = re.compile(rf"{UNSEEN}|<svg\b(?s:.)*?</svg\s*>|{TAG}")
_ROOMS = frozenset(["nav", "header"])
_EXAMPLE = re.compile(r"""<meta name="declared-example" content='(?P<name>[^']*)'""")
_META = re.compile(r"""<meta name="declared-(?P<name>numbers|symbols|waived)" content='(?P<json>[^']*)'""")


def read_html(path: str, text: str, declared: Declared, examples: Collection[str] = ()) -> Document:
    """Return a built page; `declared` is what holds for it, and a folder may name one of `examples`."""
    begin, end = _article(text)
    pieces = Article(path, text).read(begin, end)
    different: dict[str, Text] = {}
    head, rooms = _head(text, _words_of(pieces)), ((0, begin), (end, len(text)))
    for piece in (*head, *(piece for room in rooms for piece in _navigation(text, *room))):
        different.setdefault(" ".join(piece.text.split()), piece)
    titles = (Paragraph(piece.start, piece.end, "title", (piece,)) for piece in different.values())
    blocks = (piece for piece in pieces if not isinstance(piece, Problem))
    problems = (piece for piece in pieces if isinstance(piece, Problem))
    example = example_in(text, examples) or example_of(path, "site", examples)
    return Document(path, text, example, declared, (*titles, *blocks), tuple(problems))


def _article(text: str) -> tuple[int, int]:
    """Return where the article stands; a page without one is read as a whole."""
    opening = _ARTICLE.search(text)
    if opening is None:
        return 0, len(text)
    closing = text.rfind("</article", opening.end())
    return opening.end(), closing if closing >= 0 else len(text)


def _words_of(pieces: Iterable[Block | Problem]) -> str:
    """Return the running text of an article, in which each paragraph has its line."""
    paragraphs = (piece for piece in pieces if isinstance(piece, Paragraph))
    lines = ("".join(getattr(part, "text", "") for part in paragraph.parts) for paragraph in paragraphs)
    return "\n".join(" ".join(line.split()) for line in lines)


def _head(text: str, words: str) -> Iterator[Text]:
    """Yield the title of a page, and its description unless the page itself says the same."""
    body = text.find("<body")
    for match in _HEAD.finditer(text, 0, body if body >= 0 else len(text)):
        name = str(match.lastgroup)
        piece = Text(*match.span(name), html.unescape(match[name]))
        if name == "title" or " ".join(piece.text.split()) not in words:
            yield piece


def _navigation(text: str, start: int, end: int) -> Iterator[Text]:
    """Yield the words of navigation and header."""
    depth = 0
    for match in _PIECE.finditer(text, start, end):
        words = text[start : match.start()]
        if depth and (stripped := words.strip()):
            low = start + words.index(stripped[0])
            yield Text(low, low + len(stripped), html.unescape(stripped))
        if match["name"] and match["name"].lower() in _ROOMS:
            depth = max(0, depth + (-1 if match[0].startswith("</") else 1))
        start = match.end()


def declared_in(path: str, text: str) -> Declared:
    """Return the declarations of a built page; raise where they are no map from text to text."""
    declared: dict[str, dict[str, str]] = {"numbers": {}, "symbols": {}, "waived": {}}
    for match in _META.finditer(text):
        declared[match["name"]] = _map(path, match["name"], html.unescape(match["json"]))
    return Declared(**declared)


def example_in(text: str, examples: Collection[str]) -> str | None:
    """Return the example that a built page says it works with."""
    match = _EXAMPLE.search(text)
    return match["name"] if match and match["name"] in examples else None


def _map(path: str, name: str, text: str) -> dict[str, str]:
    try:
        entries = json.loads(text)
    except ValueError:
        entries = None
    if not isinstance(entries, dict):
        raise BackpropError(
            f"{path}: found {text[:60]!r} as declared {name}, expected a JSON object; build the site anew"
        )
    return {str(key): str(value) for key, value in entries.items()}
