"""A graph laid out straight over floats, arrays, rationals and balls; runs, their states and many rates."""

from typing import Any

import numpy as np
import pytest
from flint import arb, ctx, fmpq

from backprop.core.expression import Expr, Ref, function, lift, total
from backprop.core.graph import Graph, Quantity
from backprop.core.keys import parse_run, settings
from backprop.core.ops import ball
from backprop.core.program import LONGEST_EXACT, Run, compiled, history, steady
from backprop.core.tex import plain
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.examples import EXAMPLES
from tests.networks.routes_table import FORMS, worked

FORMULAS: dict[str, Expr] = {
    "x": lift(2),
    "w": lift(3) / 4,
    "net": Ref("w") * Ref("x") - 1,
    "out": function("sigmoid")(Ref("net")),
    "E": (1 - Ref("out")) ** 2 / 2,
}
GRAPH = Graph([Quantity(name, name, name, "net", expr) for name, expr in FORMULAS.items()], "E", {})


@pytest.mark.parametrize(
    ("names", "values", "free", "expected"),
    [
        (["net"], {}, [], {"w": 0.75, "x": 2.0, "net": 0.5}),
        (["net"], {"x": 4.0}, [], {"w": 0.75, "x": 4.0, "net": 2.0}),
        (["net"], {"E": 9.0}, [], {"w": 0.75, "x": 2.0, "net": 0.5}),
        (["out"], {"net": 0.0}, ["net"], {"net": 0.0, "out": 0.5}),
        (["dE/dout"], {"out": 0.25}, ["out"], {"out": 0.25, "dE/dout": -0.75}),
        ([], {}, [], {}),
    ],
)
def test_a_program_in_float64(
    names: list[str], values: dict[str, float], free: list[str], expected: dict[str, float]
) -> None:
    assert compiled(GRAPH, names, "fast", free)(values) == expected


def test_arrays_pass_through_at_once() -> None:
    program = compiled(GRAPH, ["E", "dE/dw"], "fast")
    rows = program({"x": np.array([1.0, 2.0]), "w": np.array([[0.5], [1.0], [1.5]])})
    assert rows["E"].shape == rows["dE/dw"].shape == (3, 2)
    one = program({"x": 2.0, "w": 1.5})
    assert (rows["E"][2, 1], rows["dE/dw"][2, 1]) == pytest.approx((one["E"], one["dE/dw"]), rel=1e-15)


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [("x", fmpq, fmpq(2)), ("w", fmpq, fmpq(3, 4)), ("net", fmpq, fmpq(1, 2)), ("out", arb, None)],
)
def test_rationals_last_until_a_transcendental_operation(name: str, kind: type, value: Any) -> None:
    found = compiled(GRAPH, [name], "proved")({})[name]
    assert isinstance(found, kind)
    assert value is None or found == value


def test_a_ball_contains_what_each_of_its_values_gives() -> None:
    program = compiled(GRAPH, ["E"], "proved")
    with ctx.workprec(128):
        wide = program({"w": arb(0.75, 0.25)})["E"]
        for quarters in (2, 3, 4):
            assert wide.contains(program({"w": fmpq(quarters, 4)})["E"])


def test_running_twice_leaves_no_trace() -> None:
    program = compiled(GRAPH, ["net"], "fast")
    assert program({"w": 5.0})["net"] == 9.0
    assert program({})["net"] == 0.5


def test_a_constant_stands_once() -> None:
    half = lift(1) / 2
    twice = Graph(
        [
            Quantity("a", "a", "a", "net", half * Ref("b") + half * Ref("b") ** 2),
            Quantity("b", "b", "b", "net", half),
        ],
        "a",
        {},
    )
    program = compiled(twice, ["a"], "fast")
    assert program.constants == (0.5, 0.5, 2.0)
    assert program({})["a"] == 0.375


@pytest.mark.parametrize("names", [["E"], ["dE/dw", "x", "E", "E"], ["w"], []], ids=str)
@pytest.mark.parametrize("values", [{}, {"w": fmpq(1, 3)}, {"x": arb(1, 0.1), "E": 9, "unknown": 9}], ids=str)
def test_a_straight_program_gives_the_same_to_the_last_bit(names: list[str], values: dict[str, Any]) -> None:
    program = compiled(GRAPH, names, "proved")
    with ctx.workprec(128):
        whole, straight = program(values), program.straight(names)(values)
    assert [bits(value) for value in straight] == [bits(whole[name]) for name in names]


@pytest.mark.parametrize("run", FORMS)
def test_an_update_of_balls_gives_the_same_to_the_last_bit(run: str) -> None:
    graph = worked(run).graph
    names = [*graph.updates.values(), *graph.signals]
    program = compiled(graph, names, "proved")
    with ctx.workprec(128):
        balls = {name: ball(value) + arb(0, 1e-30) for name, value in Run(graph, 128).state(1).items()}
        careful, quick = program.straight(names)(balls), program.straight_in_balls(names, balls, 128)(balls)
    assert [*map(bits, quick)] == [*map(bits, careful)]


