"""Which equalities close, and by which rule one does not."""

import pytest
from flint import ctx

from backprop.check.audit.arithmetic import cells, faults, without_common
from backprop.check.formulas.parser import parse_expression
from backprop.check.formulas.syntax import TexError
from backprop.check.proof.matching import constant
from tests.check.formulas.spelling import show

ROW, COLUMN = r"\begin{bmatrix} 1 & 2 \end{bmatrix}", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"


def rules(left: str, relation: str, right: str) -> list[str]:
    return [fault.rule for fault in faults(parse_expression(left), relation, parse_expression(right))]


@pytest.mark.parametrize(
    ("left", "relation", "right", "rule"),
    [
        ("0.4 * 0.593 + 0.45 * 0.597", "=", "0.506", None),
        ("0.4 * 0.593 + 0.45 * 0.597", "=", "0.516", "closes"),
        ("0.506", "=", "0.4 * 0.593 + 0.45 * 0.597", None),
        ("0.593 (1 - 0.593)", "=", "0.2413", None),  # more digits were worked with
        ("0.593 (1 - 0.593)", "=", "0.2423", "closes"),
        ("2 * 0.13 + 3 * 0.34", "=", "1.28", None),
        ("2 * 0.13 + 3 * 0.34", "=", "1.29", "rounded"),
        ("1.29", "=", "2 * 0.13 + 3 * 0.34", "rounded"),
        ("9.4 / 3.7", "=", "2.52", None),  # what needs rounding may come from more digits
        ("2 / 3", "=", "0.67", None),
        ("2 / 3", "=", "0.66", "truncated"),
        ("2 / 3", "=", "0.666", None),
        ("2 / 3", "=", "0.665", "closes"),
        ("0.56 + 0.56 + 0.22", "=", "1.33", None),
        ("0.56 + 0.56 + 0.22", "=", "1.31", "closes"),
        ("0.5 - 0.2", "=", "0.4", "closes"),
        ("0.21 + 0.1", "=", "0.32", "closes"),
        ("0.3", "=", "0.30", None),
        ("0.3", "=", "0.41", "closes"),
        (r"\sqrt{2}", "≈", "1.41", None),
        (r"\sqrt{2}", "≈", "1.43", "closes"),
        ("1 - 0.05 * 1.23", "=", "1 - 0.0615", None),
        ("1 - 0.05 * 1.23", "=", "1 - 0.0635", "closes"),
    ],
)
def test_rules(left: str, relation: str, right: str, rule: str | None) -> None:
    assert rules(left, relation, right) == ([rule] if rule else [])


def test_each_entry_is_told() -> None:
    left = r"2 \begin{bmatrix} 0.4 \\ 0.35 \\ 0.5 \end{bmatrix}"
    right = r"\begin{bmatrix} 0.9 \\ 0.71 \\ 1.0 \end{bmatrix}"
    wrong = faults(parse_expression(left), "=", parse_expression(right))
    assert [right[fault.node.start : fault.node.end] for fault in wrong] == ["0.9", "0.71"]
    assert wrong[0].message == (
        "found 0.9, but the side before it gives 0.800; the difference is 0.10, the tolerance 0.050"
    )


def test_the_milder_rules_say_so() -> None:
    assert faults(parse_expression("2 / 3"), "=", parse_expression("0.66"))[0].message.endswith(
        "; its digits are cut off, not rounded"
    )


def meet(left: str, relation: str, right: str) -> list[bool]:
    with ctx.workprec(128):
        entries = cells((parse_expression(left), parse_expression(right)), (constant, constant), relation)
        return [cell.meets for cell in entries]


@pytest.mark.parametrize(
    ("left", "relation", "right", "expected"),
    [
        ("1 + 1", "=", "2", [True]),
        ("1 + 1", "=", "3", [False]),
        ("0.7 * 512", "=", "358", [True]),
        ("0.7 * 512", "=", "360", [False]),
        ("60 * 24 * 365", "=", "525000", [True]),
        ("60 * 24 * 365", "=", "535000", [False]),
        ("1000 * 1024", "=", "10^6", [True]),
        ("17 * 3", "=", "50", [False]),
        ("17 * 3", "≈", "50", [True]),
        ("2 / 3", "≈", "0.66", [True]),
        ("2 / 3", "≈", "0.64", [False]),
        (f"2 {ROW}", "=", r"\begin{bmatrix} 2 & 5 \end{bmatrix}", [True, False]),
        (ROW, "=", COLUMN, [True, True]),
        (f"{ROW} {COLUMN}", "=", "5", [True]),
    ],
)
def test_values_in_the_same_places_meet(left: str, relation: str, right: str, expected: list[bool]) -> None:
    assert meet(left, relation, right) == expected


@pytest.mark.parametrize(
    ("left", "message"),
    [
        ("1 / 0", "division by 0"),
        (r"\sqrt{-1}", "no finite value"),
        (r"\ln(0)", "no finite value"),
        (ROW, "found a number, expected a 1×2 matrix"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "expected a 2×2 matrix"),
    ],
)
def test_what_cannot_be_compared_is_refused(left: str, message: str) -> None:
    with pytest.raises(TexError, match=message):
        rules(left, "=", "3")


@pytest.mark.parametrize(
    ("left", "right", "rest"),
    [
        ("1 + 2", "1 + 3", ("2", "3")),
        ("1 - 2", "3 - 2", ("1", "3")),
        ("1 + 2", "1 - 3", ("(1 + 2)", "(1 - 3)")),
    ],
)
def test_what_sums_share_is_taken_off(left: str, right: str, rest: tuple[str, str]) -> None:
    assert tuple(map(show, without_common(parse_expression(left), parse_expression(right)))) == rest


@pytest.mark.parametrize("right", ["1e-900", "1e900", "0.0001"])
def test_any_size_is_told(right: str) -> None:
    assert rules("9^{64} * 1e90", "=", right) == ["closes"]
