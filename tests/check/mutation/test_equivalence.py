"""Why a mutant that the check lets pass may pass."""

import pytest

from backprop.check.mutation.equivalence import reason
from backprop.check.mutation.mutants import Mutant

PROVED = "the changed equation is true as well"


@pytest.mark.parametrize(
    ("text", "kind", "changed", "expected"),
    [
        ("$`x = 0`$", "sign", "$`x = -0`$", "minus zero is zero"),
        ("$`x = 0.5`$", "sign", "$`x = -0.5`$", None),
        ("$`x = 2`$", "sign", "$`x = -2`$", None),
        ("$`x = x + 0`$", "factor", "$`x = x`$", "a summand zero adds nothing"),
        (r"$`x = 2 \cdot 0 - 6`$", "factor", "$`x = - 6`$", "a summand zero adds nothing"),
        (r"$`x = 6 - 2 \cdot 0`$", "factor", "$`x = 6`$", "a summand zero adds nothing"),
        (r"$`5 = 2 \cdot 4 - 3`$", "factor", "$`5 = - 3`$", None),
        (r"$`5 = 2 \cdot 0 - 3`$", "factor", "$`5 = 2`$", None),
        (
            r"$`\approx 2.000 - 0.1 \cdot (-0.00001)`$",
            "factor",
            r"$`\approx 2.000`$",
            "the digits that are left do not show so small a summand",
        ),
        (r"$`\approx 2.000 - 0.1 \cdot (-0.01)`$", "factor", r"$`\approx 2.000`$", None),
        (r"$`x = -1 \cdot x`$", "factor", "$`x = -x`$", "a factor one changes nothing"),
        (r"$`x = 11 \cdot z`$", "factor", "$`x = z`$", PROVED),
        ("$`w_5 = w_6`$", "index", "$`w_5 = w_7`$", PROVED),
        ("$`w_5 = 0.4`$", "index", "$`w_6 = 0.4`$", PROVED),
        ("$`w_5 = 0.4`$", "digit", "$`w_5 = 0.5`$", None),
        ("$`= w_5`$", "index", "$`= w_6`$", PROVED),
        ("$`x = 0 + 0.04`$", "factor", "$`x = 0.04`$", "a summand zero adds nothing"),
        (r"$`x = 0.5 \cdot 0 + 1.2`$", "factor", "$`x = 1.2`$", "a summand zero adds nothing"),
        (r"$`x = 0.5 - 0.05 \cdot 0`$", "factor", "$`x = 0.5`$", "a summand zero adds nothing"),
        (r"$`x = 0.5 - 0.05 \cdot 0.1`$", "factor", "$`x = 0.5`$", None),
        (r"$`x = 8 \cdot 0`$", "factor", "$`x = 0`$", "a product with zero is zero"),
        (r"$`x = 8 \cdot 0.5`$", "factor", "$`x = 0.5`$", None),
        (
            "[1](../values/descent.md#@1:theta0)",
            "link",
            "[1](../values/descent.md#;update=sequential@1:theta0)",
            "the link leads to the same quantity",
        ),
        (
            "[it](../values/descent.md#@1:theta1)",
            "link",
            "[it](../values/descent.md#;update=sequential@1:theta1)",
            None,
        ),
        ("[it](../values/mazur.md#@1:w5)", "link", "[it](../values/mazur.md#@3:w5)", None),
        (
            '[high](../values/mazur.md#out_o1 "> t_o1")',
            "link",
            '[high](../values/mazur.md#out_o2 "> t_o1")',
            "the claim holds of the other quantity as well",
        ),
        (
            "[1](../values/mazur.md#@1:w5)",
            "link",
            "[1](../values/mazur.md#@2:w5)",
            "the digits are those of the other quantity as well",
        ),
        ("$`w_5`$", "symbol", "$`w_6`$", None),
        (
            "---\nexample: mazur\nsymbols:\n  t_1: t_o1\n---\n$`t_{o1}`$",
            "symbol",
            "---\nexample: mazur\nsymbols:\n  t_1: t_o1\n---\n$`t_{1}`$",
            "the symbol names the same quantity",
        ),
    ],
)
def test_a_reason_is_known_or_not(text: str, kind: str, changed: str, expected: str | None) -> None:
    """Ask as the run of mutants does: only of what the check let pass."""
    start = next(at for at, (one, other) in enumerate(zip(text, changed, strict=False)) if one != other)
    tail = next(n for n in range(len(text)) if text[len(text) - 1 - n] != changed[len(changed) - 1 - n])
    end = max(start, len(text) - min(tail, len(text) - start, len(changed) - start))
    mutant = Mutant("a.md", kind, start, end, changed[start : len(changed) - (len(text) - end)])
    assert mutant.applied(text) == changed
    assert reason(text, mutant) == expected
