"""Names as people write them: the module of the pages answers as the table of the package does."""

import random
from itertools import chain

from backprop.exports.graphs import example_graph
from backprop.exports.spelling import FILE, spelling_module
from backprop.grade.spelling import meanings
from backprop.networks.examples import EXAMPLES
from tests.grade.test_spelling import ONE_MEANING, OTHERS
from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const { meanings } = await import(process.argv[1]);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(meanings)));
"""
TYPED = [*chain.from_iterable(heads.split("|") for heads, _ in ONE_MEANING), *(head for head, _ in OTHERS)]
OF_SAMPLES = ["a_h1 (sample 2)", "E (sample 3)", "dE_o1_s2/dw5", "t1_s4", "net h2 s1", "dE s1/dout_h1 s1"]
LETTERS = "w5h1o2_E/d∂+' (δ).-=netaout"
COUNT = 2000


def asked(heads: list[str]) -> list[tuple[str, ...]]:
    return [tuple(names) for names in answers(RUN, ASSETS / "live/check/meanings.mjs", heads)]


def test_the_module_is_the_one_that_the_table_makes() -> None:
    assert (ASSETS / FILE).read_text("utf-8") == spelling_module(), "run backprop assets"


def test_names_mean_the_same_in_a_browser() -> None:
    own = [name for example in EXAMPLES.values() for name in example_graph(example)["expressions"]]
    draw = random.Random(1)  # noqa: S311
    mixed = ["".join(draw.choices(LETTERS, k=draw.randint(1, 9))) for _ in range(COUNT)]
    heads = [*TYPED, *OF_SAMPLES, *own, *mixed, *(name.upper() for name in own)]
    expected = [meanings(head) for head in heads]
    assert dict(zip(heads, asked(heads), strict=True)) == dict(zip(heads, expected, strict=True))
    assert sum(len(names) > 0 for names in expected[-COUNT - len(own) : -len(own)]) > COUNT / 50


def test_the_comparison_tells_answers_apart() -> None:
    assert asked(["dE/dw5"]) == [("dE_total/dw5",)] != [meanings("dE/dw6")]
