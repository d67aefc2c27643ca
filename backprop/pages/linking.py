"""Links written for bare numbers that just one quantity of the runs nearby fits; others are listed."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from backprop import files
from backprop.check.declared import BareNumber, bare_numbers, cure
from backprop.check.survey import context_of, files_below
from backprop.errors import where
from backprop.pages.block import Context
from backprop.pages.patch import Patch, injected
from backprop.progress import track

# What may stand between a number and the end of a link's text or of a definition, where no link may begin.
_INSIDE_LINK = re.compile(r"[^\[\]\n]*\]\s*[(\[:]")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\n]*\]:")


def link_numbers(docs: Path, paths: Sequence[Path]) -> list[str]:
    """Write the links into the chosen pages below `docs`; return a line for each, and for others that fit."""
    lines: list[str] = []
    for path in track(files_below(docs, paths), "linking numbers"):
        if path.suffix == ".md":
            text = files.read(path)
            depth = len(path.relative_to(docs).parts) - 1
            page = context_of(docs, path, text)
            free = [bare for bare in bare_numbers(page) if not _is_taken(text, bare.start, bare.end)]
            patches = list(_links(free, Context("../" * depth, docs)))
            files.write(path, injected(text, patches))
            reported = [(patch.start, patch.text) for patch in patches]
            reported += [(bare.start, cure(bare, page)) for bare in free if bare.keys and not bare.own]
            lines += [f"{path}:{where(text, start)}: {line}" for start, line in sorted(reported)]
    return lines


def _links(free: Sequence[BareNumber], context: Context) -> Iterator[Patch]:
    for bare in free:
        if bare.own:
            yield Patch(bare.start, bare.end, context.link(bare.own, bare.token), frozenset([bare.own]))


def _is_taken(text: str, start: int, end: int) -> bool:
    """Tell whether a place belongs to another link, or to the definition of one."""
    line = text.rfind("\n", 0, start) + 1
    return bool(_INSIDE_LINK.match(text, end) or _DEFINITION.match(text, line))
