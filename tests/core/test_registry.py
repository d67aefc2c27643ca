"""From a key to proved digits: known values, provenance, escalating precision, and routes that part."""

import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flint import arb, ctx, fmpq

from backprop.core import registry
from backprop.core.digits import Digits, decimals, ends, precision_of, significant
from backprop.core.digits import digits as rounded
from backprop.core.keys import Key, parse
from backprop.core.ops import OPS, ball
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.activations import BACKWARD
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from tests.networks.routes_table import FORMS

CLAIMS = json.loads((Path(__file__).parents[1] / "data" / "claims.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("key", "value", "relation"),
    [
        ("mazur;bias=each@1:E_total", "0.280471446791430", "≈"),
        ("mazur;bias=shared@1:E_total", "0.285750886699296", "≈"),
        ("mazur;update=sequential@1:E_total", "0.291027923905442", "≈"),
        ("sigmoid:E_total", "0.242519857348377", "≈"),
        ("sigmoid;rate=2@69:E_total", "0.00820069075597072", "≈"),
        ("signed;rate=0.1@282:E_total", "0.0561512210864388", "≈"),
        ("relu;rate=0.6@2:E_total", "0.5", "="),
    ],
)
def test_known_values_to_17_digits(key: str, value: str, relation: str) -> None:
    found = registry.digits(parse(key), significant(17))
    assert found.relation == relation
    if relation == "=":
        assert found.text == value
    else:
        assert significant(15)(Fraction(found.text)) == value
        assert len(Decimal(found.text).as_tuple().digits) == 17


@pytest.mark.parametrize(("key", "value"), [(claim["key"], claim["value"]) for claim in CLAIMS])
def test_values_computed_elsewhere(key: str, value: str) -> None:
    assert registry.digits(parse(key), precision_of(value)).text == value


def test_the_values_computed_elsewhere_are_many() -> None:
    assert len({claim["key"] for claim in CLAIMS}) == len(CLAIMS) == 46


@pytest.mark.parametrize(
    ("key", "text", "exact"),
    [
        ("mazur:net_h1", "0.3775", True),
        ("mazur:w2", "0.2", True),
        ("mazur:E_total", "0.298371109", False),
        ("mazur@1:w5", "0.358916480", False),
        ("mazur@10000:E_total", "0.0000351019", False),
        ("mazur:dE_total/dt_o1", "-0.741365070", False),
        ("relu:dE_total/dw1", "-0.175186", True),
        ("relu;rate=0.6@2:dE_total/dw1", "0", True),
        ("chain:net_h1", "0.5", True),
        ("descent@1:J", "4.44", True),
        ("mazur:eta", "0.5", True),
        ("mazur;momentum=0.9:alpha", "0.9", True),
        ("mazur;momentum=0.9@1:change_w5", "-0.041083520", False),
        ("mazur;loss=sum:E_total", "0.596742218", False),
        ("mazur;loss=mean:E_total", "0.298371109", False),
        ("relu;loss=mean:E_total", "0.63409369", True),
        ("mazur;weights=0:net_o1", "0.6", True),
        ("mazur;weights=0:dE_total/dw5", "0.085310706", False),
        ("mazur;weights=0:dE_total/dw1", "0", True),
        ("mazur;weights=0@1:w1", "0", True),
        ("mazur;weights=0@2:w1", "0.0000481964", False),
        ("mazur;bias=each;weights=0@1:b_h1", "0.35", True),
        ("mazur;bias=each;weights=0@1:net_h1", "0.35", True),
        ("sigmoid;weights=0:E_total", "0.2401", True),
        ("softmax:E_o2", "0", True),
        ("softmax:dE_total/dnet_o1", "-0.672698927", False),
        ("softmax@10000:E_total", "0.000111078", False),
        ("softmax:net_o3", "-0.4", True),
        ("mazur:i2", "0.1", True),
        ("mazur:t_o2", "0.99", True),
        ("mazur:b2", "0.6", True),
        ("mazur:dE_total/dE_o1", "1", True),
        ("mazur:dnet_h1/db1", "1", True),
        ("relu:E_total", "0.317046845", True),
        ("descent@1:theta1", "0.9", True),
        ("descent;update=sequential@1:theta1", "0.86", True),
        ("descent;momentum=0.9@1:change_theta0", "0.4", True),
        ("line:x_3", "2", True),
        ("line:dE_total/dw", "-26.8", True),
        ("line:dE_2/dt_2", "2.3", True),
        ("line;total=mean:dE_total/dE_3", "0.25", True),
        ("line;batch=1@4:w", "1.5991975", True),
        ("line;batch=2@1:s_3", "1", True),
        ("line;batch=2;total=mean:dE_batch/ds_4", "9.9225", True),
        ("line;momentum=0.9@1:change_b", "0.61", True),
        ("line;rate=0.2;total=mean@1:w", "1.84", True),
        ("hollows;start=-0.5:theta0", "-0.5", True),
        ("hollows;start=0@5:dJ/dtheta0", "0", True),
        ("hollows;start=0:J", "3.7", True),
        ("mazur:hidden_neurons", "2", True),
        ("mazur:layers", "2", True),
        ("mazur:biases", "2", True),
        ("mazur;bias=each:biases", "4", True),
        ("mazur;bias=shared:parameters", "10", True),
        ("softmax:hidden_neurons", "0", True),
        ("softmax:weights", "6", True),
        ("relu:outputs", "1", True),
        ("relu:biases", "0", True),
        ("descent:parameters", "2", True),
        ("line:inputs", "1", True),
        ("line:samples", "4", True),
    ],
)
def test_the_digits_of_a_page(key: str, text: str, exact: bool) -> None:
    assert registry.digits(parse(key)) == Digits(text, exact)


@pytest.mark.parametrize("step", [0, 1, 2, 50])
@pytest.mark.parametrize("weights", ["0", "0.5"])
@pytest.mark.parametrize(
    ("one", "other"), [("w1", "w3"), ("w5", "w6"), ("out_h1", "out_h2"), ("dE_total/dw2", "dE_total/dw4")]
)
def test_neurons_that_start_alike_stay_alike(step: int, weights: str, one: str, other: str) -> None:
    found = [
        registry.digits(registry.at(parse(f"mazur;weights={weights}@{step}:E_total"), name))
        for name in (one, other)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("key", "operands"),
    [
        ("mazur:out_h1", {"net_h1": "mazur:net_h1"}),
        ("relu:net_h1", {"w1": "relu:w1", "i1": "relu:i1", "w2": "relu:w2", "i2": "relu:i2"}),
        ("relu@2:net_h1", {"w1": "relu@2:w1", "i1": "relu:i1", "w2": "relu@2:w2", "i2": "relu:i2"}),
        ("mazur@1:w5", {"w5": "mazur:w5", "eta": "mazur:eta", "dE_total/dw5": "mazur:dE_total/dw5"}),
        ("mazur@2:w5", {"w5": "mazur@1:w5", "eta": "mazur:eta", "dE_total/dw5": "mazur@1:dE_total/dw5"}),
        ("mazur;update=sequential@3:dnet_o1/dout_h1", {"w5+": "mazur;update=sequential@4:w5"}),
        (
            "mazur;momentum=0.9@2:w5",
            {"w5": "mazur;momentum=0.9@1:w5", "change_w5+": "mazur;momentum=0.9@2:change_w5"},
        ),
        (
            "mazur;bias=shared@1:b1",
            {
                "b1": "mazur;bias=shared:b1",
                "eta": "mazur;bias=shared:eta",
                "dE_total/db1": "mazur;bias=shared:dE_total/db1",
            },
        ),
        ("mazur@1:delta_h1", {"dE_total/dnet_h1": "mazur@1:dE_total/dnet_h1"}),
        ("mazur:w5", {}),
    ],
)  # fmt: skip
def test_the_provenance_of_a_quantity(key: str, operands: dict[str, str]) -> None:
    assert {name: str(of) for name, of in registry.entry(parse(key)).operands.items()} == operands


def test_what_is_given_has_no_formula() -> None:
    given = registry.entry(parse("mazur:w5"))
    assert (given.expr, given.formula, given.substitution) == (None, "", "")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("mazur:w9", "mazur:w9: no quantity is named 'w9'; the nearest: w8, w7, w6"),
        ("mazur:", "mazur:: no quantity is named ''; the nearest: none"),
        (
            "mazur@1:dE_total/dw9",
            "mazur@1:dE_total/dw9: dE_total/dw9: no quantity is named 'w9'; the nearest: w8, w7, w6",
        ),
        (
            "mazur:dE_o1/dw7",
            "mazur:dE_o1/dw7: dE_o1/dw7: E_o1 does not depend on w7; this derivative is 0 and has no key",
        ),
        (
            "mazur:dw5/dw5",
            "mazur:dw5/dw5: dw5/dw5: the derivative of a quantity with respect to itself is 1 and has no key",
        ),
        ("mazur:w5+", "mazur:w5+: write mazur@1:w5 for an updated quantity"),
        ("mazur@7:w5+", "mazur@7:w5+: write mazur@8:w5 for an updated quantity"),
        ("mazur@1:i1", "mazur@1:i1: i1 is given and never changes; write mazur:i1"),
        ("mazur@1:b1", "mazur@1:b1: b1 is given and never changes; write mazur:b1"),
        (
            "mazur;rate=2@1:eta",
            "mazur;rate=2@1:eta: eta is given and never changes; write mazur;rate=2:eta",
        ),
        ("line@100000:w", "line@100000: found step 100000, expected at most 25210; take an earlier one"),
        (
            "mazur@999999:i1",
            "mazur@999999: found step 999999, expected at most 20408; take an earlier one",
        ),
    ],
)
def test_an_unknown_quantity_is_refused(key: str, message: str) -> None:
    for ask in (registry.entry, registry.digits, registry.enclosure):
        with pytest.raises(BackpropError) as caught:
            ask(parse(key))
        assert str(caught.value) == message


