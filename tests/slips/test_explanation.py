"""What explains a number: known cases, planted slips, and right numbers that are never given one."""

import random
from collections import defaultdict
from fractions import Fraction
from functools import cache
from math import isnan

import pytest

from backprop.core import registry
from backprop.core.digits import decimals, significant
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse, settings
from backprop.errors import BackpropError
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from backprop.slips import Explanation, explain, explain_in
from backprop.slips.explanation import screened
from backprop.slips.families import FAMILIES
from backprop.slips.printed import read

PRINTED = significant(9)


def explained(key: str, printed: str) -> Explanation:
    return explain(parse(key), printed)


@pytest.mark.parametrize(
    ("key", "printed", "family", "option", "shown"),
    [
        ("mazur@1:E_total", "0.291027924", "update order", "update=sequential", "dnet_o1/dout_h1 = w5+"),
        ("mazur@10000:out_o1", "0.015912196", "update order", "update=sequential", "dnet_o1/dout_h1 = w5+"),
        ("mazur@10000:E_total", "0.0000351085", "step", "", "E_total after 9,999 updates = "),
        ("mazur:net_h1", "0.0275", "bias", "", "net_h1 = w1 * i1 + w2 * i2"),
        ("mazur:net_h1", "0.3825", "index", "", "net_h1 = w3 * i1 + w2 * i2 + b1"),
        ("mazur:dout_o1/dnet_o1", "0.217788", "slope", "", "dout_o1/dnet_o1 = sigmoid(out_o1)"),
        ("mazur:dE_total/dw5", "0.439829649", "slope", "", "dout_o1/dnet_o1 = 1"),
        ("mazur:dE_total/dw1", "0.000668396", "term left out", "", "dE_total/dout_h1 = dE_o1/dout_h1"),
        ("mazur@1:w5", "0.441083520", "sign", "", "dE_o1/dout_o1 = t_o1 - out_o1"),
        ("mazur@1:E_total", "0.280471447", "bias", "bias=each", "b_h1+ = b_h1 - eta * dE_total/dnet_h1"),
        ("mazur;update=sequential@1:E_total", "0.291027774", "update order", "update=together", "dnet_o1"),
        ("relu@1:E_total", "0.512345678", None, "", ""),
    ],
)  # fmt: skip
def test_known_numbers(key: str, printed: str, family: str | None, option: str, shown: str) -> None:
    explanation = explained(key, printed)
    assert explanation.agreement is None
    if family is None:
        assert explanation.matches == ()
        return
    match = explanation.matches[0]
    assert (match.slip.family, match.slip.option) == (family, option)
    assert any(f"{match.quantity} = {text}".startswith(shown) for text in (match.plain, match.result))


def test_the_edited_formula_comes_with_its_numbers() -> None:
    match = explained("mazur:net_h1", "0.0275").matches[0]
    assert match.tex == r"net_{h1} = w_1 i_1 + w_2 i_2"
    assert match.substitution_tex == r"0.15 \cdot 0.05 + 0.2 \cdot 0.1"
    assert (match.substitution, match.result, match.digits) == ("0.15 * 0.05 + 0.2 * 0.1", "0.0275", "0.0275")


@pytest.mark.parametrize(
    ("right_for", "families"),
    [
        ("mazur;bias=each;update=sequential@1:E_total", "update order and bias"),
        ("mazur;update=sequential@1:E_total", "update order"),  # one slip goes before two
    ],
)
def test_two_slips_are_named_where_one_is_not_enough(right_for: str, families: str) -> None:
    printed = registry.digits(parse(right_for), decimals(9)).text
    assert explained("mazur@1:E_total", printed).matches[0].slip.family == families


@pytest.mark.parametrize(
    ("printed", "enough", "several"),
    [("0.28", False, True), ("0.291027924", True, False), ("0.123456789", True, False)],
)
def test_too_few_digits_are_noticed(printed: str, enough: bool, several: bool) -> None:
    explanation = explained("mazur@1:E_total", printed)
    assert (explanation.enough_digits, explanation.fitting > 1) == (enough, several)


