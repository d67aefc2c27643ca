"""What a paragraph says of the steps around it: "the derivative is negative", "both lie above one half"."""

import re
from collections.abc import Callable, Sequence

from backprop.check.proof.names import Scope
from backprop.check.text import answers
from backprop.check.text.line import LINK, Line
from backprop.check.text.named import NTH, mentions
from backprop.check.text.numbers import numbers, size, value_of
from backprop.check.text.place import Keys, Place, Signs, places
from backprop.check.text.signs import sign
from backprop.check.text.words import NUMBER as WORDS
from backprop.check.text.words import ORDINALS, value
from backprop.check.verdict import Verdict, total, wrong
from backprop.core import registry
from backprop.core.keys import Key
from backprop.reading.document import Block


def verdict(blocks: Sequence[Block], scope: Scope) -> Verdict:
    """Judge each paragraph with the steps around it."""
    return total(_judged(place) for place in places(blocks, scope.run))


def _judged(place: Place) -> Verdict:
    text = place.line.text
    return total(
        wrong(place.line.place(*match.span()), "beside", message)
        for pattern, rule in _RULES.items()
        for match in pattern.finditer(text)
        if not _ELSEWHERE.search(text, _begin(place.line, match.start()), match.start())
        if (message := _contradicted(match, rule(match, place)))
    )


def _begin(line: Line, place: int) -> int:
    return max(start for start, _ in line.sentences if start <= place)


def _contradicted(match: re.Match[str], signs: Signs) -> str:
    """Return what is wrong with "positive" or "too high", given the signs of what it is said of."""
    said = -1 if re.search(rf"\b(?:{_DOWN})\b", match["way"], re.I) else 1
    if not signs or set(signs) == {said}:
        return ""
    return f"found {' '.join(match[0].split())!r}, which is not so of the steps here"


def _derivative(_match: re.Match[str], place: Place) -> Signs:
    """Return the sign of the last derivative of the error before the paragraph."""
    return [sign(key) for key in _of_loss(place.before)][-1:]


def _of_loss(keys: Keys) -> Keys:
    return tuple(key for key in keys if key.quantity.startswith(f"d{registry.graph_of(key).loss}/d"))


def _it(match: re.Match[str], place: Place) -> Signs:
    """Return the sign of what the paragraph follows, if it begins with "It"."""
    return [sign(place.before[-1])] if place.before and match.start() == 0 else []


def _derivatives(_match: re.Match[str], place: Place) -> Signs:
    """Return the signs of two derivatives before, or of those that moved two parameters before."""
    found = _of_loss(place.before) or tuple(
        key.of(f"d{registry.graph_of(key).loss}/d{key.quantity}", key.step - 1)
        for key in place.before
        if key.quantity in registry.graph_of(key).updates and key.step
    )
    return list(map(sign, found)) if len(found) <= 2 else []


def _slopes(_match: re.Match[str], place: Place) -> Signs:
    """Return the signs of all derivatives at the start of an example with two parameters."""
    return _all_derivatives(place.run) if len(registry.graph_of(place.run).updates) == 2 else []


def _all_derivatives(run: Key) -> Signs:
    graph = registry.graph_of(run)
    return [sign(run.of(f"d{graph.loss}/d{name}", 0)) for name in graph.updates]


def _weights(_match: re.Match[str], place: Place) -> Signs:
    """Return the signs of all weights, where steps stand around."""
    names = registry.graph_of(place.run).updates if place.before or place.behind else ()
    return [sign(place.pass_.of(name)) for name in names]


def _counted(match: re.Match[str], place: Place) -> Signs:
    """Return whether as many of the weights at the start are so as the words say."""
    names = list(registry.graph_of(place.run).updates)
    if value(match["all"]) != len(names):
        return []
    change = match["way"].lower() in _CHANGES
    signs = _all_derivatives(place.run) if change else [sign(place.run.of(name, 0)) for name in names]
    said = -1 if (match["way"].lower() in _NEGATIVE) != change else 1
    right = signs.count(said) == value(match["count"] or match["all"])
    shown = -1 if re.search(rf"\b(?:{_DOWN})\b", match["way"], re.I) else 1
    return [shown if right else -shown]


def _named(match: re.Match[str], place: Place) -> Signs:
    """Return the sign of the weight that words count out: "the first into the second hidden neuron"."""
    found = [names for at, names in mentions(place.line, Scope(place.run)) if at == match.start("name")]
    names = {name for some in found for name in some if name in registry.graph_of(place.run).updates}
    return [sign(place.run.of(name, 0)) for name in names] if len(names) == 1 else []


