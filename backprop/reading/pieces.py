"""Pieces of a line put together: links made of their words, texts joined, blanks cut off."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from backprop.reading.document import Code, Inline, Link, Picture, Quote, Text
from backprop.reading.links import Target

Piece: TypeAlias = Inline | Picture

_DECIMAL = re.compile(r"\s*(?:\?|[-−]?\d[\d,]*(?:\.\d+)?)\s*")


def linked(
    inner: Sequence[Piece], span: tuple[int, int], target: Target | None, address: Text, title: Text
) -> list[Piece]:
    """Return a link to a value, or to a number in a source, for what it holds; of any other, what it holds.

    Formulas and pictures in it stay what they are. The address is as the file writes it.
    """
    words = words_of(inner)
    rest = [piece for piece in inner if not isinstance(piece, Text | Code)]
    if target and target.folder == "values":
        place = address.end - len(address.text.partition("#")[2]), address.end
        title_place = title.start, title.end
        return [Link(*span, words, target.name, target.fragment, place, title.text, title_place), *rest]
    if target and _DECIMAL.fullmatch(words):
        return [Quote(*span, words, target.name, target.fragment), *rest]
    return list(inner)


def words_of(pieces: Iterable[Piece]) -> str:
    """Return the words of pieces, without formulas."""
    return "".join(piece.text for piece in pieces if isinstance(piece, Text | Code))


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with texts that stand side by side, both as written, in one."""
    settled: list[Piece] = []
    for piece in pieces:
        last = settled[-1] if settled else None
        if isinstance(piece, Text) and isinstance(last, Text) and _join(last, piece):
            settled[-1] = replace(last, end=piece.end, text=last.text + piece.text)
        else:
            settled.append(piece)
    return settled


def _join(left: Text, right: Text) -> bool:
    return left.end == right.start and all(len(t.text) == t.end - t.start for t in (left, right))


def trimmed(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """Return pieces without pictures and the blanks around them; nothing where only blanks stand."""
    parts = [piece for piece in pieces if not isinstance(piece, Picture)]
    kept = [number for number, part in enumerate(parts) if not _is_blank(part)]
    return tuple(parts[kept[0] : kept[-1] + 1]) if kept else ()


def _is_blank(part: Inline) -> bool:
    return isinstance(part, Text) and not part.text.strip()