@pytest.mark.parametrize("run", FORMS)
def test_ten_thousand_steps_and_their_update_have_keys(run: str) -> None:
    key = parse(f"{run}@10000:")
    for name in registry.graph_of(key).updates:
        assert registry.is_known(key.of(name, 10_001))


@pytest.mark.parametrize(("key", "known"), [("mazur:w1", True), ("mazur:w9", False), ("mazur@1:i1", False)])
def test_what_is_known(key: str, known: bool) -> None:
    assert registry.is_known(parse(key)) is known


@pytest.mark.parametrize(
    ("key", "rule", "bits"),
    [
        ("mazur:E_total", significant(17), 128),
        ("mazur:E_total", significant(60), 256),  # the digits are open
        ("mazur:E_total", significant(100), 512),
        ("relu;rate=0.1@90:out_o1", significant(17), 256),  # the matrices' ball is too wide
        ("relu;rate=0.1@200:out_o1", significant(17), 256),  # the sign under a ReLU is open
        ("chain;rate=1000@30:E_total", significant(17), 256),
    ],
)
def test_what_few_bits_leave_open_is_settled_with_more(key: str, rule: Any, bits: int) -> None:
    of = parse(key)
    for precision in registry.PRECISIONS[: registry.PRECISIONS.index(bits)]:
        with pytest.raises(UndecidedError):
            rounded(registry.proved(of, precision), rule)
    text = registry.digits(of, rule).text
    assert text == rounded(registry.proved(of, bits), rule).text
    matrices = registry.route_of(of, 2 * bits).value(of.step, of.quantity)
    assert {rule(end) for end in ends(matrices)} == {text}


