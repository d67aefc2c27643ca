"""Families of slips: what each finds in a graph, all computable, and options as the same runs."""

from collections import Counter
from dataclasses import replace
from functools import cache
from math import isnan

import pytest
from flint import arb

from backprop.core import registry
from backprop.core.expression import Ref
from backprop.core.keys import parse, settings
from backprop.core.tex import plain
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from backprop.slips import Slip, proved, slips, value
from backprop.slips.families import FAMILIES, slips_of
from backprop.slips.lineage import everything, is_sound
from backprop.slips.slip import MANY, values

DEEP = Network(
    name="deep",
    title="Two hidden layers",
    inputs=("0.5", "-1"),
    targets=("0.2", "0.8"),
    layers=(
        Layer((("0.1", "0.2"), ("0.4", "-0.1")), activation="tanh", bias="0.1"),
        Layer((("0.1", "0.2"), ("0.3", "-0.2")), bias=("0.1", "0.2")),
        Layer((("0.3", "-0.2"), ("0.5", "0.2"))),
    ),
    rate="0.5",
)


@cache
def slips_for(text: str) -> tuple[Slip, ...]:
    key = parse(text)
    return tuple(slips(registry.graph_of(key), key.quantity, key.step))


def formulas(slip: Slip) -> list[str]:
    return [f"{edit.name} = {plain(edit.expr, str)}" for edit in slip.edits]


MADE = [
    ("mazur:net_h1", "index", "takes w3 where w2 belongs, in net_h1", "net_h1 = w1 * i1 + w3 * i2 + b1"),
    ("mazur:net_h1", "index", "takes i2 where i1 belongs, in net_h1", "net_h1 = w1 * i2 + w2 * i2 + b1"),
    ("mazur:E_o1", "index", "takes t_o2 where t_o1 belongs, in E_o1", "E_o1 = 1/2 * (t_o2 - out_o1)^2"),
    ("mazur:dE_total/dw5", "factor left out", "leaves out the factor dout_o1/dnet_o1, in dE_total/dw5",
     "dE_total/dw5 = dE_total/dout_o1 * dnet_o1/dw5"),
    ("mazur:dE_total/dw5", "factor doubled", "has the factor dout_o1/dnet_o1 twice, in dE_total/dw5",
     "dE_total/dw5 = dE_total/dout_o1 * dout_o1/dnet_o1 * dout_o1/dnet_o1 * dnet_o1/dw5"),
    ("mazur@1:w5", "sign", "adds eta·dE_total/dw5 instead of subtracting it, in w5+",
     "w5+ = w5 + eta * dE_total/dw5"),
    ("mazur:dE_total/dout_h1", "term left out", "leaves out the term dE_o2/dout_h1, in dE_total/dout_h1",
     "dE_total/dout_h1 = dE_o1/dout_h1"),
    ("mazur:dout_o1/dnet_o1", "slope", "puts net where out belongs in the slope of out_o1",
     "dout_o1/dnet_o1 = net_o1 * (1 - net_o1)"),
    ("mazur:dout_o1/dnet_o1", "slope", "takes the slope of the activation at out, not at net, in out_o1",
     "dout_o1/dnet_o1 = sigmoid(out_o1) * (1 - sigmoid(out_o1))"),
    ("mazur:dout_o1/dnet_o1", "slope", "takes the slope of out_o2, x·(1 − x), where that of out_o1 belongs",
     "dout_o1/dnet_o1 = out_o2 * (1 - out_o2)"),
    ("mazur:dE_total/dw1", "update order", "reads w5 after its update, in dnet_o1/dout_h1",
     "dnet_o1/dout_h1 = w5+"),
    ("mazur;update=sequential:dE_total/dw1", "update order",
     "takes the old parameters, not the updated ones, in dnet_o1/dout_h1", "dnet_o1/dout_h1 = w5"),
    ("mazur@1:w5", "update left out", "keeps the old value of w5", "w5+ = w5"),
    ("mazur:E_o1", "half", "leaves out the factor of the squared error", "E_o1 = (t_o1 - out_o1)^2"),
    ("mazur;loss=sum:E_o1", "half", "puts ½ before the squared error", "E_o1 = 1/2 * (t_o1 - out_o1)^2"),
    ("mazur:E_o1", "half", "takes the factor of the squared error twice", "E_o1 = 1/4 * (t_o1 - out_o1)^2"),
    ("line:E_total", "mean", "takes the mean of the losses for their sum", None),
    ("line;total=mean:E_total", "mean", "takes the sum of the losses for their mean", None),
    ("mazur:E_total", "bias", "forgets the bias in net_h1", "net_h1 = w1 * i1 + w2 * i2"),
    ("mazur@1:b1", "bias", "trains the bias b1", "b1+ = b1 - eta * dE_total/db1"),
    ("mazur;bias=each@1:b_h1", "bias", "does not train the bias b_h1", "b_h1+ = b_h1"),
    ("mazur:out_h1", "activation", "leaves out the activation in out_h1", "out_h1 = net_h1"),
    ("relu:out_o1", "activation", "squashes out_o1 by a sigmoid", "out_o1 = sigmoid(net_o1)"),
    ("mazur:E_total", "swapped", "takes t_o1 and t_o2 for each other", "t_o1 = 99/100"),
    ("mazur:E_o1", "rounding", "goes on with all results rounded to 3 decimals", None),
    ("mazur:net_h1", "given rounded", "takes w1 rounded to 1 decimal", "w1 = 1/5"),
    ("mazur@1:E_total", "swapped", "takes dE_total/dw5 and dE_total/dw6 for each other",
     "dE_total/dw5 = dE_total/dout_o1 * dout_o1/dnet_o1 * dnet_o1/dw6"),
    ("mazur:dE_total/dw6", "net for out", "takes net_h2 where out_h2 belongs, in dnet_o1/dw6",
     "dnet_o1/dw6 = net_h2"),
    ("mazur:dE_total/dw5", "index", "has dE_total/dw6 in its place, in dE_total/dw5",
     "dE_total/dw5 = dE_total/dw6"),
    ("mazur@2:w5", "frozen", "keeps dE_total/dw5 at the first value", "dE_total/dw5 = dE_total/dw5@0"),
    ("mazur@1:E_total", "step", "counts one update too few", None),
    ("mazur:E_total", "step", "counts one update too many", None),
    ("descent@1:theta1", "update order", "reads theta0 after its update", None),
    ("softmax:out_o1", "activation", "leaves out the activation in out_o1", "out_o1 = net_o1"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "family", "words", "formula"), MADE)
