"""The learning rate in the browser: zones and outcomes by exact comparison, walks as Python proves them."""

from fractions import Fraction
from typing import Any

import pytest

from backprop.core.keys import parse
from backprop.core.registry import digits
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

RATE = ASSETS / "live/rate"
CALL = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[1]);
const [name, args] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(module[name](...args)));
"""
# Fractions come as [top, bottom].
ZONE = CALL.replace("...args", "...args.map(BigInt)")
# The factor of a step and what zone it is in, and the names after its last step.
STEPS = """
import { readFileSync } from "node:fs";
const { stepsOf } = await import(process.argv[1]);
const { Run } = await import(process.argv[1].replace("live/rate/steps", "graph"));
const { ends } = await import(process.argv[1].replace("live/rate/steps", "digits"));
const { FACTOR, factorEdits } = await import(process.argv[1].replace("steps", "valley"));
const { zoneOf } = await import(process.argv[1].replace("steps", "outcome"));
const { graph, options, names, count } = JSON.parse(readFileSync(0, "utf8"));
const edits = factorEdits(graph.expressions, graph.loss, Object.keys(graph.updates));
const run = new Run(graph, { options, edits });
const last = stepsOf(run, names, count).at(-1);
const factor = FACTOR in edits ? run.passNow(0).value(FACTOR) : null;
console.log(JSON.stringify([
  names.map((name) => last[name].digits.text),
  factor && [`${factor.top}/${factor.bottom}`, zoneOf(...ends(factor)[0]).name],
]));
"""
FALLING = ["0.5", "0.25", "0.125", "0.0625"]


def call(module: str, name: str, *args: object) -> Any:
    return answers(CALL, RATE / f"{module}.mjs", [name, args])


def trial(run: str, names: list[str], count: int) -> Any:
    key = parse(f"{run}:{names[0]}")
    graph = example_graph(EXAMPLES[key.example])
    question = {
        "graph": graph,
        "options": key.options,
        "names": names,
        "count": count,
    }
    return answers(STEPS, RATE / "steps.mjs", question)


@pytest.mark.parametrize(
    ("factor", "zone"),
    [
        ("0.999999", "creeps"),
        ("0.9", "creeps"),
        ("899999999999999999999/1000000000000000000000", "arrives"),
        ("1/1000000000000000000000000000000", "arrives"),
        ("0", "lands"),
        ("-1/1000000000000000000000000000000", "zigzags"),
        ("-999999999999999999999/1000000000000000000000", "zigzags"),
        ("-1", "jumps"),
        ("-1000000000000000000001/1000000000000000000000", "diverges"),
        ("-1999999", "diverges"),
    ],
)
def test_a_factor_is_told_exactly_from_the_borders_of_its_zone(factor: str, zone: str) -> None:
    number = Fraction(factor)
    parts = [str(number.numerator), str(number.denominator)]
    assert answers(ZONE, RATE / "outcome.mjs", ["zoneOf", parts])["name"] == zone


@pytest.mark.parametrize(
    ("rate", "zone"),
    [
        ("0.01", "creeps"),
        ("0.1", "arrives"),
        ("0.5", "lands"),
        ("0.9", "zigzags"),
        ("1", "jumps"),
        ("1.1", "diverges"),
    ],
)
def test_the_walk_and_its_factor_are_those_of_python(rate: str, zone: str) -> None:
    values, (factor, named) = trial(f"parabola;rate={rate}", ["theta0", "J"], 10)
    start, after = (Fraction(digits(parse(f"parabola;rate={rate}@{step}:theta0")).text) for step in (0, 1))
    assert named == zone
    assert (start - 3) * Fraction(factor) == after - 3
    assert values == [digits(parse(f"parabola;rate={rate}@10:{name}")).text for name in ("theta0", "J")]


@pytest.mark.parametrize(
    ("objective", "curvature"),
    [
        (["power", "x", {"number": "2"}], True),
        (["mul", ["sub", {"number": "1"}, "x"], ["mul", {"number": "3"}, "x"]], True),
        (["mul", "x", ["power", "x", {"number": "2"}]], False),
        (["mul", {"number": "2"}, "x"], False),
        (["exp", "x"], False),
    ],
)
def test_a_parabola_is_known_by_its_formula(objective: list[object], curvature: bool) -> None:
    expressions = {"x": {"number": "1"}, "J": objective, "dJ/dx": "x"}
    assert bool(call("valley", "factorEdits", expressions, "J", ["x"])) == curvature
    assert call("valley", "factorEdits", expressions, "J", ["x", "y"]) == {}


@pytest.mark.parametrize(
    "run", ["mazur;rate=7.3", "relu;rate=0.6", "mazur;rate=0.5;momentum=0.9", "line;rate=0.12"]
)
def test_losses_are_those_of_python(run: str) -> None:
    values, factor = trial(run, ["E_total"], 30)
    assert factor is None
    assert values == [digits(parse(f"{run}@30:E_total")).text]


@pytest.mark.parametrize(
    ("losses", "exact", "words"),
    [
        (FALLING, True, "falls at each of the 3 steps"),
        (FALLING[::-1], False, "rises at each of the 3 steps"),
        (["1", "0.5"], False, "falls at its one step"),
        (
            ["0.3", "0.4", "0.5", "0.5", "0.5"],
            True,
            "rises at steps 1 and 2, stays the same from step 3 on, and ends higher than it began",
        ),
        (["3", "2", "2.5", "1"], False, "rises at step 2, and ends lower than it began"),
        (["3", "4", "3", "4", "3"], True, "rises at steps 1 and 3, and ends where it began"),
        (["3", "4", "5", "6", "1"], True, "rises at steps 1 to 3, and ends lower than it began"),
        (
            ["3", "2", "2"],
            False,
            "never rises, moves too little to tell at step 2, and ends lower than it began",
        ),
        (["2", "3", "2"], False, "rises at step 1, and ends too near to where it began to tell"),
    ],
)
def test_an_outcome_says_what_is_proved_and_no_more(losses: list[str], exact: bool, words: str) -> None:
    assert call("outcome", "outcome", [{"text": text, "isExact": exact} for text in losses]) == words


def test_many_rises_are_counted() -> None:
    losses = [
        {"text": text, "isExact": True} for text in ["1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1.5"]
    ]
    assert (
        call("outcome", "outcome", losses)
        == "rises at 5 steps, first at step 1, and ends higher than it began"
    )


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [("0.5", "0.50000001", -1), ("12", "3.25", 1), ("-1", "0", -1), ("-0.5", "-0.25", -1), ("2", "2.0", 0)],
)
def test_proved_numbers_are_compared_by_their_digits(one: str, other: str, order: int) -> None:
    assert call("outcome", "compare", *({"text": text, "isExact": True} for text in (one, other))) == order


def test_digits_that_are_the_same_and_rounded_tell_no_order() -> None:
    rounded = {"text": "0.25", "isExact": False}
    assert call("outcome", "compare", rounded, rounded) is None


@pytest.mark.parametrize(
    ("name", "args", "first", "last", "count"),
    [
        ("fineRungs", (-3, 1), ["0.001", "0.0011", "0.0012"], ["8", "9", "10"], 49),
        ("signedRungs", (-6, 1), ["-5", "-2", "-1"], ["1", "2", "5"], 43),
    ],
)
def test_sliders_stop_at_round_numbers(
    name: str, args: tuple[int, int], first: list[str], last: list[str], count: int
) -> None:
    rungs = call("../rungs", name, *args)
    assert (rungs[:3], rungs[-3:], len(rungs)) == (first, last, count)
    assert rungs == sorted(rungs, key=Fraction)


@pytest.mark.parametrize(
    ("text", "place"), [("0", 2), ("0.05", 3), ("99", 4), ("-0.0000001", 2), ("-0.2", 1)]
)
def test_a_slider_stands_at_the_nearest_stop(text: str, place: int) -> None:
    assert call("../rungs", "nearestRung", ["-1", "-0.1", "0", "0.1", "1"], text) == place


@pytest.mark.parametrize(
    ("text", "exponent"),
    [
        ("1", 0),
        ("-120.5", 2),
        ("0.25", -1),
        ("0.00071", -4),
        ("0", 0),
        ("0.000", 0),
        ("61543100000000000", 16),
    ],
)
def test_the_size_of_a_number_is_read_from_its_digits(text: str, exponent: int) -> None:
    assert call("../readable", "exponentOf", text) == exponent


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ({"text": "-0.000000000000000908080", "isExact": False}, "-9.08080 · 10⁻¹⁶"),
        ({"text": "0.0000000000001", "isExact": True}, "1 · 10⁻¹³"),
        ({"text": "0.000821057", "isExact": False}, "0.000821057"),
    ],
)
def test_many_zeros_become_a_power_of_ten(digits: dict[str, object], text: str) -> None:
    assert call("../readable", "withoutZeros", digits)["text"] == text