def test_more_digits_only_ever_follow() -> None:
    texts = [registry.digits(parse("mazur@1:out_o2"), significant(count)).text for count in (80, 300, 1000)]
    assert texts[1].startswith(texts[0][:-2])
    assert texts[2].startswith(texts[1][:-2])


def one_neuron(name: str, activation: Any, weights: tuple[str, ...], *before: Layer) -> Network:
    """Return an example whose one output has these weights, behind the layers before."""
    last = Layer((weights,), activation)
    inputs = ("2", "1") if not before else ("0.5",)
    return Network(name, "A made-up example", inputs, ("1",), (*before, last), rate="0.1")


@pytest.mark.parametrize(
    ("quantity", "text"),
    [("net_o1", "0"), ("out_o1", "0"), ("dout_o1/dnet_o1", "0"), ("dE_total/dw1", "0"), ("E_total", "0.5")],
)
def test_a_relu_at_exactly_zero_is_exact(quantity: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXAMPLES, "kink", one_neuron("kink", "relu", ("0.5", "-1")))
    assert registry.digits(parse(f"kink:{quantity}")) == Digits(text, exact=True)


TWINS = Layer((("0.5",), ("0.5",)))


@pytest.fixture
def balanced(monkeypatch: pytest.MonkeyPatch) -> Key:
    """A ReLU of 0 by cancellation of two irrational numbers, which no precision can show."""
    monkeypatch.setitem(EXAMPLES, "balanced", one_neuron("balanced", "relu", ("1", "-1"), TWINS))
    return parse("balanced:out_o1")


