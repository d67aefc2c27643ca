"""One neuron on several samples: its formulas, its batches and their turns, sum and mean."""

from fractions import Fraction

import pytest

from backprop.core.options import DECIMAL
from backprop.core.program import compiled
from backprop.core.tex import plain
from backprop.core.training import Run
from backprop.errors import BackpropError
from backprop.networks.regression import Regression

THREE = Regression("three", "Three samples", ("1", "-2", "0.5"), ("2", "0", "1"), "0.5", "-0.1", "0.1")
SIX = Regression("six", "Six samples", ("1",) * 6, ("2",) * 6, "0.5", "0", "0.1")
RUN = {"rate": "0.1", "momentum": "0", "total": "sum", "batch": "3"}


@pytest.mark.parametrize(
    ("options", "name", "formula"),
    [
        ({}, "out_2", "w * x_2 + b"),
        ({}, "E_3", "1/2 * (t_3 - out_3)^2"),
        ({}, "E_total", "E_1 + E_2 + E_3"),
        ({}, "dE_1/dw", "dE_1/dout_1 * dout_1/dw"),
        ({}, "dout_3/dw", "x_3"),
        ({}, "dout_3/db", "1"),
        ({}, "dE_2/dout_2", "-(t_2 - out_2)"),
        ({}, "dE_total/dw", "dE_1/dw + dE_2/dw + dE_3/dw"),
        ({}, "dE_total/dout_2", "dE_2/dout_2"),
        ({}, "w+", "w - eta * dE_total/dw"),
        ({"total": "mean"}, "E_total", "1/3 * (E_1 + E_2 + E_3)"),
        ({"total": "mean"}, "dE_total/db", "1/3 * (dE_1/db + dE_2/db + dE_3/db)"),
        ({"total": "mean"}, "dE_total/dE_2", "1/3"),
        ({"batch": "1"}, "E_total", "E_1 + E_2 + E_3"),
        ({"batch": "1"}, "E_batch", "s_1 * E_1 + s_2 * E_2 + s_3 * E_3"),
        ({"batch": "1"}, "dE_batch/dw", "s_1 * dE_1/dw + s_2 * dE_2/dw + s_3 * dE_3/dw"),
        ({"batch": "1"}, "dE_batch/ds_2", "E_2"),
        ({"batch": "1"}, "b+", "b - eta * dE_batch/db"),
        ({"batch": "1"}, "s_1+", "s_3"),
        ({"batch": "1"}, "s_2+", "s_1"),
        ({"batch": "1", "momentum": "0.9"}, "change_w+", "alpha * change_w - eta * dE_batch/dw"),
    ],
)
def test_formulas(options: dict[str, str], name: str, formula: str) -> None:
    assert plain(THREE.graph(RUN | options)[name].expr, str) == formula


@pytest.mark.parametrize(
    ("size", "total", "formula"),
    [
        ("2", "mean", "1/2 * (s_1 * E_1 + s_2 * E_2 + s_3 * E_3 + s_4 * E_4 + s_5 * E_5 + s_6 * E_6)"),
        ("3", "sum", "s_1 * E_1 + s_2 * E_2 + s_3 * E_3 + s_4 * E_4 + s_5 * E_5 + s_6 * E_6"),
    ],
)
def test_the_mean_of_a_batch_is_over_the_batch(size: str, total: str, formula: str) -> None:
    graph = SIX.graph(RUN | {"batch": size, "total": total})
    assert plain(graph["E_batch"].expr, str) == formula


@pytest.mark.parametrize(
    ("size", "turns"),
    [
        ("1", ["100000", "010000", "001000", "000100", "000010", "000001", "100000"]),
        ("2", ["110000", "001100", "000011", "110000"]),
        ("3", ["111000", "000111", "111000"]),
    ],
)
def test_the_batches_follow_each_other_and_begin_again(size: str, turns: list[str]) -> None:
    run = Run(SIX.graph(RUN | {"batch": size}), 64)
    found = ["".join(str(run.value(step, f"s_{k}")) for k in SIX.samples) for step in range(len(turns))]
    assert found == turns


@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        ({}, "out_1", "0.4"),
        ({}, "E_2", "0.605"),
        ({}, "dE_total/dw", "0.175"),
        ({}, "dE_total/db", "-3.55"),
        ({"total": "mean"}, "dE_total/dw", "7/120"),
        ({"batch": "1"}, "w+", "0.66"),
        ({"batch": "1"}, "E_batch", "1.28"),
    ],
)
def test_values_are_exact(options: dict[str, str], name: str, value: str) -> None:
    found = compiled(THREE.graph(RUN | options), [name], "proved")({})[name]
    assert Fraction(str(found)) == Fraction(value)


def test_only_smaller_batches_have_an_error_of_their_own() -> None:
    whole, part = (THREE.graph(RUN | {"batch": size}) for size in ("3", "1"))
    assert (whole.loss, whole.objective, list(whole.updates)) == ("E_total", "E_total", ["w", "b"])
    assert (part.loss, part.objective) == ("E_total", "E_batch")
    assert list(part.updates) == ["w", "b", "s_1", "s_2", "s_3"]
    assert "E_batch" not in whole.forward


def test_options_and_names() -> None:
    assert dict(SIX.options) == {
        "rate": ("0.1", DECIMAL),
        "momentum": ("0", DECIMAL),
        "total": ("sum", "mean"),
        "batch": ("6", "3", "2", "1"),
    }
    assert (SIX.parameters, SIX.samples) == (("w", "b"), range(1, 7))
    graph = THREE.graph(RUN | {"batch": "1", "total": "mean"})
    told = {name: (graph[name].tex, graph[name].words, graph[name].role) for name in graph.forward}
    assert told["x_2"] == ("x_2", "input of sample 2", "input")
    assert told["out_3"] == ("out_3", "output for sample 3", "output")
    assert told["s_1"] == ("s_1", "1 while sample 1 is in the batch, else 0", "batch")
    assert told["E_total"] == ("E_{total}", "mean error", "error")
    assert told["E_batch"] == ("E_{batch}", "error of the batch", "error")


def test_a_tenth_sample_has_its_index_in_braces() -> None:
    ten = Regression("ten", "Ten samples", ("1",) * 10, ("2",) * 10, "0", "0", "0.1")
    assert ten.graph(RUN | {"batch": "10"})["out_10"].tex == "out_{10}"


@pytest.mark.parametrize(("inputs", "targets"), [(("1", "2"), ("1",)), (("1",), ("1",)), ((), ())])
def test_samples_that_do_not_fit_are_refused(inputs: tuple[str, ...], targets: tuple[str, ...]) -> None:
    with pytest.raises(BackpropError) as raised:
        Regression("bent", "Bent", inputs, targets, "0", "0", "0.1")
    assert str(raised.value) == (
        f"regression bent: found {len(inputs)} inputs and {len(targets)} targets, "
        "expected as many of both, two at least"
    )
