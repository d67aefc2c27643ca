"""Printed values: three significant digits, or fewer in full; any other print is wrong."""

import pytest
from flint import fmpq

from backprop.check.figures.wording import Made, Value, deviations, is_printed, usual
from backprop.core.keys import parse


@pytest.mark.parametrize(
    ("text", "key", "right"),
    [
        ("0.593", "mazur:out_h1", True),
        ("0.594", "mazur:out_h1", False),
        ("0.59", "mazur:out_h1", False),
        ("0.5933", "mazur:out_h1", False),
        ("-0.593", "mazur:out_h1", False),
        (".593", "mazur:out_h1", False),
        ("00.593", "mazur:out_h1", False),
        ("0.250", "sigmoid:dout_h1/dnet_h1", True),
        ("0.25", "sigmoid:dout_h1/dnet_h1", False),
        ("0.1", "mazur:i2", True),
        ("0.10", "mazur:i2", False),
        ("0.100", "mazur:i2", False),
        ("-0.2", "signed:w3", True),
        ("0.2", "signed:w3", False),
        ("12", "descent:J", True),
        ("12.0", "descent:J", False),
        ("0", "descent:theta0", True),
        ("-0", "descent:theta0", False),
        ("0.0", "descent:theta0", False),
        ("882000", "descent;rate=0.5@30:J", True),
        ("881000", "descent;rate=0.5@30:J", False),
        ("882001", "descent;rate=0.5@30:J", False),
        ("1.00", "descent@30:J", True),
        ("1.0", "descent@30:J", False),
        ("1", "descent@30:J", False),
        ("0.999", "descent@30:theta0", True),
        ("1.00", "descent@30:theta0", False),
        ("seven", "mazur:i1", False),
    ],
)
def test_a_value_is_printed_in_one_way(text: str, key: str, right: bool) -> None:
    assert is_printed(text, Value(parse(key))) is right


@pytest.mark.parametrize(
    ("text", "value", "places", "right"),
    [
        ("0.31", fmpq(31, 100), 4, True),
        ("0.3100", fmpq(31, 100), 4, False),
        ("0.3333", fmpq(1, 3), 4, True),
        ("0.333", fmpq(1, 3), 4, False),
        ("0.3334", fmpq(1, 3), 4, False),
        ("0.33333", fmpq(1, 3), 4, False),
        ("-0", fmpq(0), 4, False),
        ("0.333", fmpq(1, 3), None, True),
    ],
)
def test_a_number_without_a_key_may_have_its_own_places(
    text: str, value: fmpq, places: int | None, right: bool
) -> None:
    assert is_printed(text, Made(f"{text} of {value} to {places}", value, places=places)) is right


@pytest.mark.parametrize(
    ("value", "places"), [(fmpq(1, 3), 3), (fmpq(1, 300), 5), (fmpq(1, 4), 2), (fmpq(2, 1), 0)]
)
def test_how_many_places_are_usual(value: fmpq, places: int) -> None:
    assert usual(value) == places


@pytest.mark.parametrize(
    ("text", "minus", "message"),
    [
        ("w₃ = -0.2 now", "-", None),
        ("w₃ = −0.2 now", "−", None),
        ("w₃ = −0.2 now", "-", "found = −0.2, expected = -0.2 (signed:w3 is -0.2)"),
        ("w₃ ≈ -0.2 now", "-", "found ≈ -0.2, expected = -0.2 (signed:w3 is -0.2)"),
        ("w₃ -0.2 now", "-", "found -0.2, expected = -0.2 (signed:w3 is -0.2)"),
        ("w₃ = -0.3 now", "-", "found = -0.3, expected ≈ -0.2 (signed:w3 is -0.2)"),
        ("w₄ = -0.2 now", "-", "found 'w₄', expected 'w₃'"),
        ("w₃ what now", "-", "found 'what', expected '-0.2'"),
        ("w₃ = -0.2 then", "-", "found 'then', expected 'now'"),
        ("w₃ = -0.2", "-", "found '', expected 'now'"),
        ("", "-", "found '', expected 'w₃'"),
    ],
)
def test_the_first_deviation_is_named(text: str, minus: str, message: str | None) -> None:
    wording = ("w₃ ", Value(parse("signed:w3"), related=True), " now")
    found = list(deviations(text, wording, minus))
    assert [told for _, _, told in found] == ([message] if message else [])
    assert all(0 <= start <= end <= len(text) for start, end, _ in found)
