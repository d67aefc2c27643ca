"""What a generated block is made from and what it gives back."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from backprop.core import registry
from backprop.core.keys import Key
from backprop.errors import BackpropError


@dataclass(frozen=True)
class Context:
    """The page a block stands on: the way up to `docs`, the folder itself, and the pages that print a key.

    `marked`: numbers in formulas carry their keys, for the built page.
    """

    up: str
    docs: Path
    printed: Mapping[Key, Set[PurePosixPath]] = field(default_factory=dict)
    marked: bool = False

    def link(self, key: Key, text: str) -> str:
        """Return a Markdown link to the quantity on its values page."""
        return f"[{text}]({self.up}values/{key.example}.md#{key.fragment})"

    def number(self, key: Key) -> str:
        """Return the printed digits of a quantity as a link to it."""
        return self.link(key, registry.digits(key).text)

    def mark(self, key: Key, tex: str) -> str:
        """Return the TeX of a number, with its key where the page is built."""
        return rf"\htmlData{{key={key}}}{{{tex}}}" if self.marked else tex


@dataclass(frozen=True)
class Rendered:
    """The Markdown of a block, and the keys of the numbers in it."""

    text: str
    keys: frozenset[Key]


def arguments(
    words: tuple[str, ...], usage: str, count: int, *named: str
) -> tuple[list[str], Mapping[str, list[str]]]:
    """Split the words of a directive into `count` plain ones and the lists behind `name=`."""
    plain = [word for word in words if "=" not in word.partition(";")[0]]
    pairs = [word.partition("=") for word in words if word not in plain]
    lists = {name: values.split(",") for name, _, values in pairs}
    if len(plain) != count or set(lists) != set(named):
        raise BackpropError(f"found {' '.join(words) or 'nothing'}, expected {usage}")
    return plain, lists


def table_of(head: Sequence[str], ruler: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the ruler says how each column is aligned."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ruler, *rows))
