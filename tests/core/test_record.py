import json
from fractions import Fraction

import pytest
from flint import arb, ctx

from backprop.core import digits as rounding
from backprop.core import registry
from backprop.core.digits import decimals, significant
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import parse, parse_run
from backprop.core.record import record, worked
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES

ROUTES = ["graph in ball arithmetic", "matrices of balls"]
RECORDS = [
    {
        "key": "mazur:w1",
        "symbol": "w_1",
        "words": "weight from i1 to h1",
        "value": 0.15,
        "digits": "0.15",
        "enclosure": "3/20",
        "exact": True,
        "formula": "",
        "substitution": "",
        "provenance": {"operands": [], "routes": ROUTES},
    },
    {
        "key": "mazur:net_h1",
        "symbol": "net_{h1}",
        "words": "net input of h1",
        "value": 0.3775,
        "digits": "0.3775",
        "enclosure": "151/400",
        "exact": True,
        "formula": "w_1 i_1 + w_2 i_2 + b_1",
        "substitution": r"0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35",
        "provenance": {
            "operands": ["mazur:w1", "mazur:i1", "mazur:w2", "mazur:i2", "mazur:b1"],
            "routes": ROUTES,
        },
    },
    {
        "key": "mazur:dE_total/dw5",
        "symbol": r"\frac{\partial E_{total}}{\partial w_5}",
        "words": "derivative of the total loss with respect to the weight from h1 to o1",
        "value": 0.08216704056423078,
        "digits": "0.082167040564230779",
        "enclosure": "[0.082167040564230778846 +/- 4.20e-22]",
        "exact": False,
        "formula": r"\frac{\partial E_{total}}{\partial out_{o1}} \cdot "
        r"\frac{\partial out_{o1}}{\partial net_{o1}} \cdot \frac{\partial net_{o1}}{\partial w_5}",
        "substitution": r"0.741365070 \cdot 0.186815602 \cdot 0.593269992",
        "provenance": {
            "operands": ["mazur:dE_total/dout_o1", "mazur:dout_o1/dnet_o1", "mazur:dnet_o1/dw5"],
            "routes": ROUTES,
        },
    },
    {
        "key": "descent;update=sequential@1:theta1",
        "symbol": r"\theta_1^{+}",
        "words": "parameter θ₁, updated",
        "value": 0.86,
        "digits": "0.86",
        "enclosure": "43/50",
        "exact": True,
        "formula": r"\theta_1 - \eta \cdot \frac{\partial J}{\partial \theta_1}",
        "substitution": r"0 - 0.1 \cdot (-8.6)",
        "provenance": {
            "operands": [
                "descent;update=sequential:theta1",
                "descent;update=sequential:eta",
                "descent;update=sequential:dJ/dtheta1",
            ],
            "routes": ROUTES,
        },
    },
]


@pytest.mark.parametrize("fields", RECORDS, ids=lambda fields: str(fields["key"]))
def test_a_record_tells_a_quantity_in_full(fields: dict[str, object]) -> None:
    assert record(parse(str(fields["key"])), significant(17)) == fields


@pytest.mark.parametrize("run", [*EXAMPLES, "mazur;bias=each@3", "relu@1", "descent;momentum=0.9@2"])
def test_every_record_is_json_whose_enclosure_alone_settles_its_digits(run: str) -> None:
    for key in (key for name in GROUPS for key in group_keys(parse_run(run), name)):
        fields = json.loads(json.dumps(record(key, significant(17))))
        operands = registry.entry(key).operands.values()
        assert (fields["key"], fields["provenance"]["operands"]) == (str(key), list(map(str, operands)))
        if fields["exact"]:
            assert Fraction(fields["enclosure"]) == Fraction(fields["digits"])
        else:
            with ctx.workprec(256):
                ball = arb(fields["enclosure"])
            assert rounding.digits(ball, significant(17)).text == fields["digits"]