def _that(match: re.Match[str], place: Place) -> Signs:
    """Return whether "that weight" before a number is the one that the step before is about."""
    found = [number.key for number in numbers(place.line) if number.place == match.end()]
    return [
        1
        if step.quantity in {key.quantity, key.quantity + "+"} or step.quantity.endswith(f"/d{key.quantity}")
        else -1
        for key in found
        for step in place.before[-1:]
    ]


def _further(match: re.Match[str], place: Place) -> Signs:
    """Return whether the parameter that is told moved further than all others."""
    pass_, number = place.pass_, ORDINALS[match["nth"].lower()]
    names = list(registry.graph_of(pass_).updates)
    if not place.before or not pass_.step or number > len(names):
        return []
    moved = [size(value_of(pass_.of(name)) - value_of(pass_.of(name, pass_.step - 1))) for name in names]
    told = moved.pop(number - 1)
    return [1 if all(told > other for other in moved) else -1]


# What a sentence says of other networks or of later steps, or only supposes.
_ELSEWHERE = re.compile(
    r"\bnetworks?\s+(?:with|without|before)\b"
    r"|\b(?:if|would|when|whether|at the end|after(?!\s+this\s+page)|later)\b",
    re.I,
)
_NEGATIVE = {"negative", "smaller", "shrunk"}
_CHANGES = {"smaller", "larger", "grown", "shrunk"}
_DOWN = "negative|below|low|smaller|shrunk"
_SIGN = r"(?P<way>positive|negative)\b"
_IS = r"\s+(?:is|are|was|were|has become|have become)\s+"
_HIGH = r"(?:far\s+|much\s+)?too\s+(?P<way>high|low)\b"

Rule = Callable[[re.Match[str], Place], Signs]
_RULES: dict[re.Pattern[str], Rule] = {
    re.compile(phrase, re.I): rule
    for phrase, rule in {
        rf"\b(?:the|this)\s+derivative{_IS}{_SIGN}": _derivative,
        rf"\bit{_IS}{_SIGN}": _it,
        rf"\bboth\s+derivatives{_IS}{_SIGN}": _derivatives,
        rf"\bat\s+(?:our|the)\s+start,?\s+both\s+slopes{_IS}{_SIGN}": _slopes,
        rf"\bthe\s+error\s+signal{_IS}{_SIGN}": answers.signal,
        rf"\bboth\s+net\s+inputs{_IS}{_SIGN}": answers.sums,
        r"\bboth\s+(?P<noun>outputs\s+|answers(?=\s)|)\s*lie\s+(?:just\s+)?"
        r"(?P<way>above|below)\s+one\s+half": answers.halves,
        rf"\ball\s+weights{_IS}{_SIGN}": _weights,
        rf"\b(?P<count>{WORDS.pattern})\s+of\s+the\s+(?P<all>{WORDS.pattern})\s+weights\s+(?:are|get)\s+"
        r"(?P<way>negative|positive|smaller|larger)\b(?!\s+(?:at|after|by|later|then|now|in)\b)": _counted,
        rf"\b(?P<count>)all\s+(?P<all>{WORDS.pattern})\s+have\s+(?P<way>grown|shrunk)\b": _counted,
        rf"\bthe\s+(?P<nth>{NTH})(?:\s+(?:answer|output))?(?P<it>)(?:\s+is)?\s+{_HIGH}": answers.answer,
        rf"(?P<nth>)\b(?P<it>it|that)\s+is\s+{_HIGH}": answers.answer,
        rf"(?P<nth>)(?P<it>)\bthe\s+(?:output|prediction)\s+(?:is|was)\s+{_HIGH}": answers.answer,
        rf"\bthe\s+(?P<nth>{NTH})\s+output's\s+part(?:{_IS}|\s+){_SIGN}": answers.part,
        rf"(?P<name>\b(?:{NTH})\s+into\s+the\s+(?:{NTH})\s+(?:output|hidden neuron)){_IS}{_SIGN}": _named,
        rf"(?P<start>at\s+the\s+start\s+|)(?P<way>most|almost\s+all)\s+of\s+the\s+error\s+(?:is|comes\s+from)\s+"
        rf"the\s+(?P<nth>{NTH})\s+output": answers.worse,
        rf"\btoo\s+(?P<high>high|low),\s+so\s+its\s+number\s+is\s+{_SIGN}": answers.difference,
        rf"\b(?P<way>that)\s+(?:weight|parameter|bias)\s+moves\s+from\s+(?={LINK})": _that,
        rf"\bthe\s+(?P<nth>{NTH})\s+parameter\s+moved\s+(?P<way>further)": _further,
        rf"(?P<start>)\bthe\s+(?P<nth>{NTH})\s+one\s+is\s+the\s+(?P<way>worse)": answers.worse,
    }.items()
}
