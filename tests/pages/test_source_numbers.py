"""What the sources print: numbers looked up by their places, and right or wrong by their keys."""

from dataclasses import replace

import pytest

from backprop.errors import BackpropError
from backprop.pages.source_numbers import Status, printed_number, read_source, source_names, status_of
from backprop.reading.sources import PrintedNumber
from tests.pages.conftest import DATA


def number(printed: str, *of: str, cause: tuple[str, ...] = ()) -> PrintedNumber:
    return PrintedNumber("line-1", "line 1", printed, of, cause, "")


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("0.3775", "mazur:net_h1", Status("right", 4, exact=True)),
        ("0.37750", "mazur:net_h1", Status("right", 5, exact=True)),
        ("0.378", "mazur:net_h1", Status("right", 3)),
        ("0.377", "mazur:net_h1", Status("truncated", 3)),
        ("0.59326999", "mazur:out_h1", Status("right", 8)),
        ("0.75136507", "mazur:out_o1", Status("right", 8)),
        ("0.751365069", "mazur:out_o1", Status("truncated", 9)),
        ("-0.019049118", "mazur:dE_o2/dout_h1", Status("right", 8)),
        ("-0.019049119", "mazur:dE_o2/dout_h1", Status("wrong", 7)),
        ("0.019049118", "mazur:dE_o2/dout_h1", Status("wrong", 0)),
        ("0.291027924", "mazur@1:E_total", Status("wrong", 6)),
        ("0.0000351085", "mazur@10000:E_total", Status("wrong", 4)),
        ("0.10", "relu@1:w4", Status("right", 2)),
        ("1", "relu:net_h1", Status("right", 1)),
        ("12", "relu:net_h1", Status("wrong", 0)),
    ],
)
def test_what_the_value_says_of_a_printed_number(text: str, key: str, expected: Status) -> None:
    assert status_of(number(text, key)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("-0.04897245", "right"), ("-0.0490", "right"), ("-0.0489", "truncated"), ("-0.0478", "wrong")],
)
def test_a_product_of_values_has_its_status_too(text: str, expected: str) -> None:
    assert status_of(number(text, "relu:eta", "relu:dE_total/dw5")).kind == expected


def test_without_a_key_nothing_is_decided() -> None:
    assert status_of(number("50")) == Status("undecidable", 0)


@pytest.mark.parametrize(
    ("text", "key", "cause"),
    [
        ("0.291027924", "mazur@1:E_total", ("mazur;update=sequential@1:E_total",)),
        ("0.0000351085", "mazur@10000:E_total", ("mazur@9999:E_total",)),
        ("-0.019049119", "mazur:dE_o2/dout_h1", ("mazur:dE_total/dnet_o2", "mazur:w7")),
    ],
)
def test_a_cause_gives_the_printed_digits(text: str, key: str, cause: tuple[str, ...]) -> None:
    right = number(text, key, cause=cause)
    assert status_of(right).kind == "wrong"
    for other in ("mazur@2:E_total",), ("mazur:w7", "mazur:w7"):
        with pytest.raises(
            BackpropError, match=f"line-1: found the cause .*, expected one that gives {text}"
        ):
            status_of(replace(right, cause=other))


def test_the_data_are_read_by_name() -> None:
    assert source_names(DATA) == ["demo", "bare"]
    assert [len(read_source(DATA, name).numbers) for name in source_names(DATA)] == [7, 0]
    assert printed_number(DATA, "demo", "line-4") == "0.085032311"


@pytest.mark.parametrize(
    ("name", "anchor", "message"),
    [
        ("demo", "line-9", "found the place line-9 of demo, expected one such as line-1, line-2"),
        ("bare", "line-1", "found the place line-1 of bare, expected one such as none"),
        ("dmo", "line-1", "found the source dmo, expected one of demo, bare"),
    ],
)
def test_a_place_that_is_not_there_is_refused(name: str, anchor: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        printed_number(DATA, name, anchor)


def test_a_wrong_key_in_the_data_ends_in_a_clear_line() -> None:
    with pytest.raises(BackpropError, match="found 'chain', expected a key"):
        status_of(number("0.5", "chain"))
