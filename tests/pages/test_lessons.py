"""The lessons of a course: read from the navigation, and in an order that holds."""

from pathlib import Path, PurePosixPath

import pytest

from backprop.errors import BackpropError
from backprop.pages.lessons import Lesson, order_faults, read_lessons
from backprop.reading.front import read_front


def lesson(path: str, teaches: str = "", needs: str = "", body: str = "") -> Lesson:
    """Return a page with the concepts of its front matter, separated by commas."""
    text = f"---\nteaches: [{teaches}]\nneeds: [{needs}]\n---\n{body}"
    return Lesson(PurePosixPath(path), f"docs/{path}", text, read_front(path, text), ())


EMPTY = "docs/learn/a.md:1:1: found nothing that this page teaches, expected teaches: [concept, …] at its top"
FIRST = lesson("learn/first.md", teaches="weight")
LATER = (
    "docs/learn/a.md:3:9: found the need slope, "
    "expected learn/b.md, which teaches it, earlier in nav of mkdocs.yml"
)


@pytest.mark.parametrize(
    ("lessons", "faults"),
    [
        ([], []),
        ([FIRST, lesson("learn/a.md", "slope", "weight"), lesson("learn/b.md", "rate", "slope, weight")], []),
        ([FIRST, lesson("other/a.md", needs="weight"), lesson("other/b.md")], []),
        ([lesson("learn/index.md"), FIRST], []),
        ([lesson("learn/a.md", "rate", "slope"), lesson("learn/b.md", "slope")], [LATER]),
        (
            [FIRST, lesson("other/a.md", needs="weigth")],
            ["docs/other/a.md:3:9: found the need weigth, expected weight, or a page that teaches it"],
        ),
        (
            [lesson("other/a.md", needs="weight")],
            ["docs/other/a.md:3:9: found the need weight, expected a page that teaches it"],
        ),
        (
            [FIRST, lesson("learn/a.md", "slope, weight")],
            ["docs/learn/a.md:2:18: found weight, which learn/first.md teaches, expected one lesson for it"],
        ),
        (
            [lesson("learn/a.md", "slope", "slope")],
            [LATER.replace("learn/b.md", "learn/a.md")],
        ),
        (
            [lesson("learn/a.md")],
            [
                EMPTY,
            ],
        ),
    ],
)
def test_what_breaks_the_order_is_named(lessons: list[Lesson], faults: list[str]) -> None:
    assert list(map(str, order_faults(lessons, "learn"))) == faults


NAVIGATION = """
theme: {custom: !ENV [PLACE, ""]}
nav:
  - Home: index.md
  - Learn:
      - learn/a.md
      - Later:
          - B: learn/b.md
  - Elsewhere: https://example.org
"""


def test_lessons_are_the_pages_of_the_navigation_in_order(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "learn").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(NAVIGATION, encoding="utf-8")
    (docs / "index.md").write_text("No title.\n", encoding="utf-8")
    (docs / "learn/a.md").write_text("---\nneeds: []\n---\n# The first\n", encoding="utf-8")
    (docs / "learn/b.md").write_text("# The second\n# Another\n", encoding="utf-8")
    assert [(str(page.path), page.file, page.title, page.sections) for page in read_lessons(docs)] == [
        ("index.md", "docs/index.md", "index", ()),
        ("learn/a.md", "docs/learn/a.md", "The first", ("Learn",)),
        ("learn/b.md", "docs/learn/b.md", "The second", ("Learn", "Later")),
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (None, "found no .*mkdocs.yml, expected one whose nav names the pages in order"),
        ("nav: [", "mkdocs.yml: found .*, expected YAML"),
        ("nav:\n  - gone.md\n", "gone.md"),
    ],
)
def test_a_navigation_that_cannot_be_read_is_one_line(
    tmp_path: Path, settings: str | None, message: str
) -> None:
    (tmp_path / "docs").mkdir()
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(BackpropError, match=message):
        read_lessons(tmp_path / "docs")


@pytest.mark.parametrize("settings", ["", "- nav\n", "site_name: A\n"])
def test_without_a_navigation_there_are_no_lessons(tmp_path: Path, settings: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert read_lessons(tmp_path / "docs") == []
