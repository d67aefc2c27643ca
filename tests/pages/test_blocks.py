import pytest

from backprop.errors import BackpropError
from backprop.pages.blocks import KINDS
from tests.pages.conftest import block, keys


@pytest.mark.parametrize(
    ("directive", "first"),
    [
        ("step chain:net_h1", "[Net input of h1](../values/chain.md#net_h1)"),
        ("steps chain net_h1 out_h1", "[Net input of h1](../values/chain.md#net_h1)"),
        ("table given chain", "| Symbol | Meaning | Value |"),
        ("matrix chain forward", "```math"),
        ("figure network chain", "!["),
        ("listing code/hello.py", "```python"),
        ("values chain", "Two routes have proved "),
        ("claims demo", "| Printed | Here | Verdict |"),
        ("slips demo", '- <a id="slip-1"></a>**line 1** '),
        ("sources", "| Source | Right | Cut | Wrong | Open | Slips |"),
    ],
)
def test_the_first_word_names_the_kind(directive: str, first: str) -> None:
    assert block(directive).startswith(first)


def test_every_kind_is_tried_above() -> None:
    assert " ".join(KINDS) == "step steps table matrix figure listing values checked claims slips sources"


@pytest.mark.parametrize(
    ("directive", "kind"), [("stepp chain:net_h1", "stepp"), ("", ""), ("STEP a:b", "STEP")]
)
def test_an_unknown_kind_is_told_with_all_kinds(directive: str, kind: str) -> None:
    with pytest.raises(BackpropError) as raised:
        block(directive)
    expected = f"expected one of {', '.join(KINDS)}"
    assert str(raised.value) == f"found the directive {kind!r}, {expected}"


@pytest.mark.parametrize(
    ("directive", "printed"),
    [
        ("step chain:w1", {"chain:w1"}),
        ("step chain:net_h1", {"chain:net_h1", "chain:w1", "chain:i1", "chain:b1"}),
        ("step chain@1:w1", {"chain@1:w1", "chain:w1", "chain:eta", "chain:dE_total/dw1"}),
        ("table weights descent steps=0,2", {f"descent{s}:theta{n}" for s in ("", "@2") for n in (0, 1)}),
        ("table epochs chain steps=5 quantities=E_total,i1", {"chain@5:E_total", "chain:i1"}),
        ("listing code/hello.py", set()),
        ("slips demo", set()),
        (
            "claims demo",
            {
                "chain:net_h1",
                "chain:out_h1",
                "chain:E_total",
                "chain@1:E_total",
            },
        ),
    ],
)
def test_a_block_tells_the_keys_of_its_numbers(directive: str, printed: set[str]) -> None:
    assert keys(directive) == printed
