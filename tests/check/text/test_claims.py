"""What heads and first cells say."""

from dataclasses import replace

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text.claims import Claim, after, claims, count
from backprop.core.keys import parse
from tests.check.text.pieces import inlines, table


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("1,000", 1000), ("ten thousand", 10_000), ("none", 0), ("thirty-three", 33), ("many", None)],
)
def test_counts(text: str, number: int | None) -> None:
    assert count(text) == number


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("at the start", 0),
        ("after 1 update", 1),
        ("after 1,000 updates", 1000),
        ("after two steps", 2),
        ("h1", None),
    ],
)
def test_steps(text: str, step: int | None) -> None:
    assert after(text) == step


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("$out_{o1}$", Claim(quantity="out_o1")),
        (r"$\frac{\partial E_{total}}{\partial w_5}$", Claim(quantity="dE_total/dw5")),
        (r"$\eta = 0.1$", Claim(option=("rate", "0.1"))),
        ("bias each", Claim(option=("bias", "each"))),
        ("update together", Claim(option=("update", "together"))),
        ("loss sum", Claim(option=("loss", "sum"))),
        ("weights 0", Claim(option=("weights", "0"))),
        ("start -0.5", Claim(option=("start", "-0.5"))),
        ("at the start", Claim(step=0)),
        ("h1", Claim(unit="h1")),
        ("Error", Claim(quantity="E_total")),
        ("With biases", Claim(biases=True)),
        ("Without", Claim(biases=False)),
        ("Meaning", Claim()),
        ("batch 2", Claim(option=("batch", "2"))),
        ("after 3 epochs", Claim(epochs=3)),
    ],
)
def test_heads(head: str, expected: Claim) -> None:
    heads, _ = claims(table(f"a | {head}\nb | c"), page_scope("mazur"))
    assert heads[1] == replace(expected, cell=inlines(head, 4))


@pytest.mark.parametrize(
    ("claim", "key", "denied"),
    [
        (Claim(quantity="w5"), "mazur:w5", False),
        (Claim(quantity="w5"), "mazur:w6", True),
        (Claim(step=1), "mazur@1:w5", False),
        (Claim(step=1), "mazur:w5", True),
        (Claim(step=1), "mazur:eta", False),
        (Claim(option=("rate", "0.50")), "mazur:w5", False),
        (Claim(option=("rate", "0.1")), "mazur:w5", True),
        (Claim(option=("bias", "fixed")), "sigmoid:w5", True),
        (Claim(option=("loss", "half")), "mazur:w5", False),
        (Claim(option=("loss", "mean")), "mazur;loss=sum:w5", True),
        (Claim(option=("weights", "given")), "mazur:w5", False),
        (Claim(option=("weights", "0")), "mazur:w5", True),
        (Claim(option=("start", "-2")), "hollows@1:theta0", False),
        (Claim(option=("start", "-0.5")), "hollows;start=0.5:J", True),
        (Claim(unit="o1"), "mazur:w5", False),
        (Claim(unit="o2"), "mazur:w5", True),
        (Claim(biases=False), "sigmoid:w5", False),
        (Claim(biases=False), "mazur:w5", True),
        (Claim(key=parse("mazur:w5")), "mazur@1:w5", True),
        (Claim(epochs=2), "line;batch=1@8:w", False),
        (Claim(epochs=2), "line;batch=1@2:w", True),
        (Claim(epochs=2), "line@2:w", False),
        (Claim(epochs=2), "line:x_1", False),
        (Claim(option=("batch", "4")), "line:w", False),
        (Claim(option=("batch", "4")), "line;batch=2:w", True),
    ],
)
def test_claims_are_held_against_keys(claim: Claim, key: str, denied: bool) -> None:
    assert bool(claim.denies(parse(key))) is denied


@pytest.mark.parametrize(
    ("head", "quantity"), [("$s_2$", "s_2"), ("$E_{batch}$", "E_batch"), ("$E_{total}$", "E_total")]
)
def test_a_head_may_name_what_only_batches_have(head: str, quantity: str) -> None:
    heads, _ = claims(table(f"a | {head}\nb | c"), page_scope("line"))
    assert heads[1].quantity == quantity
