"""Links of a page, in Markdown or built: where each leads, and the pieces that it becomes."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from backprop.reading.document import Code, Link, Piece, Problem, Quote, Text, words_of

_ELSEWHERE = re.compile(r"//|[A-Za-z][\w+.-]*:")
# The pages that the values of an example are divided into, by the names of their groups.
PART = r"(?:given|forward|error|backward|update|training)(?:-\d+)?"
_PAGE = re.compile(
    rf"(?:\A|/)(?P<folder>values|sources)/(?!index\b)(?P<name>[\w-]+?)(?:/{PART})?(?:\.md|\.html|/index\.html)?\Z"
)
_DECIMAL = re.compile(r"\s*(?:\?|[-−]?\d[\d,]*(?:\.\d+)?)\s*")
_RELATION = re.compile(r"(?P<left>[^<>=≈]*)(?:[<>]=?|[=≈])(?P<right>[^<>=≈]+)")
_QUANTITY = re.compile(r"\bit\b|[\d_]")


@dataclass(frozen=True)
class Target:
    """A place on a page of `values` or `sources`: the page's name, and the fragment that is the place."""

    folder: str
    name: str
    fragment: str


def target_of(page: str, address: str) -> Target | None:
    """Return where an address on a page leads; None where it is neither a value nor a source's place."""
    path, _, fragment = address.partition("#")
    if not fragment or _ELSEWHERE.match(path):
        return None
    leads = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    match = _PAGE.search(leads)
    if match is None or (match["folder"] == "sources" and not path):
        return None
    return Target(match["folder"], match["name"], fragment)


def linked(
    page: str, inner: Sequence[Piece], span: tuple[int, int], address: Text, title: Text, statement: str = ""
) -> list[Piece]:
    """Return a link to a value, or to a number in a source, for what it holds; of any other, what it holds.

    Formulas and pictures in it stay what they are. A title is text, but what a link to a value claims.
    """
    words, target = words_of(inner), target_of(page, address.text)
    rest = [piece for piece in inner if not isinstance(piece, Text | Code)]
    if target and target.folder == "values":
        fragment, claim = (address.end - len(target.fragment), address.end), (title.start, title.end)
        return [
            Link(*span, words, target.name, target.fragment, fragment, title.text, claim, statement),
            *rest,
        ]
    if target and _DECIMAL.fullmatch(words):
        inner = [Quote(*span, words, target.name, target.fragment), *rest]
    return [*inner, _plain_title(title)] if title.text else list(inner)


def _plain_title(title: Text) -> Text | Problem:
    """Return the title of a link that leads to no quantity; a relation in it would be held by nothing."""
    if not _is_relation(title.text):
        return title
    message = (
        f"found the title {title.text!r} at a link to no quantity, expected a link to the one that it is "
        "about, such as ../values/mazur.md#E_total, or words as the title"
    )
    return Problem(title.start, title.end, "link", message)


def _is_relation(title: str) -> bool:
    """Tell whether a title compares: from its beginning on, or a name with an index, a number, or `it`."""
    match = _RELATION.fullmatch(title)
    if match is None or not match["right"].strip():
        return False
    return not match["left"].strip() or _QUANTITY.search(match["left"]) is not None
