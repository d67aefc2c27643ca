"""Runs: states kept, rationals kept while they are short, many rates in one pass."""

from typing import Any

import numpy as np
import pytest
from flint import arb, fmpq

from backprop.core.keys import parse_run, settings
from backprop.core.ops import ball
from backprop.core.training import LONGEST_EXACT, Run, history
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.examples import EXAMPLES
from tests.networks.routes_table import worked


def run_of(text: str, precision: int = 128) -> Run:
    return Run(worked(text).graph, precision)


@pytest.mark.parametrize(
    ("run", "step", "name", "value"),
    [
        ("relu", 0, "E_total", fmpq(317046845, 10**9)),
        ("relu", 1, "out_o1", fmpq(2947861332512225, 10**16)),
        ("relu", 1, "w5", fmpq(15897245, 10**8)),
        ("relu;rate=0.6", 2, "E_total", fmpq(1, 2)),
        ("relu;rate=0.6", 50, "E_total", fmpq(1, 2)),
        ("descent", 0, "J", fmpq(12)),
        ("descent", 1, "theta1", fmpq(9, 10)),
        ("mazur", 3, "i1", fmpq(1, 20)),
    ],
)
def test_a_rational_stays_rational(run: str, step: int, name: str, value: fmpq) -> None:
    found = run_of(run).value(step, name)
    assert (type(found), found) == (fmpq, value)


def test_a_rational_that_grows_too_long_becomes_a_ball() -> None:
    run = run_of("relu;rate=0.1", 1024)
    kinds = [{type(value) for value in run.state(step).values()} for step in range(9)]
    assert kinds[0] == kinds[4] == {fmpq}
    assert kinds[-1] == {arb}
    longest = max(int(v.p).bit_length() for v in run.state(4).values() if isinstance(v, fmpq))
    assert longest <= LONGEST_EXACT


def test_a_state_is_made_once() -> None:
    run = run_of("mazur")
    late, early = run.state(5), run.state(2)
    assert run.state(5) is late
    assert run.state(2) is early
    assert list(early) == [f"w{n}" for n in range(1, 9)]


def test_states_follow_each_other_without_being_kept() -> None:
    run, kept = run_of("mazur"), run_of("mazur")
    state = None
    for step in range(4):
        state = run.next(state)
        assert [str(value) for value in state.values()] == [str(value) for value in kept.state(step).values()]


def test_what_few_bits_leave_open_stays_open() -> None:
    run = run_of("relu;rate=0.1")
    for _ in range(2):
        with pytest.raises(UndecidedError):
            run.state(2000)


def test_more_bits_make_smaller_balls_around_the_same_value() -> None:
    rough, fine = (run_of("mazur", bits).value(20, "E_total") for bits in (64, 256))
    assert ball(rough).contains(ball(fine))
    assert ball(fine).rad() < 1e-70 < ball(rough).rad()


@pytest.mark.parametrize(
    "run", ["mazur;bias=each", "signed;momentum=0.9", "relu;update=sequential", "descent"]
)
def test_history_in_float64_stays_with_the_proved_run(run: str) -> None:
    loss = worked(run).graph.loss
    fast = history(worked(run).graph, [loss], 30)[loss]
    proved = [float(ball(run_of(run).value(step, loss)).mid()) for step in (0, 1, 30)]
    assert [fast[0], fast[1], fast[30]] == pytest.approx(proved, rel=1e-12)


@pytest.mark.parametrize("name", ["mazur", "relu", "descent"])
def test_all_rates_train_in_one_pass(name: str) -> None:
    loss = worked(name).graph.loss
    rates = EXAMPLES[name].rates
    swept = history(worked(name).graph, [loss], 5, {"eta": np.array([float(rate) for rate in rates])})[loss]
    alone = [history(worked(f"{name};rate={rate}").graph, [loss], 5)[loss] for rate in rates]
    assert swept.shape == (6, len(rates))
    np.testing.assert_allclose(swept.T, alone, rtol=1e-14)


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        ({}, (3,)),
        ({"w5": np.linspace(0, 1, 4)}, (3, 4)),
        ({"w5": np.zeros((2, 1)), "w6": np.ones(3)}, (3, 2, 3)),
    ],
    ids=["scalars", "a slice", "a surface"],
)
def test_history_stacks_along_the_first_axis(values: dict[str, Any], shape: tuple[int, ...]) -> None:
    found = history(worked("mazur").graph, ["E_total", "w1"], 2, values)
    assert {name: column.shape for name, column in found.items()} == {"E_total": shape, "w1": shape}


def test_every_example_learns() -> None:
    for name, example in EXAMPLES.items():
        graph = example.graph(settings(example, parse_run(name).options))
        losses = history(graph, [graph.loss], 50)[graph.loss]
        assert losses[50] < losses[10] < losses[0], name


@pytest.mark.parametrize(("run", "steps"), [("descent;rate=100", 400), ("descent;rate=1", 1000)])
def test_a_run_that_leaves_float64_is_refused(run: str, steps: int) -> None:
    graph = worked(run).graph
    with pytest.raises(BackpropError) as caught:
        history(graph, [graph.loss], steps)
    assert str(caught.value) == f"found {steps} steps, which lead out of float64; expected fewer"
