"""What of a page a mutant may change, where it stands, and which indices the page knows."""

import pytest

from backprop.check.mutation.spots import page_of, page_of_figure
from backprop.reading.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ("One **2** of `3`.", [("prose", "One "), ("prose", "2"), ("prose", " of "), ("prose", ".")]),
        ("[2](../values/mazur.md#w5)", [("prose", "2")]),
        ('[2](../values/mazur.md#w5 "> 0")', [("prose", "2"), ("claim", "> 0")]),
        ("$`w_5`$", []),
        (
            "| $`w_5`$ |\n| -- |\n| [2](../values/mazur.md#w5) |",
            [("symbol", "w_5"), ("prose", "2")],
        ),
        ("$`w_5 \\le 1`$", [("formula", "w_5 \\le 1")]),
        ("```math\nw_5\n```\n", [("formula", "w_5")]),
        ("```python\n1\n```\n", []),
        ("```text\n1\n```\n", []),
        ("<!-- backprop: listing x -->\n```text\n1\n```\n<!-- /backprop -->\n", [("output", "1")]),
        ("![Of 1.](../figures/x.svg)\n\n*Of 2.*\n", [("alternative", "Of 1."), ("alternative", "Of 2.")]),
    ],
)
def test_spots(text: str, spots: list[tuple[str, str]]) -> None:
    page = page_of(read_markdown("docs/mazur/x.md", text), (1,))
    found = [(spot.role, spot.text.rstrip("\n")) for spot in page.spots]
    assert [(role, words) for role, words in found if words] == spots
    assert all(text.startswith(spot.text, spot.start) for spot in page.spots)


def test_the_texts_of_a_figure() -> None:
    page = page_of_figure(
        "x.svg", '<svg x="1"><style>2</style><desc id="3">4</desc><text y="5">6</text></svg>', (1,)
    )
    assert [(spot.role, spot.text) for spot in page.spots] == [("figure", "4"), ("figure", "6")]


def test_what_a_page_knows() -> None:
    page = page_of(read_markdown("docs/mazur/x.md", "$`w_1^{+} = w_2 a^1`$ of h1, h2 and out_o1"), (1,))
    assert page.updated == {"w"}
    assert page.indices == {
        ("subscript", "w"): ("1", "2"),
        ("layer", "a"): ("1",),
        ("name", "h"): ("1", "2"),
        ("name", "out_o"): ("1",),
    }
