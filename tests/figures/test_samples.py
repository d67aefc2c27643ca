"""The samples of a line with a bias, as in the words of figures, and of one without."""

from dataclasses import replace

import pytest

from backprop.check.figures import misdrawn
from backprop.figures import figure, printed, svg
from backprop.networks.examples import EXAMPLES, samples_of
from backprop.networks.layers import Layer


def test_a_line_without_a_bias(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = (Layer((("0.5",),), activation="linear"),)
    monkeypatch.setitem(EXAMPLES, "slope", replace(samples_of("line"), name="slope", layers=layers))
    drawn = figure(["samples", "slope"])
    assert misdrawn(drawn.name, svg(drawn)) == ()
    assert drawn.describe(printed).caption.startswith(
        "The line has w = 0.5; the bars show how far each target lies off"
    )
