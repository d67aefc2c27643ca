"""The table of messages: pages wrong on purpose, what the check says of each, and the same put right."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from backprop import files
from backprop.check.survey import page
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered, arguments, table_of

FILE = "messages.yml"
PLACE = "mazur/page.md"
HEAD, RULER = ("On the page", "What the check says", "Put right"), (":--", ":--", ":--")
_AT = re.compile(r"[^:]*:[0-9]+:[0-9]+: ")


@dataclass(frozen=True)
class Mistake:
    """A page that is wrong, the same put right, and where below the pages both would stand."""

    wrong: str
    right: str
    path: str = PLACE


def mistakes(docs: Path) -> Mapping[str, tuple[Mistake, ...]]:
    """Return the mistakes of each group, as the file below `docs` holds them."""
    try:
        groups = yaml.safe_load(files.read(docs / FILE))
        return {name: tuple(Mistake(**row) for row in rows) for name, rows in groups.items()}
    except (yaml.YAMLError, TypeError, AttributeError) as error:
        shape = "groups of rows with wrong and right"
        raise BackpropError(f"{docs / FILE}: found other YAML, expected {shape}") from error


def messages_of(docs: Path, text: str, path: str) -> list[str]:
    """Return what the check says of a page, or the one line that it ends with."""
    try:
        findings = page(docs, docs / path, text).findings
    except BackpropError as error:
        return [_AT.sub("", str(error), count=1)]
    return list(dict.fromkeys(f"{each.rule}: {each.message}" for each in findings))


def message_table(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the table of a group: `messages GROUP`."""
    (name,), _ = arguments(words, "messages GROUP", 1)
    groups = mistakes(context.docs)
    if name not in groups:
        raise BackpropError(f"found the group {name!r}, expected one of {', '.join(groups)}")
    return Rendered(table_of(HEAD, RULER, (_row(each, context.docs) for each in groups[name])), frozenset())


def _row(mistake: Mistake, docs: Path) -> tuple[str, str, str]:
    wrong, right = mistake.wrong.splitlines(), mistake.right.splitlines()
    changed = [line for line in wrong if line not in right] or wrong
    messages = messages_of(docs, mistake.wrong, mistake.path)
    return (
        _code(changed),
        _code(messages),
        _code(line for line in right if line not in wrong) or "leave it out",
    )


def _code(lines: Iterable[str]) -> str:
    """Return lines as code in a cell, where a bar would end the cell."""
    return "<br>".join(_span(_clipped(line.replace("|", "│"))) for line in lines if line.strip())


def _clipped(line: str) -> str:
    """Return a line with what repeats too often cut short."""
    return re.sub(r"(.{1,6}?)\1{20,}", r"\1\1\1…", line)


def _span(text: str) -> str:
    """Return a text as a code span, in more backticks than it holds."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
