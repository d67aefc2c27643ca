"""A guess at a number, judged in Node by the digits that are given."""

from typing import Any

import pytest

from tests.node import ASSETS, answers

MODULE = ASSETS / "live/stepper/guess.mjs"
JUDGE = """
import { readFileSync } from "node:fs";
const { judgement } = await import(process.argv[1]);
const { digits, fractionOf } = await import(new URL("../../digits.mjs", process.argv[1]));
const { Interval } = await import(new URL("../../interval.mjs", process.argv[1]));
const { typed, value, isExact } = JSON.parse(readFileSync(0, "utf8"));
const exact = fractionOf(value);
const { low } = exact.at(256);
const enclosure = isExact ? exact : new Interval(low, low + 1n, 256);
try {
  console.log(JSON.stringify(judgement(typed, (rule) => digits(enclosure, rule))));
} catch (error) {
  console.log(JSON.stringify({ refusal: error.message }));
}
"""
OUTPUT, SIGNAL = "0.59326999210718728", "-0.03809823651655623"


def judged(typed: str, value: str, *, is_exact: bool = False) -> dict[str, Any]:
    """Return what is said of a guess at a number that is known exactly, or nearly."""
    judgement: dict[str, Any] = answers(JUDGE, MODULE, {"typed": typed, "value": value, "isExact": is_exact})
    return judgement


@pytest.mark.parametrize(
    ("typed", "value", "sentence"),
    [
        ("0.593269992", OUTPUT, "Right to 9 digits."),
        (" 0,5933 ", OUTPUT, "Right to 4 digits."),
        (".593", OUTPUT, "Right to 3 digits."),
        ("+0.593", OUTPUT, "Right to 3 digits."),
        ("0.59326999210718728", OUTPUT, "Right to 17 digits."),
        ("−0.0381", SIGNAL, "Right to 3 digits."),
        ("0.5932", OUTPUT, "Close enough: to as many digits it is 0.5933."),
        ("0.600", "0.59951", "Right to 3 digits."),
        ("0.599", "0.59951", "Close enough: to as many digits it is 0.600."),
    ],
)
def test_right_is_what_rounding_gives(typed: str, value: str, sentence: str) -> None:
    assert judged(typed, value) == {"isRight": True, "isNear": False, "sentence": sentence}


@pytest.mark.parametrize(
    ("typed", "value", "is_right"),
    [
        ("0.3775", "0.3775", True),
        ("0.37750", "0.3775", True),
        ("0", "0", True),
        ("1", "1", True),
        ("0.4", "0.3775", False),
    ],
)
def test_a_number_known_exactly_may_be_short(typed: str, value: str, is_right: bool) -> None:
    found = judged(typed, value, is_exact=True)
    assert found["isRight"] == is_right
    assert ("itself" in found["sentence"]) == is_right


@pytest.mark.parametrize(
    ("typed", "value"), [("0.59", OUTPUT), ("1", OUTPUT), ("0.00", "0.000438568"), ("-0.04", SIGNAL)]
)
def test_too_few_digits_are_neither_right_nor_wrong(typed: str, value: str) -> None:
    sentence = "Right so far; give at least 3 digits."
    assert judged(typed, value) == {"isRight": False, "isNear": True, "sentence": sentence}


@pytest.mark.parametrize(
    ("typed", "value", "reproach"),
    [
        ("0.61", OUTPUT, "your number is too large"),
        ("0.58", OUTPUT, "your number is too small"),
        ("0.60", OUTPUT, "your number is too large"),
        ("0", OUTPUT, "your number is too small"),
        ("-0.593269992", OUTPUT, "only the sign is wrong"),
        ("-0.5", OUTPUT, "the number is above zero"),
        ("0.0381", SIGNAL, "only the sign is wrong"),
        ("0.5", SIGNAL, "your number is too large"),
        ("0.50", SIGNAL, "the number is below zero"),
        ("-0.0376", SIGNAL, "the number is further below zero"),
        ("0.00", SIGNAL, "the number is further below zero"),
        ("-0.0388", SIGNAL, "the number is nearer to zero"),
        (
            "0.593269992107187270000000000000000000000",
            "0.593269992107187281234567890123456789012",
            "your number is too small",
        ),
    ],
)
def test_wrong_says_which_way(typed: str, value: str, reproach: str) -> None:
    assert judged(typed, value) == {"isRight": False, "isNear": False, "sentence": f"Not yet: {reproach}."}


@pytest.mark.parametrize("typed", ["", "  ", "about 0.6", "1e999", "0.5.1", "NaN", "--1", "1" * 41])
def test_what_is_no_decimal_gets_one_sentence(typed: str) -> None:
    assert "expected a decimal number such as 0.5" in judged(typed, OUTPUT)["refusal"]
