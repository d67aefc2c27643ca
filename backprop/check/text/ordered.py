"""What order says of numbers: "the second one", "the outputs are … and …", "the highest rate's"."""

import re
from collections.abc import Iterator
from fractions import Fraction

from backprop.check.text.line import LINK
from backprop.check.text.meaning import parts, units
from backprop.check.text.named import NTH
from backprop.check.text.numbers import Number, Sentence, role_of, value_of
from backprop.check.text.words import ORDINALS
from backprop.check.verdict import Verdict
from backprop.core import registry
from backprop.core.keys import Key, settings
from backprop.networks.examples import EXAMPLES
from backprop.networks.network import Network

_NTH_ONE = re.compile(
    rf"\bthe\s+(?P<nth>{NTH})\s+(?:(?:one|answer|of\s+(?:them|these))\b[^,;:.{LINK}]*|(?:from|is|gives)\s+){LINK}",
    re.I,
)
_BOTH = re.compile(
    rf"\b(?P<noun>inputs|outputs|targets|answers)(?:,|\s+(?:are|were|become|now|then))*\s+{LINK}\s+and\s+{LINK}",
    re.I,
)
_RATE = re.compile(rf"\bthe\s+(?P<end>highest|lowest)\s+rate(?:'s|’s)?\s+(?:\w+\s+){{0,2}}{LINK}", re.I)
_SHOULD = re.compile(rf"\bshould be (?P<end>high|low),?\s+(?:is\s+)?{LINK}", re.I)


def verdict(sentence: Sentence) -> Iterator[Verdict]:
    """Judge the numbers of a sentence by the order that its words give them."""
    text, start, end = sentence.line.text, sentence.start, sentence.end
    for pattern, judge in _RULES.items():
        for match in pattern.finditer(text, start, end):
            if judge is _nth and _THINGS.search(text, start, match.start()):
                continue
            linked = sentence.linked(*match.span())
            found = [number for number in linked if number]
            if len(found) == len(linked) and (message := judge(match, found)):
                yield found[-1].wrong(message)


# What "the first one" may be, other than a part of the network.
_THINGS = re.compile(r"\b(?:rate|pass|step|update|network|row|run|epoch|program|rule)(?:e?s)?\b", re.I)


def _nth(match: re.Match[str], found: list[Number]) -> str:
    """Judge "the second one …": a number of the second of something."""
    key, number = found[0].key, ORDINALS[match["nth"].lower()]
    places = set(_places(key))
    if not places or number in places:
        return ""
    return f"found the words 'the {match['nth']}' before {key}"


def _places(key: Key) -> Iterator[int]:
    """Yield the places that the parts of a quantity have in their rows, layers, or among all weights."""
    example, about = EXAMPLES[key.example], parts(key.of("", 0), key.quantity)
    if not isinstance(example, Network):
        return
    rows = [tuple(row) for layer in example.weights for row in layer]
    layers = [tuple(name for row in layer for name in row) for layer in example.weights]
    every = tuple(name for layer in layers for name in layer)
    for group in {*units(key), *rows, *layers, every}:
        yield from (group.index(part) + 1 for part in about if part in group and len(group) > 1)


def _in_order(_match: re.Match[str], found: list[Number]) -> str:
    """Judge "the outputs are … and …": in the order of the network."""
    first, last = (number.key for number in found)
    order = list(registry.graph_of(first).forward)
    if first.of("") != last.of("") or role_of(first) != role_of(last):
        return ""
    if order.index(first.quantity) < order.index(last.quantity):
        return ""
    return f"found {first} before {last}"


def _rate(match: re.Match[str], found: list[Number]) -> str:
    """Judge "the lowest rate's …"."""
    key = found[0].key
    example = EXAMPLES[key.example]
    pick = max if match["end"].lower() == "highest" else min
    wanted = pick(map(Fraction, example.rates), default=None)
    if wanted is None or Fraction(settings(example, key.options)["rate"]) == wanted:
        return ""
    return f"found {key} for the {match['end']} rate, which is {float(wanted):g}"


def _should(match: re.Match[str], found: list[Number]) -> str:
    """Judge "the one that should be high, …": the output with the highest target."""
    key = found[0].key
    outputs = units(key)[-1] if role_of(key) == "output" and units(key) else ()
    targets = {f"out_{unit}": value_of(key.of(f"t_{unit}", 0)) for unit in outputs}
    if len(targets) < 2 or key.quantity not in targets:
        return ""
    others = [value for name, value in targets.items() if name != key.quantity]
    high = match["end"].lower() == "high"
    if all((targets[key.quantity] > other) == high for other in others):
        return ""
    return f"found {key} as the one that should be {match['end']}"


_RULES = {_NTH_ONE: _nth, _BOTH: _in_order, _RATE: _rate, _SHOULD: _should}
