"""Values of names: the proved ones, and those among random numbers, derivatives by power series."""

from itertools import product

import pytest
from flint import arb, ctx, fmpq

from backprop.check.proof.assignment import PRECISION, Assignment, proved_value, random_assignment
from backprop.check.proof.evaluation import is_zero
from backprop.core import registry
from backprop.core.groups import group_keys
from backprop.core.keys import parse, parse_run
from backprop.errors import BackpropError


@pytest.mark.parametrize(
    "example",
    [
        "mazur",
        "signed",
        "relu",
        "chain",
        "softmax",
        "descent",
        "mazur;loss=mean;weights=0",
        "hollows;start=-0.5",
    ],
)
@pytest.mark.parametrize("group", ["forward", "error", "backward", "update"])
def test_power_series_give_what_both_routes_prove(example: str, group: str) -> None:
    run = parse_run(example)
    graph = registry.graph_of(run)
    given = {name: registry.enclosure(run.of(name)) for name, q in graph.forward.items() if q.is_given}
    numbers = Assignment(graph, given)
    for key in group_keys(run, group):
        name = f"{key.quantity}+" if key.step else key.quantity
        with ctx.workprec(PRECISION):
            assert is_zero(numbers.value(name) - registry.enclosure(key)), key


@pytest.mark.parametrize(
    ("run", "name", "value"),
    [
        ("sigmoid", "dout_h2/dw1", fmpq(0)),  # no key: it does not depend
        ("sigmoid", "dw1/dw1", fmpq(1)),
        ("relu", "E_total", fmpq(63409369, 200000000)),
        ("relu;rate=0.6@2", "out_h1", fmpq(0)),
        ("descent", "theta1+", fmpq(9, 10)),
    ],
)
def test_a_name_is_known_in_a_pass(run: str, name: str, value: fmpq) -> None:
    assert proved_value(parse_run(run), name) == value


def test_an_update_belongs_to_the_next_step() -> None:
    assert proved_value(parse_run("mazur@1"), "w5+") is not None
    with ctx.workprec(PRECISION):
        assert is_zero(proved_value(parse_run("mazur@1"), "w5+") - registry.enclosure(parse("mazur@2:w5")))


@pytest.mark.parametrize("name", ["net_h3", "dE_total/dw9", "dE_totl/dw1", "w9+"])
def test_an_unknown_name_is_one_clear_line(name: str) -> None:
    with pytest.raises(BackpropError):
        proved_value(parse_run("mazur"), name)
    with pytest.raises(BackpropError):
        random_assignment(parse_run("mazur"), 1).value(name)


def test_random_assignments_differ_and_repeat() -> None:
    run = parse_run("mazur")
    values = [str(random_assignment(run, seed).value("dE_total/dw1")) for seed in (1, 2, 1)]
    assert values[0] == values[2] != values[1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_targets_of_a_softmax_remain_shares_of_a_whole(seed: int) -> None:
    numbers = random_assignment(parse_run("softmax"), seed)
    targets = [numbers.value(f"t_o{number}") for number in (1, 2, 3)]
    assert sum(targets, fmpq(0)) == 1
    assert len(set(map(str, targets))) == 3
    assert sum((random_assignment(parse_run("mazur"), seed).value(f"t_o{n}") for n in (1, 2)), fmpq(0)) != 1


@pytest.mark.parametrize(
    ("upper", "lower"), list(product(["E_total", "out_o1"], ["w1", "w6", "out_h1", "net_h2", "b1"]))
)
def test_a_derivative_is_the_limit_of_difference_quotients(upper: str, lower: str) -> None:
    """Move a leaf of an assignment a little; intermediate quantities are moved through their net input."""
    run = parse_run("mazur")
    numbers = random_assignment(run, 7)
    with ctx.workprec(PRECISION):
        step = fmpq(1, 10**9)
        moved = [_moved(numbers, lower, sign * step) for sign in (1, -1)]
        quotient = (moved[0].value(upper) - moved[1].value(upper)) / (2 * step)
        assert abs(numbers.value(f"d{upper}/d{lower}") - quotient) < arb("1e-15")


def _moved(numbers: Assignment, name: str, step: fmpq) -> Assignment:
    """Return the same assignment with one value replaced, all that follows from it made anew."""
    given = {n: numbers.value(n) for n, q in numbers.graph.forward.items() if q.is_given}
    return Assignment(numbers.graph, given | {name: numbers.value(name) + step})
