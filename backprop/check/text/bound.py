"""Which of the names in a sentence belong to which of its numbers."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from backprop.check.text.numbers import Number, Sentence

# Between two numbers, what stands before one of these may still be said of the first.
_APART = re.compile(
    r"[,;:]|\b(?:and|against|with|but|while|though|although|where|than|instead of|in place of|only)\b"
)
_TAIL = re.compile(r"\s+(?:at|of|for|in|by)\b")
# Behind these a number may be of something that the sentence has not named, or has named long before.
_OTHER = re.compile(
    r"\b(?:against|instead of|in place of|than|though|although|but|while|other|others|one|ones|"
    r"error|cost|learning rate|net input|output|prediction|answer|weight|target|derivative|bias|input|rate)\b"
)

Names = frozenset[str]


def names(sentence: Sentence, mentions: Mapping[int, Names]) -> Iterator[tuple[Number, Names]]:
    """Yield the numbers with the names that are theirs: those around it, else those of the number before."""
    carried: Names = frozenset()
    for number, (before, behind) in zip(sentence.numbers, _stretches(sentence), strict=True):
        own = _within(mentions, *before) | _within(mentions, *behind)
        if not own and not _OTHER.search(sentence.line.text, *before):
            own = carried
        carried = own
        if own:
            yield number, own


def _stretches(sentence: Sentence) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield for each number what stands before it and what still belongs to it behind it."""
    places = [number.place for number in sentence.numbers]
    ends = [_end(sentence, *gap) for gap in pairwise([*places, sentence.end])]
    starts = [sentence.start, *ends]
    for place, start, end in zip(places, starts, ends, strict=False):
        yield (start, place), (place, end)


def _end(sentence: Sentence, place: int, following: int) -> int:
    """Return where what belongs to the link at `place` ends, the next link standing at `following`."""
    text = sentence.line.text
    if apart := _APART.search(text, place + 1, following):
        return apart.start()
    if following == sentence.end or _TAIL.match(text, place + 1):
        return following
    return place + 1


def _within(mentions: Mapping[int, Names], start: int, end: int) -> Names:
    return frozenset().union(*(names for place, names in mentions.items() if start <= place < end))
