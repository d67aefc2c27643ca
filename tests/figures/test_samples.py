"""Samples as points, with the line of the run."""

import numpy as np
import pytest

from backprop.core.keys import parse
from backprop.core.registry import enclosure
from backprop.figures import figure, printed, svg
from backprop.figures.samples import Samples
from tests.figures.reading import texts


def samples(run: str) -> Samples:
    return Samples.of(parse(f"{run}:E_total"))


def test_words() -> None:
    made = figure(["samples", "line"])
    assert made.title == "One neuron, four samples: the samples and the line"
    assert made.alt(printed).startswith(
        "4 points and a line over the input: at 0 the target is 1 and the output 0.2; at 1"
    )
    assert made.alt(printed).endswith("The line has w 0.5 and b 0.2; E_total is 26.7.")
    assert made.caption(printed) == (
        "The line with w = 0.5 and b = 0.2, and how far each target lies off it; E total ≈ 26.7."
    )


@pytest.mark.parametrize("run", ["line", "line@3", "line;batch=1@4", "line;total=mean;momentum=0.5@2"])
def test_the_line_gives_the_proved_outputs(run: str) -> None:
    it = samples(run)
    proved = [float(enclosure(it.key("out", place))) for place in range(4)]
    assert it.line(it.inputs) == pytest.approx(np.array(proved))


def test_the_legend_tells_the_run_s_own_line() -> None:
    words = {text.words for text in texts(svg(figure(["samples", "line;batch=1@4"])))}
    assert {"output, w ≈ 1.60, b ≈ 0.722", "difference", "target", "0", "1", "2", "3"} <= words
