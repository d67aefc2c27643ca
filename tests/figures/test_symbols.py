"""Symbols in TeX as runs of letters and as plain text."""

import pytest

from backprop.figures.symbols import Run, plain, runs_of, with_minus


def spelled(run: Run) -> str:
    """Write a run with a slash before what is italic and a line before what stands lower."""
    return "_" * run.is_index + "/" * run.is_italic + run.letters


@pytest.mark.parametrize(
    ("tex", "runs"),
    [
        ("J", "/J"),
        ("w_5", "/w _5"),
        ("w_{12}", "/w _12"),
        ("b_{h1}", "/b _/h _1"),
        ("net_{h1}", "net _/h _1"),
        ("out_{h1,2}", "out _/h _1,2"),
        ("E_{total}", "/E _total"),
        (r"\theta_0", "/θ _0"),
        (r"\eta", "/η"),
        (r"\frac{\partial E_{total}}{\partial w_5}", "∂ /E _total /∂ /w _5"),
        (r"\Delta w_5", r"\Delta w_5"),
    ],
)
def test_the_runs_of_a_symbol(tex: str, runs: str) -> None:
    assert " ".join(spelled(run) for run in runs_of(tex)) == runs


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("J", "J"),
        ("w_5", "w₅"),
        ("w_{12}", "w₁₂"),
        ("x_{12}", "x₁₂"),
        ("b_{o2}", "b_o2"),
        ("net_{h1}", "net_h1"),
        ("out_2", "out₂"),
        ("out_{h1,12}", "out_h1,12"),
        ("E_{total}", "E_total"),
        (r"\theta_0", "θ₀"),
        (r"\delta_{o1}", "δ_o1"),
        (r"\frac{\partial E_{batch}}{\partial s_1}", "∂E_batch/∂s₁"),
        (r"\frac{\partial out_{o1}}{\partial net_{o1}}", "∂out_o1/∂net_o1"),
        (r"\frac{\partial J}{\partial \theta_1}", "∂J/∂θ₁"),
    ],
)
def test_a_symbol_in_plain_text(tex: str, text: str) -> None:
    assert plain(tex) == text


def test_a_true_minus_sign() -> None:
    assert with_minus("-0.5") == "−0.5"
