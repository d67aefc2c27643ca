"""The part of a page around a place."""

from pathlib import Path

import pytest

from backprop import files
from backprop.check.mutation.excerpt import excerpt
from backprop.reading.markdown import read_markdown

PAGE = """---
title: A
---
# Title

Words before.

## A section

<!-- backprop: matrix mazur forward -->
```math
a = b

c = d
```
<!-- /backprop -->

- one
- two

Words behind.
"""


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("Title", "---\ntitle: A\n---\n# X\n\nWords before.\n\n\n"),
        ("Words before", "---\ntitle: A\n---\n# Title\n\nX.\n\n## A section\n\n\n"),
        ("c = d", "Words before.\n\n## A section\n\n```math\na = b\n\nX\n```\n\n\n- one\n\n"),
        ("two", "```math\na = b\n\nc = d\n```\n\n\n- one\n- X\n\nWords behind.\n\n"),
        ("- one\n- two", "## A section\n\n```math\na = b\n\nc = d\n```\n\n\nX\n\nWords behind.\n\n"),
    ],
)
def test_the_blocks_around_a_place_stand_without_their_directives(mark: str, expected: str) -> None:
    place = PAGE.index(mark)
    assert excerpt(read_markdown("a.md", PAGE), place, place + len(mark), "X") == expected


@pytest.mark.parametrize("path", sorted(Path("docs/chain").glob("*.md")), ids=str)
def test_an_excerpt_of_a_page_can_be_read(path: Path) -> None:
    document = read_markdown(str(path), files.read(path))
    for block in document.blocks:
        part = excerpt(document, block.start, block.start, "")
        assert read_markdown(str(path), part).problems == ()
