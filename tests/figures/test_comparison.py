"""Two quantities side by side: where their digits part, and what may be compared."""

import pytest

from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.figures import figure, figure_of, svg
from backprop.figures.comparison import Pair
from tests.figures.reading import keyed

LATE, EARLY = "mazur@10000:E_total", "mazur@9999:E_total"
NEW = "mazur;update=sequential@1:E_total"


@pytest.mark.parametrize(
    ("first", "second", "agreeing", "names"),
    [
        ("mazur@1:E_total", NEW, "0.291027", ("all at once", "one after another")),
        (LATE, EARLY, "0.00003510", ("step 10,000", "step 9,999")),
        ("mazur:E_total", NEW, "0.29", ("all at once, step 0", "one after another, step 1")),
        ("mazur:out_o1", "mazur@1:out_o1", "0.7", ("step 0", "step 1")),
    ],
)
def test_a_pair_agrees_up_to_its_first_other_digit(
    first: str, second: str, agreeing: str, names: tuple[str, str]
) -> None:
    pair = Pair(parse(first), parse(second))
    assert pair.digits_of(pair.first)[: pair.agreeing] == agreeing
    assert pair.names == names


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (f"{LATE} {LATE}", "which have the same digits"),
        (f"{LATE} {EARLY} {NEW}", "found 3 quantities, expected two of each pair"),
        (f"{LATE}", "expected comparison QUANTITY QUANTITY …"),
    ],
)
def test_what_cannot_be_compared_is_refused(words: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        figure(["comparison", *words.split()])


def test_each_digit_has_a_place_and_each_number_its_key() -> None:
    drawn = figure(["comparison", LATE, EARLY])
    assert figure_of(drawn.name) == drawn
    numbers = [
        (part.text, part.get("data-key"), len(str(part.get("x")).split())) for part in keyed(svg(drawn))
    ]
    assert numbers == [("0.0000351019", LATE, 12), ("0.0000351085", EARLY, 12)]
