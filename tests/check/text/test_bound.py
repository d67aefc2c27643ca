"""Which names belong to which numbers: `x` and `y` are the first and the second number."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import bound
from backprop.check.text.line import line_of
from backprop.check.text.named import mentions
from backprop.check.text.numbers import Sentence, numbers
from tests.check.text.pieces import inlines


def names(source: str) -> dict[str, set[str]]:
    line = line_of(inlines(source.replace("{x}", "[1|mazur:w5]").replace("{y}", "[2|mazur:w6]")))
    sentence = Sentence(line, 0, len(line.text), numbers(line))
    found = bound.names(sentence, dict(mentions(line, page_scope("mazur"))))
    return {"x" if number.link.text == "1" else "y": set(names) for number, names in found}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The output of h1 is {x}", {"x": {"h1"}}),
        ("h1 gives {x}; h2 gives {y}", {"x": {"h1"}, "y": {"h2"}}),
        ("{x} at h1 with {y} at h2", {"x": {"h1"}, "y": {"h2"}}),
        ("At h1 and h2: {x}, {y}", {"x": {"h1", "h2"}, "y": {"h1", "h2"}}),
        ("h1 goes from {x} to {y}", {"x": {"h1"}, "y": {"h1"}}),
        ("h1 is smaller: {x} against {y}", {"x": {"h1"}}),
        ("h1 gives {x}, though the target is {y}", {"x": {"h1"}}),
        ("for h1 it is {x}, for the other one {y}", {"x": {"h1"}}),
        ("h1, {x}, is smaller than that of h2, {y}", {"x": {"h1"}, "y": {"h2"}}),
        ("{x}, though h2 gives {y}", {"y": {"h2"}}),
        ("{x} is what h1 gives", {"x": {"h1"}}),
        ("{x}, and so on to h1", {}),
        ("nothing gives {x}", {}),
    ],
)
def test_names_around_a_number_are_its_own(source: str, expected: dict[str, set[str]]) -> None:
    assert names(source) == expected
