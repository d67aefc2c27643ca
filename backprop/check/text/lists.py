"""Pages that list values: each entry's anchor, symbol, words, sign, digits and key say the same thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from backprop.check.printed import is_exact, rounded
from backprop.check.proof.chains import quantities
from backprop.check.proof.names import Scope
from backprop.check.text import facts
from backprop.check.text.line import Line, line_of, relative
from backprop.check.text.links import decided, fitting, key_in, key_of, significant
from backprop.check.text.meaning import lone
from backprop.check.verdict import Verdict, accounted, total, wrong
from backprop.core import keys, registry
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.reading.document import Anchor, Code, Document, Inline, Mathematics, Paragraph, Text

_ENTRY = re.compile(
    r"\s*(?P<words>\S.*?)\s+(?P<relation>[=≈])\s*(?P<digits>[-−]?\d[\d,]*(?:\.\d+)?)\s*", re.S
)
_AFTER = re.compile(r"after (?P<step>[\d,]+) updates?")
DIGITS = 17
GROUPS = {
    "given": "Given",
    "forward": "Forward pass",
    "error": "Error",
    "backward": "Backward pass",
    "update": "Update",
}


@dataclass(frozen=True)
class Section:
    """What a heading says of the entries below it: their group, or their options and step."""

    group: str | None
    options: tuple[tuple[str, str], ...]
    step: int


def is_values(document: Document) -> bool:
    """Tell whether a page is the list of an example's values, by where it stands."""
    return document.example is not None and "values" in PurePath(document.path).parts


def _is_entry(block: Paragraph) -> bool:
    return block.kind == "item" and {Anchor, Mathematics, Code} <= {type(part) for part in block.parts}


@cache
def about(key: Key, scope: Scope) -> tuple[Scope, str]:
    """Return the scope of the formula that makes `key`, and the name of what it makes."""
    name = registry.entry(key).quantity.name
    return replace(scope, run=key.of("", key.step - name.endswith("+"))), name


def entry_of(item: Paragraph) -> facts.Entry | None:
    """Return what an entry says of its value; None where it cannot be read."""
    key = subject(item)
    return _entry(relative(item.parts, item.start), key) if key else None


@cache
def _entry(parts: tuple[Inline, ...], key: Key) -> facts.Entry | None:
    match = _ENTRY.fullmatch(_value_line(parts).text)
    if match is None:
        return None
    scope, _ = about(key, Scope(None))
    _, *formulas = (part.tex for part in parts if isinstance(part, Mathematics))
    names = frozenset().union(*(quantities(tex, scope) for tex in formulas))
    operands = (key_in(scope.run, name) for name in names) if scope.run else ()
    return facts.Entry(key, match["relation"], match["digits"], frozenset(filter(None, operands)))


def subject(item: Paragraph) -> Key | None:
    """Return the key that an entry belongs to."""
    if not _is_entry(item):
        return None
    return next((key_of(part.text) for part in item.parts if isinstance(part, Code)), None)


def verdict(document: Document) -> Verdict:
    """Judge all entries of a page, each with the heading above it and the facts below it."""
    section: Section | None = None
    entry: facts.Entry | None = None
    found: list[Verdict] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        parts = relative(block.parts, block.start)
        if block.kind == "heading":
            section, entry = read_section(_text(block.parts), document.example or ""), None
            found.append(accounted("table heads", len(re.findall(r"\d[\d,.]*", _text(block.parts)))))
        elif _is_entry(block):
            entry = entry_of(block)
            found.append(_judged(parts, section).shifted(block.start))
        elif facts.is_fact(block):
            found.append(_fact(parts, entry).shifted(block.start))
        elif facts.is_routes(block):
            found.append(facts.routes(block.parts))
    return total(found)


def _fact(parts: tuple[Inline, ...], entry: facts.Entry | None) -> Verdict:
    if entry is None:
        return wrong((parts[0].start, parts[-1].end), "list", "found a fact below no entry")
    return facts.verdict(parts, entry)


