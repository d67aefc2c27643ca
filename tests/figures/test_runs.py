"""Several runs in one chart: what tells them apart, and where their curves begin and end."""

import numpy as np
import pytest

from backprop.core.keys import Key
from backprop.figures.runs import RunsFigure, run_names
from tests.figures.reading import loss_of


def keys(words: str) -> tuple[Key, ...]:
    return tuple(map(loss_of, words.split()))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "mazur sigmoid",
            ["The two-output network", "The network without biases"],
        ),
        ("mazur mazur;update=sequential", ["all at once", "one after another"]),
        ("mazur;bias=each mazur;bias=each;rate=2", ["rate 0.5", "rate 2"]),
        ("descent;rate=0.01 descent;momentum=0.9", ["rate 0.01, no momentum", "rate 0.1, momentum 0.9"]),
        ("mazur mazur@20", ["from step 0", "from step 20"]),
        (
            "mazur;bias=each signed",
            ["The two-output network, one bias per neuron", "The network with negative weights"],
        ),
        (
            "mazur chain;rate=0.5",
            ["The two-output network, rate 0.5", "One neuron after another, rate 0.5"],
        ),
    ],
)
def test_what_tells_runs_apart(words: str, names: list[str]) -> None:
    assert run_names(keys(words)) == names


@pytest.mark.parametrize(
    ("words", "steps", "scale"),
    [("mazur signed", 50, "linear"), ("mazur signed", 500, "log"), ("parabola parabola;rate=1.1", 9, "log")],
)
def test_the_scale_is_logarithmic_where_an_even_one_would_hide_something(
    words: str, steps: int, scale: str
) -> None:
    case = RunsFigure(steps, keys(words))
    axes = case.draw().axes[0]
    assert axes.get_yscale() == scale
    losses = np.concatenate(case.losses)
    assert axes.get_ylim()[0] < losses.min() <= losses.max() < axes.get_ylim()[1]


@pytest.mark.parametrize(
    ("words", "steps", "places"),
    [
        ("descent;rate=0.01 descent;rate=0.01;momentum=0.9", 60, None),
        ("descent;rate=0.01 descent;rate=0.01;momentum=0.9", 100, 3),
        ("mazur mazur;update=sequential", 10_000, 8),
    ],
)
def test_last_losses_are_told_apart_by_their_decimals(words: str, steps: int, places: int | None) -> None:
    assert RunsFigure(steps, keys(words)).places == places
