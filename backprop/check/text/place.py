"""Where a paragraph stands: the steps that end before it, and those that begin behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backprop.check.text.line import Line, line_of
from backprop.check.text.prose import subject
from backprop.core.keys import Key
from backprop.reading.document import Block, Directive, Mathematics, Paragraph

Keys = tuple[Key, ...]
# The signs of what a phrase is about; none where it is about nothing that is known here.
Signs = list[int]


@dataclass(frozen=True)
class Place:
    """A paragraph: its line, the page's pass, the subjects of the steps before it and of those behind it."""

    line: Line
    run: Key
    before: Keys
    behind: Keys

    @property
    def pass_(self) -> Key:
        """The pass of the steps nearby, that of the page where there are none."""
        near = (*self.before[-1:], *self.behind[:1], self.run)[0]
        return near.of("", near.step)


def places(blocks: Sequence[Block], run: Key | None) -> Iterator[Place]:
    """Yield the paragraphs of a page, each with the steps around it; `run` is that of the page, if any."""
    shown = [block for block in blocks if not isinstance(block, Directive)]
    steps = [_step(shown, at) for at in range(len(shown))]
    run = run or next((key.of("", 0) for key in steps if key), None)
    for at, block in enumerate(shown):
        if run and isinstance(block, Paragraph) and block.kind in {"paragraph", "item"} and not steps[at]:
            yield Place(line_of(block.parts), run, _run(steps[:at][::-1])[::-1], _run(steps[at + 1 :]))


def _step(blocks: Sequence[Block], at: int) -> Key | None:
    """Return what the step is about that the block is part of: a line of words, and the formula below it."""
    if key := subject(blocks[at]):
        return key
    return subject(blocks[at - 1]) if at and isinstance(blocks[at], Mathematics) else None


def _run(steps: Sequence[Key | None]) -> Keys:
    """Return what the steps are about that stand at the beginning, without a gap."""
    found: dict[Key, None] = {}
    for key in steps:
        if key is None:
            break
        found[key] = None
    return tuple(found)
