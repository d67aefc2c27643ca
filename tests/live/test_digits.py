"""The digits of the pages' module: those of Python's rules, from exact values and from enclosures."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backprop.core.digits import Rule, decimals, page, significant
from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const { decimals, digits, page, significant } = await import(process.argv[1]);
const { Exact, Interval } = await import(process.argv[1].replace("digits", "interval"));
const RULES = { page: () => page, decimals, significant };
const shown = ([[name, count], low, high, bits]) => {
  try {
    const value = bits ? new Interval(BigInt(low), BigInt(high), bits) : new Exact(BigInt(low), BigInt(high));
    const { text, relation } = digits(value, RULES[name](count));
    return [relation, text];
  } catch (error) {
    return [error.constructor.name, error.message];
  }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(shown)));
"""
TYPED = """
import { readFileSync } from "node:fs";
const { fractionOf, numberOf, approximate, ends } = await import(process.argv[1]);
const { Interval } = await import(process.argv[1].replace("digits", "interval"));
const tried = (of) => {
  try {
    return of();
  } catch (error) {
    return [error.constructor.name, error.message];
  }
};
const { typed, written, near } = JSON.parse(readFileSync(0, "utf8"));
const pair = (value) => ends(value)[0].map(String);
console.log(JSON.stringify({
  typed: typed.map((text) => tried(() => pair(fractionOf(text)))),
  written: written.map((text) => pair(numberOf(text))),
  near: near.map((each) => tried(() => {
    const value = typeof each === "string" ? numberOf(each) : new Interval(...each.map(BigInt), 128);
    return String(approximate(value));
  })),
}));
"""
MODULE = ASSETS / "digits.mjs"
RULES: dict[tuple[str, int], Rule] = {
    ("page", 0): page,
    **{("decimals", places): decimals(places) for places in (0, 1, 3, 9, 17)},
    **{("significant", count): significant(count) for count in (1, 2, 6, 17, 30)},
}
VALUES = [
    *("0", "0.5", "1.5", "2.5", "0.125", "0.375", "0.35", "0.45", "9.9995", "999.5", "0.0004", "0.0006"),
    *("1/3", "2/3", "1e-30", "1e30", "123456789012345678", "12345678901234565", "12345678901234575"),
    *("0.00009999995", "0.0001", "0.00010000000005", "0.99999999999999999", "0.1234567895", "1e-9"),
    *("0.0000000005", "1.0000000005", "100", "1200", "1e17", "1e18", "99999999999999999.5", "1/7e-20"),
]


def values() -> Iterator[Fraction]:
    """Yield numbers that are hard to round, and random ones of any size."""
    random = Random("digits")  # noqa: S311  no secret
    for text in VALUES:
        top, _, bottom = text.partition("/")
        yield Fraction(top) / Fraction(bottom or 1)
    for _ in range(300):
        size = Fraction(random.randrange(1, 10 ** random.randrange(1, 20)), 10 ** random.randrange(25))
        yield size
        yield size / random.randrange(1, 1000)
        yield size + Fraction(5, 10 ** random.randrange(1, 25))


def shown(cases: list[Any], module: Path = MODULE) -> list[list[str]]:
    """Return what the module shows for each: a relation and digits, or an error and its words."""
    return list(answers(RUN, module, cases))


def parted(module: Path = MODULE) -> list[str]:
    """Return a line for each exact value that the module shows otherwise than the core."""
    cases = [(name, sign * value) for name, value, sign in product(RULES, values(), (1, -1))]
    found = shown([(name, str(value.numerator), str(value.denominator), 0) for name, value in cases], module)
    due = [
        ["=" if Fraction(text) == value else "≈", text]
        for (name, value) in cases
        if (text := RULES[name](value))
    ]
    return [
        f"{case}: {one}, not {other}"
        for case, one, other in zip(cases, found, due, strict=True)
        if one != other
    ]


