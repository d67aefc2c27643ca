"""Inline pieces as one text, with the way back to the file."""

import pytest

from backprop.check.text.line import CODE, FORMULA, LINK, line_of, relative_paragraph, relative_table, shown
from backprop.reading.document import Code, Text
from tests.check.text.pieces import inlines, paragraph, table


def test_pieces_stand_in_the_text_as_one_character() -> None:
    assert line_of(inlines("a $x$ b [0.4|mazur:w5]{here} `c`")).text == f"a {FORMULA} b {LINK} {CODE}"


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("One. Two is 0.5 long. Three", ["One. ", "Two is 0.5 long. ", "Three"]),
        ("Is it? $x$ is; so.", ["Is it? ", f"{FORMULA} is; so."]),
        ("e.g. this", ["e.g. this"]),
        ("", [""]),
    ],
)
def test_sentences(source: str, sentences: list[str]) -> None:
    line = line_of(inlines(source))
    assert [line.text[start:end] for start, end in line.sentences] == sentences


def test_a_place_of_the_text_is_one_of_the_file() -> None:
    source = "the $w_5$ of h1 and h2"
    line = line_of(inlines(source))
    start, end = line.place(line.text.index("h2"), line.text.index("h2") + 2)
    assert source[start:end] == "h2"


def test_a_text_written_in_another_way_is_known_as_a_whole() -> None:
    assert line_of([Text(0, 8, "a < b")]).place(2, 3) == (0, 8)


def test_what_is_relative_does_not_know_where_it_stood() -> None:
    source = "a [0.4|mazur:w5] `b` $c$ {d}"
    assert relative_paragraph(paragraph(source, start=70)) == relative_paragraph(paragraph(source))
    assert relative_table(table("a | `b`")).rows[0][1] == (Code(5, 6, "b"),)


def test_messages_show_links_and_formulas_as_they_read() -> None:
    assert shown(inlines("plus [0.4|mazur:w5]\n`x` $w_5${here}")) == "plus 0.4 x $w_5$"
