"""What a page says about itself at its top, between two `---` lines: YAML."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import yaml

from backprop.errors import BackpropError
from backprop.reading.document import Declared, Paragraph, Text
from backprop.reading.fault import fault

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
DECLARING = ("numbers", "symbols", "waived")
SHOWN = ("title", "description")
# What Material reads and shows nobody.
SETTINGS = ("hide", "tags", "template", "search", "icon", "status")
EXAMPLE = "example"
_KNOWN = (*DECLARING, *SHOWN, *SETTINGS, EXAMPLE)
_PLACEHOLDERS = frozenset(["todo", "tbd", "fixme", "xxx", "reason", "meaning", "none", "n/a", "why", ""])
# What a broken or hostile file makes PyYAML raise: too deep a nesting and characters that do not exist, too.
_BROKEN = (yaml.YAMLError, ValueError, OverflowError, RecursionError)
_TEXT = "tag:yaml.org,2002:str"

_NOTHING: Mapping[str, str] = {}
UNDECLARED = Declared(_NOTHING, _NOTHING, _NOTHING)


@dataclass(frozen=True)
class Front:
    """The declarations of a page, the texts that are shown elsewhere, and where the page itself begins.

    `example` is the one that a page outside the examples' folders works with.
    """

    declared: Declared
    titles: tuple[Paragraph, ...]
    end: int
    example: str | None = None


@dataclass(frozen=True)
class _Source:
    """The file, and where the YAML in it begins."""

    path: str
    text: str
    above: int

    def fault(self, offset: int, actual: str, expected: str) -> BackpropError:
        return fault(self.path, self.text, self.above + offset, actual, expected)


def read_front(path: str, text: str, examples: Collection[str] = ()) -> Front:
    """Return the front matter of a page; a page without any declares nothing."""
    match = _FRONT.match(text)
    if match is None:
        return Front(UNDECLARED, (), 0)
    source = _Source(path, text, match.start("body"))
    entries = dict(_entries(source, _composed(source, match["body"]), "front matter"))
    for key, (node, _) in entries.items():
        if key not in _KNOWN:
            near = difflib.get_close_matches(key, _KNOWN, 1) or _KNOWN
            raise source.fault(node.start_mark.index, f"the key {key}", " or ".join(near))
    declared = Declared(*(_declared(source, name, entries) for name in DECLARING))
    titles = tuple(_title(source, name, entries[name][1]) for name in SHOWN if name in entries)
    return Front(declared, titles, match.end(), _example(source, entries, examples))


def _example(
    source: _Source, entries: Mapping[str, tuple[yaml.Node, yaml.Node]], examples: Collection[str]
) -> str | None:
    """Return the example that a page works with; it must be one of those that are known, if any are."""
    if EXAMPLE not in entries:
        return None
    node = entries[EXAMPLE][1]
    name = str(node.value)
    if examples and name not in examples:
        expected = " or ".join(difflib.get_close_matches(name, examples, 1) or examples)
        raise source.fault(node.start_mark.index, f"the example {name}", expected)
    return name


def _composed(source: _Source, body: str) -> yaml.Node | None:
    try:
        return yaml.compose(body, yaml.SafeLoader)
    except _BROKEN as error:
        mark = getattr(error, "problem_mark", None)
        offset = mark.index if mark else getattr(error, "position", 0)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "what YAML cannot hold"
        raise source.fault(offset, problem, "YAML") from error


def _entries(
    source: _Source, node: yaml.Node | None, name: str
) -> Iterator[tuple[str, tuple[yaml.Node, yaml.Node]]]:
    """Yield the entries of a map, each key as it is written; nothing at all is an empty map."""
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
        return
    if not isinstance(node, yaml.MappingNode):
        raise source.fault(node.start_mark.index, f"a {_kind(node)} as {name}", "lines such as key: text")
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in seen:
            actual = (
                f"{key.value} a second time" if isinstance(key, yaml.ScalarNode) else f"a {_kind(key)} as key"
            )
            raise source.fault(key.start_mark.index, f"{actual} in {name}", "each key once, as plain text")
        seen.add(key.value)
        yield key.value, (key, value)


def _declared(
    source: _Source, name: str, entries: Mapping[str, tuple[yaml.Node, yaml.Node]]
) -> Mapping[str, str]:
    """Return one of the maps from what is declared to its reason."""
    if name not in entries:
        return _NOTHING
    return {
        key: _reason(source, name, key, value) for key, (_, value) in _entries(source, entries[name][1], name)
    }


def _reason(source: _Source, name: str, key: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag != _TEXT:
        actual = repr(node.value) if isinstance(node, yaml.ScalarNode) else f"a {_kind(node)}"
        raise source.fault(node.start_mark.index, f"{actual} for {key} in {name}", "a reason in words")
    reason = str(node.value)
    if reason.strip(" \t\n.…?!-").lower() in _PLACEHOLDERS:
        raise source.fault(node.start_mark.index, f"{reason!r} for {key} in {name}", "a reason in words")
    return reason


def _kind(node: yaml.Node) -> str:
    return type(node).__name__.removesuffix("Node").lower()


def _title(source: _Source, name: str, node: yaml.Node) -> Paragraph:
    """Return a text that is shown; between quotes, it begins behind the first."""
    if not isinstance(node, yaml.ScalarNode):
        raise source.fault(node.start_mark.index, f"a {_kind(node)} as {name}", "text")
    quoted = 1 if node.style in {"'", '"'} else 0
    start, end = (
        source.above + node.start_mark.index + quoted,
        source.above + node.end_mark.index - quoted,
    )
    return Paragraph(start, end, "title", (Text(start, end, str(node.value)),))
