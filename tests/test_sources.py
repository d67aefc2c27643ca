"""Every printed number and every slip of the sources has its row, and its status is the one known before."""

import json
from collections import Counter
from pathlib import Path

import pytest

from backprop.check.proof.equations import judge
from backprop.check.proof.names import page_scope
from backprop.pages.source_numbers import read_source, source_names, status_of

DOCS = Path(__file__).parents[1] / "docs"
NAMES = source_names(DOCS)
DATA = {name: json.loads((DOCS / "sources" / f"{name}.json").read_text("utf-8")) for name in NAMES}
EXAMPLE = {
    "report": "sigmoid",
    "explained": "chain",
    "relu": "relu",
    "perceptron": "signed",
    "slides": "mazur",
}

# Found once by hand, apart from this project's code: how many of each kind by source, and what is not right.
COUNTS = {
    "report": ({}, 17),
    "explained": ({}, 11),
    "relu": ({"right": 33, "truncated": 2, "wrong": 2}, 7),
    "perceptron": ({}, 6),
    "slides": ({"right": 50, "wrong": 6, "undecidable": 1}, 8),
}
NOT_RIGHT = {
    ("slides", "-0.019049119"): ("wrong", 7, True),
    ("slides", "0.291027924"): ("wrong", 6, True),
    ("slides", "0.0000351085"): ("wrong", 4, True),
    ("slides", "0.015912196"): ("wrong", 4, True),
    ("slides", "0.984065734"): ("wrong", 5, True),
    ("slides", "50"): ("undecidable", 0, False),
    ("relu", "-0.0478"): ("wrong", 1, False),
    ("relu", "-0.0222"): ("wrong", 2, False),
    ("relu", "-0.008"): ("truncated", 1, False),
    ("relu", "-0.009"): ("truncated", 1, False),
}
SLIPS = [(name, slip["id"], slip) for name in NAMES for slip in DATA[name]["slips"]]


def test_there_are_as_many_as_are_known() -> None:
    assert list(COUNTS) == NAMES
    assert sum(len(data["claims"]) for data in DATA.values()) == 94
    assert len(SLIPS) == 49


@pytest.mark.parametrize("name", NAMES)
def test_each_source_has_its_statuses(name: str) -> None:
    source = read_source(DOCS, name)
    kinds = Counter(status_of(number).kind for number in source.numbers.values())
    assert (kinds, len(source.slips)) == COUNTS[name]


def test_what_is_not_right_is_just_this() -> None:
    assert {
        (name, number.printed): (status.kind, status.agreeing, bool(number.cause))
        for name in NAMES
        for number in read_source(DOCS, name).numbers.values()
        if (status := status_of(number)).kind != "right"
    } == NOT_RIGHT


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_right_comes_first_with_a_reason_and_the_rest_is_folded(name: str) -> None:
    page = (DOCS / "sources" / f"{name}.md").read_text("utf-8")
    lines = {
        row["id"]: line
        for row in DATA[name]["claims"]
        for line in page.splitlines()
        if f'"{row["id"]}"' in line
    }
    assert set(lines) == {row["id"] for row in DATA[name]["claims"]}
    for row in DATA[name]["claims"]:
        line = lines[row["id"]]
        folded = " " * 4 if _is_right(name, row["id"]) else ""
        assert line.startswith(f'{folded}| <a id="{row["id"]}"></a>{row["printed"]}<br>{row["place"]} |')
        assert folded or row["why"] in line
    assert all(page.count(f'<a id="{slip["id"]}"></a>') == 1 for slip in DATA[name]["slips"])


def _is_right(name: str, place: str) -> bool:
    return status_of(read_source(DOCS, name).numbers[place]).kind == "right"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_speaks_of_the_network_of_its_source(name: str) -> None:
    assert f"example: {EXAMPLE[name]}\n" in (DOCS / "sources" / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "slip"),
    [(name, slip) for name, _, slip in SLIPS if "right" in slip],
    ids=lambda part: str(part)[:30],
)
def test_the_right_form_is_proved_and_the_wrong_one_refused(name: str, slip: dict[str, str]) -> None:
    scope = page_scope(EXAMPLE[name])
    right = judge((slip["right"],), scope)
    assert right.proved
    assert right.flaws == ()
    if "wrong" in slip:
        wrong = judge((slip["wrong"],), scope)
        assert [flaw.rule for flaw in wrong.flaws if flaw.rule != "syntax"], slip["wrong"]


# Called formulas, but what is wrong in them are words: what a rule or a sum is about, and references.
WORDS_ALONE = {"report slip-18", "explained slip-3", "explained slip-5", "explained slip-10"}


def test_formulas_are_shown_wherever_a_slip_is_one() -> None:
    formulas = [(name, slip) for name, _, slip in SLIPS if slip["kind"] == "formula"]
    assert {f"{name} {slip['id']}" for name, slip in formulas if "wrong" not in slip} == WORDS_ALONE
    assert sum("wrong" in slip for _, _, slip in SLIPS) == 20
