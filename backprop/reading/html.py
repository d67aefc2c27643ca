"""A built page of the site as a document: its article, the browser's tab and the navigation."""

import html
import re
from collections.abc import Iterator
from pathlib import PurePath

from backprop.reading.article import TAG, UNSEEN, Article
from backprop.reading.declared import example_in
from backprop.reading.document import Declared, Document, Paragraph, Problem, Text
from backprop.reading.markdown import example_of

_ARTICLE = re.compile(r"<article\b[^>]*>")
_HEAD = re.compile(
    r"""<title>(?P<title>[^<]*)</title>|<meta\s+name="description"\s+content="(?P<description>[^"]*)"""
)
_AROUND = re.compile(rf"{UNSEEN}|<svg\b(?s:.)*?</svg\s*>|{TAG}")
_ROOMS = frozenset(["nav", "header"])


def read_html(path: str, text: str, declared: Declared) -> tuple[Document, list[Problem]]:
    """Return a built page, and where its formulas contradict themselves; `declared` is what holds for it."""
    begin, end = _article(text)
    article = Article(path, text)
    article.read(begin, end)
    shown = [*_head(text), *_around(text, 0, begin), *_around(text, end, len(text)), *article.titles]
    different: dict[str, Text] = {}
    for piece in shown:
        different.setdefault(" ".join(piece.text.split()), piece)
    titles = [Paragraph(piece.start, piece.end, "title", (piece,)) for piece in different.values()]
    example = example_in(text) or example_of(_folders(path))
    document = Document(path, text, example, declared, (*titles, *article.blocks))
    return document, article.problems


def _folders(path: str) -> tuple[str, ...]:
    """Return the folders of a page that may name an example."""
    parts = PurePath(path).parts[:-1]
    below = parts[parts.index("site") + 1 :] if "site" in parts else parts
    return below[1:] if below[:1] == ("values",) else below


def _article(text: str) -> tuple[int, int]:
    """Return where the article stands; a page without one is read as a whole."""
    opening = _ARTICLE.search(text)
    if opening is None:
        return 0, len(text)
    closing = text.rfind("</article", opening.end())
    return opening.end(), closing if closing >= 0 else len(text)


def _head(text: str) -> Iterator[Text]:
    body = text.find("<body")
    for match in _HEAD.finditer(text, 0, body if body >= 0 else len(text)):
        name = str(match.lastgroup)
        yield Text(*match.span(name), html.unescape(match[name]))


def _around(text: str, start: int, end: int) -> Iterator[Text]:
    """Yield the words of navigation and header."""
    depth = 0
    for match in _AROUND.finditer(text, start, end):
        words = text[start : match.start()]
        if depth and (stripped := words.strip()):
            low = start + words.index(stripped[0])
            yield Text(low, low + len(stripped), html.unescape(stripped))
        if match["name"] and match["name"].lower() in _ROOMS:
            depth = max(0, depth + (-1 if match[0].startswith("</") else 1))
        start = match.end()
