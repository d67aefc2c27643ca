"""One run followed step by step."""

import pytest

from backprop.errors import BackpropError
from backprop.figures.training import TrainingFigure
from tests.figures.reading import loss_of


@pytest.mark.parametrize(
    ("run", "names"), [("mazur", ["t_o1", "t_o2"]), ("softmax", ["t_o1", "t_o3"]), ("descent", [])]
)
def test_targets_of_one_value_have_one_line(run: str, names: list[str]) -> None:
    assert [key.quantity for key in TrainingFigure(loss_of(run), 5).heights] == names


def test_a_run_out_of_range_raises() -> None:
    with pytest.raises(BackpropError, match="found 3000 steps, which lead out of float64; expected fewer"):
        TrainingFigure(loss_of("descent;rate=0.5"), 3000).draw()
