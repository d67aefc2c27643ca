"""Names as pictures and sentences write them."""

import pytest

from backprop.figures.names import count_of, label, listed, noun, with_minus


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("w5", "w₅"),
        ("w12", "w₁₂"),
        ("h1_2", "h₁,₂"),
        ("net_h1", "net h₁"),
        ("out_h1_12", "out h₁,₁₂"),
        ("b_o2", "b o₂"),
        ("E_total", "E total"),
        ("out_2", "out₂"),
        ("x_12", "x₁₂"),
        ("w", "w"),
        ("dE_batch/ds_1", "∂E batch/∂s₁"),
        ("J", "J"),
        ("theta0", "θ₀"),
        ("delta_o1", "δ o₁"),
        ("dE_total/dw5", "∂E total/∂w₅"),
        ("dout_o1/dnet_o1", "∂out o₁/∂net o₁"),
        ("dJ/dtheta1", "∂J/∂θ₁"),
    ],
)
def test_label(name: str, text: str) -> None:
    assert label(name) == text


@pytest.mark.parametrize(
    ("items", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], text: str) -> None:
    assert listed(items) == text


def test_counts() -> None:
    assert [count_of(number, "step") for number in (1, 2, 10000)] == ["1 step", "2 steps", "10,000 steps"]
    assert noun("a", "input") == "input"
    assert with_minus("-0.5") == "−0.5"
