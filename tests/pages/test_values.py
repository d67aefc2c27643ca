import re
from collections.abc import Mapping, Set
from dataclasses import replace
from importlib.metadata import version
from pathlib import PurePosixPath

import pytest

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.example import Example
from backprop.core.examples import EXAMPLES
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse, parse_fragment, parse_run
from backprop.exports import runs
from backprop.pages.value_pages import values_pages
from backprop.pages.values import data, values
from backprop.releases import ledger
from tests.pages.conftest import PAGE

ALL = [*EXAMPLES, "wide", "odds"]
ANCHOR = re.compile(r'^- <a id="([^"]+)"></a>', re.MULTILINE)
HEADING = re.compile(r"^##+ (.*)$", re.MULTILINE)

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
    """Return the values of an example, all pages one below the other, where `a.md` prints so many keys."""
    return whole(example, {parse(key): {PurePosixPath("a.md")} for key in printed})


def whole(example: str, printed: Mapping[Key, Set[PurePosixPath]]) -> str:
    """Return the first page of values and those that it is divided into."""
    names = [[page.name] if page.name else [] for page in values_pages(example, printed)]
    texts = [
        values((example, *name), replace(PAGE, printed=printed)).text for name in [[], *filter(None, names)]
    ]
    return "\n\n".join(texts)


def entries(text: str) -> dict[str, str]:
    """Return each entry by its anchor, with the facts below it."""
    parts = re.split(r"^(?=- <a )|^##+ .*$", text, flags=re.MULTILINE)
    return {ANCHOR.findall(part)[0]: part.strip() for part in parts if ANCHOR.search(part)}


def facts(entry: str) -> list[str]:
    """Return the facts of an entry."""
    return re.findall(r"^    - (.*)$", entry, re.MULTILINE)


