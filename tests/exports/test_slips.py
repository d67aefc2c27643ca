"""The slips as data: they fit their schema, each stands once, and the runs say which there are."""

import copy
import json
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any

import pytest

from backprop.core import registry
from backprop.core.keys import parse
from backprop.exports.slips import CONVENTIONS, document, slip_files
from backprop.networks.examples import EXAMPLES
from backprop.slips.families import drafts_of
from tests.exports.schemas import SLIPS, faults, open_objects

Document = dict[str, Any]


@cache
def slips_of(example: str) -> Document:
    return document(EXAMPLES[example])


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_the_slips_fit_their_schema(example: str) -> None:
    assert faults(SLIPS, slips_of(example)) == []


def test_the_schema_allows_nothing_else() -> None:
    assert open_objects(SLIPS) == []


SPOILT: dict[str, Callable[[Document], object]] = {
    "another example": lambda it: it.update(example="Mazur"),
    "no usual run": lambda it: it["runs"].pop(""),
    "a run under two conventions": lambda it: it["runs"].update({";a=b;c=d": []}),
    "a slip without words": lambda it: it["slips"][0].update(words=""),
    "a slip of no rank": lambda it: it["slips"][0].pop("rank"),
    "a slip twice": lambda it: it["slips"].append(it["slips"][0]),
    "a shift by two": lambda it: it["slips"][0].update(shift=2),
    "an edit twice": lambda it: it["edits"].append(it["edits"][0]),
    "an unknown operation": lambda it: it["edits"][0].update(expression=["cos", "w1"]),
    "half a span": lambda it: it["runs"][""].append([1]),
}


@pytest.mark.parametrize("name", SPOILT)
def test_slips_that_do_not_fit_are_refused(name: str) -> None:
    spoilt = copy.deepcopy(slips_of("chain"))
    SPOILT[name](spoilt)
    assert faults(SLIPS, spoilt)


@pytest.mark.parametrize("run", ["mazur", "mazur;bias=each", "descent;update=sequential", "line;total=mean"])
def test_a_run_has_the_slips_of_its_graph_in_their_order(run: str) -> None:
    key = parse(f"{run}:")
    slips = slips_of(key.example)
    spans = slips["runs"][run.removeprefix(key.example)]
    places = chain.from_iterable(range(first, last + 1) for first, last in spans)
    found = [slips["slips"][place] for place in places]
    drafts = drafts_of(registry.graph_of(key))
    assert [slip["words"] for slip in found] == [ranked.draft.words for ranked in drafts]
    assert [slip["rank"] for slip in found] == [ranked.rank for ranked in drafts]
    names = [[slips["edits"][place]["name"] for place in slip["edits"]] for slip in found]
    assert names == [[edit.name for edit in ranked.draft.edits] for ranked in drafts]


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_every_convention_has_a_run_and_every_slip_is_in_one(example: str) -> None:
    slips = slips_of(example)
    own = [name for name in EXAMPLES[example].options if name in CONVENTIONS]
    others = [f";{name}={value}" for name in own for value in EXAMPLES[example].options[name][1:]]
    assert list(slips["runs"]) == ["", *others]
    places = {place for spans in slips["runs"].values() for a, b in spans for place in range(a, b + 1)}
    assert places == set(range(len(slips["slips"])))
    assert {place for slip in slips["slips"] for place in slip["edits"]} == set(range(len(slips["edits"])))


@pytest.mark.parametrize("example", ["chain", "mazur"])
def test_a_slip_with_an_option_names_one_of_the_example(example: str) -> None:
    options = {slip["option"] for slip in slips_of(example)["slips"] if "option" in slip}
    known = {f"{name}={value}" for name, values in EXAMPLES[example].options.items() for value in values}
    assert options
    assert options <= known


def test_twice_gives_the_same_bytes() -> None:
    (name, text), *others = slip_files(EXAMPLES["chain"]).items()
    assert (name, others) == ("values/chain-slips.json", [])
    assert slip_files(EXAMPLES["chain"]) == {name: text}
    assert json.loads(text) == slips_of("chain")
