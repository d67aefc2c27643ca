"""The kernel of the pages: what it gives holds the exact value, narrowly, and is exact where Python's is."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flint import ctx, fmpq

from backprop.core.digits import ends
from backprop.core.ops import OPS
from tests.core.test_ops import ROWS
from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const { OPS, Interval, fraction } = await import(process.argv[1]);
const number = ([low, high], bits) => {
  const [[a, b], [c, d]] = [low, high].map((text) => text.split("/").map(BigInt));
  if (low === high) return fraction(a, b, bits);
  return new Interval((a << BigInt(bits)) / b, (c << BigInt(bits)) / d, bits);
};
const given = ({ top, bottom, low, high }) => (low === undefined ? [top, bottom] : [low, high]).map(String);
const result = ([op, args, bits]) => {
  try {
    const [a, b = a] = args.map((arg) => number(arg, bits));
    const y = OPS[op](a, b, bits);
    return [y.low === undefined ? "exact" : "interval", ...given(y)];
  } catch (error) {
    return [error.constructor.name, error.message];
  }
};
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases ? cases.map(result) : Object.keys(OPS)));
"""
MODULE = ASSETS / "interval.mjs"
SMOOTH = ("neg", "exp", "log", "sigmoid", "tanh")
ONE_ARGUMENT = (*SMOOTH, "relu", "positive")
TWO_ARGUMENTS = ("add", "sub", "mul", "div")
# Ties, what is tiny and huge, both signs, 0, and what no binary or decimal number is.
POINTS = [
    *("0", "1", "-1", "1/2", "-1/2", "1/3", "-1/3", "-7/5", "20", "-20", "123.25", "-200", "700", "-4000"),
    *("0.00001", "-1e-30", "1e-30", "1e-60", "1e25", "-1e25", "0.9999999999999999999999", "1.0000000001"),
]
BITS = (128, 256, 512, 1024, 4096)

Ends = tuple[Fraction, Fraction]
# An operation, its arguments from a least to a greatest value, and the bits.
Case = tuple[str, tuple[Ends, ...], int]


def point(text: str | Fraction) -> Ends:
    """Return a number as an argument that is known exactly."""
    return Fraction(text), Fraction(text)


def results(cases: list[Case], module: Path = MODULE) -> list[list[str]]:
    """Return the kernel's answers: exact or interval, and its two numbers; or an error, and its words."""

    def spelled(ends: Ends) -> list[str]:
        return [f"{end.numerator}/{end.denominator}" for end in ends]

    question = [(op, [spelled(arg) for arg in args], bits) for op, args, bits in cases]
    return list(answers(RUN, module, question))


def ends_of(result: list[str], bits: int) -> Ends:
    """Return the least and the greatest value that a result leaves."""
    kind, one, other = result
    if kind == "exact":
        return point(Fraction(int(one), int(other)))
    return Fraction(int(one), 1 << bits), Fraction(int(other), 1 << bits)


@cache
def value(op: str, args: tuple[Fraction, ...], bits: int) -> Ends:
    """Return ends of what the table of operations gives, in balls of more bits than the kernel has."""
    with ctx.workprec(2 * bits + 2000):
        return ends(OPS[op].proved(*(fmpq(number.numerator, number.denominator) for number in args)))


def missed(cases: list[Case], module: Path = MODULE) -> list[str]:
    """Return a line for each result that leaves out a value, or is wider than a few units of its last bit."""
    return [
        f"{case}: {fault}"
        for case, result in zip(cases, results(cases, module), strict=True)
        if (fault := fault_of(case, result))
    ]


def fault_of(case: Case, result: list[str]) -> str:
    op, args, bits = case
    if len(result) == 2:
        return result[1]
    low, high = ends_of(result, bits)
    points = {*product(*args), *(tuple(map(inside, args, [share] * 2)) for share in (1, 2, 3))}
    for numbers in points:
        least, greatest = value(op, numbers, bits)
        if greatest < low or high < least:
            return f"leaves out that of {numbers}"
    steepness = 2 / args[0][0] if op == "log" else 8 * abs(high)
    is_narrow = high - low < (4 + steepness) / (1 << bits)
    return "" if is_narrow or len(points) > 1 else "too wide"


def inside(ends: Ends, quarters: int) -> Fraction:
    """Return a number between two ends."""
    low, high = ends
    return low + (high - low) * quarters / 4


