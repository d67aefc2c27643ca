"""The keys of a pass, group by group, and the group of a key."""

import pytest

from backprop.core import registry
from backprop.core.groups import GROUPS, group_keys, group_of, key_order
from backprop.core.keys import parse, parse_run
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES


@pytest.mark.parametrize(
    ("key", "group", "expected"),
    [
        ("relu:E_total", "given", "i1 i2 w1 w2 w3 w4 w5 w6 t_o1 eta"),
        ("relu@2:E_total", "given", "i1 i2 @2:w1 @2:w2 @2:w3 @2:w4 @2:w5 @2:w6 t_o1 eta"),
        ("relu:E_total", "forward", "net_h1 net_h2 out_h1 out_h2 net_o1 out_o1"),
        ("relu@1:E_total", "error", "@1:E_o1 @1:E_total"),
        ("relu:E_total", "update", "@1:w1 @1:w2 @1:w3 @1:w4 @1:w5 @1:w6"),
        ("relu@4:E_total", "update", "@5:w1 @5:w2 @5:w3 @5:w4 @5:w5 @5:w6"),
        ("descent:J", "given", "theta0 theta1 eta"),
        ("descent:J", "forward", ""),
        ("descent:J", "error", "J"),
        ("descent:J", "backward", "dJ/dtheta0 dJ/dtheta1"),
        ("descent:J", "update", "@1:theta0 @1:theta1"),
        ("line:E_total", "given", "x_1 x_2 x_3 x_4 w b t_1 t_2 t_3 t_4 eta"),
        ("line:E_total", "error", "E_1 E_2 E_3 E_4 E_total"),
        ("line:E_total", "update", "@1:w @1:b"),
        (
            "line;batch=2:E_total",
            "update",
            " ".join(f";batch=2@1:{name}" for name in ("w", "b", "s_1", "s_2", "s_3", "s_4")),
        ),
    ],
)
def test_groups(key: str, group: str, expected: str) -> None:
    assert " ".join(found.fragment for found in group_keys(parse(key), group)) == expected


def test_the_backward_pass_of_a_batch_ends_at_its_own_error() -> None:
    found = [key.quantity for key in group_keys(parse("line;batch=1:E_total"), "backward")]
    assert {"dE_batch/dw", "dE_batch/db"} < set(found)
    assert "dE_total/dw" not in found


@pytest.mark.parametrize(
    ("key", "slopes"),
    [
        ("mazur:E_total", "w5 w6 b2 w7 w8 w1 w2 b1 w3 w4"),
        ("mazur;bias=each:E_total", "w5 w6 b_o1 w7 w8 b_o2 w1 w2 b_h1 w3 w4 b_h2"),
        ("relu:E_total", "w5 w6 w1 w2 w3 w4"),
    ],
)
def test_the_backward_pass_reaches_every_weight_and_bias_once(key: str, slopes: str) -> None:
    found = [of.quantity for of in group_keys(parse(key), "backward")]
    assert len(found) == len(set(found))
    assert " ".join(name[10:] for name in found if name.startswith(("dE_total/dw", "dE_total/db"))) == slopes
    for of in group_keys(parse(key), "backward"):
        before = set(found[: found.index(of.quantity)])
        assert {name for name in registry.entry(of).operands if name.startswith("d")} <= before


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_a_key_of_a_group_knows_its_group(example: str) -> None:
    for name in GROUPS:
        keys = group_keys(parse_run(example), name)
        assert {group_of(key) for key in keys} <= {name}


@pytest.mark.parametrize(
    ("key", "group"),
    [
        ("mazur:delta_h1", "backward"),
        ("line:dE_total/dx_1", "backward"),
        ("mazur@1:E_total", "training"),
        ("mazur@1:dE_total/dw5", "training"),
        ("mazur@2:w5", "training"),
        ("mazur;rate=2:E_total", "training"),
        ("mazur;rate=2@1:w5", "training"),
    ],
)
def test_the_group_of_a_key(key: str, group: str) -> None:
    assert group_of(parse(key)) == group


def test_keys_have_their_place_run_by_run_and_in_the_order_of_the_graph() -> None:
    keys = ["mazur:w2", "mazur:E_total", "mazur:dE_o1/dw5", "mazur@2:w1", "mazur@10:w1", "mazur;rate=2:w1"]
    assert [str(key) for key in sorted(map(parse, reversed(keys)), key=key_order)] == keys


@pytest.mark.parametrize(
    ("run", "group", "message"),
    [
        ("mazur", "sideways", "no group is named 'sideways'; there are given, forward, error, backward, "),
        ("mazur@500000", "update", "mazur@500000: found step 500000, expected at most 20408; take an "),
    ],
)
def test_a_group_that_is_not_there_is_refused(run: str, group: str, message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        group_keys(parse_run(run), group)
    assert str(caught.value).startswith(message)
