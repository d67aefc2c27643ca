"""What a sentence says of steps: "after ten updates" stands beside numbers of that step."""

import re
from collections.abc import Iterator
from itertools import pairwise

from backprop.check.text.line import LINK, Line
from backprop.check.text.links import NUMBER
from backprop.check.text.named import NTH
from backprop.check.text.numbers import Number, Sentence, moves, numbers
from backprop.check.text.words import NUMBER as WORDS
from backprop.check.text.words import ORDINALS, value
from backprop.check.verdict import Verdict, accounted, wrong

_COUNT = rf"(?:{NUMBER.pattern}|{WORDS.pattern})"
_NOUN = r"(?:updates?|steps?|passes|epochs?)\b"
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
    steps = [number.key.step for number in sentence.numbers if moves(number.key)]
    if not steps:
        return
    line, start, end = sentence.line, sentence.start, sentence.end
    apart = {abs(later - first) for first, later in pairwise(steps)}
    for match in _STEPS.finditer(line.text, start, end):
        count = counted(match["count"])
        right = any(step > count for step in steps) if match["than"] else count in {*steps, *apart} - {0}
        yield _step(line, match, "linked" if match["digits"] else "words", steps, right=right)
    for match in _NTH_UPDATE.finditer(line.text, start, end):
        yield _step(line, match, "words", steps, right=ORDINALS[match["nth"].lower()] in steps)
    yield from (one for pair in _pairs(sentence, steps) for one in _is_after(*pair))


def _step(line: Line, match: re.Match[str], kind: str, steps: list[int], *, right: bool) -> Verdict:
    if right:
        return accounted(kind)
    there = ", ".join(map(str, dict.fromkeys(steps)))
    message = f"found {match[0]!r}, but the numbers in the sentence are after {there} updates"
    return wrong(line.place(*match.span()), "beside", message)


def counted(text: str) -> int:
    """Return the number of steps that digits or words say."""
    return int(float(text.replace(",", ""))) if text[0].isdigit() else value(text) or 0


def _pairs(sentence: Sentence, steps: list[int]) -> Iterator[tuple[Number | None, str]]:
    """Yield numbers with the step that is said of them: "after ten updates: …", "from one to ten updates"."""
    for match in _AFTER.finditer(sentence.line.text, sentence.start, sentence.end):
        if counted(match["count"]) in steps and not _UNSURE.search(match["between"]):
            yield sentence.at(match.end() - 1), match["count"]
    for match in _BETWEEN.finditer(sentence.line.text, sentence.start, sentence.end):
        yield from zip(sentence.linked(*match.span()), (match["first"], match["last"]), strict=True)


def _is_after(number: Number | None, said: str) -> Iterator[Verdict]:
    if number and moves(number.key) and number.key.step != counted(said):
        yield number.wrong(f"found {number.key}, but the words say after {said}")


def step_digits(line: Line) -> Iterator[int]:
    """Yield the characters of step counts in digits that stand beside a number with a step."""
    if any(moves(number.key) for number in numbers(line)):
        for match in _STEPS.finditer(line.text):
            yield from range(*match.span("count"))
