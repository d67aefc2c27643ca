"""The map of a course, as it is written."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from backprop.errors import BackpropError
from backprop.pages.course_map import course_map, foundations, map_entries
from backprop.pages.lessons import Lesson
from tests.pages.conftest import DATA, PAGE, block
from tests.pages.test_lessons import lesson


def test_the_map_lists_the_lessons_of_a_folder_section_by_section() -> None:
    assert block("map course").split("\n") == [
        "## Forward",
        "",
        "1. **[The neuron](../course/neuron.md)**: weight, net input<br>*a place to start*",
        "2. **[Loss](../course/loss.md)**",
        "",
        "## Backward",
        "",
        "1. **[Slope](../course/slope.md)**",
    ]


@pytest.mark.parametrize(
    ("needs", "line"),
    [
        ("", "**[Loss and cost](c.md)**: error<br>*a place to start*"),
        ("b", "**[Loss and cost](c.md)**: error"),
        ("a", "**[Loss and cost](c.md)**: error<br>*builds on [a](a.md)*"),
        ("a, b", "**[Loss and cost](c.md)**: error<br>*builds on [a](a.md), [b](b.md)*"),
    ],
)
def test_the_map_leaves_out_what_the_title_and_the_order_tell(needs: str, line: str) -> None:
    before = [lesson("a.md", "a"), lesson("b.md", "b")]
    last = lesson("c.md", "loss, error", needs, "# Loss and cost\n")
    assert map_entries([*before, last], "")[last.path] == line


def test_a_course_out_of_order_is_refused(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("---\nneeds: [weight]\n---\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("nav: [a.md]\n", encoding="utf-8")
    with pytest.raises(
        BackpropError, match=r"^docs/a\.md:2:9: found the need weight, expected a page that teaches it$"
    ):
        course_map(("course",), replace(PAGE, docs=docs))


@pytest.mark.parametrize("words", [(), ("course", "more"), ("nowhere",)])
def test_a_map_of_no_folder_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(BackpropError, match="expected"):
        course_map(words, replace(PAGE, docs=DATA))


@pytest.mark.parametrize(
    ("needs", "direct"),
    [
        (("", "", ""), ("", "", "")),
        (("", "a", "b"), ("", "a", "b")),
        (("", "a", "a, b"), ("", "a", "b")),
        (("", "", "b, a"), ("", "", "a b")),
        (("", "a, a2", "a2"), ("", "a", "a")),
        (("", "elsewhere", ""), ("", "", "")),
    ],
)
def test_a_lesson_builds_on_the_nearest_ones(needs: tuple[str, ...], direct: tuple[str, ...]) -> None:
    lessons: list[Lesson] = [
        lesson(f"{name}.md", teaches, need)
        for name, teaches, need in zip("abc", ("a, a2", "b", "c"), needs, strict=True)
    ]
    found = foundations(lessons)
    names = (" ".join(other.path.stem for other in found[PurePosixPath(f"{name}.md")]) for name in "abc")
    assert tuple(names) == direct
