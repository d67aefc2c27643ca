"""One run followed step by step."""

import pytest

from backprop.core.keys import parse
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.training import Course


def course(run: str, steps: int) -> Course:
    key = parse(f"{run}:E_total")
    return Course.of(key.of(graph_of(key).loss), steps)


@pytest.mark.parametrize(
    ("run", "names"), [("mazur", ["t_o1", "t_o2"]), ("softmax", ["t_o1", "t_o3"]), ("descent", [])]
)
def test_targets_of_one_value_have_one_line(run: str, names: list[str]) -> None:
    assert [key.quantity for key in course(run, 5).heights] == names


def test_a_run_out_of_range_raises() -> None:
    with pytest.raises(BackpropError, match="found 3000 steps, which lead out of float64; expected fewer"):
        course("descent;rate=0.5", 3000).values()
