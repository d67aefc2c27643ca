"""The table of messages: what differs, what is said of it, and what no cell of a table may hold."""

from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.pages.blocks import render_block
from backprop.pages.messages import FILE, messages_of, mistakes
from tests.pages.conftest import PAGE


@pytest.mark.parametrize(
    ("group", "row", "cells"),
    [
        (
            "numbers",
            0,
            (
                "`` By `mazur:w5 = 0.5`. ``",
                "`value: found 0.5, expected 0.4 for mazur:w5`",
                "`` By `mazur:w5 = 0.4`. ``",
            ),
        ),
        (
            "numbers",
            1,
            (
                '`---`<br>`numbers:`<br>`  "2016": a year`<br>`---`',
                "`declaration: found '2016' declared, but no text of the page uses it`",
                "leave it out",
            ),
        ),
        (
            "formulas",
            0,
            ("`` $`│w_1 = 0.5`$ ``", "`syntax: found =, expected │`", "`` $`│w_1│ = 0.5`$ ``"),
        ),
        (
            "formulas",
            1,
            ("`` $`(((…w_1 = 0.15`$ ``", "`syntax: found =, expected )`", "`` $`w_1 = 0.15`$ ``"),
        ),
    ],
)
def test_a_row_says_what_differs(group: str, row: int, cells: tuple[str, ...]) -> None:
    lines = render_block(("messages", group), PAGE).text.splitlines()
    assert lines[row + 2] == f"| {' | '.join(cells)} |"


def test_a_page_without_a_line_of_its_own_is_shown_as_a_whole() -> None:
    line = render_block(("messages", "numbers"), PAGE).text.splitlines()[4]
    assert line.startswith("| `It took 7.25 hours.` | `` number: found 7.25, ")


def test_what_ends_the_check_is_said_without_its_place() -> None:
    (line,) = messages_of(PAGE.docs, "<!-- /backprop -->", "mazur/page.md")
    assert line == "found <!-- /backprop -->, expected <!-- backprop: … --> before it"


@pytest.mark.parametrize("text", ["a: [", "- a", "a: b", "a:\n- wrong: b", "a:\n- 1"])
def test_another_file_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BackpropError, match="found other YAML, expected groups of rows with wrong and right"):
        mistakes(tmp_path)
