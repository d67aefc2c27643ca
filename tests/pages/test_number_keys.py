"""Keys for the numbers in formulas by hand, as the built page has them."""

import pytest

from backprop.pages.number_keys import key_marks
from backprop.pages.page_text import PageText
from backprop.pages.patch import injected
from tests.pages.conftest import mended

FRONT = "---\nexample: mazur\n---\n\n"


def keyed(text: str, front: str = FRONT) -> str:
    """Return a page with the keys of its numbers, without its front matter."""
    page = PageText("page.md", 0, front + text)
    return injected(page.text, key_marks(page.document())).removeprefix(front)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"A $`w_1 = 0.15`$.", r"A $`w_1 = \htmlData{key=mazur:w1}{0.15}`$."),
        ("| $`w_1 = 0.15`$ |\n| -- |\n", "| $`w_1 = \\htmlData{key=mazur:w1}{0.15}`$ |\n| -- |\n"),
        (
            "- a\n\n    ```math\n    w_1 \\eta = 0.15 \\eta\n    ```\n",
            "- a\n\n    ```math\n    w_1 \\eta = \\htmlData{key=mazur:w1}{0.15} \\eta\n    ```\n",
        ),
        (
            r"A $`w_1^{+} \approx 0.149780716`$.",
            r"A $`w_1^{+} \approx \htmlData{key=mazur@1:w1}{0.149780716}`$.",
        ),
    ],
)
def test_numbers_by_hand_get_their_keys(text: str, expected: str) -> None:
    assert keyed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A $`0.15 + 0.2 = 0.35`$.",
        "```math\nw_1^{+} \\approx 0.149780716\n```\n",  # its one key would make it speak of the next pass
        "`w_1 = 0.15`",
    ],
)
def test_others_stay_as_they_are(text: str) -> None:
    assert keyed(text) == text


def test_each_is_known_as_printed() -> None:
    page = PageText("page.md", 0, FRONT + r"A $`w_1 i_1 = 0.15 \cdot 0.05`$.")
    keys = [sorted(map(str, mark.keys)) for mark in key_marks(page.document())]
    assert keys == [["mazur:w1"], [], ["mazur:i1"], []]


def test_a_page_of_no_example_has_none() -> None:
    text = "A $`w_1 = 0.15`$."
    assert keyed(text, "") == text


def test_blocks_are_left_to_those_who_make_them() -> None:
    text = mended("<!-- backprop: step mazur:net_h1 -->\n<!-- /backprop -->\n")
    assert keyed(text) == text