@pytest.mark.parametrize(
    ("key", "printed", "message"),
    [
        ("mazur:foo", "1", "no quantity is named 'foo'"),
        ("mazur:E_total", "abc", "found 'abc', expected a decimal number"),
    ],
)
def test_bad_input_is_refused(key: str, printed: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        explained(key, printed)


def test_a_network_that_has_no_key_is_explained_too() -> None:
    network = Network("own", "", ("1", "2"), ("1",), (Layer((("0.1", "0.2"),), "tanh"),), rate="0.5")
    graph = network.graph(settings(network, ()))
    assert explain_in(graph, "net_o1", 0, "0.5").agreement == "exact"
    assert explain_in(graph, "net_o1", 0, "0.4").matches[0].slip.family == "swapped"


# One quantity or more of a pass, in which slips are planted.
PLACES = [
    "mazur:E_total",
    "mazur:out_o1",
    "mazur@1:E_total",
    "mazur@2:dE_total/dw1",
    "mazur;bias=each@2:E_total",
    "mazur;update=sequential@2:E_total",
    "sigmoid:dE_total/dw3",
    "signed@2:E_total",
    "relu@1:E_total",
    "relu@2:w3",
    "chain:E_total",
    "chain@3:E_total",
    "softmax:E_total",
    "softmax@1:E_total",
    "descent@2:J",
    "descent@2:theta1",
    "parabola@3:theta0",
    "hollows@2:J",
    "line:E_total",
    "line@1:E_total",
    "line@2:w",
    "line;total=mean@2:E_total",
    "line;batch=2@3:b",
]
EACH = 22


@cache
def plants() -> dict[str, list[tuple[Key, str]]]:
    """Return wrong numbers by the family whose slip gives them, and no commoner one to the last bit."""
    numbers = defaultdict(list)
    for key in map(parse, PLACES):
        right, owners = registry.enclosure(key), dict[str, str]()
        for slip, number in screened(registry.graph_of(key), key.quantity, key.step):
            if isnan(number) or not 1e-9 < abs(number) < 1e9:
                continue
            owner, text = owners.setdefault(f"{number:.13g}", slip.family), PRINTED(Fraction(number))
            if owner == slip.family and read(text).agreement(right) is None:
                numbers[slip.family].append((key, text))
    return numbers


def first_family(key: Key, printed: str) -> str | None:
    matches = explain(key, printed).matches
    return matches[0].slip.family if matches else None


def test_planted_slips_are_found() -> None:
    draw = random.Random(2015)  # noqa: S311
    missed, tried = [], 0
    for family in FAMILIES:
        several = plants()[family]
        assert len(several) >= 20, f"{family}: {len(several)} plants"
        for key, text in draw.sample(several, min(EACH, len(several))):
            tried += 1
            named = first_family(key, text)
            missed += [] if named == family else [f"{key} {text}: planted {family}, named {named}"]
    assert len(missed) <= 0.05 * tried, "\n".join([f"{len(missed)} of {tried} missed:", *missed])


def test_right_numbers_are_never_given_a_slip() -> None:
    draw, blamed, tried = random.Random(1986), [], 0  # noqa: S311
    runs = [parse(place).of("") for place in PLACES]
    keys = [key for run in runs for name in GROUPS for key in group_keys(run, name)]
    for key in draw.sample(keys, 250):
        middle = Fraction(registry.digits(key, significant(30)).text)
        for text in shortened(middle, draw.randint(2, 12)):
            explanation = explain(key, text)
            tried += 1
            blamed += [f"{key} {text}"] if explanation.matches or explanation.agreement is None else []
    assert (blamed, tried) == ([], 1000)


def shortened(value: Fraction, digits: int) -> list[str]:
    """Return a value rounded to so many digits and decimals, and cut off after them."""
    places = 10**digits
    cut = Fraction(int(value * places), places)
    return [
        significant(digits)(value),
        decimals(digits)(value),
        decimals(digits)(cut),
        significant(17)(value),
    ]
