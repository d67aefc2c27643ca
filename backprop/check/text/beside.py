"""What a sentence says about the numbers in it: of which part, after how many steps, from what to what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from backprop import registry
from backprop.check.proof.names import Scope
from backprop.check.reading.document import Link
from backprop.check.text.line import LINK, Line
from backprop.check.text.links import NUMBER, key_of
from backprop.check.text.meaning import UNIT, kind, parts, symbol, units
from backprop.check.text.words import NUMBER as WORDS
from backprop.check.text.words import ORDINALS, value
from backprop.check.verdict import Verdict, accounted, total, wrong
from backprop.keys import Key

_PARAMETER = re.compile(r"(?<![A-Za-z0-9])(?:w|b|θ)(?:[1-9]\d*|[₀-₉]+)(?![A-Za-z0-9])")
_INDEX = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_UNIT_NOUN = r"(?P<noun>inputs?|outputs?|hidden neurons?|output neurons?|targets?|hidden outputs?)\b"
_NTH = re.compile(
    rf"\b(?P<nth>{'|'.join(ORDINALS)})\s+{_UNIT_NOUN}(?!\s+(?:layer|connection|neuron|weight|sum))", re.I
)
_THE = re.compile(
    r"\bat the\s+(?P<at>output)\b(?!\s+(?:of|layer))"
    r"|\b(?:the|this)\s+(?P<noun>hidden neuron|output neuron)\b",
    re.I,
)
_LAYER = {"input": 0, "hidden neuron": 1, "hidden output": 1, "output": -1, "output neuron": -1, "target": -1}
_STEPS = re.compile(
    rf"(?P<than>more than\s+)?(?P<count>(?P<digits>{NUMBER.pattern})|{WORDS.pattern})\s+(?P<more>more\s+)?"
    r"(?:updates?|steps?|passes|epochs?)\b",
    re.I,
)
_NTH_UPDATE = re.compile(rf"\bafter the (?P<nth>{'|'.join(ORDINALS)}) update\b", re.I)
_FROM_TO = re.compile(rf"\bfrom\s+{LINK}\s+(?:(?:up|down|only|back)\s+)?to\s+{LINK}", re.I)
_VERBS = "is|are|was|were|of|from|to|has|have|now|then|only|still|down|fallen|moved|gone|falls|went|ends|at"
_NOUNS = "error|cost|learning rate|net input|output|prediction|weight|target|derivative|bias|input"
_SAID = re.compile(
    rf"(?<!of the )\b(?P<noun>{_NOUNS})s?(?:\s+(?:{_VERBS}))+\s+{LINK}"
    rf"|\b(?P<plain>learning rate|rate|inputs)\s+{LINK}",
    re.I,
)
ROLES = {
    "error": {"error"},
    "cost": {"error"},
    "learning rate": {"rate"},
    "rate": {"rate"},
    "net input": {"net"},
    "output": {"output"},
    "prediction": {"output"},
    "answer": {"output"},
    "weight": {"weight"},
    "target": {"target"},
    "derivative": {"gradient"},
    "error signal": {"gradient"},
    "bias": {"bias"},
    "parameter": {"weight"},
    "input": {"input"},
    "inputs": {"input"},
}


@dataclass(frozen=True)
class Number:
    """A number link of a line: where it stands in the text, the link, its key."""

    place: int
    link: Link
    key: Key


def verdict(line: Line, scope: Scope) -> Verdict:
    """Judge each sentence by the number links that it holds."""
    found = _numbers(line)
    if not found:
        return Verdict()
    return total(
        judged
        for start, end in line.sentences
        if (inside := [number for number in found if start <= number.place < end])
        for judged in (
            *_units(line, start, end, inside, scope),
            *_steps(line, start, end, inside),
            *_pairs(line, start, end, inside),
            *_nouns(line, start, end, inside),
        )
    )


def _numbers(line: Line) -> list[Number]:
    links = [(place, part) for place, part in line.pieces(0, len(line.text)) if isinstance(part, Link)]
    keyed = [(place, part, key_of(part.key)) for place, part in links if NUMBER.search(part.text)]
    return [Number(place, part, key) for place, part, key in keyed if key is not None]


def named(line: Line, start: int, end: int, scope: Scope) -> frozenset[str]:
    """Return the units and parameters that a stretch of a line names, by symbol, name or count."""
    text = line.text
    found = set(UNIT.findall(text, start, end))
    found |= {_spelled(match[0]) for match in _PARAMETER.finditer(text, start, end)}
    for _, part in line.pieces(start, end):
        if scope.run and (name := symbol(part, scope)):
            found |= {name} if name in registry.graph_of(scope.run).updates else parts(scope.run, name)
    found |= set(_counted(text, start, end, scope))
    return frozenset(found)


def _spelled(name: str) -> str:
    return name.translate(_INDEX).replace("θ", "theta")


def _counted(text: str, start: int, end: int, scope: Scope) -> Iterator[str]:
    """Yield the units that "the second hidden neuron" means, or "the hidden neuron" if there is one."""
    layers = units(scope.run)
    if not layers:
        return
    for match in _NTH.finditer(text, start, end):
        layer = layers[_LAYER[match["noun"].lower().rstrip("s")]]
        number = ORDINALS[match["nth"].lower()]
        if number <= len(layer):
            yield layer[number - 1]
    for match in _THE.finditer(text, start, end):
        layer = layers[_LAYER[(match["noun"] or match["at"]).lower()]]
        if len(layer) == 1:
            yield layer[0]


def missing(text: str, start: int, end: int, scope: Scope) -> Iterator[tuple[int, int, str]]:
    """Yield where words count a unit that the example does not have: "the third output"."""
    layers = units(scope.run)
    for match in _NTH.finditer(text, start, end) if layers else ():
        layer = layers[_LAYER[match["noun"].lower().rstrip("s")]]
        if ORDINALS[match["nth"].lower()] > len(layer):
            yield *match.span(), f"found {match[0]!r}, expected one of {', '.join(layer)}"


def _units(line: Line, start: int, end: int, numbers: list[Number], scope: Scope) -> Iterator[Verdict]:
    said = named(line, start, end, scope)
    if not said or not scope.run:
        return
    ends = said.union(*(parts(scope.run, name) for name in said if _is_known(scope.run, name)))
    for number in numbers:
        about = parts(number.key.of("", 0), number.key.quantity)
        apart = [k for k in {kind(part) for part in about} if not _agree(k, about, said)]
        if about and (apart or not about & ends):
            message = f"the sentence names {', '.join(sorted(said))}; the number is of {_and(about)}"
            yield wrong((number.link.start, number.link.end), "beside", message)


def _is_known(run: Key, name: str) -> bool:
    return name in registry.graph_of(run).forward


def _agree(letter: str, about: frozenset[str], said: frozenset[str]) -> bool:
    """Tell whether a number is about one of the named things of a kind, if both know any of that kind."""
    both = [{part for part in parts if kind(part) == letter} for parts in (about, said)]
    return not all(both) or bool(both[0] & both[1])


def _and(parts: frozenset[str]) -> str:
    return " and ".join(sorted(parts))


def _steps(line: Line, start: int, end: int, numbers: list[Number]) -> Iterator[Verdict]:
    """Judge "after ten steps" by the steps of the numbers beside it."""
    steps = [number.key.step for number in numbers if moves(number.key)]
    if not steps:
        return
    apart = {abs(later - first) for first, later in pairwise(steps)}
    for match in _STEPS.finditer(line.text, start, end):
        count = _count(match)
        right = any(step > count for step in steps) if match["than"] else count in {*steps, *apart} - {0}
        yield _step(line, match, "linked" if match["digits"] else "words", steps, right=right)
    for match in _NTH_UPDATE.finditer(line.text, start, end):
        yield _step(line, match, "words", steps, right=ORDINALS[match["nth"].lower()] in steps)


def step_digits(line: Line) -> Iterator[int]:
    """Yield the characters of step counts in digits that stand beside a number with a step."""
    if any(moves(number.key) for number in _numbers(line)):
        for match in _STEPS.finditer(line.text):
            yield from range(*match.span("count"))


def _count(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(float(match["digits"].replace(",", "")))
    return value(match["count"]) or 0


def _step(line: Line, match: re.Match[str], counted: str, steps: list[int], *, right: bool) -> Verdict:
    if right:
        return accounted(counted)
    there = ", ".join(map(str, dict.fromkeys(steps)))
    message = f"found {match[0]!r}, but the numbers in the sentence are after {there} updates"
    return wrong(line.place(*match.span()), "beside", message)


def moves(key: Key) -> bool:
    """Tell whether a quantity changes while the example is trained."""
    graph = registry.graph_of(key)
    return key.quantity in graph.updates or not graph[key.quantity].is_given


def _pairs(line: Line, start: int, end: int, numbers: list[Number]) -> Iterator[Verdict]:
    """Judge "from … to …": one quantity of one run, at two steps."""
    at = {number.place: number for number in numbers}
    for match in _FROM_TO.finditer(line.text, start, end):
        first, last = (at.get(place) for place in (match[0].index(LINK) + match.start(), match.end() - 1))
        if not first or not last:
            continue
        same = first.key.of(last.key.quantity, last.key.step) == last.key
        if not same or first.key.quantity != last.key.quantity or first.key.step >= last.key.step:
            message = (
                f"found from {first.key} to {last.key}, expected one quantity at an earlier and a later step"
            )
            yield wrong((last.link.start, last.link.end), "beside", message)


def _nouns(line: Line, start: int, end: int, numbers: list[Number]) -> Iterator[Verdict]:
    """Judge "the error is …": the number is of that kind."""
    at = {number.place: number for number in numbers}
    for match in _SAID.finditer(line.text, start, end):
        number = at.get(match.end() - 1)
        noun = (match["noun"] or match["plain"]).lower()
        if number and (role := role_of(number.key)) not in ROLES[noun]:
            message = f"found the words {noun!r} before {number.key}, which is of the kind {role}"
            yield wrong((number.link.start, number.link.end), "beside", message)


def role_of(key: Key) -> str:
    """Return the role of a quantity; that of the parameter itself where it is updated."""
    return registry.graph_of(key)[key.quantity].role
