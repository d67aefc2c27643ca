"""What proved values say of printed numbers, found by the check itself."""

import pytest

from backprop.check.text.quoted import agreeing, explains, is_exact, kind, names, source
from backprop.errors import BackpropError

FILES = {
    "sources/index.json": '{"sources": ["a"]}',
    "sources/a.json": '{"title": "A", "claims": [{"id": "line-1", "place": "line 1", "printed": "1"}]}',
    "sources/b.json": "{",
    "sources/d.json": '{"title": "D", "claims": [{"id": "line-1"}]}',
    "sources/e.json": '{"claims": []}',
}


@pytest.mark.parametrize(
    ("text", "of", "said", "digits"),
    [
        ("0.3775", ["mazur:net_h1"], "right", 4),
        ("0.378", ["mazur:net_h1"], "right", 3),
        ("0.377", ["mazur:net_h1"], "truncated", 3),
        ("0.751365069", ["mazur:out_o1"], "truncated", 9),
        ("-0.019049118", ["mazur:dE_o2/dout_h1"], "right", 8),
        ("-0.019049119", ["mazur:dE_o2/dout_h1"], "wrong", 7),
        ("0.019049118", ["mazur:dE_o2/dout_h1"], "wrong", 0),
        ("0.291027924", ["mazur@1:E_total"], "wrong", 6),
        ("0.0000351085", ["mazur@10000:E_total"], "wrong", 4),
        ("0.10", ["relu@1:w4"], "right", 2),
        ("-0.0490", ["relu:eta", "relu:dE_total/dw5"], "right", 3),
        ("-0.0478", ["relu:eta", "relu:dE_total/dw5"], "wrong", 1),
        ("-0.0222", ["relu:eta", "relu:dE_total/dw6"], "wrong", 2),
        ("12", ["relu:net_h1"], "wrong", 0),
        ("50", [], "undecidable", 0),
    ],
)
def test_a_printed_number_is_judged(text: str, of: list[str], said: str, digits: int) -> None:
    assert kind(text, of) == said
    assert not of or agreeing(text, of) == digits


@pytest.mark.parametrize(
    ("text", "key", "whole"),
    [
        ("0.3775", "mazur:net_h1", True),
        ("0.378", "mazur:net_h1", False),
        ("0.593269992", "mazur:out_h1", False),
    ],
)
def test_only_all_digits_are_exact(text: str, key: str, whole: bool) -> None:
    assert is_exact(text, [key]) == whole


@pytest.mark.parametrize(
    ("text", "cause", "shown", "gives"),
    [
        ("0.291027924", ["mazur;update=sequential@1:E_total"], [], True),
        ("0.291027923", ["mazur;update=sequential@1:E_total"], [], True),
        ("0.291027925", ["mazur;update=sequential@1:E_total"], [], False),
        ("0.0000351085", ["mazur@9999:E_total"], [], True),
        ("0.0000351085", ["mazur@10000:E_total"], [], False),
        ("-0.019049119", ["mazur:dE_total/dnet_o2", "mazur:w7"], ["-0.038098237", "0.5"], True),
        ("-0.019049118", ["mazur:dE_total/dnet_o2", "mazur:w7"], ["-0.038098237", "0.5"], True),
        ("-0.019049120", ["mazur:dE_total/dnet_o2", "mazur:w7"], ["-0.038098237", "0.5"], False),
        ("-0.019049119", ["mazur:dE_total/dnet_o2", "mazur:w7"], ["-0.0380982365", "0.5"], False),
    ],
)
def test_a_cause_gives_a_number_or_does_not(
    text: str, cause: list[str], shown: list[str], gives: bool
) -> None:
    assert explains(text, cause, shown) == gives


def test_the_data_are_read_by_name() -> None:
    found = source("a", FILES.get)
    assert found
    assert (found.title, list(found.claims), list(found.slips)) == ("A", ["line-1"], [])
    assert source("c", FILES.get) is None
    assert names(FILES.get) == ["a"]
    assert names(lambda _: None) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("b", r"^sources/b\.json: .*expected JSON$"),
        ("d", r"^sources/d\.json: expected a title, and rows with id, place, printed$"),
        ("e", r"^sources/e\.json: expected a title, and rows with id, place, printed$"),
    ],
)
def test_data_that_cannot_be_read_end_in_a_clear_line(name: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        source(name, FILES.get)
