from collections.abc import Iterator
from dataclasses import replace

import pytest

from backprop.core import registry
from backprop.core.expression import refs
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import parse, parse_run
from backprop.pages.step import lines, relation_of, steps_of
from tests.pages.conftest import MARK, PAGE, RUNS, WIDE, block, fractions, keys, math

# A key and the title of its step; the lines of the formula.
STEPS = r"""
mazur:i2 Input i2
i_2 &= 0.1

mazur:b1 Bias of h1 and h2
b_1 &= 0.35

mazur;bias=each:b_h1 Bias of h1
b_{h1} &= 0.35

mazur:eta Learning rate
\eta &= 0.5

mazur:net_h1 Net input of h1
net_{h1} &= w_1 i_1 + w_2 i_2 + b_1
&= 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35
&= 0.3775

mazur:out_h1 Output of h1
out_{h1} &= \sigma(net_{h1})
&= \frac{1}{1 + e^{-0.3775}}
&\approx 0.593269992

mazur:net_o1 Net input of o1
net_{o1} &= w_5 \cdot out_{h1} + w_6 \cdot out_{h2} + b_2
&\approx 0.4 \cdot 0.593269992 + 0.45 \cdot 0.596884378 + 0.6
&\approx 1.105905967

mazur:E_o1 Loss at o1
E_{o1} &= \frac{1}{2} \cdot (t_{o1} - out_{o1})^{2}
&\approx \frac{1}{2} \cdot (0.01 - 0.751365070)^{2}
&\approx 0.274811083

mazur@1:E_total Total loss
E_{total} &= E_{o1} + E_{o2}
&\approx 0.267976501 + 0.023051272
&\approx 0.291027774

mazur:dE_total/dw5 Derivative of the total loss with respect to the weight from h1 to o1
∂E/∂w_5 &= ∂E/∂out_{o1} \cdot ∂out_{o1}/∂net_{o1} \cdot ∂net_{o1}/∂w_5
&\approx 0.741365070 \cdot 0.186815602 \cdot 0.593269992
&\approx 0.082167041

mazur:dE_total/dout_h1 Derivative of the total loss with respect to the output of h1
∂E/∂out_{h1} &= ∂E_{o1}/∂out_{h1} + ∂E_{o2}/∂out_{h1}
&\approx 0.055399425 + (-0.019049118)
&\approx 0.036350306

mazur:dnet_o1/dout_h1 Derivative of the net input of o1 with respect to the output of h1
∂net_{o1}/∂out_{h1} &= w_5
&= 0.4

mazur:dnet_h1/db1 Derivative of the net input of h1 with respect to the bias of h1 and h2
∂net_{h1}/∂b_1 &= 1

mazur:delta_h1 Error signal of h1
\delta_{h1} &= ∂E/∂net_{h1}
&\approx 0.008771355

mazur@1:w5 Weight from h1 to o1, updated
w_5^{+} &= w_5 - \eta \cdot ∂E/∂w_5
&\approx 0.4 - 0.5 \cdot 0.082167041
&\approx 0.358916480

mazur@1:w7 Weight from h1 to o2, updated
w_7^{+} &= w_7 - \eta \cdot ∂E/∂w_7
&\approx 0.5 - 0.5 \cdot (-0.022602540)
&\approx 0.511301270

mazur@2:w5 Weight from h1 to o1, updated
w_5^{+} &= w_5 - \eta \cdot ∂E/∂w_5
&\approx 0.358916480 - 0.5 \cdot 0.083125235
&\approx 0.317353862

relu:out_h1 Output of h1
out_{h1} &= \max(0, net_{h1})
&= \max(0, 1.23)
&= 1.23

relu:dout_h1/dnet_h1 Derivative of the output of h1 with respect to the net input of h1
∂out_{h1}/∂net_{h1} &= [\,net_{h1} > 0\,]
&= [\,1.23 > 0\,]
&= 1

descent@1:J Cost
J &= \theta_0^{2} + \theta_0 \theta_1 + 2 \theta_1^{2} - 4 \theta_0 - 9 \theta_1 + 12
&= 0.4^{2} + 0.4 \cdot 0.9 + 2 \cdot 0.9^{2} - 4 \cdot 0.4 - 9 \cdot 0.9 + 12
&= 4.44

descent;update=sequential:dJ/dtheta1 Derivative of the cost with respect to the parameter θ₁
∂J/∂\theta_1 &= \theta_0^{+} + 4 \theta_1 - 9
&= 0.4 + 4 \cdot 0 - 9
&= -8.6
"""


