"""What the playground gives away: a program in Python that finds the loss and its derivatives."""

import subprocess
import sys
from math import isclose

import pytest

from backprop.core.graph import derivative_name
from backprop.core.program import history
from backprop.networks.examples import networks
from tests.live.shapes import Twin, twins
from tests.node import ASSETS, answers

PROGRAM = """
import { readFileSync } from "node:fs";
const { pythonOf } = await import(process.argv[1]);
const { shape, step } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(pythonOf(shape, step)));
"""


def printed(twin: Twin, step: int) -> dict[str, float]:
    """Return what the program for a shape prints."""
    program = answers(PROGRAM, ASSETS / "live/playground/saving.mjs", {"shape": twin.shape, "step": step})
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return {name: float(number) for name, number in map(str.split, done.stdout.splitlines())}


def computed(twin: Twin, step: int) -> dict[str, float]:
    """Return the loss and its derivatives from the graph, in double precision."""
    graph = twin.graph
    trained = [name for name, quantity in graph.forward.items() if quantity.role in {"weight", "bias"}]
    slopes = [derivative_name("E_total", name) for name in trained]
    columns = history(graph, ["E_total", *slopes], step)
    return {name: float(columns[name][step]) for name in columns}


@pytest.mark.parametrize("place", range(24))
def test_the_program_prints_the_loss_and_its_derivatives(place: int) -> None:
    twin, step = list(twins(7, 24))[place], place % 3
    found, expected = printed(twin, step), computed(twin, step)
    assert found.keys() == expected.keys()
    wrong = [name for name in found if not isclose(found[name], expected[name], rel_tol=1e-9, abs_tol=1e-12)]
    assert wrong == [], twin.shape


def test_a_program_for_another_rate_is_seen() -> None:
    twin = Twin.of(networks()["mazur"])
    other = Twin(twin.shape | {"rate": "0.75"})
    assert printed(twin, 1)["E_total"] != printed(other, 1)["E_total"]
