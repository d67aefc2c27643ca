import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from backprop.core.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from tests.pages.conftest import MATRICES, block, fractions, math


def matrix(text: str) -> str:
    """Return the TeX of a matrix written with `,` between cells and `;` between rows."""
    rows = r" \\[6pt] ".join(" & ".join(row.split(",")) for row in text.split(";"))
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


def tex(text: str) -> str:
    """Return a row of an equation from a shorter writing: matrices in square brackets, ∂E/∂w_1, δ and η."""
    text = text.replace("δ", r"\delta").replace("η", r"\eta")
    return re.sub(r"\[([^][]*)\]", lambda cells: matrix(cells[1]), fractions(text))


# A directive and its equations, each with its numbers and its result.
EQUATIONS = r"""
chain forward
    net_{h1} &= w_1 \cdot i_1 + b_1
        &= 0.3 \cdot 2 + (-0.1)
        &= 0.5
    out_{h1} &= \sigma(net_{h1})
        &= \sigma(0.5)
        &\approx 0.622459331
    net_{o1} &= w_2 \cdot out_{h1} + b_2
        &\approx 0.8 \cdot 0.622459331 + (-0.2)
        &\approx 0.297967465
    out_{o1} &= \sigma(net_{o1})
        &\approx \sigma(0.297967465)
        &\approx 0.573945572
chain@1 update
    w_1^{+} &= w_1 - η \cdot ∂E/∂w_1
        &\approx 0.339173789 - 1 \cdot (-0.039791808)
        &\approx 0.378965597
    w_2^{+} &= w_2 - η \cdot ∂E/∂w_2
        &\approx 0.864850280 - 1 \cdot (-0.064025051)
        &\approx 0.928875331
mazur forward
    [net_{h1};net_{h2}] &= [w_1,w_2;w_3,w_4] [i_1;i_2] + [b_1;b_1]
        &= [0.15,0.2;0.25,0.3] [0.05;0.1] + [0.35;0.35]
        &= [0.3775;0.3925]
    [out_{h1};out_{h2}] &= \sigma [net_{h1};net_{h2}]
        &= \sigma [0.3775;0.3925]
        &\approx [0.593269992;0.596884378]
    [net_{o1};net_{o2}] &= [w_5,w_6;w_7,w_8] [out_{h1};out_{h2}] + [b_2;b_2]
        &\approx [0.4,0.45;0.5,0.55] [0.593269992;0.596884378] + [0.6;0.6]
        &\approx [1.105905967;1.224921404]
    [out_{o1};out_{o2}] &= \sigma [net_{o1};net_{o2}]
        &\approx \sigma [1.105905967;1.224921404]
        &\approx [0.751365070;0.772928465]
relu forward
    [net_{h1};net_{h2}] &= [w_1,w_2;w_3,w_4] [i_1;i_2]
        &= [0.12,0.33;0.15,0.09] [2;3]
        &= [1.23;0.57]
    [out_{h1};out_{h2}] &= \max\left(0, [net_{h1};net_{h2}]\right)
        &= \max\left(0, [1.23;0.57]\right)
        &= [1.23;0.57]
    net_{o1} &= [w_5,w_6] [out_{h1};out_{h2}]
        &= [0.11,0.12] [1.23;0.57]
        &= 0.2037
    out_{o1} &= net_{o1}
        &= 0.2037
relu backward
    δ_{o1} &= ∂E/∂out_{o1} \cdot ∂out_{o1}/∂net_{o1}
        &= -0.7963 \cdot 1
        &= -0.7963
    [∂E/∂w_5,∂E/∂w_6] &= δ_{o1} [out_{h1},out_{h2}]
        &= -0.7963 [1.23,0.57]
        &= [-0.979449,-0.453891]
    [∂E/∂out_{h1};∂E/∂out_{h2}] &= [w_5;w_6] \cdot δ_{o1}
        &= [0.11;0.12] \cdot (-0.7963)
        &= [-0.087593;-0.095556]
    [δ_{h1};δ_{h2}] &= [∂E/∂out_{h1};∂E/∂out_{h2}] \odot [∂out_{h1}/∂net_{h1};∂out_{h2}/∂net_{h2}]
        &= [-0.087593;-0.095556] \odot [1;1]
        &= [-0.087593;-0.095556]
    [∂E/∂w_1,∂E/∂w_2;∂E/∂w_3,∂E/∂w_4] &= [δ_{h1};δ_{h2}] [i_1,i_2]
        &= [-0.087593;-0.095556] [2,3]
        &= [-0.175186,-0.262779;-0.191112,-0.286668]
relu update
    [w_1^{+},w_2^{+};w_3^{+},w_4^{+}] &= [w_1,w_2;w_3,w_4] - η [∂E/∂w_1,∂E/∂w_2;∂E/∂w_3,∂E/∂w_4]
        &= [0.12,0.33;0.15,0.09] - 0.05 [-0.175186,-0.262779;-0.191112,-0.286668]
        &= [0.1287593,0.34313895;0.1595556,0.1043334]
    [w_5^{+},w_6^{+}] &= [w_5,w_6] - η [∂E/∂w_5,∂E/∂w_6]
        &= [0.11,0.12] - 0.05 [-0.979449,-0.453891]
        &= [0.15897245,0.14269455]
"""


