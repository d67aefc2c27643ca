"""Answers to exercises, judged in Node: each printed answer is right, and what is said of others."""

from pathlib import Path
from typing import Any

import pytest

from backprop.core import registry
from backprop.core.digits import significant
from backprop.core.keys import Key, parse
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.live.boxes import boxes, counts
from tests.node import ASSETS, answers

MODULE = ASSETS / "live/slips/marking.mjs"
JUDGE = """
import { readFileSync } from "node:fs";
const from = (path) => import(new URL(path, process.argv[1]));
const { compared, marked } = await import(process.argv[1]);
const { judgement } = await from("slips.mjs");
const { typed } = await from("typed.mjs");
const { Run } = await from("../../graph.mjs");
const { graph, tasks } = JSON.parse(readFileSync(0, "utf8"));
const results = [];
for (const { options, step, name, text } of tasks) {
  const pass = await new Run(graph, { options }).pass(step, { names: [name] });
  const judged = judgement(pass, name, typed(text));
  const { isSolved, sentence } = marked(judged);
  const more = judged.agreement || isSolved ? "" : compared(pass, name, judged);
  results.push([isSolved, `${sentence} ${more}`.trim()]);
}
console.log(JSON.stringify(results));
"""
PAGES = boxes()
KEYS = list(dict.fromkeys(key for keys in PAGES.values() for key in keys))
NAMES = sorted({key.example for key in KEYS})


def judged(rows: list[tuple[Key, str]]) -> Any:
    """Return for typed numbers of one example whether they solve their task, and what is said of them."""
    tasks = [
        {"options": list(key.options), "step": key.step, "name": key.quantity, "text": text}
        for key, text in rows
    ]
    graph = example_graph(EXAMPLES[rows[0][0].example])
    return answers(JUDGE, MODULE, {"graph": graph, "tasks": tasks})


def test_boxes_are_many() -> None:
    assert sum(map(len, PAGES.values())) >= 60
    assert len(NAMES) >= 7


def test_pages_count_their_boxes() -> None:
    exercises = {page: len(keys) for page, keys in PAGES.items() if page.parent.name == "exercises"}
    index = Path(next(iter(exercises))).with_name("index.md")
    assert counts() == exercises | {index: sum(exercises.values())}


@pytest.mark.parametrize("example", NAMES)
def test_every_printed_answer_is_right(example: str) -> None:
    rows = [(key, registry.digits(key).text) for key in KEYS if key.example == example]
    for (key, text), (is_solved, sentence) in zip(rows, judged(rows), strict=True):
        assert is_solved, (str(key), text, sentence)
        assert sentence.startswith("Right"), (str(key), text, sentence)


@pytest.mark.parametrize("example", NAMES)
def test_every_answer_to_six_digits_is_right_and_another_is_not(example: str) -> None:
    keys = [key for key in KEYS if key.example == example]
    six = [(key, registry.digits(key, significant(6)).text) for key in keys]
    for (key, text), (is_solved, sentence) in zip(six, judged(six), strict=True):
        assert is_solved or registry.digits(key).exact, (str(key), text, sentence)
    wrong = [(key, text.replace(".", ".1") if "." in text else f"1{text}") for key, text in six]
    assert [row for row, (is_solved, _) in zip(wrong, judged(wrong), strict=True) if is_solved] == []


@pytest.mark.parametrize(
    ("key", "text", "is_solved", "sentence"),
    [
        ("mazur:net_h1", "0.3775", True, "Right: that’s the number itself."),
        ("mazur:net_h1", "0,37750", True, "Right: that’s the number itself."),
        (
            "mazur:net_h1",
            "0.378",
            False,
            "Right so far, to three digits. This one has a finite decimal expansion: give all its digits.",
        ),
        ("mazur:E_total", "0.298371109", True, "Right, to all 9 digits you gave."),
        ("mazur:E_total", "2.98371e-1", True, "Right, to all six digits you gave."),
        ("mazur:E_total", "0.2983711087600", True, "Right, to all 13 digits you gave."),
        ("mazur:E_total", "0.29837", False, "Right so far, to five digits; give six digits."),
        (
            "mazur:E_total",
            "0.29",
            False,
            "Right so far, but the last digit should be rounded, not cut off. Give six digits.",
        ),
        ("mazur:E_total", "0.3", False, "Right so far, to one digit; give six digits."),
        ("mazur@1:E_total", "0.29102777", True, "Right, to all 8 digits you gave."),
        ("mazur:E_total", "0.2983711", True, "Right, to all 7 digits you gave."),
        (
            "mazur:E_total",
            "0.298371108",
            True,
            "Right, to all 9 digits you gave, though the last is cut off where it should be rounded.",
        ),
        (
            "mazur:E_total",
            "0.298371110",
            True,
            "Right to 8 digits. Your last one is off by one, as happens when you round on the way.",
        ),
        (
            "mazur:E_total",
            "0.298372",
            False,
            "Your first five digits are right, but not the rest. Your last digit is off by one.",
        ),
        ("mazur@1:E_total", "0.291027924", False, "Your first six digits are right, but not the rest."),
        ("mazur:delta_o2", "0.038098237", False, "Not this number. Only the sign is wrong."),
        ("mazur:delta_o2", "0.5", False, "Not this number. The sign is wrong."),
        (
            "mazur:dE_total/dw5",
            "0.439829649",
            False,
            "Not this number. The sign is right, but the number is about 5.4 times too large.",
        ),
        (
            "mazur:dE_total/dw5",
            "0.0082167",
            False,
            "Not this number. The sign is right, but the number is about 10 times too small.",
        ),
        ("mazur:E_total", "0", False, "Not this number."),
        ("hollows@50:theta0", "-1", True, "Right, to the digit you gave."),
        ("parabola;rate=1@2:theta0", "0", True, "Right: that’s the number itself."),
        ("parabola;rate=1@2:theta0", "0.5", False, "Not this number."),
    ],
)
def test_what_is_said(key: str, text: str, is_solved: bool, sentence: str) -> None:
    assert judged([(parse(key), text)]) == [[is_solved, sentence]]
