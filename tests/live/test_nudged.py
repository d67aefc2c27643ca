"""A given number nudged in the browser: its loss, change, prediction and quotient as Python proves them."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from flint import ctx, fmpq

from backprop.core.digits import digits, page
from backprop.core.keys import settings
from backprop.core.ops import Proved
from backprop.core.program import compiled
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

LIVE = ASSETS / "live"
FACTS = """
import { readFileSync } from "node:fs";
const { factsOf, nudgedBy, NUDGE } = await import(process.argv[1]);
const { Run } = await import(process.argv[1].replace("live/nudge/nudged", "graph"));
const { graph, asked } = JSON.parse(readFileSync(0, "utf8"));
const { expressions } = new Run(graph);
console.log(JSON.stringify(asked.map(([upper, lower, by]) => {
  const run = new Run(graph, { given: { [NUDGE]: by }, edits: nudgedBy(expressions, upper, lower) });
  return factsOf(run.passNow(0), { upper, lower, by });
})));
"""
CALL = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[1]);
const [name, args] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(module[name](...args)));
"""
VALUES = """
import { readFileSync } from "node:fs";
const { floats } = await import(process.argv[1]);
const { expressions } = JSON.parse(readFileSync(0, "utf8"));
const value = floats(expressions, {});
console.log(JSON.stringify(Object.keys(expressions).map((name) => [name, value(name)])));
"""
BITS = 256
ASKED = [
    ("mazur", "w5", "0.01"),
    ("mazur", "w5", "-0.000001"),
    ("mazur", "w1", "2"),
    ("mazur", "i1", "0.5"),
    ("mazur", "b2", "-3"),
    ("mazur", "t_o1", "0.1"),
    ("sigmoid", "w7", "0.00002"),
    ("relu", "w3", "-0.25"),
    ("relu", "w1", "-40"),
    ("softmax", "w5", "0.1"),
    ("chain", "w1", "-5"),
    ("parabola", "theta0", "0.5"),
    ("line", "b", "0.000001"),
]


def digits_in_page(example: str, lower: str, by: str) -> dict[str, Any]:
    """Return what the page shows of a nudge."""
    graph = example_graph(EXAMPLES[example])
    question = {"graph": graph, "asked": [(graph["loss"], lower, by)]}
    (facts,) = answers(FACTS, LIVE / "nudge/nudged.mjs", question)
    return {
        name: fact["text"] for name, fact in facts.items() if isinstance(fact, dict) and "relation" in fact
    }


def proved(example: str, lower: str, by: str) -> Iterator[tuple[str, Proved]]:
    """Yield the same from balls: the loss at both points by the program that Python runs."""
    graph = EXAMPLES[example].graph(settings(EXAMPLES[example], ()))
    names = [graph.loss, lower, f"d{graph.loss}/d{lower}"]
    program, now = compiled(graph, names, "proved", [lower]), compiled(graph, names, "proved")({})[lower]
    h = exact(Fraction(by))
    with ctx.workprec(BITS):
        before, after = (program({lower: x}) for x in (now, now + h))
        (loss, _, slope), nudged = (before[name] for name in names), after[graph.loss]
        change = nudged - loss
        yield from {"at": now, "moved": now + h, "loss": loss, "nudgedLoss": nudged, "slope": slope}.items()
        if h != 0:
            yield from {"change": change, "predicted": slope * h}.items()
            yield from {"gap": slope * h - change, "quotient": change / h}.items()


def exact(number: Fraction) -> fmpq:
    return fmpq(number.numerator, number.denominator)


@pytest.mark.parametrize(("example", "lower", "by"), ASKED)
def test_the_numbers_of_a_nudge_are_those_that_python_proves(example: str, lower: str, by: str) -> None:
    texts = digits_in_page(example, lower, by)
    assert texts == {name: digits(value, page).text for name, value in proved(example, lower, by)}


def test_without_a_nudge_there_is_a_slope_and_no_quotient() -> None:
    texts = digits_in_page("mazur", "w5", "0")
    assert texts["slope"] == "0.082167041"
    assert texts.keys() == dict(proved("mazur", "w5", "0")).keys()


@pytest.mark.parametrize(
    ("one", "other", "count", "text"),
    [
        ("0.082105685", "0.082167041", 3, "0.0821"),
        ("-0.022602550", "-0.022602540", 6, "-0.0226025"),
        ("0.5", "0.25", 0, "0."),
        ("0.5", "0.50", 1, "0.5"),
        ("12.5", "12.75", 2, "12."),
        ("0.1", "-0.1", 0, ""),
        ("99.9", "100.1", 0, ""),
        ("1.25", "1.25", 3, "1.25"),
    ],
)
def test_digits_agree_up_to_the_first_that_differs(one: str, other: str, count: int, text: str) -> None:
    assert answers(CALL, LIVE / "nudge/nudged.mjs", ["agreement", [one, other]]) == {
        "count": count,
        "text": text,
    }


def test_whatever_the_loss_depends_on_can_be_nudged() -> None:
    expressions = example_graph(EXAMPLES["mazur"])["expressions"]
    names = answers(CALL, LIVE / "nudge/nudged.mjs", ["nudgeable", [expressions, "E_total"]])
    assert names == ["i1", "i2", *(f"w{place}" for place in range(1, 9)), "b1", "b2", "t_o1", "t_o2"]


@pytest.mark.parametrize("example", sorted(name for name in EXAMPLES if EXAMPLES[name].options))
def test_floats_draw_what_is_proved(example: str) -> None:
    graph = EXAMPLES[example].graph(settings(EXAMPLES[example], ()))
    expressions = example_graph(EXAMPLES[example])["expressions"]
    floats = dict(answers(VALUES, LIVE / "charts/floats.mjs", {"expressions": expressions}))
    known = compiled(graph, list(floats), "fast")({})
    assert floats == pytest.approx({name: float(known[name]) for name in floats}, rel=1e-9, abs=1e-12)
