"""Names as figures spell them."""

import pytest

from backprop.check.figures.names import counted, label, listed


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("w5", "w₅"),
        ("w12", "w₁₂"),
        ("h1_2", "h₁,₂"),
        ("net_h1", "net h₁"),
        ("net_h1_2", "net h₁,₂"),
        ("b_h1", "b h₁"),
        ("E_total", "E total"),
        ("out_2", "out₂"),
        ("x_12", "x₁₂"),
        ("w", "w"),
        ("dE_batch/ds_1", "∂E batch/∂s₁"),
        ("theta0", "θ₀"),
        ("J", "J"),
        ("dE_total/dw5", "∂E total/∂w₅"),
        ("dnet_o1/dout_h2", "∂net o₁/∂out h₂"),
    ],
)
def test_a_name_in_a_picture(name: str, spelled: str) -> None:
    assert label(name) == spelled


@pytest.mark.parametrize(
    ("items", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_in_a_sentence(items: list[str], sentence: str) -> None:
    assert "".join(listed(items)) == sentence


def test_a_count_and_its_noun() -> None:
    assert (counted(1, "step"), counted(10000, "step")) == ("1 step", "10,000 steps")
