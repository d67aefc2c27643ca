"""A number as it was typed, in Node, held to the rules that Python has for the same."""

import random
from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq

from backprop.slips.printed import read
from tests.node import ASSETS, answers

MODULE = ASSETS / "live/slips/typed.mjs"
JUDGE = """
import { readFileSync } from "node:fs";
const { agreement, digitsInCommon, typed, unitsOff } = await import(process.argv[1]);
const { Exact } = await import(new URL("../../interval.mjs", process.argv[1]));
const judged = ([text, top, bottom]) => {
  const [number, value] = [typed(text), new Exact(BigInt(top), BigInt(bottom))];
  return [agreement(number, value), digitsInCommon(number, value), String(unitsOff(number, value))];
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(judged)));
"""
READ = """
import { readFileSync } from "node:fs";
const { typed } = await import(process.argv[1]);
const result = (text) => {
  try {
    const { count, exponent, significant } = typed(text);
    return [String(count), exponent, significant];
  } catch (error) {
    return error.message;
  }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(result)));
"""


def pairs() -> list[tuple[str, Fraction]]:
    """Return numbers near to values and far from them, with few digits and many, the same each time."""
    draw = random.Random(1847)  # noqa: S311
    found: list[tuple[str, Fraction]] = [("0", Fraction(0)), ("0.5", Fraction(1, 2)), ("-0", Fraction(1, 9))]
    for _ in range(3000):
        value = Fraction(draw.randint(-(10**9), 10**9), draw.choice([1, 3, 7, 10**6, 10**9, 10**12]))
        places = draw.randint(0, 12)
        units = int(value * 10**places) + draw.choice([0, 0, 0, 1, -1, 10, 12345])
        sign = "-" if units < 0 else ""
        digits = f"{abs(units)}".rjust(places + 1, "0")
        whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
        found.append((f"{sign}{whole}.{part}" if places else f"{sign}{whole}", value))
    return found


def test_agreement_is_what_python_says() -> None:
    numbers = pairs()
    question = [[text, str(value.numerator), str(value.denominator)] for text, value in numbers]
    found = answers(JUDGE, MODULE, question)
    ways = set()
    for (text, value), judged in zip(numbers, found, strict=True):
        printed, exact = read(text), fmpq(value.numerator, value.denominator)
        agreement = printed.agreement(exact) or ""
        assert judged == [agreement, printed.common(exact), str(printed.units(exact))], (text, value)
        ways.add(agreement)
    assert ways == {"exact", "rounded", "truncated", ""}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.50", ["50", -2, 2]),
        (" −0,0381 ", ["-381", -4, 3]),
        (".25", ["25", -2, 2]),
        ("3.", ["3", 0, 1]),
        ("3.51e-5", ["351", -7, 3]),
        ("1E3", ["1", 3, 1]),
        ("0.000", ["0", -3, 0]),
        ("", "Type a number first, such as 0.5."),
        ("  ", "Type a number first, such as 0.5."),
        ("abc", "Found “abc”, expected a decimal number such as 0.5."),
        ("0.5.1", "Found “0.5.1”, expected a decimal number such as 0.5."),
        ("-", "Found “-”, expected a decimal number such as 0.5."),
        (".", "Found “.”, expected a decimal number such as 0.5."),
        ("0x10", "Found “0x10”, expected a decimal number such as 0.5."),
        ("1e999", "The exponent must be between -60 and 60; yours is 999."),
        ("1e99999", "Found “1e99999”, expected a decimal number such as 0.5."),
        ("0." + "3" * 39, "Found 40 digits, expected at most 30."),
    ],
)
def test_a_text_is_a_number_or_refused_in_one_sentence(text: str, number: Any) -> None:
    assert answers(READ, MODULE, [text]) == [number]
