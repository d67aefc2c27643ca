"""Which network a sentence speaks of: with or without biases, with biases trained, or another page's own."""

import re
from collections.abc import Callable, Iterator

from backprop.check.proof.names import Scope
from backprop.check.text.line import LINK
from backprop.check.text.numbers import Number, Sentence
from backprop.check.verdict import Verdict
from backprop.core.keys import Key, known_example, settings

_HEAD = re.compile(rf"(?:the network\s+)?(?P<out>with(?:out)?)\s+biases\b[^{LINK}]*{LINK}", re.I)
_TAIL = r"[^,;:.{link}]{{0,30}}?\b{words}"

Holds = Callable[[dict[str, str]], bool]


def _tail(words: str) -> re.Pattern[str]:
    return re.compile(LINK + _TAIL.format(link=LINK, words=words), re.I)


# What a phrase behind a number says of the options of its run.
_PHRASES: dict[re.Pattern[str], Holds] = {
    _tail(r"with biases\b"): lambda options: "bias" in options,
    _tail(r"without biases\b"): lambda options: "bias" not in options,
    _tail(r"with fixed biases\b"): lambda options: options.get("bias") == "fixed",
    _tail(r"with one per neuron\b"): lambda options: options.get("bias") == "each",
    _tail(r"with one per layer\b"): lambda options: options.get("bias") == "shared",
}
# What must be said where a number of another page's network stands.
_TOLD = {
    "mazur": r"with biases|has biases|two-output",
    "sigmoid": r"without biases|no biases",
    "signed": r"negative weights",
    "relu": r"ReLU",
    "chain": r"one neuron|chain|path",
    "softmax": r"softmax|choice",
    "descent": r"bowl|descent",
    "parabola": r"parabola|valley",
    "hollows": r"hollow|bottom",
    "line": r"\bsamples?\b|\bthe line\b",
}


def verdict(sentence: Sentence, scope: Scope) -> Iterator[Verdict]:
    """Judge what a sentence says of the networks that its numbers are from."""
    text, start, end = sentence.line.text, sentence.start, sentence.end
    if head := _HEAD.match(text, start, end):
        yield from _held(sentence.at(head.end() - 1), head, _with(head["out"]))
    for pattern, holds in _PHRASES.items():
        for match in pattern.finditer(text, start, end):
            yield from _held(sentence.at(match.start()), match, holds)
    if scope.run:
        yield from (_foreign(number, scope.run, text) for number in sentence.numbers)


def _with(word: str) -> Holds:
    return lambda options: ("bias" in options) == (word.lower() == "with")


def _held(number: Number | None, match: re.Match[str], holds: Holds) -> Iterator[Verdict]:
    if number and not holds(_options(number.key)):
        words = " ".join(match[0].replace(LINK, "").split())
        yield number.wrong(f"found the words {words!r} beside {number.key}")


def _options(key: Key) -> dict[str, str]:
    return dict(settings(known_example(key.example), key.options))


def _foreign(number: Number, run: Key, text: str) -> Verdict:
    """Judge a number of another network than the page's: the paragraph says so."""
    example = number.key.example
    if example == run.example or re.search(_TOLD.get(example, example), text, re.I):
        return Verdict()
    return number.wrong(f"found {number.key} in a paragraph that does not speak of that network")
