"""One run followed step by step."""

import pytest

from backprop.core.keys import parse
from backprop.core.registry import enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures import figure, printed
from backprop.figures.training import Course


def course(run: str, steps: int) -> Course:
    key = parse(f"{run}:E_total")
    return Course.of(key.of(graph_of(key).loss), steps)


@pytest.mark.parametrize(
    ("run", "steps"),
    [("mazur", 50), ("relu;rate=0.6@2", 5), ("descent", 20), ("deep", 9), ("line;batch=1", 9)],
)
def test_curves_run_between_the_proved_values(run: str, steps: int) -> None:
    it = course(run, steps)
    values = it.values()
    assert all(len(column) == steps + 1 for column in values.values())
    assert values[it.run.quantity][0] == pytest.approx(float(enclosure(it.run)))
    assert [column[-1] for column in values.values()] == pytest.approx(
        [float(enclosure(key)) for key in it.ends]
    )


def test_words() -> None:
    made = figure(["training", "mazur", "50"])
    assert made.alt(printed) == (
        "Two panels against the step. In 50 steps E_total goes from 0.298 to 0.0511; at the end out_o1 "
        "is 0.295 against the target 0.01 and out_o2 is 0.846 against the target 0.99."
    )
    assert "their targets dotted" in made.caption(printed)
    assert figure(["training", "descent", "9"]).caption(printed) == "J and the parameters over 9 steps."


@pytest.mark.parametrize(
    ("run", "names"), [("mazur", ["t_o1", "t_o2"]), ("softmax", ["t_o1", "t_o3"]), ("descent", [])]
)
def test_targets_of_one_value_have_one_line(run: str, names: list[str]) -> None:
    assert [key.quantity for key in course(run, 5).heights] == names


def test_a_run_out_of_range_raises() -> None:
    with pytest.raises(BackpropError, match="found 3000 steps, which lead out of float64; expected fewer"):
        course("descent;rate=0.5", 3000).values()
