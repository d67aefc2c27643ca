"""A graph of named quantities: derivatives made on demand, named, and refused with the nearest names."""

from fractions import Fraction

import pytest

from backprop.core.expression import Expr, Num, Ref, function, lift
from backprop.core.graph import Graph, Quantity
from backprop.core.tex import plain
from backprop.errors import BackpropError

RELU = function("relu")
SHAPES: dict[str, dict[str, Expr]] = {
    "chain": {
        "x": lift(2),
        "w": lift(3),
        "net": Ref("w") * Ref("x"),
        "out": RELU(Ref("net")),
        "E": Ref("out") ** 2,
    },
    "split": {
        "w": lift(3),
        "a": Ref("w") * Ref("w"),
        "b": 5 * Ref("w"),
        "E": Ref("a") * Ref("b"),
    },
    "sum": {
        "w": lift(3),
        "h": 2 * Ref("w"),
        "a": Ref("h") ** 2,
        "b": RELU(Ref("h")),
        "E": Ref("a") + Ref("b"),
    },
    "share": {
        "w": lift(3),
        "a": Ref("w") ** 2,
        "b": RELU(Ref("w")),
        "s": lift(1),
        "E": Num(Fraction(1, 2)) * (Ref("a") + Ref("s") * Ref("b")),
    },
    "skip": {
        "w": lift(3),
        "a": 2 * Ref("w"),
        "E": Ref("a") * Ref("w"),
    },
}


def graph(shape: str, updates: dict[str, Expr] | None = None, edits: tuple[Quantity, ...] = ()) -> Graph:
    roles = {"s": "batch"}
    quantities = [
        Quantity(n, n, f"quantity {n}", roles.get(n, "weight"), e) for n, e in SHAPES[shape].items()
    ]
    return Graph(quantities, "E", updates or {}, edits)


def test_a_quantity_may_have_its_own_slopes() -> None:
    quantities = [
        Quantity("x", "x", "x", "input", lift(2)),
        Quantity("y", "y", "y", "input", lift(3)),
        Quantity("z", "z", "z", "net", Ref("x") * Ref("y"), {"x": Ref("z") / Ref("x")}),
    ]
    made = Graph(quantities, "z", {})
    assert (formula(made, "dz/dx"), formula(made, "dz/dy")) == ("(z) / (x)", "x")


def formula(made: Graph, name: str) -> str:
    return plain(made[name].expr, str)


@pytest.mark.parametrize(
    ("shape", "name", "expected"),
    [
        ("chain", "dE/dout", "2 * out"),
        ("chain", "dout/dnet", "[net > 0]"),
        ("chain", "dnet/dw", "x"),
        ("chain", "dnet/dx", "w"),
        ("chain", "dE/dnet", "dE/dout * dout/dnet"),
        ("chain", "dE/dw", "dE/dout * dout/dnet * dnet/dw"),
        ("chain", "dout/dw", "dout/dnet * dnet/dw"),
        ("share", "dE/dw", "1/2 * (da/dw + s * db/dw)"),
        ("share", "dE/db", "1/2 * s"),
        ("share", "dE/ds", "1/2 * b"),
        ("split", "da/dw", "w + w"),
        ("split", "dE/da", "b"),
        ("split", "dE/dw", "dE/da * da/dw + dE/db * db/dw"),
        ("sum", "dE/da", "1"),
        ("sum", "dE/dh", "da/dh + db/dh"),
        ("sum", "dE/dw", "dE/dh * dh/dw"),
        ("skip", "dE/da", "w"),
        ("skip", "dE/dw", "dE/da * da/dw + a"),
    ],
)
def test_a_derivative_is_local_a_chain_or_a_sum_of_paths(shape: str, name: str, expected: str) -> None:
    assert formula(graph(shape), name) == expected


def test_a_derivative_has_a_symbol_words_and_a_role() -> None:
    made = graph("chain")["dE/dw"]
    assert (made.tex, made.words, made.role, made.is_given) == (
        r"\frac{\partial E}{\partial w}",
        "derivative of the quantity E with respect to the quantity w",
        "gradient",
        False,
    )


def test_a_quantity_is_made_once() -> None:
    made = graph("chain")
    assert made["dE/dout"] is made["dE/dout"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nett", "no quantity is named 'nett'; the nearest: net"),
        ("???", "no quantity is named '???'; the nearest: none"),
        ("", "no quantity is named ''; the nearest: none"),
        ("dE/dnett", "dE/dnett: no quantity is named 'nett'; the nearest: net"),
        ("dnett/dw", "dnett/dw: no quantity is named 'nett'; the nearest: net"),
        ("delta_net", "no quantity is named 'delta_net'; the nearest: net"),
        ("dw/dE", "dw/dE: w does not depend on E; this derivative is 0 and has no key"),
        ("dx/dw", "dx/dw: x does not depend on w; this derivative is 0 and has no key"),
        ("dE/dE", "dE/dE: the derivative of a quantity with respect to itself is 1 and has no key"),
        ("dE/dw/dx", "no quantity is named 'dE/dw/dx'; the nearest: none"),
    ],
)
def test_an_unknown_name_is_refused(name: str, message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        graph("chain")[name]
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("names", "free", "expected"),
    [
        (["E"], [], ["w", "x", "net", "out", "E"]),
        (["net"], [], ["w", "x", "net"]),
        (["x", "net"], [], ["x", "w", "net"]),
        (["E"], ["net"], ["net", "out", "E"]),
        (["dE/dw"], [], ["w", "x", "net", "out", "dE/dout", "dout/dnet", "dnet/dw", "dE/dw"]),
    ],
)
def test_operands_come_first(names: list[str], free: list[str], expected: list[str]) -> None:
    assert graph("chain").ordered(names, frozenset(free)) == expected