@pytest.mark.parametrize(
    ("key", "rule", "digits", "exact"),
    [
        ("mazur:net_h1", decimals(2), "0.38", False),
        ("mazur:net_h1", decimals(6), "0.377500", True),
        ("mazur:E_total", significant(3), "0.298", False),
        ("mazur@10000:E_total", decimals(9), "0.000035102", False),
    ],
)
def test_the_rule_sets_the_digits_and_not_the_value(key: str, rule: object, digits: str, exact: bool) -> None:
    fields = record(parse(key), rule)  # type: ignore[arg-type]
    assert (fields["digits"], fields["exact"]) == (digits, exact)
    assert fields["value"] == record(parse(key), significant(17))["value"]


WORKED = {
    "chain@1": """\
Given
  i1 = 2
  w1+ = w1 - eta * dE_total/dw1 ≈ 0.3 - 1 * (-0.039173789) ≈ 0.339173789
""",
    "descent": """\
Given
  theta0 = 0
  theta1 = 0
  eta = 0.1

Cost
  J = theta0^2 + theta0 * theta1 + 2 * theta1^2 - 4 * theta0 - 9 * theta1 + 12 \
= 0^2 + 0 * 0 + 2 * 0^2 - 4 * 0 - 9 * 0 + 12 = 12

Gradient
  dJ/dtheta0 = 2 * theta0 + theta1 - 4 = 2 * 0 + 0 - 4 = -4
  dJ/dtheta1 = theta0 + 4 * theta1 - 9 = 0 + 4 * 0 - 9 = -9

Update
  theta0+ = theta0 - eta * dJ/dtheta0 = 0 - 0.1 * (-4) = 0.4
  theta1+ = theta1 - eta * dJ/dtheta1 = 0 - 0.1 * (-9) = 0.9""",
    "chain": """\
Given
  i1 = 2
  w1 = 0.3
  w2 = 0.8
  b1 = -0.1
  b2 = -0.2
  t_o1 = 1
  eta = 1

Forward pass
  net_h1 = w1 * i1 + b1 = 0.3 * 2 + (-0.1) = 0.5
  out_h1 = sigmoid(net_h1) = sigmoid(0.5) ≈ 0.622459331
  net_o1 = w2 * out_h1 + b2 ≈ 0.8 * 0.622459331 + (-0.2) ≈ 0.297967465
  out_o1 = sigmoid(net_o1) ≈ sigmoid(0.297967465) ≈ 0.573945572

Loss
  E_o1 = 1/2 * (t_o1 - out_o1)^2 ≈ 1/2 * (1 - 0.573945572)^2 ≈ 0.090761188
  E_total = E_o1 ≈ 0.090761188

Backward pass
  dE_o1/dout_o1 = -(t_o1 - out_o1) ≈ -(1 - 0.573945572) ≈ -0.426054428
""",
}


@pytest.mark.parametrize(("run", "text"), WORKED.items())
def test_a_worked_example_is_its_groups_line_by_line(run: str, text: str) -> None:
    assert worked(run).startswith(text)


@pytest.mark.parametrize("run", [*EXAMPLES, "mazur;bias=shared@2"])
def test_each_quantity_of_a_worked_example_has_its_line(run: str) -> None:
    start = parse_run(run)
    groups = {name: group_keys(start, name) for name in GROUPS}
    parts = [part.split("\n") for part in worked(run).split("\n\n")]
    assert [len(part) - 1 for part in parts] == [len(keys) for keys in groups.values() if keys]
    for (_, *lines), keys in zip(parts, filter(None, groups.values()), strict=True):
        for line, key in zip(lines, keys, strict=True):
            assert line.endswith(f"{registry.digits(key).relation} {registry.digits(key).text}")


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ("mazr", "no example is named 'mazr'; the nearest: mazur"),
        ("mazur:w1", "found 'mazur:w1', expected a run such as mazur or mazur;bias=each@1"),
        ("mazur;rate=x", "mazur: found rate=x, expected a decimal number such as 0.5"),
    ],
)
def test_a_wrong_run_is_told(run: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        worked(run)
    assert str(raised.value) == message
