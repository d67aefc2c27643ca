"""The graph run by the module of the pages: every digit it shows is one of the proved value."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.groups import group_keys
from backprop.core.keys import Key, parse, parse_run
from backprop.core.registry import digits
from backprop.core.store import kept
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from backprop.releases.ledger import released
from tests.node import answers, modules

RUN = """
import { readFileSync } from "node:fs";
const { computed } = await import(process.argv[1]);
const { graphs, asked } = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const key of asked) found.push(await computed(graphs[key.example], key));
console.log(JSON.stringify(found));
"""
# Each option of each example, at some value that no page has.
OPTIONS = {
    "mazur": [
        ";bias=each",
        ";bias=shared;rate=0.3",
        ";update=sequential",
        ";momentum=0.9",
        ";loss=mean",
        ";weights=0.5",
    ],
    "sigmoid": [";rate=3", ";update=sequential;momentum=0.25", ";loss=sum", ";weights=1.5"],
    "signed": [";rate=0.7;update=sequential", ";momentum=0.5;loss=mean", ";weights=0"],
    "relu": [";rate=0.02", ";momentum=0.3", ";update=sequential", ";loss=sum", ";weights=0.2"],
    "chain": [";bias=each;rate=2.5", ";bias=shared;update=sequential", ";momentum=0.7;loss=sum;weights=0.6"],
    "softmax": [";bias=fixed", ";bias=shared;rate=0.3", ";update=sequential;momentum=0.4", ";weights=0.1"],
    "descent": [";rate=0.15", ";update=sequential", ";momentum=0.6"],
    "parabola": [";rate=0.3", ";start=7.5", ";momentum=0.6", ";update=sequential"],
    "hollows": [";rate=0.05", ";start=-0.3", ";momentum=0.2"],
    "xor": [";start=2", ";batch=2;momentum=0.3", ";total=mean;rate=2;start=2"],
    "line": [";rate=0.02", ";total=mean", ";batch=1", ";batch=2;momentum=0.3"],
}


Shown = Callable[..., list[str]]


@pytest.fixture(scope="module")
def graphs() -> dict[str, Any]:
    return {name: example_graph(example) for name, example in EXAMPLES.items()}


@pytest.fixture(scope="module")
def run(graphs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Return a function that gives what the module of the pages shows for each key."""
    module = modules(tmp_path_factory.mktemp("assets")) / "graph.mjs"

    def run(keys: list[Key], graphs: dict[str, Any] = graphs) -> list[str]:
        asked = [{**vars(key), "options": key.options} for key in keys]
        return list(answers(RUN, module, {"graphs": graphs, "asked": asked}))

    return run


def off(shown: str, value: str) -> Decimal:
    """Return by how many units of its last digit a number is off; zeros at an integer's end are none."""
    digits = Decimal(shown)
    count = min(12, len(digits.as_tuple().digits)) if "." in shown else len(shown.strip("-").rstrip("0")) or 1
    return abs(digits - Decimal(value)).scaleb(count - 1 - digits.adjusted())


def wrong(values: dict[Key, str], found: list[str]) -> list[str]:
    """Return a line for each number shown that is not the rounding of its value; a zero is what is tiny."""
    return [
        f"{key}: shows {shown}, it is {value}"
        for (key, value), shown in zip(values.items(), found, strict=True)
        if (abs(Decimal(value)) > Decimal("1e-12") if shown == "0" else shown and off(shown, value) > 1)
    ]


@pytest.fixture(scope="module")
def ledger() -> dict[Key, str]:
    return {key: row.value.split()[1] for key, row in released().items()}


def test_every_released_value_is_shown(ledger: dict[Key, str], run: Shown) -> None:
    found = run(list(ledger))
    assert wrong(ledger, found) == []
    silent = [key for key, shown in zip(ledger, found, strict=True) if not shown]
    assert [str(key) for key in silent if abs(Decimal(ledger[key])) > Decimal("1e-12")] == []
    full = sum(len(Decimal(shown).as_tuple().digits) >= 10 for shown in found if shown)
    assert full > 0.9 * len(found)


@pytest.mark.parametrize("example", OPTIONS)
def test_every_option_is_understood(example: str, run: Shown) -> None:
    runs = [parse_run(f"{example}{chosen}@{step}") for chosen in OPTIONS[example] for step in (1, 4)]
    keys = [key for run in runs for name in ("error", "backward", "update") for key in group_keys(run, name)]
    with kept():
        values = {key: digits(key, significant(VALUE_DIGITS)).text for key in keys}
    assert wrong(values, run(list(values))) == []


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("relu;rate=0.4@69:out_h2", "a run so wild that a hidden unit is on or off by chance"),
        ("relu@250:E_total", "a difference of two numbers that agree in all their digits"),
        ("parabola;rate=1.5@2000:theta0", "a run that leaves the range of double precision"),
    ],
)
def test_digits_that_do_not_hold_are_not_shown(key: str, why: str, run: Shown) -> None:
    assert run([parse(key)]) == [""], why


def test_a_wrong_graph_is_seen(ledger: dict[Key, str], graphs: dict[str, Any], run: Shown) -> None:
    graphs = json.loads(json.dumps(graphs))
    graphs["mazur"]["expressions"]["net_h1"][0] = "sub"
    values = {key: value for key, value in ledger.items() if str(key) in {"mazur:net_h1", "mazur:net_h2"}}
    assert wrong(values, run(list(values), graphs)) == ["mazur:net_h1: shows -0.322500000000, it is 0.3775"]