def test_what_may_be_exact_is_computed_with_care() -> None:
    """Written out for balls, a product with 0 stays a rational, and what is made of it is the same."""
    expressions = {"w": lift(1), "zero": lift(0), "x": Ref("w") * Ref("zero"), "y": Ref("w") + Ref("x")}
    graph = Graph([Quantity(n, n, n, "net", expr) for n, expr in expressions.items()], "y", {})
    run = compiled(graph, ["x", "y"], "proved").straight_in_balls(["x", "y"], ["w"], 128)
    assert [*map(bits, run({"w": arb(1, 0.5)}))] == [(fmpq, 0), bits(arb(1, 0.5))]


def bits(value: Any) -> tuple[Any, ...]:
    """Return all that a value is made of."""
    return (*value.mid().man_exp(), *value.rad().man_exp()) if isinstance(value, arb) else (fmpq, value)


def test_an_operation_stands_once() -> None:
    square = Ref("b") * Ref("b")
    twice = Graph(
        [
            Quantity("b", "b", "b", "net", lift(3)),
            Quantity("a", "a", "a", "net", square + square),
            Quantity("c", "c", "c", "net", Ref("a") + Ref("b") * Ref("b")),
        ],
        "c",
        {},
    )
    program = compiled(twice, ["a", "c"], "fast")
    assert len(program.steps) == 3
    assert program({}) == {"b": 3.0, "a": 18.0, "c": 27.0}


exp = function("exp")
A, B, C = (exp(Ref(name)) for name in "abc")


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (A / (A + B + C), "(1) / (1 + exp(b - a) + exp(c - a))"),
        (C / total([A, B, C]), "(1) / (1 + exp(a - c) + exp(b - c))"),
        (A / (A + A), "(1) / (1 + exp(a - a))"),
        (A / A, "1"),
        (C / (A + B), "(exp(c)) / (exp(a) + exp(b))"),
        (A / (A + 1), "(exp(a)) / (exp(a) + 1)"),
        (A / (A * B), "(exp(a)) / (exp(a) * exp(b))"),
        (Ref("a") / (A + B), "(a) / (exp(a) + exp(b))"),
        (2 * (A / (A + B)), "2 * (exp(a)) / (exp(a) + exp(b))"),
    ],
)
def test_the_share_of_an_exponential_is_made_from_differences(expr: Expr, expected: str) -> None:
    assert plain(steady(expr), str) == expected


def test_balls_of_a_share_that_is_nearly_all_are_narrow() -> None:
    nets = [Quantity(name, name, name, "net", lift(0)) for name in "abc"]
    graph = Graph([*nets, Quantity("out", "out", "out", "output", A / (A + B + C))], "out", {})
    with ctx.workprec(128):
        found = compiled(graph, ["out"], "proved")({"a": arb(40, 1e-6), "b": arb(0, 1e-6), "c": arb(0, 1e-6)})
    assert found["out"].rad() < 1e-22


def test_what_is_no_expression_is_refused() -> None:
    broken = Graph([Quantity("a", "a", "a", "net", function("neg")(None))], "a", {})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not an expression: None"):
        compiled(broken, ["a"], "fast")


def run_of(text: str, precision: int = 128) -> Run:
    return Run(worked(text).graph, precision)


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


@pytest.mark.parametrize(("run", "step"), [("line", 40), ("mazur", 3), ("relu;rate=0.1", 9)])
def test_a_run_may_go_on_from_the_rationals_of_another(run: str, step: int) -> None:
    few, many, alone = run_of(run), run_of(run, 256), run_of(run, 256)
    few.state(step)
    many.take_over(few)
    assert [*map(bits, many.state(step).values())] == [*map(bits, alone.state(step).values())]
    assert many.state(0) is few.state(0)


def test_what_few_bits_leave_open_stays_open() -> None:
    run = run_of("relu;rate=0.1")
    for _ in range(2):
        with pytest.raises(UndecidedError):
            run.state(2000)


def test_more_bits_make_smaller_balls_around_the_same_value() -> None:
    rough, fine = (run_of("mazur", bits).value(20, "E_total") for bits in (64, 256))
    assert ball(rough).contains(ball(fine))
    assert ball(fine).rad() < 1e-70 < ball(rough).rad()


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
    trained = {name: example for name, example in EXAMPLES.items() if example.rates}
    for name, example in trained.items():
        graph = example.graph(settings(example, parse_run(name).options))
        losses = history(graph, [graph.loss], 50)[graph.loss]
        assert losses[50] < losses[10] < losses[0], name


@pytest.mark.parametrize(("run", "steps"), [("descent;rate=100", 400), ("descent;rate=1", 1000)])
def test_a_run_that_leaves_float64_is_refused(run: str, steps: int) -> None:
    graph = worked(run).graph
    with pytest.raises(BackpropError) as caught:
        history(graph, [graph.loss], steps)
    assert str(caught.value) == f"found {steps} steps, which lead out of float64; expected fewer"