def test_what_is_made_of_itself_is_refused() -> None:
    quantities = [Quantity(name, name, name, "net", Ref(other)) for name, other in ("ab", "bc", "ca")]
    made = Graph(quantities, "a", {})
    for ask in (lambda: made.ordered(["a"]), lambda: made.depends("a", "b")):
        with pytest.raises(BackpropError) as caught:
            ask()
        assert str(caught.value) == "a: found it among what it is made of, expected other quantities"


def test_a_long_chain_is_ordered() -> None:
    names = [f"x{number}" for number in range(5000)]
    formulas = [lift(1), *(Ref(name) + 1 for name in names)]
    made = Graph([Quantity(n, n, n, "net", e) for n, e in zip(names, formulas, strict=False)], names[-1], {})
    assert made.ordered(names[-1:]) == names
    assert made.depends(names[-1], names[0])
    assert not made.depends(names[0], names[-1])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("chain", {"E": 0, "out": 1, "net": 2, "w": 3, "x": 3}),
        ("split", {"E": 0, "a": 1, "b": 1, "w": 2}),
        ("skip", {"E": 0, "a": 1, "w": 1}),
    ],
)
def test_distances_count_expressions_to_the_loss(shape: str, expected: dict[str, int]) -> None:
    assert graph(shape).distances() == expected


@pytest.mark.parametrize(("tex", "updated"), [("w_5", "w_5^{+}"), ("b_{h1}", "b_{h1}^{+}"), ("J", "J^{+}")])
def test_an_update_is_a_quantity_of_its_own(tex: str, updated: str) -> None:
    made = Graph([Quantity("w", tex, "weight", "weight", lift(1))], "w", {"w": Ref("w") - 1})
    assert made.updates == {"w": "w+"}
    assert (made["w+"].tex, made["w+"].words, made["w+"].role) == (updated, "weight, updated", "update")
    assert formula(made, "w+") == "w - 1"


def test_the_updates_go_down_the_loss_unless_told_otherwise() -> None:
    quantities = graph("sum").forward.values()
    assert [Graph(quantities, "E", {}, (), to).objective for to in ("", "a")] == ["E", "a"]


def test_an_edit_stands_in_the_place_of_a_derivative() -> None:
    edit = Quantity("dnet/dw", "slip", "a slip", "gradient", Ref("w"))
    made = graph("chain", edits=(edit,))
    assert made["dnet/dw"] is edit
    assert formula(made, "dE/dw") == "dE/dout * dout/dnet * dnet/dw"


def test_what_is_given_is_a_plain_number() -> None:
    made = graph("chain")
    assert [name for name in made.forward if made[name].is_given] == ["x", "w"]
    assert isinstance(made["x"].expr, Num)


def test_an_edit_stands_in_place_and_all_else_stays_as_it_was() -> None:
    made = graph("chain", {"w": Ref("w") - Ref("dE/dw")})
    edit = Quantity("out", "out", "slip", "output", Ref("net"))
    edited = made.edited([edit])
    assert edited["out"] is edit
    assert formula(edited, "dout/dnet") == formula(made, "dout/dnet") == "[net > 0]"
    assert formula(made, "out") == "max(0, net)"
    assert edited.updates == made.updates


def test_an_edit_may_be_an_update_of_its_own() -> None:
    made = graph("chain", {"w": Ref("w") - Ref("dE/dw")})
    edited = made.edited([Quantity("x+", "x^{+}", "x, updated", "update", Ref("x") + 1)])
    assert edited.updates == {"w": "w+", "x": "x+"}
    assert made.updates == {"w": "w+"}
    again = edited.edited([Quantity("x", "x", "x", "weight", lift(5))])
    assert (formula(again, "x"), formula(again, "x+")) == ("5", "x + 1")


@pytest.mark.parametrize(
    ("name", "upper", "lower", "parameter"),
    [
        ("w", "", "", ""),
        ("w+", "", "", "w"),
        ("dE/dnet", "E", "net", ""),
        ("dnet/dw", "net", "w", ""),
        ("s", "", "", ""),
    ],
)
def test_a_quantity_knows_what_it_belongs_to(name: str, upper: str, lower: str, parameter: str) -> None:
    signal = Quantity("s", "s", "signal", "gradient", Ref("dE/dnet"))
    parts = SHAPES["chain"].items()
    quantities = [Quantity(n, n, n, "weight", expr) for n, expr in parts]
    made = Graph(quantities, "E", {"w": Ref("w") - Ref("dE/dw")}, signals=[signal])
    found = made[name]
    assert (found.upper, found.lower, found.parameter) == (upper, lower, parameter)
    assert found.is_derivative == bool(upper)
    assert made.ordered(["s"])[-2:] == ["dE/dnet", "s"]


def test_what_updates_carry_along_is_no_parameter() -> None:
    roles = {"w": "weight", "c": "change", "s": "batch"}
    quantities = [Quantity(name, name, name, role, lift(1)) for name, role in roles.items()]
    assert Graph(quantities, "w", {name: Ref(name) for name in roles}).parameters == ("w",)
