"""The units, samples and parameters that a text names: by symbol, by name, or by count."""

import re
from collections.abc import Iterator

from backprop.check.proof.names import Scope
from backprop.check.text.line import Line
from backprop.check.text.meaning import SAMPLE, UNIT, parts, samples, symbol, units
from backprop.check.text.spoken import plain
from backprop.check.text.words import ORDINALS
from backprop.core import registry
from backprop.core.keys import Key
from backprop.networks.examples import EXAMPLES
from backprop.networks.network import Network

NTH = "|".join(ORDINALS)
_PARAMETER = re.compile(r"(?<![A-Za-z0-9])(?:w|b|θ)(?:[1-9]\d*|[₀-₉]+)(?![A-Za-z0-9])")
_UNIT_NOUN = r"(?P<noun>inputs?|outputs?|hidden neurons?|output neurons?|targets?|hidden outputs?)\b"
_COUNTED = re.compile(rf"\b(?P<nth>{NTH})\s+{_UNIT_NOUN}(?!\s+(?:layer|connection|neuron|weight|sum))", re.I)
_THE = re.compile(
    r"\bat the\s+(?P<at>output)\b(?!\s+(?:of|layer))"
    r"|\b(?:the|this)\s+(?P<noun>hidden neuron|output neuron)\b",
    re.I,
)
_INTO = re.compile(
    rf"\b(?P<weight>{NTH})\s+(?:weight\s+(?:into|of)|into)\s+"
    rf"(?:the\s+(?P<nth>{NTH})\s+(?P<noun>output|hidden neuron)|(?P<unit>[ho][1-9]))\b",
    re.I,
)
# The parameters of a line, which has but two, and its samples.
_LONE_PARAMETER = re.compile(r"\b[Tt]he\s+(?P<noun>weight|bias)\b|(?<![\w.'’-])(?P<letter>[wb])(?![\w'’-])")
_NTH_SAMPLE = re.compile(rf"\b(?P<nth>{NTH})\s+sample\b", re.I)
_LAYER = {"input": 0, "hidden neuron": 1, "hidden output": 1, "output": -1, "output neuron": -1, "target": -1}


def named(line: Line, start: int, end: int, scope: Scope) -> frozenset[str]:
    """Return the units and parameters that a stretch of a line names."""
    return frozenset().union(*(names for place, names in mentions(line, scope) if start <= place < end))


def mentions(line: Line, scope: Scope) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where a line names units and parameters, with their names."""
    text = line.text
    for match in UNIT.finditer(text):
        yield match.start(), frozenset([match[0]])
    for match in _PARAMETER.finditer(text):
        yield match.start(), frozenset([plain(match[0])])
    for place, part in line.pieces(0, len(text)) if scope.run else ():
        if scope.run and (name := symbol(part, scope)):
            graph = registry.graph_of(scope.run)
            is_parameter = name in graph.updates and graph[name].role != "batch"
            yield place, frozenset([name]) if is_parameter else parts(scope.run, name)
    yield from _units(text, units(scope.run))
    yield from _samples(text, samples(scope.run))
    for match in _INTO.finditer(text):
        if scope.run and (weight := _weight(match, scope.run)):
            yield match.start(), frozenset([weight])


def _units(text: str, layers: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the units that "the second hidden neuron" means, or "the hidden neuron" if there is one."""
    for match in _COUNTED.finditer(text) if layers else ():
        layer = _row(match["noun"].rstrip("s"), layers)
        number = ORDINALS[match["nth"].lower()]
        if number <= len(layer):
            yield match.start(), frozenset([layer[number - 1]])
    for match in _THE.finditer(text) if layers else ():
        layer = _row(match["noun"] or match["at"], layers)
        if len(layer) == 1:
            yield match.start(), frozenset(layer)


def _samples(text: str, there: tuple[str, ...]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the sample that "sample 2", "the second sample" or `out_2` means, and what "the weight" is."""
    for match in SAMPLE.finditer(text) if there else ():
        yield match.start(), frozenset([f"sample {match['number']}"])
    for match in _NTH_SAMPLE.finditer(text) if there else ():
        yield match.start(), frozenset([f"sample {ORDINALS[match['nth'].lower()]}"])
    for match in _LONE_PARAMETER.finditer(text) if there else ():
        yield match.start(), frozenset([match["letter"] or match["noun"][0]])


def _row(noun: str, layers: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the units that a noun means; none where there is no hidden layer."""
    place = _LAYER[noun.lower()]
    return () if place == 1 and len(layers) == 2 else layers[place]


def _weight(match: re.Match[str], run: Key) -> str:
    """Return the weight that "the second weight into h1" or "the first into the second output" means."""
    network = EXAMPLES[run.example]
    if not isinstance(network, Network):
        return ""
    for layer, names in zip(network.units[1:], network.weights, strict=True):
        is_meant = match["noun"] and (match["noun"].lower() == "output") == (layer == network.units[-1])
        place = ORDINALS[match["nth"].lower()] - 1 if is_meant else _place(layer, match["unit"])
        if place is not None and place < len(names):
            row = names[place]
            return row[min(ORDINALS[match["weight"].lower()], len(row)) - 1]
    return ""


def _place(layer: tuple[str, ...], unit: str | None) -> int | None:
    return layer.index(unit) if unit in layer else None


def missing(text: str, start: int, end: int, scope: Scope) -> Iterator[tuple[int, int, str]]:
    """Yield where words count a unit that the example does not have: "the third output"."""
    layers, there = units(scope.run), samples(scope.run)
    for match in _NTH_SAMPLE.finditer(text, start, end) if there else ():
        if ORDINALS[match["nth"].lower()] > len(there):
            yield *match.span(), f"found {match[0]!r}, expected one of {', '.join(there)}"
    for match in _COUNTED.finditer(text, start, end) if layers else ():
        layer = _row(match["noun"].rstrip("s"), layers)
        if ORDINALS[match["nth"].lower()] > len(layer):
            yield *match.span(), f"found {match[0]!r}, expected one of {', '.join(layer) or 'none'}"
