"""What a sentence says of steps: "after ten updates" stands beside numbers of that step."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from backprop.check.text.line import LINK, Line
from backprop.check.text.links import NUMBER
from backprop.check.text.named import NTH
from backprop.check.text.numbers import Number, Sentence, epoch, moves, numbers
from backprop.check.text.words import NUMBER as WORDS
from backprop.check.text.words import ORDINALS, value
from backprop.check.verdict import Verdict, accounted, wrong
from backprop.core.keys import Key

_COUNT = rf"(?:{NUMBER.pattern}|{WORDS.pattern})"
_NOUN = r"(?P<noun>updates?|steps?|passes|iterations?|epochs?)\b"
_STEPS = re.compile(
    rf"(?P<than>more than\s+)?(?P<count>(?P<digits>{NUMBER.pattern})|{WORDS.pattern})\s+(?P<more>more\s+)?"
    rf"{_NOUN}",
    re.I,
)
_NTH_UPDATE = re.compile(rf"\bafter the (?P<nth>{NTH}) update\b", re.I)
# "After ten updates" goes with the next number, or with the end of the way that begins there.
_AFTER = re.compile(
    rf"\bafter\s+(?P<count>{_COUNT})\s+{_NOUN}(?P<between>[^{LINK}]*)(?P<from>(?<=from\s){LINK}[^{LINK}]*\bto\s+)?{LINK}",
    re.I,
)
_UNSURE = re.compile(rf"\b(?:instead of|in place of|than|before|later|more)\b|{_NOUN}", re.I)
_BETWEEN = re.compile(
    rf"\bfrom\s+(?P<first>{_COUNT})\s+to\s+(?P<last>{_COUNT})\s+{_NOUN}[^{LINK}]*\bfrom\s+{LINK}\s+to\s+{LINK}",
    re.I,
)


def verdict(sentence: Sentence) -> Iterator[Verdict]:
    """Judge the steps that a sentence tells by those of its numbers."""
    keys = [number.key for number in sentence.numbers if moves(number.key)]
    steps = [key.step for key in keys]
    if not steps:
        return
    line, start, end = sentence.line, sentence.start, sentence.end
    for match in _STEPS.finditer(line.text, start, end):
        count = counted(match["count"])
        passed = [Fraction(key.step, _updates(match["noun"], key)) for key in keys]
        apart = {abs(later - first) for first, later in pairwise(passed)}
        right = any(step > count for step in passed) if match["than"] else count in {*passed, *apart} - {0}
        yield _step(line, match, "linked" if match["digits"] else "words", steps, right=right)
    for match in _NTH_UPDATE.finditer(line.text, start, end):
        yield _step(line, match, "words", steps, right=ORDINALS[match["nth"].lower()] in steps)
    yield from (one for pair in _pairs(sentence, keys) for one in _is_after(*pair))


def _updates(noun: str, key: Key) -> int:
    """Return how many updates of a run one step, pass or epoch is."""
    return epoch(key) if noun.lower().startswith("epoch") else 1


def _step(line: Line, match: re.Match[str], kind: str, steps: list[int], *, right: bool) -> Verdict:
    if right:
        return accounted(kind)
    there = ", ".join(map(str, dict.fromkeys(steps)))
    message = f"found {match[0]!r}, but the numbers in the sentence are after {there} updates"
    return wrong(line.place(*match.span()), "beside", message)


def counted(text: str) -> int:
    """Return the number of steps that digits or words say."""
    return int(float(text.replace(",", ""))) if text[0].isdigit() else value(text) or 0


def _pairs(sentence: Sentence, keys: list[Key]) -> Iterator[tuple[Number | None, str, str]]:
    """Yield numbers with the step that is said of them: "after ten updates: …", "from one to ten updates"."""
    for match in _AFTER.finditer(sentence.line.text, sentence.start, sentence.end):
        count, noun = counted(match["count"]), match["noun"]
        known = any(key.step == count * _updates(noun, key) for key in keys)
        if known and not _UNSURE.search(match["between"]):
            yield sentence.at(match.end() - 1), match["count"], noun
    for match in _BETWEEN.finditer(sentence.line.text, sentence.start, sentence.end):
        ends = zip(sentence.linked(*match.span()), (match["first"], match["last"]), strict=True)
        yield from ((number, said, match["noun"]) for number, said in ends)


def _is_after(number: Number | None, said: str, noun: str) -> Iterator[Verdict]:
    if number and moves(number.key) and number.key.step != counted(said) * _updates(noun, number.key):
        yield number.wrong(f"found {number.key}, but the words say after {said}")


def step_digits(line: Line) -> Iterator[int]:
    """Yield the characters of step counts in digits that stand beside a number with a step."""
    if any(moves(number.key) for number in numbers(line)):
        for match in _STEPS.finditer(line.text):
            yield from range(*match.span("count"))
