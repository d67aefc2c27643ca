"""The data beside a page about a source: what they give, and a clear line for each way to be wrong."""

import json
from typing import Any

import pytest

from backprop.errors import BackpropError
from backprop.reading.sources import PrintedNumber, Slip, parse_names, parse_source

ROW = {"id": "line-1", "place": "line 1", "printed": "0.5", "of": ["chain:net_h1"]}
COUNT = {"id": "line-2", "place": "line 2", "printed": "20", "why": "a count of pages"}
SLIP = {"id": "slip-1", "place": "line 3", "kind": "typo", "words": "A word", "printed": "tow"}


def data(*claims: Any, slips: tuple[Any, ...] = ()) -> str:
    return json.dumps({"title": "A", "claims": claims, "slips": slips})


def test_numbers_and_slips_stand_by_their_anchors() -> None:
    source = parse_source("a.json", data(ROW, COUNT, slips=(SLIP,)))
    assert source.title == "A"
    assert source.numbers == {
        "line-1": PrintedNumber("line-1", "line 1", "0.5", ("chain:net_h1",), (), ""),
        "line-2": PrintedNumber("line-2", "line 2", "20", (), (), "a count of pages"),
    }
    assert source.slips == {"slip-1": Slip("slip-1", "line 3", "A word", "tow", "", "")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"a\.json:1:2: .*expected JSON"),
        ("[]", r"a\.json: found \[\], expected object"),
        ('{"title": "A"}', r"a\.json: claims, slips unknown or missing"),
        (data({**ROW, "vlaue": "1"}), r"a\.json: claims: 1: vlaue unknown or missing"),
        (data(COUNT, {"id": "line-1"}), r"a\.json: claims: 2: place, printed unknown or missing"),
        (data(slips=({**SLIP, "why": "x"},)), r"a\.json: slips: 1: why unknown or missing"),
        (data({**ROW, "of": []}), r"a\.json: line-1: found no key, expected a why"),
        (data({**ROW, "printed": "half"}), r"a\.json: line-1: found 'half', expected a decimal number"),
        (data(ROW, ROW), r"a\.json: found line-1 twice, expected each place once"),
        (data("line 1"), r'a\.json: claims: 1: found "line 1", expected object'),
        (data(ROW, slips=(None,)), r"a\.json: slips: 1: found null, expected object"),
        (data(ROW).replace(": []", ': "none"'), r'a\.json: slips: found "none", expected list'),
        (data(ROW).replace(": []", ": {}"), r"a\.json: slips: found \{\}, expected list"),
        (data({**ROW, "printed": 0.5}), r"a\.json: claims: 1: printed: found 0\.5, expected text"),
        (data({**ROW, "id": ["a"]}), r'a\.json: claims: 1: id: found \["a"\], expected text'),
        (data({**ROW, "of": "chain:w1"}), r'claims: 1: of: found "chain:w1", expected list'),
        (data({**ROW, "cause": [1]}), r"claims: 1: cause: 1: found 1, expected text"),
        (data(slips=({**SLIP, "right": None},)), r"a\.json: slips: 1: right: found null, expected text"),
        (data().replace('"A"', "1"), r"a\.json: title: found 1, expected text"),
        ("[" * 100_000, r"a\.json: found what is too long or too deep, expected JSON"),
        ("1" * 5_000, r"a\.json: found what is too long or too deep, expected JSON"),
    ],
)
def test_wrong_data_end_in_a_clear_line(text: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        parse_source("a.json", text)


def test_the_index_names_the_sources_in_order() -> None:
    assert parse_names("index.json", '{"sources": ["b", "a"]}') == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", r"index\.json: sources unknown or missing"),
        ('{"sources": "b"}', r'index\.json: sources: found "b", expected list'),
        ('{"sources": [["b"]]}', r'index\.json: sources: 1: found \["b"\], expected text'),
    ],
)
def test_an_index_of_another_shape_is_refused(text: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        parse_names("index.json", text)
