"""An entry of a values page: a quantity with its value, its formula, and what is known of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from flint import ctx

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.groups import users_of
from backprop.core.keys import Key, parse
from backprop.core.ops import ball
from backprop.core.record import enclosed
from backprop.pages.block import Context
from backprop.pages.step import relation_of
from backprop.pages.value_pages import VALUES, ValuesPage
from backprop.releases import ledger

# More links than these carry their number, and the built page folds them up.
MOST = 8

_VALUE = re.compile(
    r'^- <a id="[^"]+"></a>.*\n  (?P<relation>[=≈]) \*\*(?P<digits>[^*]+)\*\* `(?P<key>[^`]+)`', re.M
)


@dataclass(frozen=True)
class Entries:
    """The entries of an example: each key with those of the others that use it, and with its page."""

    users: Mapping[Key, Sequence[Key]]
    pages: Mapping[Key, str]

    def link(self, key: Key, page: str) -> str:
        """Return what names a key on a page; a link where it has an entry."""
        if key not in self.users:
            return f"`{key.fragment}`"
        file = "" if self.pages[key] == page else f"{self.pages[key]}.md"
        return f"[`{key.fragment}`]({file}#{key.fragment})"


@cache
def entries_of(pages: tuple[ValuesPage, ...]) -> Entries:
    """Return the entries of all pages of an example."""
    names = {key: page.name for page in pages for key in page.keys}
    return Entries(users_of(names), names)


def values_of(text: str) -> dict[Key, str]:
    """Return the keys of all entries of a page, each with the sign and the digits of its value."""
    return {parse(entry["key"]): f"{entry['relation']} {entry['digits']}" for entry in _VALUE.finditer(text)}


def entry_item(key: Key, entries: Entries, context: Context) -> str:
    """Return an entry as a list item: anchor and symbol, words, digits, key, formula, and a list of facts."""
    entry = registry.entry(key)
    digits = registry.digits(key, significant(VALUE_DIGITS))
    lines = [
        f'- <a id="{key.fragment}"></a>$`{entry.quantity.tex}`$ {entry.quantity.words}',
        f"{digits.relation} **{digits.text}** `{key}`",
    ]
    if entry.expr is not None:
        numbers = (
            f" $`{relation_of(entry.operands.values())} {entry.substitution}`$" if entry.operands else ""
        )
        lines.append(f"$`= {entry.formula}`${numbers}")
    facts = "".join(f"\n    - {fact}" for fact in _facts(key, entries, context))
    return "  \n  ".join(lines) + facts


def _facts(key: Key, entries: Entries, context: Context) -> Iterator[str]:
    yield "; ".join(_proof(key))
    here = entries.pages[key]
    if operands := dict.fromkeys(registry.entry(key).operands.values()):
        yield f"uses {', '.join(entries.link(operand, here) for operand in operands)}"
    if users := entries.users[key]:
        count = f" {len(users)}:" if len(users) > MOST else ""
        yield f"used by{count} {', '.join(entries.link(user, here) for user in users)}"
    own = PurePosixPath(VALUES, f"{key.example}.md")
    if pages := sorted(context.printed.get(key, set()) - {own}, key=name_of):
        count = f"on {len(pages)} pages:" if len(pages) > MOST else "in"
        yield f"printed {count} {', '.join(f'[{name_of(path)}]({context.up}{path})' for path in pages)}"


def _proof(key: Key) -> Iterator[str]:
    """Yield the digits that pages print where they are fewer, how the value is known, and since when."""
    full, short = registry.digits(key, significant(VALUE_DIGITS)), registry.digits(key)
    if short.text != full.text:
        yield f"on pages {short.relation} {short.text}"
    if registry.entry(key).expr is None:
        yield "given"
    else:
        yield "exact" if full.exact else f"within `{_ball(key)}`"
    row = ledger.released().get(key)
    yield f"since {row.since}" if row else "not yet released"


def _ball(key: Key) -> str:
    """Return an enclosure that is short, of a long fraction too."""
    with ctx.workprec(registry.PRECISIONS[0]):
        return enclosed(ball(registry.enclosure(key)))


def name_of(path: PurePosixPath) -> str:
    """Return the name of a page: `mazur/forward`, or `mazur` for the first page of a folder."""
    inside = path.with_suffix("")
    return inside.as_posix() if inside.name != "index" or len(inside.parts) == 1 else str(inside.parent)
