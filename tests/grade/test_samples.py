"""Tables of a network with several samples: known by their heads, graded, and a slip made in every sample."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from backprop.core.keys import settings
from backprop.core.program import history
from backprop.errors import BackpropError
from backprop.grade.grade import grade
from backprop.grade.report import as_text
from backprop.grade.spelling import meanings
from backprop.networks.examples import network_of

SAMPLES = (1, 2, 3, 4)
Columns = dict[str, np.ndarray]


def columns() -> Columns:
    """Return some updates of the XOR network as a table of a learner, by our names."""
    network = network_of("xor")
    graph = network.graph(settings(network, ()))
    slopes = [f"dE_total/d{name}" for name in graph.updates]
    return history(graph, [name for name in graph.forward if name != "eta"] + slopes, 5)


def graded(table: Mapping[str, np.ndarray], tmp_path: Path) -> str:
    """Return the report on a table with six decimals."""
    file = tmp_path / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table)
        writer.writerows([f"{number:.6f}" for number in row] for row in zip(*table.values(), strict=True))
    return as_text(grade(file))


def slope_of_w5(table: Columns, factor: str, samples: tuple[int, ...]) -> np.ndarray:
    """Return the slope along w5 as the sum over samples of the error signal times `factor`."""
    total = np.zeros(len(table["E_total"]))
    for k in samples:
        out, target = table[f"out_o1_s{k}"], table[f"t_o1_s{k}"]
        total += (out - target) * out * (1 - out) * table[f"{factor}_s{k}"]
    return total


def test_a_right_table_is_right(tmp_path: Path) -> None:
    report = graded(columns(), tmp_path)
    assert "all 47 columns right" in report
    assert "2-2-1 network, sigmoid, with trained biases, learning rate 4, the example xor" in report


@pytest.mark.parametrize(
    ("factor", "samples", "cause"),
    [
        ("out_h1", SAMPLES, ""),
        ("net_h1", SAMPLES, "takes net_h1_s1 where out_h1_s1 belongs, and so in every sample"),
        ("out_h2", SAMPLES, "takes out_h2_s1 where out_h1_s1 belongs, and so in every sample"),
        ("out_h1", (1, 2, 3), "leaves out the term"),
    ],
)
def test_a_slip_is_named(factor: str, samples: tuple[int, ...], cause: str, tmp_path: Path) -> None:
    table = columns()
    table["dE_total/dw5"] = slope_of_w5(table, factor, samples)
    report = graded(table, tmp_path)
    assert ("dE_total/dw5" in report and cause in report) if cause else "all 47 columns right" in report


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("net_h1_s2", ("net_h1_s2",)),
        ("a h2 (sample 3)", ("out_h2_s3",)),
        ("x1, s4", ("i1_s4",)),
        ("E (s1)", ("E_o1_s1",)),
        ("dE/dout_h1_s2", ("dE_total/dout_h1_s2",)),
        ("dE_o1_s3/dw5", ("dE_o1_s3/dw5",)),
        ("dE/dw5", ("dE_total/dw5",)),
        ("inputs1", ()),
    ],
)
def test_the_sample_stands_at_the_end_of_a_head(head: str, names: tuple[str, ...]) -> None:
    assert meanings(head) == names


def test_more_samples_than_anyone_writes_are_refused(tmp_path: Path) -> None:
    table = columns()
    with pytest.raises(BackpropError, match="found a column of sample 21, expected at most 20; keep those"):
        graded({**table, "out_o1_s21": table["out_o1_s1"]}, tmp_path)