@pytest.mark.parametrize("ask", [registry.digits, registry.enclosure])
def test_what_no_precision_decides_is_one_clear_line(balanced: Key, ask: Any) -> None:
    with pytest.raises(BackpropError) as caught:
        ask(balanced)
    assert re.fullmatch(
        r"balanced:out_o1: it cannot be decided with 4096 bits: "
        r"the sign of \[\+/- [0-9.e-]+\] is not certain at this precision",
        str(caught.value),
    )
    assert type(caught.value) is BackpropError


def test_a_value_that_stays_around_zero_has_decimals_but_no_significant_digits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(EXAMPLES, "level", one_neuron("level", "linear", ("1", "-1"), TWINS))
    net = parse("level:net_o1")
    assert registry.digits(net, decimals(9)) == Digits("0.000000000", exact=False)
    with pytest.raises(BackpropError, match="it cannot be decided with 4096 bits"):
        registry.digits(net, significant(9))


@pytest.fixture
def forgotten() -> None:
    """Let nothing be known from the tests before."""
    registry._stored_or_proved.cache_clear()
    registry.digits.cache_clear()


@dataclass(frozen=True)
class Answer:
    """A second route that always gives the same answer."""

    given: arb

    def value(self, _step: int, _quantity: str) -> arb:
        return self.given


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (arb(7), "mazur@1:E_o1: the graph gives [0.26797650127"),
        (arb(0.267, 1e-6), "mazur@1:E_o1: the graph gives [0.26797650127"),
        (arb("nan"), "decided with 4096 bits: the second route gives nan, too wide to agree"),
        (
            arb(0, "inf"),
            "decided with 4096 bits: the second route gives [+/- inf], too wide to agree",
        ),
        (
            arb(0.268, 1e-3),
            "decided with 4096 bits: the second route gives [0.27 +/- 3.01e-3], too",
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize("ask", [registry.digits, registry.enclosure])
@pytest.mark.usefixtures("forgotten")
def test_nothing_is_printed_unless_the_second_route_agrees(
    ask: Any, given: arb, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "route_of", lambda *_: Answer(given))
    with pytest.raises(BackpropError) as caught:
        ask(parse("mazur@1:E_o1"))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("forgotten")
def test_a_number_in_a_formula_is_printed_under_the_same_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "route_of", lambda *_: Answer(arb(7)))
    with pytest.raises(BackpropError, match=r"^mazur:w5: .*the second route 7\.0+; nothing is printed$"):
        assert registry.entry(parse("mazur@1:w5")).substitution


@pytest.mark.usefixtures("forgotten")
def test_an_exact_zero_agrees_with_a_narrow_ball_around_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "route_of", lambda *_: Answer(arb(0, 1e-30)))
    assert registry.digits(parse("relu;rate=0.6@2:dE_total/dw1")) == Digits("0", exact=True)


@pytest.mark.parametrize(
    ("run", "where", "quantity"),
    [
        ("mazur;rate=0.31", "matrices", "dE_total/dw5"),
        ("mazur;rate=0.31@1", "matrices", "w5"),
        ("mazur;rate=0.32", "graph", "out_h1"),
        ("mazur;rate=0.32@1", "graph", "E_total"),
    ],
)
def test_a_mistake_in_either_route_is_seen(
    run: str, where: str, quantity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "matrices":
        monkeypatch.setitem(BACKWARD, "sigmoid", BACKWARD["tanh"])
    else:
        monkeypatch.setitem(OPS, "sigmoid", replace(OPS["sigmoid"], proved=OPS["tanh"].proved))
    with pytest.raises(BackpropError, match=r"the graph gives .*, the second route .*; nothing is printed"):
        registry.digits(parse(f"{run}:{quantity}"))


def test_an_enclosure_is_exact_where_the_value_is() -> None:
    assert registry.enclosure(parse("relu:out_o1")) == fmpq(2037, 10000)
    wide = registry.enclosure(parse("mazur:E_total"))
    assert isinstance(wide, arb)
    with ctx.workprec(128):
        assert ball(wide).rad() < 1e-35


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
    assert str(registry.at(parse(f"{run}:E_total"), name)) == key
