"""Which quantities a figure prints."""

import pytest

from backprop.check.figures import keys


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("slice-mazur-w5", {"mazur:w5", "mazur@1:w5", "mazur:E_total", "mazur:dE_total/dw5"}),
        (
            "walk-parabola-rate-0.5-2",
            {
                *("parabola;rate=0.5:eta", "parabola;rate=0.5:theta0", "parabola;rate=0.5:J"),
                *("parabola;rate=0.5@1:theta0", "parabola;rate=0.5@2:theta0", "parabola;rate=0.5@2:J"),
            },
        ),
        ("passes-mazur", set()),
        ("activation-relu", set()),
        ("nothing-mazur", set()),
        ("slice-mazur-w99", set()),
    ],
)
def test_what_a_figure_prints(name: str, expected: set[str]) -> None:
    assert set(map(str, keys(name))) == expected


def test_labels_count_as_well() -> None:
    assert {f"mazur:w{number}" for number in range(1, 9)} <= set(map(str, keys("network-mazur")))
    assert "mazur:net_o1" in map(str, keys("path-mazur-dE_total-dw5"))
    assert "chain;rate=10:eta" in map(str, keys("loss-chain"))
