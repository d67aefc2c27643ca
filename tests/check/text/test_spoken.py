"""Names in running text."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import spoken


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from h1 to o2, with w₅ and θ₀", ["h1", "o2", "w₅", "θ₀"]),
        ("net_h1, E_total and dE_total/dw5", ["net_h1", "E_total", "dE_total/dw5"]),
        ("mazur:w5, 0.5, hi5, h, b, S-shaped, 2h1", []),
        ("h1_2 and b_o1", ["h1_2", "b_o1"]),
        ("Sample 1, sample\n12, x_2 and s_4; samples, a sample", ["Sample 1", "sample\n12", "x_2", "s_4"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [match[0] for match in spoken.names(text)] == names


@pytest.mark.parametrize(
    ("name", "example", "is_known"),
    [
        ("h1", "mazur", True),
        ("h3", "mazur", False),
        ("o2", "relu", False),
        ("o2", None, True),
        ("w₈", "mazur", True),
        ("w₉", "mazur", False),
        ("b_h1", "mazur", True),
        ("b1", "sigmoid", False),
        ("θ₁", "descent", True),
        ("dE_total/dw5", "mazur", True),
        ("dE_total/dw9", "mazur", False),
        ("sample\n4", "line", True),
        ("Sample 5", "line", False),
        ("sample 1", "mazur", False),
        ("sample 1", None, True),
        ("x_4", "line", True),
        ("x_5", "line", False),
    ],
)
def test_known_names(name: str, example: str | None, is_known: bool) -> None:
    message = spoken.unknown(name, page_scope(example))
    assert (message == "") is is_known
    assert is_known or message.startswith(f"found {name}, which {example} has not; the nearest: ")
