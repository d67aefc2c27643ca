"""What every page owes its reader: words to begin with, and a picture before the first long formula."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from backprop.core.examples import EXAMPLES

DOCS = Path(__file__).parents[1] / "docs"
# Pages that are generated from end to end are no part of the course.
PAGES = sorted(page for page in DOCS.rglob("*.md") if page.parent.parent.name != "values")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_OPENING = re.compile(r"\s*# [^\n]+\n\n[\w\[*“\"`](?!``)")
# Of a live part too, most of which have a picture for their still form.
_PICTURE = re.compile(r"^<!-- backprop: ((?:figure|live (?!conventions)\S+) .+?) -->$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MOST = 2  # pages that one picture may open
_FORMULA = re.compile(r"^```math$", re.MULTILINE)


def body(page: Path) -> str:
    return _FRONT.sub("", page.read_text("utf-8"))


def faults(text: str) -> list[str]:
    """Return what a page lacks."""
    picture, formula = _PICTURE.search(text), _FORMULA.search(text)
    lacking = []
    if _OPENING.match(text) is None:
        lacking.append("found no opening, expected words below the title")
    if picture is None:
        lacking.append("found no picture, expected one")
    elif formula and formula.start() < picture.start():
        lacking.append("found a long formula before the first picture")
    return lacking


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_a_page_begins_with_words_and_shows_a_picture(page: Path) -> None:
    assert faults(body(page)) == []


def repeated(openers: Iterable[str]) -> list[str]:
    """Return the pictures that come first on more than two pages."""
    return [figure for figure, count in Counter(openers).items() if count > MOST]


def test_no_picture_opens_more_than_two_pages() -> None:
    pages = (_FENCED.sub("", body(page)) for page in DOCS.rglob("*.md"))
    assert repeated(match[1] for match in map(_PICTURE.search, pages) if match) == []


def test_a_picture_too_often_first_is_found() -> None:
    assert repeated(["a", "b", "a", "c", "a", "b"]) == ["a"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# T\n\nHow far is it?\n\n<!-- backprop: figure a -->\n```math\na\n```\n", 0),
        ("# T\n\nHow far is it?\n\n```math\na\n```\n<!-- backprop: figure a -->\n", 1),
        ("# T\n\nHow far is it?\n", 1),
        ("# T\n\n<!-- backprop: figure a -->\n", 1),
        ("", 2),
    ],
)
def test_a_fault_is_found(text: str, count: int) -> None:
    assert len(faults(text)) == count


STEPS = {
    "forward": "Forward pass",
    "output-layer": "Output layer",
    "hidden-layer": "Hidden layer",
    "backward": "Backward pass",
    "update": "Update",
    "training": "Training",
    "conventions": "Conventions",
    "matrix": "Matrices",
}
WORKED = [page for page in PAGES if page.parent.name in EXAMPLES and page.name != "index.md"]


def is_titled_by_its_step(step: str, text: str) -> bool:
    return text.lstrip().startswith(f"# {STEPS[step]}\n")


def test_each_worked_network_has_its_pages() -> None:
    assert len(WORKED) >= 33


@pytest.mark.parametrize("page", WORKED, ids=lambda p: str(p.relative_to(DOCS)))
def test_a_step_has_the_same_title_for_each_network(page: Path) -> None:
    assert is_titled_by_its_step(page.stem, body(page))
    assert f"      - {page.relative_to(DOCS)}\n" in (DOCS.parent / "mkdocs.yml").read_text("utf-8")


def test_another_title_is_found() -> None:
    assert not is_titled_by_its_step("update", "# Six new weights\n")


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
