import re

import pytest

from backprop.pages.table import KINDS
from tests.pages.conftest import block

# The words of a directive and its table, the way to the values page left out.
TABLES = {
    "given chain": """
        | Symbol | Meaning | Value |
        | :-- | :-- | --: |
        | $`i_1`$ | input i1 | [2](#i1) |
        | $`w_1`$ | weight from i1 to h1 | [0.3](#w1) |
        | $`w_2`$ | weight from h1 to o1 | [0.8](#w2) |
        | $`b_1`$ | bias of h1 | [-0.1](#b1) |
        | $`b_2`$ | bias of o1 | [-0.2](#b2) |
        | $`t_{o1}`$ | target of o1 | [1](#t_o1) |
        | $`\\eta`$ | learning rate | [1](#eta) |
        """,
    "given descent;rate=0.5": """
        | Symbol | Meaning | Value |
        | :-- | :-- | --: |
        | $`\\theta_0`$ | parameter θ₀ | [0](#;rate=0.5:theta0) |
        | $`\\theta_1`$ | parameter θ₁ | [0](#;rate=0.5:theta1) |
        | $`\\eta`$ | learning rate | [0.5](#;rate=0.5:eta) |
        """,
    "weights chain steps=0,1,1000": """
        | Parameter | at the start | after 1 update | after 1,000 updates |
        | :-- | --: | --: | --: |
        | $`w_1`$ | [0.3](#w1) | [0.339173789](#@1:w1) | [1.757470017](#@1000:w1) |
        | $`w_2`$ | [0.8](#w2) | [0.864850280](#@1:w2) | [4.056947756](#@1000:w2) |
        """,
    "weights chain;bias=each steps=1": """
        | Parameter | after 1 update |
        | :-- | --: |
        | $`w_1`$ | [0.339173789](#;bias=each@1:w1) |
        | $`w_2`$ | [0.864850280](#;bias=each@1:w2) |
        | $`b_{h1}`$ | [-0.080413105](#;bias=each@1:b_h1) |
        | $`b_{o1}`$ | [-0.095816036](#;bias=each@1:b_o1) |
        """,
    "epochs mazur steps=0,1,10000 quantities=E_total,dE_total/dw5": """
        | Updates | $`E_{total}`$ | $`\\frac{\\partial E_{total}}{\\partial w_5}`$ |
        | :-- | --: | --: |
        | 0 | [0.298371109](#E_total) | [0.082167041](#dE_total/dw5) |
        | 1 | [0.291027774](#@1:E_total) | [0.083125235](#@1:dE_total/dw5) |
        | 10,000 | [0.0000351019](#@10000:E_total) | [0.0000562120](#@10000:dE_total/dw5) |
        """,
    "options descent option=update values=together,sequential steps=0,1,2 quantity=theta1": """
        | Updates | all at once | one after another |
        | :-- | --: | --: |
        | 0 | [0](#theta1) | [0](#;update=sequential:theta1) |
        | 1 | [0.9](#@1:theta1) | [0.86](#;update=sequential@1:theta1) |
        | 2 | [1.4](#@2:theta1) | [1.3526](#;update=sequential@2:theta1) |
        """,
    "options chain;rate=10 option=bias values=fixed,each steps=1 quantity=E_total": """
        | Updates | biases fixed | one bias per neuron |
        | :-- | --: | --: |
        | 1 | [0.039780596](#;rate=10@1:E_total) | [0.006838995](#;bias=each;rate=10@1:E_total) |
        """,
    "weights line;batch=2 steps=0,1": """
        | Parameter | at the start | after 1 update |
        | :-- | --: | --: |
        | $`w`$ | [0.5](#;batch=2:w) | [0.615](#;batch=2@1:w) |
        | $`b`$ | [0.2](#;batch=2:b) | [0.355](#;batch=2@1:b) |
        """,
    "options line option=total values=sum,mean steps=1 quantity=w": """
        | Updates | sum over the samples | mean over the samples |
        | :-- | --: | --: |
        | 1 | [1.84](#@1:w) | [0.835](#;total=mean@1:w) |
        """,
    "conventions chain": """
        | Convention | $`E_{total}`$ after 1 update |
        | :-- | --: |
        | as on these pages | [0.085032311](#@1:E_total) |
        | one bias per neuron | [0.074679872](#;bias=each@1:E_total) |
        | one bias per layer | [0.074679872](#;bias=shared@1:E_total) |
        | one after another | [0.084906124](#;update=sequential@1:E_total) |
        | sum of the squares | [0.158705765](#;loss=sum@1:E_total) |
        | mean of the squares | [0.158705765](#;loss=mean@1:E_total) |
        """,
    "batches line epochs=0,1 quantity=w": """
        | Epochs | batches of 4 | batches of 2 | batches of 1 |
        | :-- | --: | --: | --: |
        | 0 | [0.5](#w) | [0.5](#;batch=2:w) | [0.5](#;batch=1:w) |
        | 1 | [1.84](#@1:w) | [1.7265](#;batch=2@2:w) | [1.5991975](#;batch=1@4:w) |
        """,
    "rates descent steps=0,1 quantity=J": """
        | Updates | $`\\eta = 0.01`$ | $`\\eta = 0.1`$ | $`\\eta = 0.4`$ | $`\\eta = 0.5`$ |
        | :-- | --: | --: | --: | --: |
        | 0 | [12](#;rate=0.01:J) | [12](#J) | [12](#;rate=0.4:J) | [12](#;rate=0.5:J) |
        | 1 | [11.0514](#;rate=0.01@1:J) | [4.44](#@1:J) | [7.44](#;rate=0.4@1:J) | [17](#;rate=0.5@1:J) |
        """,
    "rates chain steps=0,7 quantity=i1": """
        | Updates | $`\\eta = 0.1`$ | $`\\eta = 1`$ | $`\\eta = 10`$ |
        | :-- | --: | --: | --: |
        | 0 | [2](#;rate=0.1:i1) | [2](#i1) | [2](#;rate=10:i1) |
        | 7 | [2](#;rate=0.1:i1) | [2](#i1) | [2](#;rate=10:i1) |
        """,
}


