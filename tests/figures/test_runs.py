"""Several runs in one chart: what tells them apart, and where their curves begin and end."""

import numpy as np
import pytest

from backprop.core.keys import Key, parse
from backprop.core.registry import enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures import figure, printed
from backprop.figures.runs import Runs, named


def keys(words: str) -> tuple[Key, ...]:
    return tuple(key.of(graph_of(key).loss) for key in (parse(f"{run}:eta") for run in words.split()))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "mazur sigmoid",
            ["The two-output network", "The network without biases"],
        ),
        ("mazur mazur;update=sequential", ["update together", "update sequential"]),
        ("mazur;bias=each mazur;bias=each;rate=2", ["rate 0.5", "rate 2"]),
        ("descent;rate=0.01 descent;momentum=0.9", ["rate 0.01, momentum 0", "rate 0.1, momentum 0.9"]),
        ("mazur mazur@20", ["from step 0", "from step 20"]),
        (
            "mazur;bias=each signed",
            ["The two-output network, bias each", "The network with negative weights"],
        ),
        (
            "mazur chain;rate=0.5",
            ["The two-output network, rate 0.5", "One neuron after another, rate 0.5"],
        ),
    ],
)
def test_what_tells_runs_apart(words: str, names: list[str]) -> None:
    assert named(keys(words)) == names


@pytest.mark.parametrize("words", ["mazur@2 sigmoid;rate=2", "descent;momentum=0.9 parabola hollows"])
def test_curves_run_between_the_proved_values(words: str) -> None:
    it = Runs.of(keys(words), 20)
    for run, end, column in zip(it.runs, it.ends, it.losses, strict=True):
        assert len(column) == 21
        assert column[[0, -1]] == pytest.approx([float(enclosure(run)), float(enclosure(end))])


@pytest.mark.parametrize(
    ("words", "steps", "scale"),
    [("mazur signed", 50, "linear"), ("mazur signed", 500, "log"), ("parabola parabola;rate=1.1", 9, "log")],
)
def test_the_scale_is_logarithmic_where_an_even_one_would_hide_something(
    words: str, steps: int, scale: str
) -> None:
    it = Runs.of(keys(words), steps)
    axes = it.draw().axes[0]
    assert axes.get_yscale() == scale
    losses = np.concatenate(it.losses)
    assert axes.get_ylim()[0] < losses.min() <= losses.max() < axes.get_ylim()[1]


def test_words() -> None:
    made = figure(["runs", "60", "descent;rate=0.01", "descent;rate=0.01;momentum=0.9"])
    assert made.name == "runs-60-descent-rate-0.01-descent-rate-0.01-momentum-0.9"
    assert made.title == "Downhill on a bowl, rate 0.01: 2 runs compared"
    assert made.alt(printed) == (
        "The loss of 2 runs against the step, over 60 steps. Momentum 0: J goes from 12 to 1.05. "
        "Momentum 0.9: J goes from 12 to 1.02."
    )
    assert made.caption(printed) == "The loss of 2 runs over 60 steps, on a logarithmic scale."


def test_runs_of_different_examples() -> None:
    made = figure(["runs", "5", "mazur@1", "parabola@1"])
    assert made.title == "Different examples, step 1: 2 runs compared"
    assert Runs.of(keys("mazur parabola"), 5).quantity == "loss"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("runs 50 mazur", "found 2 words after the kind, expected runs STEPS RUN RUN …"),
        ("runs 50 mazur mazur;rate=0.50", "found mazur twice, expected different runs"),
        ("runs 5 " + " ".join(f"mazur@{step}" for step in range(7)), "found 7 runs, expected at most 6"),
        (
            "runs 9 signed;rate=0.1234;momentum=0.9@3 mazur;update=sequential",
            "found the label 'The network with negative weights, rate 0.1234, update together, momentum 0.9",
        ),
        ("runs mazur sigmoid 50", "found 'mazur', expected a number of steps"),
    ],
)
def test_what_cannot_be_compared_is_refused(words: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        figure(words.split())
