"""What belongs into a page at one region, and how it is recorded."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from backprop.core.keys import Key, parse


@dataclass(frozen=True)
class Patch:
    """What belongs into a page at one region, and the keys of the numbers it prints."""

    start: int
    end: int
    text: str
    keys: frozenset[Key]


def injected(text: str, patches: Iterable[Patch]) -> str:
    """Return `text` with each patch in its place."""
    for patch in sorted(patches, key=lambda patch: patch.start, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def indented(text: str, indent: str) -> str:
    """Return the body of a block at the indentation of its directive."""
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))


def written_patches(patches: Iterable[Patch]) -> bytes:
    """Return patches as JSON."""
    rows = [[patch.start, patch.end, patch.text, sorted(map(str, patch.keys))] for patch in patches]
    return json.dumps(rows).encode()


def read_patches(body: bytes) -> list[Patch]:
    """Return the patches that `written_patches` wrote."""
    rows = json.loads(body)
    return [Patch(start, end, text, frozenset(map(parse, keys))) for start, end, text, keys in rows]
