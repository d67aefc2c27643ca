"""What a sentence says about the numbers in it: each is of the part, the kind and the step that it names."""

import re
from collections.abc import Iterator

from backprop.check.proof.names import Scope
from backprop.check.text import bound, compared, networks, ordered, steps
from backprop.check.text.line import LINK, Line
from backprop.check.text.meaning import kind, parts
from backprop.check.text.named import mentions, named
from backprop.check.text.numbers import ROLES, Number, Rule, Sentence, numbers, role_of
from backprop.check.verdict import CLEAN, Verdict, total
from backprop.core import registry
from backprop.core.keys import Key

_VERBS = "is|are|was|were|of|from|to|has|have|now|then|only|still|down|fallen|moved|gone|falls|went|ends|at"
_NOUNS = "error|cost|learning rate|net input|output|prediction|weight|target|derivative|bias|input"
_SAID = re.compile(
    rf"(?<!of the )\b(?P<noun>{_NOUNS})s?(?:\s+(?:{_VERBS}))+\s+{LINK}"
    rf"|\b(?P<plain>learning rate|rate|inputs)\s+{LINK}",
    re.I,
)
_LOSS = re.compile(rf"\b(?:the|its)\s+(?:total\s+)?error(?:\s+(?:{_VERBS}))+\s+{LINK}", re.I)


def verdict(line: Line, scope: Scope) -> Verdict:
    """Judge each sentence by the number links that it holds."""
    found = numbers(line)
    if not found:
        return CLEAN
    said = dict(mentions(line, scope))
    return total(
        judged
        for sentence in _sentences(line, found)
        for judged in (
            *_bound(sentence, said, scope),
            *_loss(sentence, scope),
            *networks.verdict(sentence, scope),
            *(one for rule in _RULES for one in rule(sentence)),
        )
    )


def along(line: Line, scope: Scope) -> Verdict:
    """Judge the numbers of a table's row: all that the row names goes with each of them."""
    found = numbers(line)
    said = named(line, 0, len(line.text), scope) if found else frozenset()
    return total(
        [
            *(_apart(number, said, scope.run) for number in found if said and scope.run),
            *(
                one
                for sentence in _sentences(line, found)
                for rule in (steps.verdict, _nouns)
                for one in rule(sentence)
            ),
        ]
    )


def _sentences(line: Line, found: tuple[Number, ...]) -> Iterator[Sentence]:
    for start, end in line.sentences if found else ():
        if inside := tuple(number for number in found if start <= number.place < end):
            yield Sentence(line, start, end, inside)


def _bound(sentence: Sentence, said: dict[int, frozenset[str]], scope: Scope) -> Iterator[Verdict]:
    """Judge each number by the names that belong to it."""
    for number, names in bound.names(sentence, said):
        if scope.run:
            yield _apart(number, names, scope.run)


def _apart(number: Number, said: frozenset[str], run: Key) -> Verdict:
    ends = said.union(*(parts(run, name) for name in said if name in registry.graph_of(run).forward))
    about = parts(number.key.of("", 0), number.key.quantity)
    if not about or (about & ends and all(_agree(k, about, said) for k in map(kind, about))):
        return CLEAN
    return number.wrong(f"the sentence names {', '.join(sorted(said))}; the number is of {_and(about)}")


def _agree(letter: str, about: frozenset[str], said: frozenset[str]) -> bool:
    """Tell whether a number is about one of the named things of a kind, if both know any of that kind."""
    both = [{part for part in parts if kind(part) == letter} for parts in (about, said)]
    return not all(both) or bool(both[0] & both[1])


def _and(parts: frozenset[str]) -> str:
    return " and ".join(sorted(parts))


def _nouns(sentence: Sentence) -> Iterator[Verdict]:
    """Judge "the error is …": the number is of that kind."""
    for match in _SAID.finditer(sentence.line.text, sentence.start, sentence.end):
        number = sentence.at(match.end() - 1)
        noun = (match["noun"] or match["plain"]).lower()
        if number and (role := role_of(number.key)) not in ROLES[noun]:
            yield number.wrong(f"found the words {noun!r} before {number.key}, which is of the kind {role}")


def _loss(sentence: Sentence, scope: Scope) -> Iterator[Verdict]:
    """Judge "its error is …" where no output or sample is named before: the number is the total."""
    for match in _LOSS.finditer(sentence.line.text, sentence.start, sentence.end):
        number = sentence.at(match.end() - 1)
        if not number or not scope.run or named(sentence.line, 0, match.start(), scope):
            continue
        graph = registry.graph_of(number.key)
        alone = sum(quantity.role == "error" for quantity in graph.forward.values()) <= 2
        if role_of(number.key) == "error" and number.key.quantity != graph.loss and not alone:
            yield number.wrong(f"found {number.key} as the error, expected {number.key.of(graph.loss)}")


_RULES: tuple[Rule, ...] = (steps.verdict, _nouns, compared.verdict, ordered.verdict)
