"""States in the address of a page: read back as they were written, and readable themselves."""

from typing import Any

import pytest

from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const { readState, writeStates } = await import(process.argv[1]);
const { written, read } = JSON.parse(readFileSync(0, "utf8"));
const tried = ([query, example]) => {
  try {
    return readState(query, example);
  } catch (error) {
    return `${error.constructor.name}: ${error.message}`;
  }
};
console.log(JSON.stringify({
  written: written.map(([query, states]) => writeStates(query, states)),
  read: read.map(tried),
}));
"""


def state(example: str = "mazur", **parts: Any) -> dict[str, Any]:
    """Return a state that differs from the usual one in these parts."""
    usual = {"example": example, "options": {}, "given": {}, "step": 0, "chosen": "", "more": {}}
    return {**usual, **parts}


CASES = {
    "at=mazur:E_total": [state(chosen="E_total")],
    "at=mazur@3": [state(step=3)],
    "at=mazur;rate=0.3@1:dE_total/dw5&w5=0.5": [
        state(options={"rate": "0.3"}, given={"w5": "0.5"}, step=1, chosen="dE_total/dw5")
    ],
    "at=mazur&w5=-0.5&nudge.h=0.01": [state(given={"w5": "-0.5"}, more={"nudge.h": "0.01"})],
    "at=mazur&w5=2&at=xor@4:E_total&w1=1": [
        state(given={"w5": "2"}),
        state("xor", given={"w1": "1"}, step=4, chosen="E_total"),
    ],
    "": [state()],
}
REFUSED = {
    "at=mazur;rate:E_total": "Mistake: A key looks like",
    "at=mazur@9999999:E_total": "Mistake: A key looks like",
    "at=mazur@200000:E_total": "Mistake: Found step 200000; steps up to 100000 are computed here.",
    "at=mazur;rate=1;rate=2:E_total": "Mistake: Give each option once.",
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[Any]]:
    question = {
        "written": [["", states] for states in CASES.values()]
        + [["h=loss&at=mazur@9:w5&w1=3", [state(step=1)]], ["h=loss&at=mazur@9", [state()]]],
        "read": [[query, each["example"]] for query, states in CASES.items() for each in states]
        + [[query, "mazur"] for query in REFUSED],
    }
    return dict(answers(RUN, ASSETS / "live/address.mjs", question))


def test_a_state_is_written_so_that_people_can_read_it(found: dict[str, list[Any]]) -> None:
    assert found["written"][: len(CASES)] == list(CASES)


def test_what_else_an_address_asks_stays_there(found: dict[str, list[Any]]) -> None:
    assert found["written"][len(CASES) :] == ["h=loss&at=mazur@1", "h=loss"]


def test_a_state_is_read_back_as_it_was(found: dict[str, list[Any]]) -> None:
    states = [each for states in CASES.values() for each in states]
    assert found["read"][: len(states)] == states


def test_an_address_that_is_none_is_refused(found: dict[str, list[Any]]) -> None:
    said = found["read"][-len(REFUSED) :]
    assert [each[: len(told)] for each, told in zip(said, REFUSED.values(), strict=True)] == [
        *REFUSED.values()
    ]
