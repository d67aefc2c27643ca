"""What training draws, in Node: lines on a grid, the steps that are shown, floats against proved values."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from backprop.core.keys import parse
from backprop.core.registry import digits
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

TRAINING = ASSETS / "live/training"
SURFACES: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "bowl": ("x * x + y * y", lambda x, y: x * x + y * y),
    "saddle": ("x * y", lambda x, y: x * y),
    "slope": ("x + 2 * y", lambda x, y: x + 2 * y),
    "hole": ("x > 0.5 ? NaN : x", lambda x, _: x if x <= 0.5 else math.nan),
    "flat": ("1", lambda *_: 1.0),
}
LINES = """
import { readFileSync } from "node:fs";
const { gridOf, linesAt, areaAbove } = await import(process.argv[1]);
const [surface, level, count] = JSON.parse(readFileSync(0, "utf8"));
const of = new Function("x", "y", `return ${surface}`);
const grid = gridOf(of, [-2, 2], [-2, 2], count);
console.log(JSON.stringify({ lines: linesAt(grid, level), area: areaAbove(grid, level) }));
"""
CALL = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[1]);
const [name, args] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(module[name](...args)));
"""
TRACE = """
import { readFileSync } from "node:fs";
const { Trace } = await import(process.argv[1]);
const { Run } = await import(new URL("../../graph.mjs", process.argv[1]));
const { functionOf } = await import(new URL("float-run.mjs", process.argv[1]));
const { graph, options, given, step } = JSON.parse(readFileSync(0, "utf8"));
const run = new Run(graph, { options, given });
const trace = new Trace(run, [graph.loss, ...Object.keys(run.updates)]);
await trace.reach(step);
const [[first, value], ...others] = trace.at(step).filter(([name]) => name !== graph.loss);
const again = functionOf(run, graph.loss, [first], others)(value);
console.log(JSON.stringify([trace.of(graph.loss)[step], again]));
"""
Point = tuple[float, float]


def lines_at(surface: str, level: float, count: int = 41) -> dict[str, list[list[Point]]]:
    question = [SURFACES[surface][0], level, count]
    lines: dict[str, list[list[Point]]] = answers(LINES, TRAINING / "contour.mjs", question)
    return lines


def call(module: str, name: str, *args: object) -> Any:
    return answers(CALL, TRAINING / module, [name, args])


@pytest.mark.parametrize(
    ("surface", "level", "lines", "closed"),
    [
        ("bowl", 1, 1, 1),  # a circle
        ("bowl", 4.5, 4, 0),  # a circle that leaves the grid at each side
        ("bowl", 9, 0, 0),  # beyond the corners
        ("saddle", 0.5, 2, 0),
        ("saddle", -0.5, 2, 0),
        ("slope", 0.1, 1, 0),
        ("flat", 1, 0, 0),
        ("flat", 2, 0, 0),
    ],
)
def test_lines_run_where_a_function_has_the_value(
    surface: str, level: float, lines: int, closed: int
) -> None:
    drawn = lines_at(surface, level)["lines"]
    assert (len(drawn), sum(line[0] == line[-1] for line in drawn)) == (lines, closed)
    values = [SURFACES[surface][1](x, y) for line in drawn for x, y in line]
    assert values == pytest.approx([level] * len(values), abs=0.01)


def test_lines_at_a_saddle_do_not_cross() -> None:
    drawn = lines_at("saddle", 0, count=4)["lines"]
    assert sorted({x * y >= 0 for line in drawn for x, y in line}) == [True]
    assert len(drawn) == 2


def test_lines_end_where_a_function_has_no_value() -> None:
    (line,) = lines_at("hole", 0.25)["lines"]
    assert {x for x, _ in line} == {0.25}
    assert lines_at("hole", 0.75)["lines"] == []


@pytest.mark.parametrize(
    ("surface", "level", "size"),
    [
        ("bowl", 1, 16 - math.pi),
        ("bowl", 9, 0),
        ("bowl", -1, 16),
        ("slope", 0, 8),
        ("flat", 0.5, 16),
        ("flat", 1.5, 0),
    ],
)
def test_areas_above_a_level_are_as_large_as_they_should_be(surface: str, level: float, size: float) -> None:
    area = lines_at(surface, level)["area"]
    assert all(line[0] == line[-1] for line in area)
    assert size_of(area) == pytest.approx(size, abs=0.02)


def size_of(area: list[list[Point]]) -> float:
    """Return the size of the largest outline without the others, which lie in it."""
    sizes = sorted(map(size_within, area), reverse=True)
    return sizes[0] - sum(sizes[1:]) if sizes else 0.0


def size_within(line: list[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(line))) / 2


@pytest.mark.parametrize(
    ("first", "last", "begins", "count"),
    [
        (0, 1, [0, 1], 2),
        (0, 0, [0], 1),
        (3, 6, [3, 4, 5, 6], 4),
        (0, 100, [0, 1, 2, 3], 101),
        (0, 10_000, [0, 1, 2, 3, 4, 5], 100),
        (250, 10_000, [250], 49),
    ],
)
def test_stops_are_all_of_a_short_way_and_fewer_of_a_long_one(
    first: int, last: int, begins: list[int], count: int
) -> None:
    stops = call("sampling.mjs", "stopsBetween", first, last)
    assert stops[: len(begins)] == begins
    assert stops == sorted(set(stops))
    assert (stops[-1], len(stops)) == (last, count)


def test_an_outline_keeps_every_swing_and_both_ends() -> None:
    values = [(-1) ** step for step in range(5001)]
    values[4321] = 7
    steps = call("sampling.mjs", "outlineSteps", values, 5000)
    assert {steps[0], steps[-1], 4321} <= set(steps)
    assert len(steps) < 1200
    assert steps == sorted(set(steps))
    late = [values[step] for step in steps if step > 4400]
    assert {-1, 1} == set(late)


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("mazur@1000:E_total", {}),
        ("mazur;rate=2@50:E_total", {}),
        ("mazur;bias=each;update=sequential@20:E_total", {}),
        ("xor@300:E_total", {}),
        ("xor;start=2;batch=1@40:E_total", {}),
        ("descent;rate=0.01;momentum=0.9@60:J", {}),
        ("softmax@100:E_total", {}),
        ("relu@20:E_total", {}),
        ("line;batch=2@40:E_total", {}),
        ("chain@30:E_total", {}),
    ],
)
def test_floats_draw_what_is_proved(key: str, given: dict[str, str]) -> None:
    asked = parse(key)
    question = {
        "graph": example_graph(EXAMPLES[asked.example]),
        "options": asked.options,
        "given": given,
        "step": asked.step,
    }
    loss, again = answers(TRACE, TRAINING / "trace.mjs", question)
    assert loss == pytest.approx(float(digits(asked).text.replace(",", "")), rel=1e-5)
    assert again == pytest.approx(loss, rel=1e-12)