def is_decided(op: str, x: Fraction, bits: int) -> bool:
    """Tell whether an operation has a result that so many bits hold, and Python can write out."""
    return x * 2**bits > 1 if op == "log" else x > -9000 if op == "sigmoid" else op != "exp" or abs(x) < 9000


def at_points() -> Iterator[Case]:
    """Yield each operation at numbers that are hard, at every precision."""
    numbers = list(map(Fraction, POINTS))
    for bits in BITS:
        for x in numbers:
            yield from ((op, (point(x),), bits) for op in ONE_ARGUMENT if is_decided(op, x, bits))
            exponents = ("-2", "0", "1", "3") if x else ("0", "1", "3")
            yield from (("power", (point(x), point(n)), bits) for n in exponents)
            yield from (("round", (point(x), point(n)), bits) for n in ("0", "1", "4"))
    for x, y in product(numbers, numbers):
        yield from ((op, (point(x), point(y)), 128) for op in TWO_ARGUMENTS if op != "div" or y)


def at_random() -> Iterator[Case]:
    """Yield each operation at random intervals, narrow and wide, which it can decide."""
    random = Random("intervals")  # noqa: S311  no secret
    unit = 1 << 128

    def interval(*, positive: bool = False) -> Ends:
        low = Fraction(random.randrange(-40 * unit, 40 * unit) >> random.randrange(140), unit)
        low = abs(low) + Fraction(1, unit) if positive else low
        return low, low + Fraction(random.randrange(1, 6 * unit) >> random.randrange(128), unit)

    for _ in range(60):
        yield from ((op, (interval(positive=op == "log"),), 128) for op in SMOOTH)
        yield from ((op, (interval(), interval(positive=op == "div")), 128) for op in TWO_ARGUMENTS)
        low, high = interval(positive=True)
        yield "div", (interval(), (-high, -low)), 128
        yield "power", (interval(), point(str(random.randrange(1, 5)))), 128
        yield "power", ((1 + low, 1 + high), point("-2")), 128


def test_every_operation_has_its_row() -> None:
    assert answers(RUN, MODULE, None) == list(OPS)


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row[2], str)], ids=str)
def test_what_is_rational_is_exact(row: tuple[str, tuple[str, ...], str, Any]) -> None:
    op, args, expected, _ = row
    [(kind, *numbers)] = results([(op, tuple(map(point, args)), 128)])
    assert (kind, Fraction(*map(int, numbers))) == ("exact", Fraction(expected))


def test_the_value_is_held_narrowly_at_numbers() -> None:
    assert missed(list(at_points())) == []


def test_every_value_is_held_in_intervals() -> None:
    assert missed(list(at_random())) == []


# What each operation says where it has no result.
REFUSED = [
    ("div", (point("1"), point("0")), "Mistake", "A divisor is 0."),
    ("div", (point("0"), point("0")), "Mistake", "A divisor is 0."),
    ("div", (point("1"), (Fraction(-1), Fraction(1))), "Undecided", "a divisor cannot be told from 0"),
    ("div", (point("0"), (Fraction(0), Fraction(1))), "Undecided", "a divisor cannot be told from 0"),
    ("power", (point("0"), point("-1")), "Mistake", "A divisor is 0."),
    ("power", (point("2"), point("1/2")), "Mistake", "An exponent is not a whole number."),
    ("log", (point("0"),), "Mistake", "A logarithm is taken of a number that is not positive."),
    ("log", (point("-1"),), "Mistake", "A logarithm is taken of a number that is not positive."),
    ("log", ((Fraction(-1), Fraction(1)),), "Undecided", "the argument of a logarithm cannot be told from 0"),
    ("log", (point("1e-50"),), "Undecided", "the argument of a logarithm cannot be told from 0"),
    ("exp", (point("20000"),), "Mistake", "A power of e has more than 4,000 digits."),
    ("exp", ((Fraction(0), Fraction(20000)),), "Undecided", "a power of e may be too large"),
    ("sigmoid", ((Fraction(-30000), Fraction(20000)),), "Undecided", "a power of e may be too large"),
    ("relu", ((Fraction(-1), Fraction(1)),), "Undecided", "the sign of a number is not certain"),
    ("positive", ((Fraction(0), Fraction(1)),), "Undecided", "the sign of a number is not certain"),
    (
        "round",
        ((Fraction(1, 8), Fraction(3, 8)), point("1")),
        "Undecided",
        "how a number is rounded is not certain",
    ),
]