@pytest.mark.parametrize(("words", "table"), TABLES.items())
def test_a_table_is_its_numbers_as_links(words: str, table: str) -> None:
    lines = re.sub(r"\(\.\./values/(\w+)\.md#", "(#", block(f"table {words}"))
    assert lines.split("\n") == [line.strip() for line in table.strip().split("\n")]


@pytest.mark.parametrize("words", TABLES)
def test_the_links_of_a_table_lead_to_the_values_of_its_example(words: str) -> None:
    example = re.split("[ ;]", words)[1]
    assert set(re.findall(r"\]\(([^#]*)#", block(f"table {words}"))) == {f"../values/{example}.md"}


def test_every_kind_is_tried_above() -> None:
    assert {words.split()[0] for words in TABLES} == set(KINDS)


def test_a_table_in_a_built_page_is_the_same() -> None:
    assert block("table given chain", marked=True) == block("table given chain")


@pytest.mark.usefixtures("more_examples")
@pytest.mark.parametrize(
    ("words", "row"),
    [
        (
            "given wide",
            "| $`w_{12}`$ | weight from i3 to h4 | [-0.2](../values/wide.md#w12) |",
        ),
        ("given wide", "| $`b_{h3}`$ | bias of h3 | [-0.1](../values/wide.md#b_h3) |"),
        (
            "weights wide steps=0,1",
            "| $`w_{20}`$ | [0.2](../values/wide.md#w20) | [0.190244571](../values/wide.md#@1:w20) |",
        ),
        (
            "epochs wide;rate=0.5 steps=3 quantities=E_total",
            "| 3 | [0.000141312](../values/wide.md#;rate=0.5@3:E_total) |",
        ),
    ],
)
def test_a_new_network_has_its_tables(words: str, row: str) -> None:
    assert row in block(f"table {words}").split("\n")
