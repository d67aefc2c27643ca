"""Symbols in TeX as runs of letters."""

import pytest

from backprop.figures.symbols import Run, runs_of


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
