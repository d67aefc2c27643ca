"""Values that drawings carry, against the registry."""

import pytest

from backprop.check.figures.values import near
from backprop.core.keys import parse
from backprop.core.program import compiled
from backprop.core.registry import enclosure, graph_of
from backprop.errors import BackpropError


def known(key: str) -> float:
    return float(enclosure(parse(key)))


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("0.5", "", 0.5),
        ("1e-3", "", 0.001),
        ("mazur:w5", "", 0.4),
        ("mazur:w5 + 0.1", "", 0.5),
        ("mazur:w5 - w6 * 2 + 1", "", 0.5),
        ("line:w * 2 + b", "", 1.2),
        ("mazur:net_o1", "w5 = 0.4", known("mazur:net_o1")),
        ("mazur:net_o1 - net_o1", "w5 + 0", 0.0),
        ("mazur:w5", "w5 = mazur@1:w5", known("mazur@1:w5")),
        ("parabola:J", "theta0 = 3", 1.0),
        ("descent@2:theta0", "only theta0, theta1 after 0", known("descent@2:theta0")),
        ("descent@3:J", "only theta0, theta1 after 2", known("descent@3:J")),
        ("mazur@1:w5", "only w5, w7 after 0", known("mazur@1:w5")),
        ("mazur@1:w1", "only w5, w7 after 0", known("mazur:w1")),
    ],
)
def test_values(text: str, where: str, expected: float) -> None:
    assert near(text, where) == pytest.approx(expected, abs=1e-12)


def test_what_is_given_leaves_all_else_as_it_is() -> None:
    made = compiled(graph_of(parse("mazur:w5")), ["E_total"], "fast")({"w5": 0.5})
    assert near("mazur:E_total", "w5 = 0.5") == pytest.approx(float(made["E_total"]))
    assert near("mazur:E_total", "w5 + 0.1") == pytest.approx(float(made["E_total"]))


@pytest.mark.parametrize("text", ["mazur:w99", "nobody:w1", "mazur:w5 + w99"])
def test_what_is_unknown_is_refused(text: str) -> None:
    with pytest.raises(BackpropError):
        near(text)
