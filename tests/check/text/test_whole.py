"""A list of values as a whole: nothing is missing, nothing stands twice, all links are there."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from backprop.check.text import lists, whole
from backprop.core import registry
from backprop.core.keys import Key, parse, parse_run
from backprop.pages.block import Context
from backprop.pages.values import values
from backprop.reading.document import Document
from backprop.reading.markdown import read_markdown

PRINTED = {"line:w": ["learn/samples", "mazur"], "line@77:w": ["learn/samples"]}
PAGES = {parse(key): [PurePosixPath(f"{name}.md") for name in names] for key, names in PRINTED.items()}
NAMES = {parse(key): names for key, names in PRINTED.items()}
PAGE = values(("line",), Context("../", Path(), {key: set(pages) for key, pages in PAGES.items()})).text
ONE, TWO = ("[`out_1`](#out_1)", "[`out_2`](#out_2)")
IN = "printed in [learn/samples](../learn/samples.md), [mazur](../mazur.md)"
ENTRY = re.compile(r'^- <a id="(?P<anchor>[^"]+)"></a>(?:.*\n?)(?:  .*\n?)*', re.MULTILINE)


def document(text: str) -> Document:
    return read_markdown("docs/values/line.md", text)


def judged(text: str, prints: Mapping[Key, list[str]] = NAMES) -> list[str]:
    return [one.message for one in whole.verdict(document(text), prints).problems]


def without(anchor: str) -> str:
    """Return the page without one entry."""
    return ENTRY.sub(lambda entry: "" if entry["anchor"] == anchor else entry[0], PAGE)


def test_the_generated_page_is_right() -> None:
    assert [one.message for one in lists.verdict(document(PAGE)).problems] == []
    assert judged(PAGE) == []


@pytest.mark.parametrize("name", list(lists.GROUPS))
def test_an_entry_of_the_first_pass_that_is_missing(name: str) -> None:
    for key in registry.group(parse_run("line"), name):
        assert any(one.startswith(f"{key} is missing below ") for one in judged(without(key.fragment)))


def test_what_is_printed_must_stand_there() -> None:
    assert "line@77:w is printed but missing" in judged(without("@77:w"))


def test_what_was_released_must_stand_there() -> None:
    assert "line;total=mean:E_total is released but missing" in judged(without(";total=mean:E_total"))


def test_an_entry_twice() -> None:
    entry = next(found[0] for found in ENTRY.finditer(PAGE) if found["anchor"] == "w")
    assert "found line:w a second time" in judged(PAGE.replace(entry, entry + entry))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (f"{ONE}, {TWO}", f"{TWO}, {ONE}", "line:w: found used by"),
        ("used by [`out_1`](#out_1), ", "used by ", "line:x_1: found used by"),
        ("used by ", "used by [`eta`](#eta), ", "found used by line:eta"),
        ("[`x_1`](#x_1)", "`x_1`", "found uses line:w, (line:x_1), line:b"),
        (
            "[learn/samples](../learn/samples.md), ",
            "",
            "line:w: found printed mazur, expected learn",
        ),
        (
            "    - printed in [learn/samples](../learn/samples.md), [mazur](../mazur.md)\n",
            "",
            "expected proof, used by, p",
        ),
        ("    - given; since 1.0.0\n", "", "told of line:x_1, expected proof, used by"),
        ("Two routes", "Both routes", "found 0 lines about the two routes, expected one"),
    ],
)
def test_what_an_entry_tells_is_all_there_is(old: str, new: str, problem: str) -> None:
    changed = PAGE.replace(old, new, 1)
    assert changed != PAGE
    assert any(problem in message for message in judged(changed)), judged(changed)


def test_a_page_that_prints_more() -> None:
    found = judged(PAGE, NAMES | {parse("line:b"): ["learn/samples"]})
    assert found == ["found proof, used by told of line:b, expected proof, used by, printed"]
