"""Number links of a line."""

import pytest

from backprop.check.text import numbers
from backprop.check.text.line import line_of
from backprop.check.text.links import key_of
from backprop.check.text.numbers import Sentence
from backprop.core.keys import parse
from tests.check.text.pieces import inlines

LINE = line_of(inlines("Of [0.4|mazur:w5], [the weight|mazur:w6] and [0.1|mazur:nothing]"))


def test_only_links_with_digits_to_a_quantity_are_numbers() -> None:
    assert [(number.place, number.link.text) for number in numbers.numbers(LINE)] == [(3, "0.4")]


def test_a_sentence_tells_which_links_are_numbers() -> None:
    found = numbers.numbers(LINE)
    sentence = Sentence(LINE, 0, len(LINE.text), found)
    assert sentence.linked(0, len(LINE.text)) == [found[0], None, None]
    assert (sentence.at(3), sentence.at(4)) == (found[0], None)


@pytest.mark.parametrize(
    ("key", "moves", "role"),
    [
        ("mazur:w5", True, "weight"),
        ("mazur:w5+", True, "weight"),
        ("mazur:i1", False, "input"),
        ("mazur:eta", False, "rate"),
        ("mazur:E_total", True, "error"),
    ],
)
def test_what_moves_and_of_which_kind_it_is(key: str, moves: bool, role: str) -> None:
    found = parse(key)
    assert (numbers.role_of(found), numbers.moves(found) or key.endswith("+")) == (role, moves)


@pytest.mark.parametrize(
    ("key", "updates"),
    [("line:w", 1), ("line;batch=2:w", 2), ("line;total=mean;batch=1@3:w", 4), ("mazur:w5", 1)],
)
def test_an_epoch_has_an_update_for_each_batch(key: str, updates: int) -> None:
    assert numbers.epoch(parse(key)) == updates


def test_values_without_their_sign() -> None:
    key = key_of("chain:dE_total/dw1")
    assert key
    assert numbers.value_of(key) < 0 < numbers.size(numbers.value_of(key))
