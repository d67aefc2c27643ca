"""Links written for bare numbers: where just one quantity of the page's runs has such digits."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from backprop import files
from backprop.check.page import bare_numbers_of
from backprop.check.survey import context_of, found
from backprop.pages.block import Context
from backprop.pages.inject import Patch, injected


def link_numbers(docs: Path, paths: Sequence[Path]) -> None:
    """Write the links into the chosen pages below `docs`."""
    for path in found(docs, paths):
        if path.suffix == ".md":
            text = files.read(path)
            depth = len(path.relative_to(docs).parts) - 1
            files.write(path, injected(text, list(_links(docs, path, text, Context("../" * depth, docs)))))


def _links(docs: Path, path: Path, text: str, context: Context) -> Iterator[Patch]:
    for bare in bare_numbers_of(context_of(docs, path, text)):
        if len(bare.keys) == 1:
            (key,) = bare.keys
            yield Patch(bare.start, bare.end, context.link(key, bare.token), frozenset(bare.keys))
