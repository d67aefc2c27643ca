"""What the sources print: data read, numbers judged by their keys, clear lines for data that are wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.pages.printed import Claim, Status, names, printed, source, status
from tests.pages.conftest import DATA


def claim(printed: str, *of: str, cause: tuple[str, ...] = ()) -> Claim:
    return Claim("line-1", "line 1", printed, tuple(map(parse, of)), tuple(map(parse, cause)), "")


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
    assert status(claim(text, key)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("-0.04897245", "right"), ("-0.0490", "right"), ("-0.0489", "truncated"), ("-0.0478", "wrong")],
)
def test_a_product_of_values_is_judged_too(text: str, expected: str) -> None:
    assert status(claim(text, "relu:eta", "relu:dE_total/dw5")).kind == expected


def test_without_a_key_nothing_is_said() -> None:
    assert status(claim("50")) == Status("undecidable", 0)


@pytest.mark.parametrize(
    ("text", "key", "cause"),
    [
        ("0.291027924", "mazur@1:E_total", ("mazur;update=sequential@1:E_total",)),
        ("0.0000351085", "mazur@10000:E_total", ("mazur@9999:E_total",)),
        ("-0.019049119", "mazur:dE_o2/dout_h1", ("mazur:dE_total/dnet_o2", "mazur:w7")),
    ],
)
def test_a_cause_gives_the_printed_digits(text: str, key: str, cause: tuple[str, ...]) -> None:
    right = claim(text, key, cause=cause)
    assert status(right).kind == "wrong"
    for other in ("mazur@2:E_total",), ("mazur:w7", "mazur:w7"):
        with pytest.raises(
            BackpropError, match=f"line-1: found the cause .*, expected one that gives {text}"
        ):
            status(replace(right, cause=tuple(map(parse, other))))


def test_the_data_are_read_by_name() -> None:
    assert names(DATA) == ["demo", "bare"]
    assert [len(found.claims) for found in (source(DATA, name) for name in names(DATA))] == [7, 0]
    assert printed(DATA, "demo", "line-4") == "0.085032311"


@pytest.mark.parametrize(
    ("name", "anchor", "message"),
    [
        ("demo", "line-9", "found the place line-9 of demo, expected one such as line-1, line-2"),
        ("bare", "line-1", "found the place line-1 of bare, expected one such as none"),
        ("dmo", "line-1", "found the source dmo, expected one of demo, bare"),
    ],
)
def test_a_place_that_is_not_there_is_told(name: str, anchor: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        printed(DATA, name, anchor)


ROW = {"id": "line-1", "place": "line 1", "printed": "0.5", "of": ["chain:net_h1"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"a\.json:1:2: .*expected JSON"),
        ("[]", "expected an object with claims, slips, title"),
        ({"title": "A"}, "expected an object with claims, slips, title"),
        ({"title": "A", "claims": [{**ROW, "vlaue": "1"}], "slips": []}, "line-1: vlaue unknown or missing"),
        (
            {"title": "A", "claims": [{"id": "line-1"}], "slips": []},
            "line-1: place, printed unknown or missing",
        ),
        ({"title": "A", "claims": [{**ROW, "of": ["chain"]}], "slips": []}, "found 'chain', expected a key"),
        ({"title": "A", "claims": [{**ROW, "of": []}], "slips": []}, "line-1: found no key, expected a why"),
        (
            {"title": "A", "claims": [{**ROW, "printed": "half"}], "slips": []},
            "line-1: found 'half', expected a",
        ),
        ({"title": "A", "claims": [ROW, ROW], "slips": []}, "found line-1 twice"),
    ],
)
def test_wrong_data_end_in_a_clear_line(text: Any, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "index.json").write_text('{"sources": ["a"]}', "utf-8")
    (folder / "a.json").write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
    with pytest.raises(BackpropError, match=message):
        source(tmp_path, "a")
