"""Python text of numbers and lists, broken where it does not fit."""

import pytest

from backprop.exports.program.literal import WIDTH, Nested, assigned_call, assigned_sum, number

LONG = "0.1234567890123456789012"


@pytest.mark.parametrize(
    ("decimal", "text"), [("2", "2.0"), ("-3", "-3.0"), ("0.20", "0.20"), ("-0.5", "-0.5"), ("0", "0.0")]
)
def test_a_number_is_a_float(decimal: str, text: str) -> None:
    assert number(decimal) == text


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ((["1.0", "0.20"],), ["x = f([1.0, 0.20])"]),
        (([["1.0"], ["2.0"]], "y=True"), ["x = f([[1.0], [2.0]], y=True)"]),
        (([LONG] * 2, f"y={LONG}"), ["x = f(", f"    [{LONG}, {LONG}], y={LONG}", ")"]),
        (
            ([[LONG] * 2, ["1.0"]], "y=True", "requires_grad=True"),
            ["x = f(", f"    [[{LONG}, {LONG}], [1.0]],", "    y=True,", "    requires_grad=True,", ")"],
        ),
        (
            ([[LONG] * 2] * 2,),
            ["x = f(", "    [", *[f"        [{LONG}, {LONG}],"] * 2, "    ],", ")"],
        ),
        (
            ([["1.0", *[LONG] * 3]],),
            [
                "x = f(",
                "    [",
                *["        [", "            1.0,", *[f"            {LONG},"] * 3, "        ],"],
                "    ],",
                ")",
            ],
        ),
    ],
)
def test_a_call_takes_as_few_lines_as_it_fits_into(arguments: tuple[Nested, ...], lines: list[str]) -> None:
    assert assigned_call("x", "f", *arguments) == lines
    assert all(len(line) <= WIDTH for line in lines)


@pytest.mark.parametrize(
    ("terms", "lines"),
    [
        ("a + b - 3", ["x = a + b - 3"]),
        (
            f"-{LONG} + {LONG} * theta[0] - {LONG}",
            ["x = (", f"    -{LONG}", f"    + {LONG} * theta[0]", f"    - {LONG}", ")"],
        ),
    ],
)
def test_a_sum_breaks_before_its_signs(terms: str, lines: list[str]) -> None:
    assert assigned_sum("x", terms) == lines
