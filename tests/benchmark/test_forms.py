"""A corpus in the forms of other tools: the same prose and digits, other marks for formulas."""

import json
from pathlib import PurePosixPath

import pytest

from scripts.benchmark.forms import Form, calls, dollars, fenced, unchanged

LESSON = PurePosixPath("lessons/a.md")
PAGES = {
    LESSON: (
        "---\nexample: study\n---\n# Lesson a\n\nIt is [-0.25](../values/study.md#@3:E_o1), and so on.\n\n"
        "<!-- backprop: step study:E -->\n[Error](../values/study.md#E)\n\n"
        "```math\nE &= 0.5\n```\n<!-- /backprop -->\n"
    ),
    PurePosixPath("values/study.md"): "# All values\n",
}
HEAD = "# Lesson a\n\nIt is {}, and so on.\n\nError\n\n"


@pytest.mark.parametrize(
    ("form", "number", "formula"),
    [
        (fenced, "-0.25", "```math\nE &= 0.5\n```\n"),
        (dollars, "-0.25", "$$\nE &= 0.5\n$$\n"),
        (calls, '{{ value("@3:E_o1") }}', "$$\nE &= 0.5\n$$\n"),
    ],
)
def test_a_page_in_the_form_of_another_tool(form: Form, number: str, formula: str) -> None:
    assert form(PAGES)[LESSON] == HEAD.format(number) + formula
    assert PurePosixPath("values/study.md") not in form(PAGES)


def test_macros_look_numbers_up_in_a_file() -> None:
    assert json.loads(calls(PAGES)[PurePosixPath("values.json")]) == {"@3:E_o1": "-0.25"}


def test_the_floor_takes_all_pages_as_they_are() -> None:
    assert unchanged(PAGES) == PAGES
