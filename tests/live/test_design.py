"""Designs of the playground: what an address says, the numbers they begin with, and what is refused."""

from hashlib import sha256
from typing import Any

import pytest

from backprop.networks.examples import networks
from tests.live.shapes import Twin
from tests.node import ASSETS, answers

DESIGN = ASSETS / "live/playground/design.mjs"
ASK = """
import { readFileSync } from "node:fs";
const { carried, designOf, refuseNumbers, shapeOf, withNumbers } = await import(process.argv[1]);
const { seededDecimal } = await import(new URL("seeded-decimals.mjs", process.argv[1]));
const shape = (texts) => shapeOf(designOf(texts));
const asked = JSON.parse(readFileSync(0, "utf8"));
const acts = {
  drawn: (seed, place) => seededDecimal(seed, place),
  shape,
  carried: (given, texts, next) => carried(given, shape(texts), shape(next)),
  with: (texts, given) => withNumbers(shape(texts), given),
  targets: (texts, given) => refuseNumbers(withNumbers(shape(texts), given)) ?? "",
};
const answer = ([act, ...args]) => {
  try {
    return acts[act](...args);
  } catch (error) {
    return error.message;
  }
};
console.log(JSON.stringify(asked.map(answer)));
"""


def ask(*question: object) -> Any:
    (answer,) = answers(ASK, DESIGN, [question])
    return answer


def drawn(seed: str, place: str) -> str:
    """Return what the rule of the page gives."""
    word = int.from_bytes(sha256(f"{seed}:{place}".encode()).digest()[:4])
    return f"{(word % 201 - 100) / 100:g}"


def test_numbers_are_drawn_as_the_page_says() -> None:
    asked = [
        ("drawn", str(seed), place) for seed in range(40) for place in ("i1-h2", "h1_1-h2_6", "b1", "o1")
    ]
    assert answers(ASK, DESIGN, asked) == [drawn(seed, place) for _, seed, place in asked]


def test_the_usual_design_is_the_well_known_network() -> None:
    assert Twin(ask("shape", {})).graph.forward == Twin.of(networks()["mazur"]).graph.forward


def test_what_is_added_is_drawn_and_the_rest_stays() -> None:
    usual, wider = ask("shape", {}), ask("shape", {"net": "3-2s-2s"})
    assert [row[:2] for row in wider["layers"][0]["weights"]] == usual["layers"][0]["weights"]
    assert [row[2] for row in wider["layers"][0]["weights"]] == [drawn("1", "i3-h1"), drawn("1", "i3-h2")]
    seeded = ask("shape", {"seed": "7", "bias": "each"})
    assert seeded["layers"][1]["weights"][0][1] == drawn("7", "h2-o1")
    assert seeded["layers"][0]["bias"] == [drawn("7", "h1"), drawn("7", "h2")]


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"net": "7-2s-2s"}, "Found net “7-2s-2s”, expected a shape such as 2-2s-2s"),
        ({"net": "2-7s-2s"}, "expected a shape such as 2-2s-2s"),
        ({"net": "2--2s-2s"}, "expected a shape such as 2-2s-2s"),
        ({"net": "2-2m-2s"}, "expected a shape such as 2-2s-2s"),
        ({"net": "2" + "-2s" * 5}, "of at most 4 layers of 1 to 6 neurons"),
        ({"net": ""}, "expected a shape such as 2-2s-2s"),
        ({"samples": "9"}, "expected 1 to 8 samples"),
        ({"samples": "-1"}, "expected 1 to 8 samples"),
        ({"loss": "hinge"}, "expected half, sum, mean or cross-entropy"),
        ({"momentum": "1e999"}, "expected a decimal such as 0.9"),
        ({"momentum": "0." + "1" * 20}, "of at most 12 digits"),
        ({"samples": "4", "batch": "3"}, "4 samples make no even batches of 3"),
        ({"samples": "2", "update": "sequential"}, "One weight after another is for one sample"),
        ({"total": "mean"}, "A mean over the samples is for several samples"),
        ({"samples": "2", "shown": "3"}, "There is no sample 3"),
        ({"widths": "2"}, "expected one of net, samples"),
    ],
)
def test_bad_designs_are_refused_in_one_sentence(texts: dict[str, str], sentence: str) -> None:
    answer = ask("shape", texts)
    assert isinstance(answer, str)
    assert sentence in answer
    assert "\n" not in answer


@pytest.mark.parametrize(
    ("given", "texts", "following", "kept"),
    [
        ({"w3": "7", "i2": "4", "b1": "3"}, {}, {"net": "3-2s-2s"}, {"w4": "7", "i2": "4", "b1": "3"}),
        ({"w8": "7", "t_o2": "0.5"}, {}, {"net": "2-2s-1s"}, {}),
        ({"w1": "7", "i1": "4", "eta": "2"}, {}, {"samples": "2"}, {"w1": "7", "i1_s1": "4", "eta": "2"}),
        ({"b_h2": "3"}, {"bias": "each"}, {"bias": "shared"}, {}),
    ],
)
def test_numbers_of_a_reader_stay_in_their_place(
    given: dict[str, str], texts: dict[str, str], following: dict[str, str], kept: dict[str, str]
) -> None:
    assert ask("carried", given, texts, following) == kept


def test_numbers_of_a_reader_are_put_in() -> None:
    shape = ask("with", {"bias": "each"}, {"w2": "9", "b_o2": "8", "i1": "7", "t_o1": "6", "eta": "5"})
    assert (shape["layers"][0]["weights"][0][1], shape["layers"][1]["bias"][1]) == ("9", "8")
    assert (shape["inputs"][0][0], shape["targets"][0][0], shape["rate"]) == ("7", "6", "5")


@pytest.mark.parametrize(
    ("texts", "given", "sentence"),
    [
        ({"net": "2-2s-2m", "loss": "cross-entropy"}, {}, ""),
        ({"net": "2-2s-2m", "loss": "cross-entropy"}, {"t_o1": "0.3"}, "The targets add up to 1.29;"),
        ({"net": "2-2s-2m"}, {"t_o1": "0.3"}, ""),
        ({"net": "2-2s-2s", "loss": "cross-entropy"}, {"t_o1": "0.3"}, ""),
        (
            {"net": "2-2s-3m", "loss": "cross-entropy", "samples": "2"},
            {"t_o1_s2": "0.5"},
            "The targets of sample 2 add up to 1.5; with softmax and cross-entropy they must add up to 1.",
        ),
    ],
)
def test_targets_of_a_softmax_are_shares(texts: dict[str, str], given: dict[str, str], sentence: str) -> None:
    assert ask("targets", texts, given).startswith(sentence)
    assert bool(ask("targets", texts, given)) == bool(sentence)
