"""Bare numbers made links where just one quantity fits, and left alone where no link may stand."""

from pathlib import Path

import pytest

from backprop.pages.linking import link_numbers

LINKED = "[0.593269992](../values/mazur.md#out_h1)"

# Beside a link to another pass, a number of the first is left to the author.
LATER = "[0.291027774](../values/mazur.md#@1:E_total)"
AFTER = "[0.291](../values/mazur.md#@1:E_total)"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It is 0.593269992 now.\n", f"It is {LINKED} now.\n"),
        ("| a |\n| -- |\n| 0.593269992 |\n", f"| a |\n| -- |\n| {LINKED} |\n"),
        ("It is 0.291027774 later.\n", f"It is {LATER} later.\n"),
        ("It has 7 of them, or 7.25.\n", "It has 7 of them, or 7.25.\n"),
        ("See [0.593269992](a.md).\n", "See [0.593269992](a.md).\n"),
        ("See [the 0.593269992 of it](a.md).\n", "See [the 0.593269992 of it](a.md).\n"),
        (f"It is {LINKED}.\n", f"It is {LINKED}.\n"),
        ("```text\n0.593269992\n```\n", "```text\n0.593269992\n```\n"),
    ],
)
def test_links_are_written_and_told(tmp_path: Path, text: str, after: str) -> None:
    page = tmp_path / "docs/mazur/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    lines = link_numbers(tmp_path / "docs", [page])
    assert page.read_text(encoding="utf-8") == after
    assert [line.partition(": ")[2] in after for line in lines] == [True] * (text != after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It has 8.",
            "8: found 8, expected a link: it may be mazur:weights or mazur:parameters: write [8](../",
        ),
        (
            "It is 0.5.",
            "7: found 0.5, expected a link: it may be mazur:w7 or mazur:eta: write [0.5](../values/",
        ),
        (f"{AFTER}, not 0.593269992.", "45: found 0.593269992, expected a link: it is mazur:out_h1: write "),
    ],
)
def test_what_the_author_has_to_choose_is_listed(tmp_path: Path, text: str, expected: str) -> None:
    page = tmp_path / "docs/mazur/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    (line,) = link_numbers(tmp_path / "docs", [page])
    assert line.startswith(f"{page}:1:{expected}")
    assert page.read_text(encoding="utf-8") == text
