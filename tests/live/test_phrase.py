"""A slip in words, said to the one who made it."""

import pytest

from tests.node import ASSETS, answers

ASK = """
import { readFileSync } from "node:fs";
const { asYouDo } = await import(process.argv[1]);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(asYouDo)));
"""
PHRASES = [
    (
        "takes net_h1 where out_h1 belongs, in net_o1",
        "use net_h1 instead of out_h1 in net_o1",
    ),
    (
        "takes the slope of out_h1, x·(1 − x), where that of out_o1 belongs, in dE/dw1",
        "use the slope of out_h1, x·(1 − x) instead of that of out_o1 in dE/dw1",
    ),
    (
        "puts net where out belongs in the slope of out_h1",
        "use net instead of out in the slope of out_h1",
    ),
    (
        "has net_o1 in its place, in net_o2",
        "compute net_o1 instead of net_o2",
    ),
    (
        "has the factor (t_o1 − out_o1)^2 twice, in E_o1",
        "multiply by (t_o1 − out_o1)^2 twice in E_o1",
    ),
    (
        "has the wrong sign, in dE/dw5",
        "give dE/dw5 the wrong sign",
    ),
    (
        "takes w1 and w2 for each other",
        "swap w1 and w2",
    ),
    (
        "takes the mean of the losses for their sum, in the slopes too",
        "take the mean of the losses instead of their sum, in the slopes too",
    ),
    (
        "takes the old parameters, not the updated ones, in dE/dw1",
        "use the old parameters instead of the updated ones in dE/dw1",
    ),
    (
        "reads w5 after its update, in dE/dw1",
        "use w5 after its update in dE/dw1",
    ),
    (
        "subtracts b1 instead of adding it, in net_h1",
        "subtract b1 instead of adding it in net_h1",
    ),
    (
        "leaves out the activation in out_h1, and in its slope",
        "leave out the activation in out_h1, and in its slope",
    ),
    (
        "does not train the bias b",
        "don’t train the bias b",
    ),
    (
        "goes on with all results rounded to 6 decimals",
        "go on with all results rounded to 6 decimals",
    ),
    (
        "squashes out_o1 by a sigmoid",
        "squash out_o1 by a sigmoid",
    ),
    (
        "counts one update too few",
        "count one update too few",
    ),
]


@pytest.fixture(scope="module")
def phrases() -> list[str]:
    return list(answers(ASK, ASSETS / "live/slips/phrase.mjs", [words for words, _ in PHRASES]))


@pytest.mark.parametrize("place", range(len(PHRASES)))
def test_a_slip_is_said_to_the_one_who_made_it(place: int, phrases: list[str]) -> None:
    assert phrases[place] == PHRASES[place][1]
