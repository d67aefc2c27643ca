"""Small charts of live parts: round ticks, outlines, labels apart, symbols in letters, colours of figures."""

import re
from typing import Any

import pytest

from backprop.figures.style import LIGHT
from backprop.figures.symbols import runs_of
from tests.node import ASSETS, answers

CHARTS = ASSETS / "live/charts"
CALL = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[1]);
const [name, args] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(module[name](...args)));
"""
ROLES = {"background", "ink", "muted", "faint", *(f"run-{place}" for place in range(1, 7))}


def scale(name: str, *args: object) -> Any:
    return answers(CALL, CHARTS / "scale.mjs", [name, args])


@pytest.mark.parametrize(
    ("name", "low", "high", "expected"),
    [
        ("ticks", 0, 1, "0 0.2 0.4 0.6 0.8 1"),
        ("ticks", -5.85, 4.15, "−4 −2 0 2 4"),
        ("ticks", 0.1, 11.35, "2 4 6 8 10"),
        ("ticks", 0.29837, 0.29838, "0.29837 0.298372 0.298374 0.298376 0.298378 0.29838"),
        ("ticks", 0, 3e7, "0 5·10^{6} 10^{7} 1.5·10^{7} 2·10^{7} 2.5·10^{7} 3·10^{7}"),
        ("ticks", -2e-6, 2e-6, "−2·10^{-6} −10^{-6} 0 10^{-6} 2·10^{-6}"),
        ("ticks", 1, 1, ""),
        ("logTicks", 0.001, 20, "0.001 0.01 0.1 1 10"),
        ("logTicks", 0.03, 1, "0.05 0.1 0.2 0.5 1"),
        ("logTicks", 0.2, 0.4, "0.2 0.25 0.3 0.35 0.4"),
        ("logTicks", 1e-20, 1, "10^{-20} 10^{-16} 10^{-12} 10^{-8} 0.0001 1"),
    ],
)
def test_ticks_are_few_and_round(name: str, low: float, high: float, expected: str) -> None:
    ticks = scale(name, low, high)
    assert " ".join(word["tex"] for tick in ticks for word in tick["words"]) == expected
    assert all(low * (1 - 1e-9) <= tick["at"] <= high * (1 + 1e-9) for tick in ticks if low > 0)


@pytest.mark.parametrize(
    ("whole", "exponent", "expected"),
    [(0, 3, "0"), (5, -1, "0.5"), (10, -1, "1"), (-25, -2, "−0.25"), (2, 5, "200000"), (1, -4, "0.0001")],
)
def test_digits_of_ticks_come_from_whole_numbers(whole: int, exponent: int, expected: str) -> None:
    assert scale("roundNumber", whole, exponent) == expected


@pytest.mark.parametrize(
    ("axis", "count", "expected"),
    [
        ({"low": 0, "high": 4}, 3, [0, 2, 4]),
        ({"low": 1, "high": 100, "isLog": True}, 3, [1, 10, 100]),
    ],
)
def test_values_are_spread_evenly_on_their_axis(
    axis: dict[str, float], count: int, expected: list[float]
) -> None:
    assert scale("spread", axis, count) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], ""),
        ([[0, 0], [1.234, 5]], "M0 0L1.23 5"),
        ([[0, 1e300], [1, -1e300]], "M0 100000L1 -100000"),
    ],
)
def test_outlines_stay_near_the_picture(points: list[list[float]], expected: str) -> None:
    assert scale("outline", points) == expected


def test_an_outline_is_interrupted_where_a_point_is_no_number() -> None:
    code = CALL.replace("...args", "args[0].map(([x, y]) => [x, y ?? NaN])")
    assert (
        answers(code, CHARTS / "scale.mjs", ["outline", [[[0, 0], [1, None], [2, 1], [3, 1]]]])
        == "M0 0M2 1L3 1"
    )


@pytest.mark.parametrize(
    ("heights", "expected"),
    [([10, 50], [10, 50]), ([10, 11, 12], [10, 23, 36]), ([98, 99], [87, 100]), ([50, 40], [53, 40])],
)
def test_labels_are_moved_apart(heights: list[float], expected: list[float]) -> None:
    assert scale("apart", heights, 0, 100) == expected


@pytest.mark.parametrize(
    ("ends", "is_at_end", "height", "expected"),
    [
        ([[0, 100], [200, 0]], True, 100, (154, 14, "end")),
        ([[0, 100], [200, 0]], True, 0, (166, 34, "start")),
        ([[0, 100], [200, 0]], False, 100, (34, 74, "end")),
        ([[0, 40], [200, 40]], True, 0, (166, 54, "start")),
        ([[0, 0], [200, 100]], False, 100, (46, 14, "start")),
    ],
)
def test_a_line_has_its_name_beside_it_on_the_side_that_is_free(
    ends: list[list[int]], is_at_end: bool, height: int, expected: tuple[int, int, str]
) -> None:
    panel = {"left": 0, "right": 200, "top": 0, "foot": 100}
    free = {"isAtEnd": is_at_end, "curve": [[0, height], [200, height]]}
    place = answers(CALL, CHARTS / "line-label.mjs", ["labelPlace", [panel, ends, 40, free]])
    assert (place["x"], place["y"], place["side"]) == expected


def test_an_arrow_has_a_head_where_there_is_room_for_one() -> None:
    assert scale("arrowHead", [0, 0], [20, 0]).startswith("M20 0L")
    assert scale("arrowHead", [0, 0], [2, 0]) == ""


@pytest.mark.parametrize(
    "tex",
    [
        "w_5",
        "net_{h1}",
        "E_{total}",
        r"\theta_0",
        "t_{o1}",
        r"\frac{\partial E_{total}}{\partial w_5}",
        "10^{-5}",
        "J",
    ],
)
def test_symbols_have_the_letters_that_figures_give_them(tex: str) -> None:
    runs = answers(CALL, CHARTS / "letters.mjs", ["runsOf", [tex]])
    expected = [(run.letters, run.is_italic, run.is_index, run.is_power) for run in runs_of(tex)]
    assert [
        (run["letters"], run.get("isItalic", False), run.get("kind") == "index", run.get("kind") == "power")
        for run in runs
    ] == expected


def test_charts_have_the_colours_of_the_figures() -> None:
    written = dict(re.findall(r"--figure-([\w-]+), (#\w+)", (CHARTS / "chart.css").read_text("utf-8")))
    assert written == {name: LIGHT.properties[name] for name in ROLES}
