"""A page of Markdown line by line: a copy of the file in which what is done with can be blanked.

Every line keeps its length, so an offset in the copy is one in the file.
"""

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

_BAR = re.compile(r"\\.|(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`)|`+|(?P<bar>\|)")


class Sheet:
    """The lines of a page, and the offsets where they start."""

    def __init__(self, page: str) -> None:
        self.lines = page.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def __getitem__(self, line: int) -> str:
        return self.lines[line]

    def blank(self, line: int) -> bool:
        """Tell whether nothing stands in a line."""
        return not self.lines[line].strip()

    def indent(self, line: int) -> int:
        """Return the column where the words of a line begin."""
        text = self.lines[line]
        return width(text[: len(text) - len(text.lstrip())])

    def begin(self, line: int) -> int:
        """Return the offset where the words of a line begin."""
        text = self.lines[line]
        return self.starts[line] + len(text) - len(text.lstrip())

    def end(self, line: int) -> int:
        """Return the offset behind a line."""
        return self.starts[line] + len(self.lines[line])

    def at(self, offset: int) -> int:
        """Return the line of an offset."""
        return bisect_right(self.starts, offset) - 1

    def erase(self, start: int, end: int) -> None:
        """Blank what stands between two offsets."""
        for line in range(self.at(start), self.at(end) + 1):
            text, first = self.lines[line], self.starts[line]
            low, high = max(0, start - first), min(len(text), end - first)
            self.lines[line] = text[:low] + " " * (high - low) + text[high:]

    def stripped(self, start: int, end: int) -> Span:
        """Return what is left between two offsets without the blanks around it."""
        first, last = self.at(start), self.at(end)
        text = "\n".join(self.lines[first : last + 1])[start - self.starts[first] : end - self.starts[first]]
        return start + len(text) - len(text.lstrip()), start + max(
            len(text.rstrip()), len(text) - len(text.lstrip())
        )

    def dedented(self, line: int, end: int, column: int) -> tuple[int, int, str]:
        """Return where code begins and ends, and the code moved to the left by up to `column` blanks."""
        lines = self.lines[line:end]
        cuts = [min(column, len(text) - len(text.lstrip(" \t"))) for text in lines]
        start = self.starts[line] + (cuts[0] if cuts else 0)
        code = "\n".join(text[cut:] for text, cut in zip(lines, cuts, strict=True))
        return start, max(start, self.starts[end] - 1), code

    def cells(self, line: int) -> tuple[Span, ...]:
        """Return the cells of a row without the blanks around them; a bar in code divides nothing."""
        text, start = self.lines[line].rstrip(), self.starts[line]
        low = self.begin(line) - start
        edges = [low - (text[low] != "|")]
        edges += [match.start() for match in _BAR.finditer(text, low + 1) if match["bar"]]
        if edges[-1] < len(text) - 1 or len(edges) == 1:
            edges.append(len(text))
        return tuple(self.stripped(start + left + 1, start + right) for left, right in pairwise(edges))


def width(blanks: str) -> int:
    """Return how wide text is with tabs to every fourth column."""
    return len(blanks.expandtabs(4)) if "\t" in blanks else len(blanks)
