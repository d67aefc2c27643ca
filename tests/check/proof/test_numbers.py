"""Which quantity each number of a formula stands for."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.proof.numbers import keyed_numbers, only_scope

SCOPE = page_scope("mazur")
STEP = r"""\begin{aligned}
net_{h1} &= w_1 i_1 + w_2 i_2 + b_1 \\
&= 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 \\
&= 0.3775
\end{aligned}"""
UPDATE = r"""\begin{aligned}
w_5^{+} &= w_5 - \eta \cdot \frac{\partial E_{total}}{\partial w_5} \\
&\approx 0.4 - 0.5 \cdot 0.082167041 \\
&\approx 0.358916480
\end{aligned}"""
SIGNALS = r"""\begin{bmatrix} \delta_{o1} \\ \delta_{o2} \end{bmatrix}
\approx \begin{bmatrix} 0.138498562 \\ -0.038098237 \end{bmatrix}"""


def keys(tex: str) -> list[str]:
    """Return each number that stands for a quantity, with the key of that."""
    return [f"{tex[number.start : number.end]} {number.key}" for number in keyed_numbers(tex, SCOPE)]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (
            STEP,
            [
                "0.15 mazur:w1",
                "0.05 mazur:i1",
                "0.2 mazur:w2",
                "0.1 mazur:i2",
                "0.35 mazur:b1",
                "0.3775 mazur:net_h1",
            ],
        ),
        (
            UPDATE,
            ["0.4 mazur:w5", "0.5 mazur:eta", "0.082167041 mazur:dE_total/dw5", "0.358916480 mazur@1:w5"],
        ),
        (
            SIGNALS,
            ["0.138498562 mazur:delta_o1", "-0.038098237 mazur:delta_o2"],
        ),
        (
            r"t_{o1} - out_{o1} \approx 0.01 - 0.751365070 \approx -0.741365070",
            ["0.01 mazur:t_o1", "0.751365070 mazur:out_o1"],
        ),
        (r"\frac{1}{2} (t_{o1})^2 = \frac{1}{2} (0.01)^2", ["0.01 mazur:t_o1"]),
        (r"w_1 i_1 + b_1 = 0.0075 + 0.35", []),
        (r"w_1 < 0.2", []),
        (r"0.15 + 0.2 = 0.35", []),
        (r"net_{h1} = = 1", []),
        (r"net_{h1} = y", []),
    ],
)
def test_a_number_stands_for_what_it_is_put_in_for(tex: str, expected: list[str]) -> None:
    assert keys(tex) == expected


@pytest.mark.parametrize(
    ("meaning", "is_one"), [("w1, w2", False), ("w1", True), ("mazur@1:w1", True)], ids=["two", "one", "key"]
)
def test_a_formula_of_several_quantities_speaks_of_none(meaning: str, is_one: bool) -> None:
    scope = only_scope(r"\theta = 0.15", page_scope("mazur", ((r"\theta", meaning),)))
    assert (scope is not None) is is_one
