"""What every page owes its reader: what it is good for, and a picture before the first long formula."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
# Pages that are generated from end to end are no part of the course.
PAGES = sorted(page for page in DOCS.rglob("*.md") if page.parent.parent.name != "values")
HOME = DOCS / "index.md"
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PICTURE = re.compile(r"<!-- backprop: figure ")
_FORMULA = re.compile(r"^```math$", re.MULTILINE)


def body(page: Path) -> str:
    return _FRONT.sub("", page.read_text("utf-8"))


def faults(text: str) -> list[str]:
    """Return what a page lacks."""
    picture, formula = _PICTURE.search(text), _FORMULA.search(text)
    opening = re.match(r"\s*# [^\n]+\n\n(?P<words>[^\n]+(?:\n[^\n]+)*)\n", text)
    lacking = []
    if opening is None or not opening["words"].startswith("After this page you "):
        lacking.append("found no opening, expected `After this page you …` below the title")
    if picture is None:
        lacking.append("found no picture, expected one")
    elif formula and formula.start() < picture.start():
        lacking.append("found a long formula before the first picture")
    return lacking


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page != HOME], ids=lambda p: str(p.relative_to(DOCS))
)
def test_a_page_says_what_it_is_good_for_and_shows_it(page: Path) -> None:
    assert faults(body(page)) == []


def test_the_first_page_shows_a_picture_too() -> None:
    assert faults(body(HOME)) == ["found no opening, expected `After this page you …` below the title"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# T\n\nAfter this page you can.\n\n<!-- backprop: figure a -->\n```math\na\n```\n", 0),
        ("# T\n\nAfter this page you can.\n\n```math\na\n```\n<!-- backprop: figure a -->\n", 1),
        ("# T\n\nAfter this page you can.\n", 1),
        ("# T\n\nHere is a page.\n", 2),
        ("", 2),
    ],
)
def test_a_fault_is_found(text: str, count: int) -> None:
    assert len(faults(text)) == count


def sections(text: str) -> dict[str, str]:
    """Return what stands below each heading of the third level, up to the next heading."""
    parts = re.split(r"^(#{2,3}) (.+)$", text, flags=re.MULTILINE)[1:]
    levels = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {title.strip(): words for level, title, words in levels if level == "###"}


EXERCISES = {
    f"{page.stem}: {title}": words
    for page in sorted((DOCS / "exercises").glob("*.md"))
    for title, words in sections(body(page)).items()
}
_FOLDED = r'^\?\?\? {kind} "{title}"\n\n?(?P<words>(?:    .*\n|\n)+)'
_ANSWER = re.compile(_FOLDED.format(kind="success", title="Answer"), re.MULTILINE)
_HINT = re.compile(_FOLDED.format(kind="tip", title="Hint"), re.MULTILINE)
_LINK = re.compile(r"(?P<bold>\*\*)?\[(?P<text>[^\]]+)\]\([^)]*values/[\w-]+\.md#[^)]+\)")


def test_every_question_that_readers_ask_has_its_anchor_and_an_answer() -> None:
    asked = sections(body(DOCS / "questions.md"))
    assert len(asked) == 26
    assert [title for title, words in asked.items() if len(words.split()) < 25] == []


def test_there_are_exercises_enough() -> None:
    assert len(EXERCISES) >= 20


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_has_a_hint_and_an_answer_with_its_key(name: str) -> None:
    hint, answer = _HINT.search(EXERCISES[name]), _ANSWER.search(EXERCISES[name])
    assert hint, "found no folded hint"
    assert answer, "found no folded answer"
    link = _LINK.search(answer["words"])
    assert link, "found no number in the answer that leads to its quantity"
    assert link["bold"], (
        f"found {link['text']} as the first number of the answer, expected the answer in bold"
    )
