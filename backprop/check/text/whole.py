"""A list of values as a whole: what belongs there has its entry, once, and each entry its facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from backprop.check.text import facts
from backprop.check.text.line import line_of, relative
from backprop.check.text.links import key_of
from backprop.check.text.lists import GROUPS, Section, entry_of, read_section
from backprop.check.verdict import Verdict, total, wrong
from backprop.core import keys, registry
from backprop.core.keys import Key
from backprop.networks.examples import EXAMPLES
from backprop.reading.document import Document, Paragraph
from backprop.releases import ledger

# The names of the pages that print each quantity.
Prints = Mapping[Key, Sequence[str]]
AskPrints = Callable[[], Prints]


@dataclass(frozen=True)
class Listed:
    """An entry with its place, the heading above it, and the facts below it: None stands for its proof."""

    entry: facts.Entry
    place: tuple[int, int]
    section: Section | None
    told: list[facts.Names | None] = field(default_factory=list)

    def wrong(self, message: str) -> Verdict:
        """Return the verdict that something about the entry is wrong."""
        return wrong(self.place, "list", message)


def verdict(document: Document, prints: Prints) -> Verdict:
    """Judge a page of values whose entries and facts are right each by itself."""
    found = list(_listed(document))
    page: dict[Key, Listed] = {}
    twice = []
    for one in found:
        if one.entry.key in page:
            twice.append(one.wrong(f"found {one.entry.key} a second time"))
        page.setdefault(one.entry.key, one)
    missing = [wrong((0, 0), "list", message) for message in _absent(document, page, prints)]
    return total([*twice, *missing, *_unproved(document), *_facts(page, prints)])


def _listed(document: Document) -> Iterator[Listed]:
    section, last = None, None
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        if block.kind == "heading":
            section = read_section(" ".join(line_of(block.parts).text.split()), document.example or "")
        elif entry := entry_of(block):
            if last:
                yield last
            last = Listed(entry, (block.start, block.end), section)
        elif last and facts.is_fact(block):
            parts = relative(block.parts, block.start)
            last.told.append(facts.names(parts, last.entry.key.example))
    if last:
        yield last


def _absent(document: Document, page: Mapping[Key, Listed], prints: Prints) -> Iterator[str]:
    """Yield what is missing: of the first pass and update, of what is printed, of what was ever released."""
    if document.example not in EXAMPLES:
        return
    for group, title in GROUPS.items():
        for key in registry.group(keys.parse_run(document.example), group):
            section = page[key].section if key in page else None
            if section is None or section.group != group:
                yield f"{key} is missing below {title}"
    for why, every in (("printed", prints), ("released", _released())):
        for key in every:
            if key.example == document.example and key not in page:
                yield f"{key} is {why} but missing"


@cache
def _released() -> tuple[Key, ...]:
    """Return the released keys that still stand for something; of others, the changelog tells."""
    return tuple(key for key in ledger.released() if key_of(str(key)))


def _unproved(document: Document) -> Iterator[Verdict]:
    count = sum(isinstance(block, Paragraph) and facts.is_routes(block) for block in document.blocks)
    if count != 1:
        yield wrong((0, 0), "list", f"found {count} lines about the two routes, expected one")


def _facts(page: Mapping[Key, Listed], prints: Prints) -> Iterator[Verdict]:
    users: dict[Key, dict[str, bool]] = {key: {} for key in page}
    for key, one in page.items():
        for operand in one.entry.operands & page.keys():
            users[operand][str(key)] = True
    for key, one in page.items():
        lists = {
            "uses": {str(operand): operand in page for operand in one.entry.operands},
            "used by": users[key],
            "printed": dict.fromkeys(prints.get(key, ()), True),
        }
        yield from _against(one, {head: named for head, named in lists.items() if named})


def _against(one: Listed, expected: Mapping[str, Mapping[str, bool]]) -> Iterator[Verdict]:
    """Judge the facts of an entry: its proof comes first, then each list that is not empty."""
    heads = [found.head if found else "proof" for found in one.told]
    if heads != ["proof", *expected]:
        told = ", ".join(heads) or "nothing"
        yield one.wrong(f"found {told} told of {one.entry.key}, expected {', '.join(['proof', *expected])}")
        return
    for found in filter(None, one.told):
        wanted = expected[found.head]
        if found.named != wanted or (found.head != "uses" and list(found.named) != list(wanted)):
            yield one.wrong(
                f"{one.entry.key}: found {found.head} {_told(found.named)}, expected {_told(wanted)}"
            )


def _told(named: Mapping[str, bool]) -> str:
    """Return names as a message tells them, those without a link in brackets."""
    return ", ".join(name if leads else f"({name})" for name, leads in named.items()) or "nothing"
