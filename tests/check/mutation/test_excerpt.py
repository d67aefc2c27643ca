"""The part of a page around a place."""

from pathlib import Path

import pytest

from backprop.check.mutation.excerpt import chunked, excerpt

PAGE = """# Title

Words before.

## A section

<!-- backprop: matrix mazur forward -->
```math
a = b

c = d
```

```math
e = f
```
<!-- /backprop -->

- one
- two

Words behind.
"""


@pytest.mark.parametrize(
    ("mark", "heading", "directive"),
    [
        ("Words before", "# Title\n", ""),
        ("c = d", "## A section\n", "<!-- backprop: matrix mazur forward -->\n"),
        ("e = f", "## A section\n", "<!-- backprop: matrix mazur forward -->\n"),
        ("two", "## A section\n", ""),
    ],
)
def test_a_chunk_knows_its_heading_and_its_directive(mark: str, heading: str, directive: str) -> None:
    place = PAGE.index(mark)
    (chunk,) = [chunk for chunk in chunked(PAGE) if chunk.start <= place < chunk.end]
    assert (chunk.heading, chunk.directive) == (heading, directive)


def test_a_fence_is_never_cut() -> None:
    place = PAGE.index("a = b")
    part = excerpt(PAGE, place, place + 1, "X")
    assert "```math\nX = b\n\nc = d\n```" in part
    assert part.count("```") % 2 == 0
    assert part.count("<!-- backprop:") == part.count("<!-- /backprop -->") == 1


@pytest.mark.parametrize("path", sorted(Path("docs").rglob("*.md")), ids=str)
def test_chunks_are_the_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chunks = chunked(text)
    assert "".join(text[chunk.start : chunk.end] for chunk in chunks) == text
    assert [chunk.start for chunk in chunks] == [0, *(chunk.end for chunk in chunks[:-1])]
