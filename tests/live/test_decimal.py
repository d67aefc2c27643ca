"""Decimals of a reader's own: their one spelling, and what is none."""

from typing import Any

import pytest

from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const module = await import(process.argv[1]);
const tried = ([name, ...given]) => {
  try {
    return module[name](...given);
  } catch (error) {
    return `${error.constructor.name}: ${error.message}`;
  }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(tried)));
"""
TABLE: list[tuple[str, list[Any], Any]] = [
    *(
        ("decimalOf", [typed], spelled)
        for typed, spelled in {
            "0.5": "0.5",
            " 0.50 ": "0.5",
            "+.5": "0.5",
            "−3.250": "-3.25",
            "-0,0": "0",
            "007": "7",
            "12": "12",
            "1,5": "1.5",
        }.items()
    ),
    *(
        (
            "decimalOf",
            [typed],
            f"Mistake: Found {typed or 'nothing'}, expected a decimal number such as 0.5, ",
        )
        for typed in ("", "abc", "1e999", "1.2.3", "1,2,3", "=A1*2", "½", "-")
    ),
    ("decimalOf", ["1" * 41], f"Mistake: Found {'1' * 40}…, expected a decimal number such as 0.5, "),
    ("addHundredths", ["0.4", -41], "-0.01"),
    ("addHundredths", ["0.123", 1], "0.133"),
    ("addHundredths", ["2", 50], "2.5"),
    ("decimalOfFraction", ["-2/5"], "-0.4"),
    ("decimalOfFraction", ["12"], "12"),
    ("decimalOfFraction", ["1/3"], "1/3"),
    ("isEqual", ["0.4", "2/5"], True),
    ("isEqual", ["-0.5", "0.5"], False),
]


@pytest.fixture(scope="module")
def found() -> list[Any]:
    return list(answers(RUN, ASSETS / "live/decimal.mjs", [[name, *given] for name, given, _ in TABLE]))


@pytest.mark.parametrize("place", range(len(TABLE)), ids=[f"{name} {given}" for name, given, _ in TABLE])
def test_a_decimal_is_read_and_spelled(place: int, found: list[Any]) -> None:
    expected = TABLE[place][2]
    if isinstance(expected, str) and expected.startswith("Mistake"):
        assert found[place].startswith(expected)
    else:
        assert found[place] == expected