def test_what_has_no_result_is_refused_or_left_undecided() -> None:
    assert results([(op, args, 128) for op, args, _, _ in REFUSED]) == [list(row[2:]) for row in REFUSED]


# What is exact although an argument is not.
ABSORBED = [
    ("mul", (point("0"), (Fraction(-1), Fraction(1))), "0"),
    ("mul", ((Fraction(1), Fraction(2)), point("0")), "0"),
    ("div", (point("0"), (Fraction(1), Fraction(2))), "0"),
    ("power", ((Fraction(1), Fraction(2)), point("0")), "1"),
    ("relu", ((Fraction(-2), Fraction(0)),), "0"),
    ("positive", ((Fraction(1), Fraction(2)),), "1"),
    ("round", ((Fraction(5, 4), Fraction(21, 16)), point("1")), "13/10"),
    ("round", ((Fraction(-21, 16), Fraction(-5, 4)), point("1")), "-13/10"),
]


def test_a_result_may_be_exact_where_an_argument_is_not() -> None:
    found = results([(op, args, 128) for op, args, _ in ABSORBED])
    assert [(kind, Fraction(*map(int, rest))) for kind, *rest in found] == [
        ("exact", Fraction(value)) for *_, value in ABSORBED
    ]


def test_a_power_of_e_that_vanishes_is_less_than_a_unit() -> None:
    assert results([("exp", (point("-1e25"),), 128)]) == [["interval", "0", "1"]]


def test_long_numbers_become_intervals() -> None:
    cases: list[Case] = [("mul", (point("1e616"), point(factor)), 128) for factor in ("1/2", "10", "1/3")]
    assert [kind for kind, *_ in results(cases)] == ["exact", "interval", "exact"]


# Slips that a hand may make: a text of the module, and what is put in its place.
FAULTS = [
    ("-(-a >> places)", "a >> places"),
    ("raised(scaled, this.bottom)", "floored(scaled, this.bottom)"),
    ("a.low - b.high", "a.low - b.low"),
    ("x.top * (y.bottom / x.bottom) + y.top", "x.top + y.top"),
    ("top % 10n === 0n && ", ""),
    ("d >= 0n ? b * d : a * d", "b * d"),
    ("low < 0n ? b.low : b.high", "b.low"),
    ("high < 0n ? b.high : b.low", "b.low"),
    ("div(neg(x), neg(b), bits)", "div(x, neg(b), bits)"),
    ("n < 0n ? div", "n < -9n ? div"),
    ("first.high + shiftedUp(rise, places)", "first.high"),
    ("3 * Number(x >> BigInt(bits)) + 4", "4"),
    ("count < k", "count <= k"),
    ("6n << BigInt(k)", "0n"),
    ("terms[n] - (", "terms[n] + ("),
    ("term /= n", "term /= n + 1n"),
    ("terms.length - 1", "terms.length - 3"),
    ("first.high + raised((high - low) << BigInt(bits), low)", "first.high"),
    ("BigInt(k - bits)", "BigInt(k - bits + 1)"),
    ("total += term / n", "total += term / (n + 1n)"),
    ("one - other.high", "one - other.low"),
    ("raised(square, one + e.low)", "square / (one + e.low)"),
    ("2n * s.high - one", "s.high"),
    ("x.top > 0n", "x.top >= 0n"),
    ("(2n * a + b) / (2n * b)", "(2n * a + b - 1n) / (2n * b)"),
    ("a < 0n ? -nearest", "a < 1n - 1n ? nearest"),
]


@pytest.mark.parametrize(("text", "slip"), FAULTS)
def test_a_slip_is_seen(text: str, slip: str, tmp_path: Path) -> None:
    sources = {path.name: path.read_text("utf-8") for path in ASSETS.glob("*.mjs")}
    assert sum(sources[name].count(text) for name in ("exact.mjs", "series.mjs", "interval.mjs")) == 1
    for name, source in sources.items():
        (tmp_path / name).write_text(source.replace(text, slip), "utf-8")
    cases = [case for case in (*at_points(), *at_random()) if case[2] <= 128]
    assert missed(cases, tmp_path / MODULE.name)
