"""What the name of a figure's file tells."""

import pytest

from backprop.check.figures.subject import subject_of
from backprop.errors import BackpropError


@pytest.mark.parametrize(
    ("name", "run", "names", "steps"),
    [
        ("network-chain", "chain:E_total", (), 0),
        ("error-mazur-1", "mazur@1:E_total", (), 0),
        ("slice-mazur-w5", "mazur:E_total", ("w5",), 0),
        ("slice-relu-rate-0.6-5-w1", "relu;rate=0.6@5:E_total", ("w1",), 0),
        ("path-mazur-dE_total-dw1", "mazur:E_total", ("E_total", "w1"), 0),
        ("path-mazur-bias-shared-1-dE_total-db1", "mazur;bias=shared@1:E_total", ("E_total", "b1"), 0),
        ("training-chain-1000", "chain:E_total", (), 1000),
        ("training-chain-2-1000", "chain@2:E_total", (), 1000),
        ("differences-mazur-3-dE_total-dw1", "mazur@3:E_total", ("E_total", "w1"), 0),
        ("nudge-mazur-3-dE_total-dw5-0.01", "mazur@3:E_total", ("E_total", "w5"), 0),
        ("search-signed-rate-2-100", "signed;rate=2:E_total", (), 100),
        ("walk-parabola-rate-1.1-5", "parabola;rate=1.1:J", (), 5),
        ("loss-descent", "descent:J", (), 0),
        ("samples-line-total-mean-batch-1-4", "line;total=mean;batch=1@4:E_total", (), 0),
        ("contour-line-batch-2-w-b-40", "line;batch=2:E_total", ("w", "b"), 40),
        ("error-mazur-loss-sum-3", "mazur;loss=sum@3:E_total", (), 0),
        ("training-mazur-loss-mean-weights-0.5-200", "mazur;loss=mean;weights=0.5:E_total", (), 200),
        ("slice-hollows-start-3-theta0", "hollows;start=3:J", ("theta0",), 0),
        ("slice-hollows-start--0.5-theta0", "hollows;start=-0.5:J", ("theta0",), 0),
        ("training-hollows-rate-0.2-start--0.5-7-30", "hollows;rate=0.2;start=-0.5@7:J", (), 30),
        ("contour-descent-theta0-theta1-30", "descent:J", ("theta0", "theta1"), 30),
        (
            "contour-descent-rate-0.01-momentum-0.9-theta0-theta1-60",
            "descent;rate=0.01;momentum=0.9:J",
            ("theta0", "theta1"),
            60,
        ),
    ],
)
def test_a_name_is_read(name: str, run: str, names: tuple[str, ...], steps: int) -> None:
    found = subject_of(name)
    assert (found.kind, str(found.run), found.names, found.steps) == (name.split("-")[0], run, names, steps)


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("runs-50-mazur-sigmoid", ["mazur:E_total", "sigmoid:E_total"]),
        ("runs-9-parabola-rate-1.1-2-hollows-3", ["parabola;rate=1.1@2:J", "hollows@3:J"]),
        (
            "runs-60-descent-rate-0.01-descent-rate-0.01-momentum-0.9",
            ["descent;rate=0.01:J", "descent;rate=0.01;momentum=0.9:J"],
        ),
    ],
)
def test_several_runs_are_read(name: str, runs: list[str]) -> None:
    assert [str(run) for run in subject_of(name).runs] == runs


def test_a_nudge_is_read() -> None:
    assert subject_of("nudge-chain-rate-0.1-dE_total-dw1-0.05").nudge == "0.05"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("photo-mazur", "expected a name such as"),
        ("slice-mazur-w99", "expected names among w1, w2"),
        ("slice-nobody-w5", "no example is named 'nobody'"),
        ("training-chain", "expected a name such as"),
        ("runs-50", "expected a name such as"),
        ("runs-50-mazur-2.5", "expected a name such as"),
        ("error-mazur-loss-third", "expected one of half, sum, mean"),
        ("slice-hollows-start---1-theta0", "expected a name such as"),
        ("slice-relu-rate--1-w1", "expected a decimal number such as 0.5"),
    ],
)
def test_another_name_is_refused(name: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        subject_of(name)
