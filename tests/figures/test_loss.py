"""The loss at each rate: the curves end where the registry says."""

import pytest

from backprop.core.registry import enclosure
from backprop.figures import figure, printed
from backprop.figures.loss import Curves
from backprop.networks.examples import EXAMPLES


@pytest.mark.parametrize(("example", "steps"), [("relu", 10), ("descent", 30), ("deep", 10)])
def test_curves_end_at_the_proved_values(example: str, steps: int) -> None:
    curves = Curves(example)
    assert curves.steps == steps
    ends = [float(enclosure(run.of(run.quantity, steps))) for run in curves.runs.values()]
    assert curves.losses[-1] == pytest.approx(ends)


def test_there_is_a_curve_for_every_rate() -> None:
    _, log = Curves("relu").draw().axes
    assert [line.get_label() for line in log.get_lines()] == list(EXAMPLES["relu"].rates)


def test_the_caption_says_what_is_cut_off() -> None:
    assert "a curve that climbs beyond twice its start leaves the picture" in figure(
        ["loss", "descent"]
    ).caption(printed)
    assert "picture" not in figure(["loss", "relu"]).caption(printed)


def test_words() -> None:
    alt = figure(["loss", "descent"]).alt(printed)
    assert alt.startswith(
        "Curves of J against the step, all from 12. After 30 steps it is 1.74 at rate 0.01, "
    )
    assert alt.endswith("and 882000 at rate 0.5.")
