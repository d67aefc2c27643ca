"""Where a paragraph stands among steps."""

from backprop.check.text.place import places
from backprop.core.keys import parse_run
from backprop.reading.document import Mathematics
from tests.check.text.pieces import paragraph
from tests.check.text.steps import step


def test_a_paragraph_knows_the_steps_around_it() -> None:
    blocks = [*step("mazur:net_h1"), *step("mazur:out_h1"), paragraph("Both."), *step("mazur@1:w5")]
    (place,) = places(blocks, None)
    assert [str(key) for key in place.before] == ["mazur:net_h1", "mazur:out_h1"]
    assert [str(key) for key in place.behind] == ["mazur@1:w5"]
    assert (str(place.run), str(place.pass_)) == (str(parse_run("mazur")), str(parse_run("mazur")))


def test_headings_and_other_formulas_part_it_from_the_steps() -> None:
    blocks = [
        *step("mazur:net_h1"),
        paragraph("A", "heading"),
        paragraph("B"),
        Mathematics(0, 1, "x", display=True),
    ]
    (place,) = places(blocks, parse_run("mazur"))
    assert (place.before, place.behind) == ((), ())


def test_without_any_step_there_is_no_place() -> None:
    assert list(places([paragraph("A")], None)) == []