def covers(document: Document, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph belongs to the list of values of a page, as a heading or title there too."""
    if not is_values(document):
        return False
    if paragraph.kind in {"heading", "title"}:
        return read_section(_text(paragraph.parts), document.example or "") is not None
    return _is_entry(paragraph) or facts.is_fact(paragraph) or facts.is_routes(paragraph)


def _text(parts: tuple[Inline, ...]) -> str:
    return " ".join(line_of(parts).text.split())


@cache
def read_section(heading: str, example: str) -> Section | None:
    """Return what a heading says: "Forward pass", "rate 0.1, after 10 updates"; None for any other."""
    title = heading.strip().rstrip("¶").strip()
    for group, name in GROUPS.items():
        if title == name:
            return Section(group, (), 1 if group == "update" else 0)
    *options, last = title.lower().split(", ")
    after = _AFTER.fullmatch(last)
    if last != "at the start" and not after:
        return None
    step = int(after["step"].replace(",", "")) if after else 0
    pairs = [option.partition(" ") for option in options]
    written = "".join(f";{name}={value}" for name, _, value in pairs)
    try:
        return Section(None, keys.parse_run(f"{example}{written}").options, step)
    except BackpropError:
        return None


@cache
def _judged(parts: tuple[Inline, ...], section: Section | None) -> Verdict:
    """Judge an entry, its parts as if it began the file."""
    code = next(part for part in parts if isinstance(part, Code))
    key = key_of(code.text)
    place = parts[0].start, code.end
    if key is None:
        return wrong((code.start, code.end), "key", _no_key(code.text))
    if str(key) != code.text:
        return wrong((code.start, code.end), "key", f"found {code.text}, expected its one spelling {key}")
    try:
        faults = [*_head(parts, key), *_value(parts, key), *_place(key, section, place)]
    except BackpropError as error:
        return wrong(place, "list", str(error))
    return total([accounted("listed"), *faults])


def _no_key(text: str) -> str:
    try:
        registry.entry(keys.parse(text))
    except BackpropError as error:
        return str(error)
    return f"found {text}, expected a key"


def _head(parts: tuple[Inline, ...], key: Key) -> Iterator[Verdict]:
    """Judge anchor and symbol."""
    anchor = next(part for part in parts if isinstance(part, Anchor))
    symbol = next(part for part in parts if isinstance(part, Mathematics))
    if anchor.name != key.fragment:
        message = f"found the anchor {anchor.name}, expected {key.fragment}"
        yield wrong((anchor.start, anchor.end), "list", message)
    name = registry.entry(key).quantity.name
    if lone(symbol.tex, Scope(key.of("", 0))) != name:
        yield wrong((symbol.start, symbol.end), "list", f"found {symbol.tex}, expected the symbol of {name}")


def _value(parts: tuple[Inline, ...], key: Key) -> Iterator[Verdict]:
    """Judge words, sign and digits: `weight from h1 to o1 = 0.4`."""
    line = _value_line(parts)
    match = _ENTRY.fullmatch(line.text)
    if match is None:
        place = parts[0].start, parts[-1].end
        yield wrong(place, "list", "found an entry without words, = or ≈ and digits between symbol and key")
        return
    words = registry.entry(key).quantity.words
    if " ".join(match["words"].split()) != words:
        yield wrong(
            line.place(*match.span("words")), "words", f"found {match['words']!r}, expected {words!r}"
        )
    if message := _misprint(match["digits"].replace(",", "").replace("−", "-"), match["relation"], key):
        yield wrong(line.place(*match.span("digits")), "value", message)


def _value_line(parts: tuple[Inline, ...]) -> Line:
    """Return what stands between the symbol of an entry and its key."""
    first = next(at for at, part in enumerate(parts) if isinstance(part, Mathematics))
    last = next(at for at, part in enumerate(parts) if isinstance(part, Code))
    return line_of([part for part in parts[first + 1 : last] if isinstance(part, Text)])


def _misprint(text: str, relation: str, key: Key) -> str:
    places = len(text.partition(".")[2])
    if not fitting(text, key, DIGITS):
        return f"found {text}, expected {decided(key, lambda value: rounded(value, places))} for {key}"
    exact = decided(key, lambda value: is_exact(text, value))
    if relation != ("=" if exact else "≈"):
        return f"found {relation} {text}, expected {'=' if exact else '≈'} for {key}"
    if not exact and significant(text) < DIGITS:
        return f"found {significant(text)} significant digits of {key}, expected {DIGITS}"
    return ""


def _place(key: Key, section: Section | None, place: tuple[int, int]) -> Iterator[Verdict]:
    """Judge whether an entry stands below the right heading."""
    if section is None:
        yield wrong(place, "list", f"found {key} below a heading that says nothing of its step")
    elif (key.options, key.step) != (section.options, section.step):
        yield wrong(place, "list", f"found {key} below a heading of another run")
    elif section.group and section.group != "backward" and key not in _group(key.example, section.group):
        yield wrong(place, "list", f"found {key} below {GROUPS[section.group]}, where it does not belong")


@cache
def _group(example: str, group: str) -> tuple[Key, ...]:
    return tuple(registry.group(keys.parse_run(example), group))