@pytest.fixture
def _nothing_released(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page hold what is asked for alone."""
    monkeypatch.setattr(ledger, "released", dict)


# A key, and its entry: symbol and words, digits and key, formula and numbers.
ENTRIES = r"""
chain:w1
$`w_1`$ weight from i1 to h1
= **0.3** `chain:w1`

chain:net_h1
$`net_{h1}`$ net input of h1
= **0.5** `chain:net_h1`
$`= w_1 i_1 + b_1`$ $`= 0.3 \cdot 2 + (-0.1)`$

chain:out_h1
$`out_{h1}`$ output of h1
≈ **0.62245933120185456** `chain:out_h1`
$`= \sigma(net_{h1})`$ $`= \frac{1}{1 + e^{-0.5}}`$

chain@1:delta_h1
$`\delta_{h1}`$ error signal of h1
≈ **-0.019895903933598628** `chain@1:delta_h1`
$`= \frac{\partial E_{total}}{\partial net_{h1}}`$ $`\approx -0.019895904`$

descent;rate=0.5:eta
$`\eta`$ learning rate
= **0.5** `descent;rate=0.5:eta`

chain@1:w1
$`w_1^{+}`$ weight from i1 to h1, updated
≈ **0.33917378918994697** `chain@1:w1`
$`= w_1 - \eta \cdot \frac{\partial E_{total}}{\partial w_1}`$ $`\approx 0.3 - 1 \cdot (-0.039173789)`$
"""

# A key, and the facts below its entry: how it is proved and since when, where it leads, where it is printed.
FACTS = """
chain:w1
given; since 1.0.0
used by [`net_h1`](forward.md#net_h1), [`@1:w1`](update.md#@1:w1)

chain:net_o1
on pages ≈ 0.297967465; within `[0.29796746496148365171 +/- 1.13e-21]`; since 1.0.0
uses [`w2`](given.md#w2), [`out_h1`](#out_h1), [`b2`](given.md#b2)
used by [`out_o1`](#out_o1)

chain@7:delta_h1
on pages ≈ -0.017285888; within `[-0.017285887892371685267 +/- 3.68e-22]`; not yet released
uses `@7:dE_total/dnet_h1`
printed in [a](../a.md)

descent@7:theta0
exact; not yet released
uses `@6:theta0`, [`eta`](given.md#eta), `@6:dJ/dtheta0`
printed in [a](../a.md)
"""


def parsed(text: str) -> list[tuple[str, list[str]]]:
    """Return each key with the lines below it."""
    parts = (part.split("\n") for part in text.strip().split("\n\n"))
    return [(key, lines) for key, *lines in parts]


@pytest.mark.parametrize(("key", "lines"), parsed(ENTRIES))
def test_an_entry_has_anchor_symbol_words_digits_key_and_formula(key: str, lines: list[str]) -> None:
    fragment = parse(key).fragment
    item = f'- <a id="{fragment}"></a>' + "  \n  ".join(lines)
    assert entries(page(parse(key).example, key))[fragment].startswith(f"{item}\n    - ")


@pytest.mark.parametrize(("key", "expected"), parsed(FACTS))
def test_an_entry_says_how_it_is_proved_and_where_it_leads(key: str, expected: list[str]) -> None:
    printed = [key] if "@7" in key else []
    assert facts(entries(page(parse(key).example, *printed))[parse(key).fragment]) == expected


def test_what_a_page_prints_of_its_own_values_is_not_listed() -> None:
    key = parse("chain@7:w1")
    pages = {PurePosixPath("values/chain.md"), PurePosixPath("chain/index.md"), PurePosixPath("index.md")}
    text = whole("chain", {key: pages})
    expected = "printed in [chain](../chain/index.md), [index](../index.md)"
    assert facts(entries(text)["@7:w1"])[-1] == expected


def test_a_long_list_says_how_long_it_is() -> None:
    key = parse("chain@7:w1")
    pages = {PurePosixPath(f"p{number}.md") for number in range(9)}
    text = whole("chain", {key: pages})
    assert facts(entries(text)["@7:w1"])[-1].startswith("printed on 9 pages: [p0](../p0.md), [p1](")
    (users,) = (fact for fact in facts(entries(page("mazur"))["eta"]) if fact.startswith("used by"))
    assert users.startswith(f"used by {users.count('](')}: [`@1:w1`](update.md#@1:w1), ")


def test_both_routes_are_named_once() -> None:
    text = page("chain")
    assert text.count(version("python-flint")) == 1
    assert f"by python-flint {version('python-flint')}, and matrices that do not know the graph.\n\n" in text


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_page_leads_to_the_files_of_its_example(example: Example) -> None:
    linked = {f"values/{name}" for name in re.findall(r"\]\(([\w.-]+)\)", data(example))}
    tables = {f"values/{runs.file_name(example, rate)}" for rate in runs.rates(example)}
    programs = (".ipynb", "_numpy.py", "_torch.py") if example.form else ()
    documents = {f"values/{example.name}{end}" for end in (".json", ".xlsx", *programs)}
    assert linked == tables | documents | {f"values/{file}" for file in example.tables}


def test_a_released_key_keeps_its_entry_though_no_page_prints_it() -> None:
    released = {key.fragment for key in ledger.released() if key.example == "chain"}
    assert released == set(ANCHOR.findall(page("chain")))


@pytest.mark.parametrize("example", ALL)
@pytest.mark.usefixtures("more_examples", "_nothing_released")
def test_every_quantity_of_the_first_pass_and_update_has_one_anchor(example: str) -> None:
    anchors = ANCHOR.findall(page(example))
    start = parse_run(example)
    assert anchors == [key.fragment for name in GROUPS for key in group_keys(start, name)]
    assert len(set(anchors)) == len(anchors) >= 5


@pytest.mark.parametrize("example", ALL)
@pytest.mark.usefixtures("more_examples")
def test_the_digits_of_an_entry_are_those_of_its_key(example: str) -> None:
    for fragment, entry in entries(page(example)).items():
        key = parse_fragment(example, fragment)
        digits = registry.digits(key, significant(VALUE_DIGITS))
        assert f"{digits.relation} **{digits.text}** `{key}`" in entry


@pytest.mark.parametrize("example", ["chain", "descent", "relu"])
@pytest.mark.usefixtures("_nothing_released")
def test_whatever_a_page_prints_of_the_example_has_one_anchor(example: str) -> None:
    anchors = ANCHOR.findall(page(example, *PRINTED, "relu@3:w1", "descent@2:J"))
    wanted = [parse(key) for key in [*PRINTED, "relu@3:w1", "descent@2:J"]]
    assert {key.fragment for key in wanted if key.example == example} <= set(anchors)
    assert (
        len(anchors)
        == len(set(anchors))
        == len(ANCHOR.findall(page(example))) + sum(key.example == example for key in wanted)
    )


def test_what_has_an_entry_already_has_no_other() -> None:
    first = [str(key) for name in GROUPS for key in group_keys(parse_run("chain"), name)]
    assert ANCHOR.findall(page("chain", *first)) == ANCHOR.findall(page("chain"))


@pytest.mark.usefixtures("_nothing_released")
def test_groups_have_headings_in_order() -> None:
    assert HEADING.findall(page("chain", *PRINTED)) == [
        "Given",
        "Forward pass",
        "Loss",
        "Backward pass",
        "Update",
        "Training",
        "After 1 update",
        "After 2 updates",
        "After 1,000 updates",
        "one bias per neuron, at the start",
        "one bias per neuron, rate 10, after 1 update",
        "rate 10, after 1 update",
    ]


@pytest.mark.usefixtures("_nothing_released")
def test_an_empty_group_has_no_heading() -> None:
    assert HEADING.findall(page("descent")) == ["Given", "Cost", "Gradient", "Update"]


def test_the_order_does_not_depend_on_that_of_the_pages() -> None:
    assert page("chain", *PRINTED) == page("chain", *reversed(PRINTED))


def test_what_is_printed_of_the_first_pass_stands_there() -> None:
    text = page("chain", "chain:dE_total/dnet_h1")
    assert text.index('id="dE_total/dnet_h1"') < text.index("## Update")


@pytest.mark.usefixtures("more_examples")
def test_a_new_network_has_its_values() -> None:
    items = entries(page("wide"))
    assert len(items) == 31 + 12 + 3 + 20 + len(group_keys(parse_run("wide"), "backward"))
    assert items["@1:w20"].startswith(
        '- <a id="@1:w20"></a>$`w_{20}^{+}`$ weight from h4 to o2, updated  \n'
        "  ≈ **0.19024457126360767** `wide@1:w20`  \n"
        r"  $`= w_{20} - \eta \cdot \frac{\partial E_{total}}{\partial w_{20}}`$ "
        r"$`\approx 0.2 - 0.1 \cdot 0.097554287`$"
        "\n    - on pages ≈ 0.190244571; within `["
    )


def test_a_count_has_an_entry_with_what_is_given_once_a_page_prints_it() -> None:
    assert "chain:weights" not in page("chain")
    given = page("chain", "chain:weights").partition("## Forward pass")[0]
    assert "$`n_{weights}`$ number of weights  \n  = **2** `chain:weights`" in given
