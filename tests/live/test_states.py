"""Ten thousand random states of the examples: no digit is wrong, and nearly none is missing."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.states import State, proved, published, states
from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const { Run } = await import(process.argv[1]);
const { page, significant } = await import(process.argv[1].replace("graph", "digits"));
const RULES = [page, significant(17)];
const { graph, states } = JSON.parse(readFileSync(0, "utf8"));
const shown = (pass, name, rule) => {
  try {
    const { relation, text } = pass.digits(name, rule);
    return [relation, text];
  } catch (error) {
    return [error.constructor.name, ""];
  }
};
const found = [];
for (const { options, given, step, names } of states) {
  try {
    const pass = await new Run(graph, { options, given }).pass(step, { names });
    found.push(names.map((name) => RULES.map((rule) => shown(pass, name, rule))));
  } catch (error) {
    found.push(error.message);
  }
}
console.log(JSON.stringify(found));
"""

EXAMPLES = (
    *("mazur", "sigmoid", "signed", "relu", "chain", "softmax"),
    *("descent", "parabola", "hollows", "line", "xor"),
)
COUNT = 916  # of each, so that ten thousand are proved
STEPS = (*[0] * 80, *[1] * 15, *[10] * 5)
LONG_COUNT, LONG_STEPS = 4, (1000,)


def shown(drawn: list[State], module: Path = ASSETS / "graph.mjs") -> list[Any]:
    """Return what the module shows of each state: relation and digits by name, or a sentence."""
    asked = [
        {"options": state.run.options, "given": state.given, "step": state.run.step, "names": state.names}
        for state in drawn
    ]
    return list(answers(RUN, module, {"graph": published(drawn[0].run.example), "states": asked}))


def compared(drawn: list[State], module: Path = ASSETS / "graph.mjs") -> tuple[list[str], Counter[str]]:
    """Return a line for each digit shown that is not proved, and how many numbers are the same or missing."""
    expected = [(state, due) for state in drawn if (due := proved(state))]
    lines, counts = [], Counter(unproved=len(drawn) - len(expected))
    for (state, due), found in zip(expected, shown([state for state, _ in expected], module), strict=True):
        for name, own, right in zip(state.names, pairs(found, state), due, strict=True):
            counts.update("same" if text else "missing" for _, text in own)
            if any(
                text and (relation, text) != each for (relation, text), each in zip(own, right, strict=True)
            ):
                lines.append(f"{state}: {name} is {right}, not {own}")
    return lines, counts


def pairs(found: Any, state: State) -> Iterator[list[tuple[str, str]]]:
    """Yield what is shown of each name; where a run ends with a sentence, nothing."""
    for each in found if isinstance(found, list) else [[("", ""), ("", "")]] * len(state.names):
        yield [(relation, text) for relation, text in each]


@pytest.mark.parametrize("example", EXAMPLES)
def test_random_states_show_what_is_proved(example: str) -> None:
    lines, counts = compared([*states(example, COUNT, STEPS), *states(example, LONG_COUNT, LONG_STEPS)])
    assert lines == []
    assert counts["missing"] <= 0.002 * counts["same"], counts
    assert counts["unproved"] <= 0.1 * COUNT


def test_a_slip_is_seen(tmp_path: Path) -> None:
    for path in ASSETS.glob("*.mjs"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    drawn = list(states("mazur", 30, (1,)))
    assert not compared(drawn, tmp_path / "graph.mjs")[0]
    training = tmp_path / "training.mjs"
    source = training.read_text("utf-8")
    assert source.count("      this.#set(values, next);\n") == 1
    training.write_text(source.replace("      this.#set(values, next);\n", ""), "utf-8")
    assert compared(drawn, tmp_path / "graph.mjs")[0]
