"""Keys and digits as figures use them."""

import pytest

from backprop.core.keys import parse
from backprop.core.registry import at, enclosure
from backprop.errors import BackpropError
from backprop.figures.values import label, printed, state_of


@pytest.mark.parametrize(
    ("run", "name", "key"),
    [
        ("mazur@2", "w5", "mazur@2:w5"),
        ("mazur@2", "b1", "mazur:b1"),
        ("mazur;bias=each@2", "b_h1", "mazur;bias=each@2:b_h1"),
        ("mazur@2", "dE_total/dE_o1", "mazur:dE_total/dE_o1"),
        ("mazur@2", "out_o1", "mazur@2:out_o1"),
    ],
)
def test_the_key_of_what_never_changes_is_at_step_0(run: str, name: str, key: str) -> None:
    assert str(at(parse(f"{run}:E_total"), name)) == key


def test_digits() -> None:
    run = parse("mazur:E_total")
    assert printed(run) == "0.298"
    assert printed(run, relation=True) == "≈ 0.298"
    assert printed(run.of("w5"), relation=True) == "= 0.4"
    assert printed(run.of("out_h1")) == "0.593"


def test_a_number_too_long_to_read_is_refused() -> None:
    with pytest.raises(BackpropError, match="expected at most 16 characters in a figure"):
        printed(parse("relu;rate=0.1@30:E_total"))


def test_the_state_of_a_run() -> None:
    run = parse("mazur@3:E_total")
    assert state_of(run)["w5"] == pytest.approx(float(enclosure(run.of("w5"))))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("mazur@1:w5", "w₅"),
        ("mazur:dE_total/dw5", "∂E total/∂w₅"),
        ("line:out_2", "out₂"),
        ("descent:J", "J"),
    ],
)
def test_the_label_of_a_quantity(key: str, text: str) -> None:
    assert label(parse(key)) == text