def parsed(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each directive with the rows of its equations."""
    for part in re.split(r"\n(?=\w)", text)[1:]:
        words, *equations = re.split(r"\n {4}(?! )", part.rstrip())
        yield words, [[tex(row.strip()) for row in equation.split("\n")] for equation in equations]


def displayed(rows: list[str]) -> str:
    """Return an equation with gaps that its tallest matrix needs."""
    tallest = max(part.count(r"\\[6pt]") + 1 for row in rows for part in row.split(r"\end{bmatrix}"))
    return math(rows, 9 * tallest)


@pytest.mark.parametrize(("words", "equations"), list(parsed(EQUATIONS)))
def test_each_equation_has_symbols_numbers_and_result(words: str, equations: list[list[str]]) -> None:
    assert block(f"matrix {words}") == "\n\n".join(map(displayed, equations))


JACOBIAN = (
    "[∂out_{o1}/∂net_{o1},∂out_{o2}/∂net_{o1},∂out_{o3}/∂net_{o1};"
    "∂out_{o1}/∂net_{o2},∂out_{o2}/∂net_{o2},∂out_{o3}/∂net_{o2};"
    "∂out_{o1}/∂net_{o3},∂out_{o2}/∂net_{o3},∂out_{o3}/∂net_{o3}]"
)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (
            "odds forward",
            "[out_{o1};out_{o2};out_{o3}] &= \\operatorname{softmax} [net_{o1};net_{o2};net_{o3}]",
        ),
        ("odds forward", "[out_{h1};out_{h2}] &= \\tanh [net_{h1};net_{h2}]"),
        ("odds forward", "+ [b_{o1};b_{o2};b_{o3}]"),
        ("odds backward", f"{JACOBIAN} [∂E/∂out_{{o1}};∂E/∂out_{{o2}};∂E/∂out_{{o3}}]"),
        ("wide forward", "[w_1,w_2,w_3;w_4,w_5,w_6;w_7,w_8,w_9;w_{10},w_{11},w_{12}] [i_1;i_2;i_3]"),
        (
            "wide;bias=each update",
            "[b_{h1}^{+};b_{h2}^{+};b_{h3}^{+};b_{h4}^{+}] &= [b_{h1};b_{h2};b_{h3};b_{h4}]",
        ),
        (
            "mazur;bias=shared update",
            "b_2^{+} &= b_2 - η \\cdot ∂E/∂b_2",
        ),
    ],
)
@pytest.mark.usefixtures("more_examples")
def test_a_new_network_has_its_matrices(words: str, part: str) -> None:
    assert tex(part) in block(f"matrix {words}")


PYTHON: list[tuple[str, str]] = [
    (r"\\max\\left\(0, (.*)\\right\)", r"np.maximum(0, \1)"),
    (r"\\operatorname\{softmax\} (.*)", r"softmax(\1)"),
    (r"\\(sigma|tanh) ?\(?([^()]*)\)?", r"\1(\2)"),
    (r"\\begin\{bmatrix\} (.*?) \\end\{bmatrix\}", r"np.array([[\1]])"),
    (r" \\\\\[6pt\] ", "], ["),
    (" & ", ", "),
    (r"\]\) np", "]) @ np"),
    (r"(?<=\d) np", " * np"),
    (r" \\(cdot|odot) ", " * "),
]
FUNCTIONS = {
    "np": np,
    "sigma": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(),
}


def computed(row: str) -> Any:
    """Return what a row of printed numbers comes to, by NumPy."""
    for pattern, replacement in PYTHON:
        row = re.sub(pattern, replacement, row)
    return eval(row, {"__builtins__": {}}, FUNCTIONS)  # noqa: S307  its own pages' numbers


@pytest.mark.parametrize("words", MATRICES)
@pytest.mark.usefixtures("more_examples")
def test_the_printed_numbers_compute_to_the_printed_results(words: str) -> None:
    equations = re.findall(r"aligned\}\n(.*?)\n\\end", block(words), re.DOTALL)
    assert equations
    for equation in equations:
        _, *rows = re.split(r" \\\\\[\d+pt\]\n", equation)
        values = [computed(re.sub(r"^&(=|\\approx) ", "", row)) for row in rows]
        assert np.atleast_2d(values[0]).shape == np.atleast_2d(values[-1]).shape
        np.testing.assert_allclose(values[0], values[-1], rtol=1e-7, atol=2e-9)


def test_biases_go_by_the_default_of_their_network(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = (Layer((("0.5", "-0.5"), ("0.25", "1"))), Layer((("1", "2"),), bias="0.3"))
    trained = Network(
        "trained", "Biases trained unless a key says not", ("1", "2"), ("0",), layers, "0.5", bias="each"
    )
    monkeypatch.setitem(EXAMPLES, "trained", trained)
    assert "+ b_{o1} " in block("matrix trained forward")
    assert r"b_{o1}^{+} &= b_{o1} - \eta \cdot \frac{\partial E_{total}}{\partial b_{o1}}" in block(
        "matrix trained update"
    )
    assert "b_{o1}^{+}" not in block("matrix trained;bias=fixed update")