def parsed(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield key, title and formula of each step."""
    for head, *formula in (step.split("\n") for step in text.strip().split("\n\n")):
        key, _, title = head.partition(" ")
        yield key, title, list(map(fractions, formula))


@pytest.mark.parametrize(("key", "title", "formula"), list(parsed(STEPS)))
def test_a_step_is_a_title_and_a_formula(key: str, title: str, formula: list[str]) -> None:
    link = f"[{title}](../values/{parse(key).example}.md#{parse(key).fragment})"
    assert block(f"step {key}") == f"{link}\n\n{math(formula, 8)}"
    assert lines(parse(key), PAGE) == formula


def test_a_step_of_a_built_page_has_a_class_and_its_keys() -> None:
    formula = [
        r"out_{h1} &= \sigma(net_{h1})",
        r"&= \frac{1}{1 + e^{-\htmlData{key=mazur:net_h1}{0.3775}}}",
        r"&\approx \htmlData{key=mazur:out_h1}{0.593269992}",
    ]
    link = "[Output of h1](../values/mazur.md#out_h1){ .step }"
    assert block("step mazur:out_h1", marked=True) == f"{link}\n\n{math(formula, 8)}"


@pytest.mark.parametrize(
    ("directive", "steps"),
    [
        ("steps chain net_h1", ["chain:net_h1"]),
        ("steps chain@1 net_h1 w1 out_h1", ["chain@1:net_h1", "chain@1:w1", "chain@1:out_h1"]),
        ("steps chain forward", ["chain:net_h1", "chain:out_h1", "chain:net_o1", "chain:out_o1"]),
        ("steps chain@1 error", ["chain@1:E_o1", "chain@1:E_total"]),
        ("steps chain update", ["chain@1:w1", "chain@1:w2"]),
        ("steps descent given J", ["descent:theta0", "descent:theta1", "descent:eta", "descent:J"]),
    ],
)
def test_a_run_of_steps_is_its_steps(directive: str, steps: list[str]) -> None:
    assert block(directive) == "\n\n".join(block(f"step {key}") for key in steps)
    assert keys(directive) == set.union(*(keys(f"step {key}") for key in steps))


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.usefixtures("more_examples")
def test_a_substitution_marks_each_operand_as_often_as_the_formula_names_it(run: str, group: str) -> None:
    for key in group_keys(parse_run(run), group):
        operands = registry.entry(key).operands
        named = [operands[name] for name in refs(registry.entry(key).quantity.expr)]
        *middle, last = lines(key, replace(PAGE, marked=True))
        assert [name for line in middle[1:] for name, _ in MARK.findall(line)] in ([], list(map(str, named)))
        assert MARK.findall(last) == [(str(key), registry.digits(key).text)]
        assert keys(f"step {key}") == {str(key), *map(str, named)}


def test_what_is_given_has_no_substitution() -> None:
    assert registry.entry(parse("mazur:w1")).substituted(PAGE.mark) == ""


@pytest.mark.parametrize(
    ("keys", "relation"),
    [
        ([], "="),
        (["mazur:w1", "mazur:net_h1"], "="),
        (["mazur:out_h1"], r"\approx"),
        (["mazur:w1", "mazur@1:w1"], r"\approx"),
        (["relu@1:E_total"], r"\approx"),
        (["descent@1:J"], "="),
    ],
)
def test_the_relation_says_whether_all_digits_are_exact(keys: list[str], relation: str) -> None:
    assert relation_of([parse(key) for key in keys]) == relation


@pytest.mark.usefixtures("more_examples")
def test_a_new_network_has_its_steps() -> None:
    formula = [r"out_{h1} &= \tanh(net_{h1})", r"&= \tanh(-0.65)", r"&\approx -0.571669966"]
    link = "[Output of h1](../values/wide.md#out_h1)"
    assert block("step wide:out_h1") == f"{link}\n\n{math(formula, 8)}"
    groups = {name: group_keys(parse_run(WIDE.name), name) for name in GROUPS}
    assert [len(groups[name]) for name in ("given", "forward", "error", "update")] == [31, 12, 3, 20]
    for group in groups.values():
        assert steps_of(group, PAGE).text.count("```math") == len(group)