def test_a_family_has_the_slip(key: str, family: str, words: str, formula: str | None) -> None:
    named = [slip for slip in slips_for(key) if slip.family == family and slip.words.startswith(words)]
    assert named, [slip.words for slip in slips_for(key) if slip.family == family]
    assert formula is None or any(formula in formulas(slip) for slip in named), list(map(formulas, named))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("mazur:E_total", "counts one update too few"),
        ("mazur:net_h1", "leaves out the activation"),
        ("mazur:out_o1", "already updated"),
        ("mazur;bias=each@1:E_total", "trains the bias"),
        ("sigmoid@1:E_total", "forgets the bias"),
        ("relu:E_total", "takes the mean of the errors"),
        ("softmax:E_total", "squared error"),
        ("line@1:E_total", "trains a bias of its own for each neuron"),
        ("parabola@1:J", "the slope of"),
    ],
)
def test_a_slip_that_cannot_be_made_is_not_made(key: str, words: str) -> None:
    assert [slip.words for slip in slips_for(key) if words in slip.words] == []


RUNS = {
    **{
        text: (registry.graph_of(parse(f"{text}:")), parse(f"{text}:").step)
        for text in (
            "mazur@2",
            "mazur;bias=each;update=sequential;momentum=0.9@2",
            "softmax@1",
            "relu@2",
            "chain@2",
            "descent;update=sequential@2",
            "hollows;momentum=0.5@2",
            "line;total=mean;batch=2@3",
        )
    },
    "deep": (DEEP.graph(settings(DEEP, ())), 2),
}


@pytest.mark.parametrize("run", RUNS)
def test_every_slip_can_be_computed(run: str) -> None:
    graph, step = RUNS[run]
    names = everything(graph)
    for slip in slips_of(graph, names, step):
        assert is_sound(slip.graph, names), (slip.words, formulas(slip))
        assert values(slip, step, names).keys() == set(names), slip.words


def test_a_graph_that_needs_itself_is_seen() -> None:
    graph = registry.graph_of(parse("mazur:"))
    assert is_sound(graph, ["E_total"])
    circular = graph.edited([replace(graph["net_h1"], expr=Ref("out_o1"))])
    assert not is_sound(circular, ["E_total"])


def test_all_families_exist_for_a_network_of_any_depth() -> None:
    graph, step = RUNS["deep"]
    families = Counter(slip.family for slip in slips(graph, "E_total", step))
    assert families.keys() == set(FAMILIES)


@pytest.mark.parametrize(
    "text",
    [
        "mazur@2:E_total",
        "mazur;momentum=0.9@2:E_total",
        "mazur:dE_total/dw1",
        "mazur;bias=each;update=sequential@2:w1",
        "mazur;bias=shared;loss=sum@2:E_total",
        "relu;loss=sum@2:E_total",
        "chain@2:E_total",
        "softmax@2:E_total",
        "descent;momentum=0.9@2:J",
        "line@2:E_total",
        "line;total=mean@2:E_total",
        "line;batch=1@2:E_total",
    ],
)
def test_a_slip_with_an_option_is_the_run_with_it(text: str) -> None:
    key, compared = parse(text), 0
    example = EXAMPLES[key.example]
    for slip in slips_for(text):
        option, _, chosen = slip.option.partition("=")
        if chosen in example.options.get(option, ()):
            options = {**settings(example, key.options), option: chosen}
            run = "".join(f";{name}={given}" for name, given in options.items())
            other = parse(f"{key.example}{run}@{key.step}:{key.quantity}")
            right = arb(registry.proved(other, 128))
            assert right.overlaps(arb(proved(slip, key.step, key.quantity, 128))), (slip.words, str(other))
            compared += 1
    assert compared or text.startswith("line;batch")


@pytest.mark.parametrize("step", [1, MANY + 2])
@pytest.mark.parametrize(
    "words", ["goes on with all results rounded to 4 decimals", "trains the bias b1, b2"]
)
def test_float64_and_balls_give_the_same(words: str, step: int) -> None:
    slip = next(slip for slip in slips_for("mazur@2:E_total") if slip.words == words)
    fast, sure = value(slip, step, "E_total"), proved(slip, step, "E_total", 128)
    assert fast == pytest.approx(float(arb(sure).mid()), rel=1e-12)


def test_a_slip_that_divides_by_nothing_has_no_value() -> None:
    graph = registry.graph_of(parse("softmax@1:"))
    assert any(isnan(value(slip, 1, "E_total")) for slip in slips(graph, "E_total", 1))


def test_the_commonest_is_ranked_first() -> None:
    ranks = [slip.rank for slip in slips_for("mazur@1:E_total") if slip.option == "update=sequential"]
    assert ranks == [0]
    assert min(slip.rank for slip in slips_for("mazur@1:E_total")) == 0