def test_exact_values_have_the_digits_of_the_core() -> None:
    assert parted() == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("whole & 1n", "true"),
        ("rest > b", "rest >= b"),
        ("isBelow ? order - 1 : order", "order"),
        ("whole === tenTo(count)", "false"),
        ("over % under === 0n && ", ""),
        ('whole < 0n ? "-"', 'whole <= 0n ? "-"'),
        ("PAGE_DECIMALS - PAGE_DIGITS + 1", "PAGE_DECIMALS - PAGE_DIGITS + 2"),
        ("<= PAGE_DECIMALS", "<= 12"),
    ],
)
def test_a_slip_is_seen(text: str, slip: str, tmp_path: Path) -> None:
    for path in ASSETS.glob("*.mjs"):
        source = path.read_text("utf-8")
        assert path != MODULE or source.count(text) == 1
        (tmp_path / path.name).write_text(source.replace(text, slip) if path == MODULE else source, "utf-8")
    assert parted(tmp_path / MODULE.name)


def enclosures() -> Iterator[tuple[tuple[str, int], int, int]]:
    """Yield enclosures, in units of 2^-128, of numbers at which digits change or nearly do."""
    unit = 1 << 128
    for name, value, width in product(RULES, values(), (1, 1 << 40)):
        low = value.numerator * unit // value.denominator
        yield from ((name, start, start + width) for start in (low - width, low, low + 1))


def test_enclosures_have_the_digits_on_which_both_ends_agree() -> None:
    cases = list(enclosures())[::3]
    counts = {"≈": 0, "Undecided": 0}
    for (name, *ends), (kind, text) in zip(
        cases, shown([(name, str(low), str(high), 128) for name, low, high in cases]), strict=True
    ):
        low, high = (RULES[name](Fraction(end, 1 << 128)) for end in ends)
        assert (kind, text) == (
            ("≈", low) if low == high else ("Undecided", "an enclosure leaves a digit open")
        ), (name, ends)
        counts[kind] += 1
    assert min(counts.values()) > 500


def test_a_long_number_is_not_written_out() -> None:
    [found] = shown([(("page", 0), str(1 << 14_002), "1", 0)])
    assert found == ["Mistake", "A number is too long to be written out."]


READ = [
    ("0.5", "1/2"),
    (" -0.50 ", "-1/2"),
    ("−3", "-3"),
    ("+.25", "1/4"),
    ("-.25", "-1/4"),
    ("007", "7"),
    ("-0", "0"),
    ("1" * 40, "1" * 40),
]
BAD = {
    "": "nothing",
    "-": "-",
    "1.": "1.",
    ".": ".",
    "0,5": "0,5",
    "1e999": "1e999",
    "x": "x",
    "1/2": "1/2",
    "0x10": "0x10",
    "1 2": "1 2",
    "Infinity": "Infinity",
    "1" * 41: "1" * 40 + "…",
}
WRITTEN = [("2", "2"), ("-1/20", "-1/20"), ("1/3", "1/3"), ("0.125", "1/8"), ("-7/1", "-7"), ("0", "0")]
NEAR: list[tuple[Any, str]] = [
    ("1/3", "0.3333333333333333"),
    ("-1/20", "-0.05"),
    ("0", "0"),
    ("1" + "0" * 400, "Infinity"),
    ("1/1" + "0" * 400, "0"),
    ("1/1" + "0" * 310, "1e-310"),
    ([str(3 << 127), str((3 << 127) + 9)], "1.5"),
    ([str(-5), str(7)], "2.938735877055719e-39"),
    ([str(-1 << 128), str(1 << 128)], "['Undecided', 'an enclosure is too wide']"),
]


@pytest.fixture(scope="module")
def read() -> dict[str, list[Any]]:
    question = {
        "typed": [text for text, _ in READ] + list(BAD),
        "written": [text for text, _ in WRITTEN],
        "near": [text for text, _ in NEAR],
    }
    return dict(answers(TYPED, MODULE, question))


def test_decimals_are_read(read: dict[str, list[Any]]) -> None:
    assert [Fraction(*map(int, pair)) for pair in read["typed"][: len(READ)]] == [
        Fraction(v) for _, v in READ
    ]
    assert [Fraction(*map(int, pair)) for pair in read["written"]] == [Fraction(v) for _, v in WRITTEN]


def test_what_is_no_decimal_is_refused(read: dict[str, list[Any]]) -> None:
    assert read["typed"][len(READ) :] == [
        ["Mistake", f"Found {found}, expected a decimal number such as 0.5, of at most 40 digits."]
        for found in BAD.values()
    ]


def test_pixels_get_the_middle(read: dict[str, list[Any]]) -> None:
    assert list(map(str, read["near"])) == [text for _, text in NEAR]
