"""Bare numbers made links where just one quantity fits, and left alone where no link may stand."""

from pathlib import Path

import pytest

from backprop.pages.linking import link_numbers

LINKED = "[0.593269992](../values/mazur.md#out_h1)"

# Beside a link to another pass, a number of the first is left to the author.
AFTER = "[0.291](../values/mazur.md#@1:E_total)"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It is 0.593269992 now.\n", f"It is {LINKED} now.\n"),
        ("| a |\n| -- |\n| 0.593269992 |\n", f"| a |\n| -- |\n| {LINKED} |\n"),
        ("It has 8 of them, or 0.4, of two digits.\n", "It has 8 of them, or 0.4, of two digits.\n"),
        (f"It is {AFTER}, not 0.593269992.\n", f"It is {AFTER}, not 0.593269992.\n"),
        ("It has 2 of them, or 7.25.\n", "It has 2 of them, or 7.25.\n"),
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
    assert [line.rpartition(": ")[2] for line in lines] == [LINKED] * (text != after)
