import re
from dataclasses import replace

import pytest

from backprop import registry
from backprop.digits import VALUE_DIGITS, significant
from backprop.errors import BackpropError
from backprop.examples import EXAMPLES
from backprop.keys import Key, parse, parse_fragment, parse_run
from backprop.pages.values import values
from tests.pages.conftest import PAGE, block

ALL = [*EXAMPLES, "wide", "odds"]
ANCHOR = re.compile(r'^- <a id="([^"]+)"></a>', re.MULTILINE)
HEADING = re.compile(r"^## (.*)$", re.MULTILINE)

PRINTED = [
    "chain:dE_total/dnet_h1",
    "chain@1:E_total",
    "chain@2:w1",
    "chain@1000:w1",
    "chain;rate=10@1:E_total",
    "chain;bias=each:b_h1",
    "chain;bias=each;rate=10@1:b_h1",
]


def page(example: str, *printed: str) -> str:
    """Return the values of an example, where the pages print so many keys."""
    pages = {parse(key): {PurePosixPath("a.md")} for key in printed}
    return values((example,), replace(PAGE, printed=pages)).text


def entries(text: str) -> dict[str, str]:
    """Return each entry by its anchor."""
    parts = re.split(r"^(?=- <a )|^## .*$", text, flags=re.MULTILINE)
    return {ANCHOR.findall(part)[0]: part.strip() for part in parts if ANCHOR.search(part)}


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("chain:w1", ["$`w_1`$ weight from i1 to h1", "= **0.3** `chain:w1`"]),
        (
            "chain:net_h1",
            [
                "$`net_{h1}`$ net input of h1",
                "= **0.5** `chain:net_h1`",
                r"$`= w_1 i_1 + b_1`$ $`= 0.3 \cdot 2 + (-0.1)`$",
            ],
        ),
        (
            "chain:out_h1",
            [
                "$`out_{h1}`$ output of h1",
                "≈ **0.62245933120185456** `chain:out_h1`",
                r"$`= \sigma(net_{h1})`$ $`= \frac{1}{1 + e^{-0.5}}`$",
            ],
        ),
        (
            "chain@1:delta_h1",
            [
                r"$`\delta_{h1}`$ error signal of h1",
                "≈ **-0.019895903933598628** `chain@1:delta_h1`",
                r"$`= \frac{\partial E_{total}}{\partial net_{h1}}`$ $`\approx -0.019895904`$",
            ],
        ),
        ("descent;rate=0.5:eta", [r"$`\eta`$ learning rate", "= **0.5** `descent;rate=0.5:eta`"]),
        (
            "chain@1:w1",
            [
                "$`w_1^{+}`$ weight from i1 to h1, updated",
                "≈ **0.33917378918994697** `chain@1:w1`",
                (
                    r"$`= w_1 - \eta \cdot \frac{\partial E_{total}}{\partial w_1}`$ "
                    r"$`\approx 0.3 - 1 \cdot (-0.039173789)`$"
                ),
            ],
        ),
    ],
)
def test_an_entry_has_anchor_symbol_words_digits_key_and_formula(key: str, lines: list[str]) -> None:
    found = entries(page(parse(key).example, key))[parse(key).fragment]
    head = f'- <a id="{parse(key).fragment}"></a>'
    assert found == head + "  \n  ".join(lines)


@pytest.mark.parametrize("example", ALL)
@pytest.mark.usefixtures("more_examples")
def test_every_quantity_of_the_first_pass_and_update_has_one_anchor(example: str) -> None:
    anchors = ANCHOR.findall(page(example))
    start = parse_run(example)
    assert anchors == [key.fragment for name in registry.GROUPS for key in registry.group(start, name)]
    assert len(set(anchors)) == len(anchors) >= 5


@pytest.mark.parametrize("example", ALL)
@pytest.mark.usefixtures("more_examples")
def test_the_digits_of_an_entry_are_those_of_its_key(example: str) -> None:
    for fragment, entry in entries(page(example)).items():
        key = parse_fragment(example, fragment)
        found = registry.digits(key, significant(VALUE_DIGITS))
        assert f"{found.relation} **{found.text}** `{key}`" in entry


@pytest.mark.parametrize("example", ["chain", "descent", "relu"])
def test_whatever_a_page_prints_of_the_example_has_one_anchor(example: str) -> None:
    anchors = ANCHOR.findall(page(example, *PRINTED, "relu@3:w1", "descent@2:J"))
    wanted = [parse(key) for key in [*PRINTED, "relu@3:w1", "descent@2:J"]]
    assert {key.fragment for key in wanted if key.example == example} <= set(anchors)
    assert (
        len(anchors)
        == len(set(anchors))
        == len(ANCHOR.findall(page(example))) + sum(key.example == example for key in wanted)
    )


def test_what_is_told_already_is_not_told_again() -> None:
    told = [str(key) for name in registry.GROUPS for key in registry.group(parse_run("chain"), name)]
    assert page("chain", *told) == page("chain")


def test_groups_have_headings_in_order() -> None:
    assert HEADING.findall(page("chain", *PRINTED)) == [
        "Given",
        "Forward pass",
        "Error",
        "Backward pass",
        "Update",
        "At the start",
        "After 1 update",
        "After 2 updates",
        "After 1,000 updates",
        "bias each, at the start",
        "bias each, rate 10, after 1 update",
        "rate 10, after 1 update",
    ]


def test_an_empty_group_has_no_heading() -> None:
    assert HEADING.findall(page("descent")) == ["Given", "Error", "Backward pass", "Update"]


def test_the_order_does_not_depend_on_that_of_the_pages() -> None:
    assert page("chain", *PRINTED) == page("chain", *reversed(PRINTED))


def test_the_block_tells_all_keys_that_it_has_an_anchor_for() -> None:
    rendered = values(("chain",), replace(PAGE, printed=frozenset(map(parse, PRINTED))))
    assert {key.fragment for key in rendered.keys} == set(ANCHOR.findall(rendered.text))
    assert Key("chain", (), 1000, "w1") in rendered.keys


@pytest.mark.usefixtures("more_examples")
def test_a_new_network_has_its_values() -> None:
    found = entries(block("values wide"))
    assert len(found) == 31 + 12 + 3 + 20 + len(registry.group(parse_run("wide"), "backward"))
    assert found["@1:w20"] == (
        '- <a id="@1:w20"></a>$`w_{20}^{+}`$ weight from h4 to o2, updated  \n'
        "  ≈ **0.19024457126360767** `wide@1:w20`  \n"
        r"  $`= w_{20} - \eta \cdot \frac{\partial E_{total}}{\partial w_{20}}`$ "
        r"$`\approx 0.2 - 0.1 \cdot 0.097554287`$"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "found values, expected values EXAMPLE"),
        ("mazur relu", "found values mazur relu, expected values EXAMPLE"),
        ("mazurr", "no example is named 'mazurr'; the nearest: mazur"),
        ("mazur;bias=each", "no example is named 'mazur;bias=each'; the nearest: mazur"),
    ],
)
def test_wrong_words_are_told(words: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        block(f"values {words}")
    assert str(raised.value) == message
