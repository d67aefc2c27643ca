"""A page with what its names and numbers may mean: its examples, their runs, and what is declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from backprop.check.names import indexed_names
from backprop.check.proof.names import Scope, page_scope
from backprop.check.value import key_of
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, parse_run
from backprop.reading.document import Directive, Document, Link, Listing, parts_below

# Gives the text of a file that stands below the pages, None where there is none.
Read = Callable[[str], str | None]


@dataclass(frozen=True)
class PageContext:
    """A document, what the whole site declares, and how to read a file below the pages."""

    document: Document
    site_declared: Mapping[str, str]
    read: Read

    @cached_property
    def scope(self) -> Scope:
        """What the formulas of the page speak of, unless something beside them says more."""
        return page_scope(self.document.example, tuple(self.document.declared.symbols.items()))

    @cached_property
    def declared(self) -> Mapping[str, str]:
        """What is no quantity, each with its reason."""
        return {**self.site_declared, **self.document.declared.numbers}

    @cached_property
    def written(self) -> frozenset[str]:
        """The names of the page's listings, and what it declares."""
        listings = (block.text for block in self.document.blocks if isinstance(block, Listing))
        return frozenset(name[0] for text in listings for name in indexed_names(text)) | self.declared.keys()

    @cached_property
    def runs(self) -> tuple[Key, ...]:
        """The runs that the page works with: the first of its example, and those that its links lead to."""
        links = (piece for piece in self.document.pieces if isinstance(piece, Link))
        own = [parse_run(self.document.example)] if self.document.example else []
        return tuple(dict.fromkeys([*own, *(key.of("") for link in links if (key := key_of(link.key)))]))

    @property
    def up(self) -> str:
        """The way from the page to the folder of the pages, as links in it begin."""
        return "../" * (len(parts_below(self.document.path, "docs")) - 1)

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """The examples whose names the page may use; all of them where it works with none."""
        return tuple(dict.fromkeys(run.example for run in self.runs)) or tuple(EXAMPLES)

    @property
    def is_values(self) -> bool:
        """Tell whether the page is the list of an example's values, by where it stands."""
        return self.document.example is not None and self.is_below("values")

    def is_below(self, folder: str) -> bool:
        """Tell whether the page is in a folder of that name."""
        return folder in PurePath(self.document.path).parts[:-1]

    def holds(self, kind: type) -> bool:
        """Tell whether any piece of the page is of a kind."""
        return any(isinstance(piece, kind) for piece in self.document.pieces)

    @cached_property
    def generated(self) -> tuple[tuple[int, int], ...]:
        """Where the blocks of the generator stand; they are held by being made again."""
        return tuple(
            (block.start, block.end) for block in self.document.blocks if isinstance(block, Directive)
        )

    def is_generated(self, offset: int) -> bool:
        """Tell whether a place belongs to a generated block."""
        return any(start <= offset < end for start, end in self.generated)
