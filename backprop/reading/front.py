"""What a page says about itself at its top, between two `---` lines: YAML."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from backprop.errors import BackpropError, fault
from backprop.reading.document import Declared, Paragraph, Text

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_BEGUN = re.compile(r"\ufeff?---[ \t]*\r?\n\w+:")
_SHOWN = re.compile(r"[^\r\n]")
DECLARING = ("numbers", "symbols", "waived")
SHOWN = ("title", "description")
# What Material reads and shows nobody.
SETTINGS = ("hide", "tags", "template", "search", "icon", "status")
EXAMPLE = "example"
COURSE = ("teaches", "needs")
_KNOWN = (*DECLARING, *SHOWN, *SETTINGS, EXAMPLE, *COURSE)
_PLACEHOLDERS = frozenset(["todo", "tbd", "fixme", "xxx", "reason", "meaning", "none", "n/a", "why", ""])
# What a broken or hostile file makes PyYAML raise: too deep a nesting and characters that do not exist, too.
_BROKEN = (yaml.YAMLError, ValueError, OverflowError, RecursionError)
_TEXT = "tag:yaml.org,2002:str"
_CONCEPT = re.compile(r"[A-Za-z0-9]+([ -][A-Za-z0-9]+)*")

UNDECLARED = Declared({}, {}, {})


@dataclass(frozen=True)
class Front:
    """The declarations of a page, the texts that are shown elsewhere, and where the page itself begins.

    `example` is the one that a page outside the examples' folders works with. `teaches` and `needs` are
    concepts of a course, each with the offset at which it stands.
    """

    declared: Declared
    titles: tuple[Paragraph, ...]
    end: int
    example: str | None = None
    teaches: Mapping[str, int] = field(default_factory=dict)
    needs: Mapping[str, int] = field(default_factory=dict)


def read_front(path: str, text: str, examples: Collection[str] = ()) -> Front:
    """Return the front matter of a page; a page without any declares nothing."""
    match = _FRONT.match(text)
    if match is None and _BEGUN.match(text):
        raise fault(path, text, 0, "--- before lines that declare", "a line --- behind them, too")
    if match is None:
        return Front(UNDECLARED, (), 0)
    source = _Yaml(path, text, match.start("body"))
    entries: dict[str, yaml.Node] = {}
    for key, value in source.entries(source.composed(match["body"]), "front matter"):
        if key.value not in _KNOWN:
            raise source.unknown(key, "key", _KNOWN)
        entries[key.value] = value
    declared = Declared(*(source.reasons(entries.get(name), name) for name in DECLARING))
    titles = tuple(source.title(entries[name], name) for name in SHOWN if name in entries)
    example = entries.get(EXAMPLE)
    if example and examples and example.value not in examples:
        raise source.unknown(example, "example", examples)
    teaches, needs = (source.concepts(entries.get(name), name) for name in COURSE)
    return Front(declared, titles, match.end(), str(example.value) if example else None, teaches, needs)


def blank_front(text: str) -> str:
    """Return a page with blanks for its front matter, so that every character behind it keeps its place."""
    match = _FRONT.match(text)
    return _SHOWN.sub(" ", match[0]) + text[match.end() :] if match else text


@lru_cache(maxsize=16)
def read_reasons(path: str, text: str) -> Mapping[str, str]:
    """Return what a file of its own declares, each with its reason."""
    source = _Yaml(path, text, 0)
    return source.reasons(source.composed(text), "declarations")


@dataclass(frozen=True)
class _Yaml:
    """The text of a file, and where the YAML in it begins."""

    path: str
    text: str
    above: int

    def fault(self, node: yaml.Node, actual: str, expected: str) -> BackpropError:
        return fault(self.path, self.text, self.above + node.start_mark.index, actual, expected)

    def unknown(self, node: yaml.Node, kind: str, known: Collection[str]) -> BackpropError:
        nearest = difflib.get_close_matches(str(node.value), known, 1) or known
        return self.fault(node, f"the {kind} {node.value}", " or ".join(nearest))

    def composed(self, body: str) -> yaml.Node | None:
        try:
            return yaml.compose(body, yaml.SafeLoader)
        except _BROKEN as error:
            mark = getattr(error, "problem_mark", None)
            offset = mark.index if mark else getattr(error, "position", 0)
            problem = getattr(error, "problem", None) or getattr(error, "reason", None)
            actual = f"no YAML: {problem or 'it cannot hold this'}"
            expected = "lines such as key: text"
            raise fault(self.path, self.text, self.above + offset, actual, expected) from error

    def entries(self, node: yaml.Node | None, name: str) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the entries of a map, each key once; nothing at all is an empty map."""
        if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
            return
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, f"a {_kind(node)} as {name}", "lines such as key: text")
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in seen:
                is_text = isinstance(key, yaml.ScalarNode)
                actual = f"{key.value} a second time" if is_text else f"a {_kind(key)} as key"
                raise self.fault(key, f"{actual} in {name}", "each key once, as plain text")
            seen.add(key.value)
            yield key, value

    def reasons(self, node: yaml.Node | None, name: str) -> Mapping[str, str]:
        """Return a map from what is declared to its reason."""
        return {key.value: self._reason(key.value, value, name) for key, value in self.entries(node, name)}

    def _reason(self, key: str, node: yaml.Node, name: str) -> str:
        is_text = isinstance(node, yaml.ScalarNode) and node.tag == _TEXT
        if not is_text or node.value.strip(" \t\n.…?!-").lower() in _PLACEHOLDERS:
            actual = repr(node.value) if isinstance(node, yaml.ScalarNode) else f"a {_kind(node)}"
            raise self.fault(node, f"{actual} for {key} in {name}", "a reason in words")
        return str(node.value)

    def concepts(self, node: yaml.Node | None, name: str) -> Mapping[str, int]:
        """Return the concepts of a list, each with its offset."""
        if node is not None and not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, f"a {_kind(node)} as {name}", "a list such as [weight, net input]")
        places: dict[str, int] = {}
        for item in node.value if node else ():
            if not isinstance(item, yaml.ScalarNode) or not _CONCEPT.fullmatch(item.value):
                actual = repr(item.value) if isinstance(item, yaml.ScalarNode) else f"a {_kind(item)}"
                raise self.fault(item, f"{actual} in {name}", "the words for a concept, such as net input")
            if item.value in places:
                raise self.fault(item, f"{item.value} a second time in {name}", "each concept once")
            places[item.value] = self.above + item.start_mark.index
        return places

    def title(self, node: yaml.Node, name: str) -> Paragraph:
        """Return a text that is shown; between quotes, it begins behind the first."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault(node, f"a {_kind(node)} as {name}", "text")
        quoted = 1 if node.style in {"'", '"'} else 0
        start = self.above + node.start_mark.index + quoted
        end = self.above + node.end_mark.index - quoted
        return Paragraph(start, end, "title", (Text(start, end, str(node.value)),))


def _kind(node: yaml.Node) -> str:
    return type(node).__name__.removesuffix("Node").lower()
