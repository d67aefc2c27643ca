r"""Tiny pages and every mutant of them, by kind; then the real pages."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from backprop.check.mutation.mutants import EVERY_DIGIT, KINDS, Mutant, figure_mutants, mutants
from backprop.reading.markdown import read_markdown

DOCS = Path(__file__).parents[3] / "docs"


def made(text: str, kind: str, amounts: tuple[int, ...] = (1,)) -> list[str]:
    """Return each mutant of a kind as its page, the changed lines alone."""
    document = read_markdown("docs/mazur/x.md", text)
    lines = text.splitlines()
    return [
        "\n".join(line for line in mutant.applied(text).splitlines() if line not in lines) or "nothing"
        for mutant in mutants(document, amounts)
        if mutant.kind == kind
    ]


def formula(tex: str) -> str:
    return f"```math\n{tex}\n```\n"


ROW = "| a | b |\n| - | - |\n| [1](../values/mazur.md#w6) | "
LINKS = "[1](../values/mazur.md#w5) and [2](../values/mazur.md#;rate=0.1@3:w6)"
SEQUENTIAL = "[1](../values/mazur.md#;update=sequential:w6)"
PICTURE = "![From w5 0.5 at two rates.](../figures/x.svg)\n\n*E total ≈ -1 at w₅.*"
LISTING = """<!-- backprop: listing code/x.py -->
```python
x = 1
```

prints

```text
out_o1 -0.5
```
<!-- /backprop -->
"""


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("digit", "It is 0.59 now.", ["It is 1.59 now.", "It is 0.69 now.", "It is 0.50 now."]),
        ("digit", "- **1,9** of h1", ["- **2,9** of h1", "- **1,0** of h1"]),
        (
            "digit",
            "[0.5](../values/mazur.md#w5)",
            ["[1.5](../values/mazur.md#w5)", "[0.6](../values/mazur.md#w5)"],
        ),
        ("digit", "## Part 2 {#part-2}", ["## Part 3 {#part-2}"]),
        ("digit", "[page 2](x2.md) <a id='x2'></a> `code 2`", ["[page 3](x2.md) <a id='x2'></a> `code 2`"]),
        ("digit", formula(r"w_5 &= 7 \\[8pt]"), [r"w_5 &= 8 \\[8pt]"]),
        ("digit", "---\nnumbers:\n  '7': a week\n---\n\nIt is 7.", ["It is 8."]),
        ("digit", LISTING, ["out_o1 -1.5", "out_o1 -0.6"]),
        ("digit", "```text\nf 2\n```\n", []),
        ("digit", "1. one\n", []),
        ("digit", "| 1 |\n| :-- |\n| 5 |\n", ["| 2 |", "| 6 |"]),
        ("sign", "It is -0.5.", ["It is 0.5."]),
        ("sign", "2-2 of $`a - 3`$ or 4", ["-2-2 of $`a - 3`$ or 4", "2-2 of $`a - 3`$ or -4"]),
        ("sign", formula("-x = 2 y - 3"), ["x = 2 y - 3", "-x = -2 y - 3"]),
        ("sign", LISTING, ["out_o1 0.5"]),
        ("exponent", formula("(x)^2 y^{2}"), ["(x)^3 y^{2}", "(x)^2 y^{3}"]),
        (
            "exponent",
            formula(r"e^{-x} e^{y} + W^{T}"),
            ["e^{x} e^{y} + W^{T}", "e^{-x} e^{-y} + W^{T}", "e^{-x} e^{y} + W"],
        ),
        ("index", formula("w_5 = w_7"), ["w_7 = w_7", "w_5 = w_5"]),
        ("index", formula("w_5 = 1"), ["w_6 = 1"]),
        (
            "index",
            formula("E_{o1} = E_{total} - E_{o2}"),
            [
                "E_{o2} = E_{total} - E_{o2}",
                "E_{total} = E_{total} - E_{o2}",
                "E_{o1} = E_{o1} - E_{o2}",
                "E_{o1} = E_{total} - E_{o1}",
                "E_{o1} = E_{total} - E_{total}",
            ],
        ),
        (
            "index",
            formula("w_1^{+} = w_1"),
            ["w_2^{+} = w_1", "w_1 = w_1", "w_1^{+} = w_2", "w_1^{+} = w_1^{+}"],
        ),
        ("index", formula("a^1 = a^2"), ["a^2 = a^2", "a^1 = a^1"]),
        ("symbol", f"{ROW}$`w_6`$ |", [f"{ROW}$`w_7`$ |".splitlines()[-1]]),
        ("symbol", "Here $`w_5`$ and $`w_5 = 1`$.", []),
        (
            "operator",
            formula(r"a = b \cdot c + d"),
            [r"a = b + c + d", r"a = b \cdot c - d", r"a \approx  b \cdot c + d"],
        ),
        (
            "operator",
            formula(r"a \approx b \odot c - d"),
            [r"a \approx b \cdot c - d", r"a \approx b \odot c + d", r"a = b \odot c - d"],
        ),
        (
            "operator",
            formula(r"\frac{1}{2} b c"),
            [r"\frac{2}{1} b c", r"\frac{1}{2} + b c", r"\frac{1}{2} b + c"],
        ),
        ("operator", formula("a := b > c"), ["a := b < c"]),
        (
            "factor",
            formula(r"a \cdot b"),
            ["b", "a", r"a \cdot a \cdot b", r"a \cdot b \cdot b"],
        ),
        ("factor", formula("a - b + c"), ["-b + c", "a + c", "a - b"]),
        ("factor", formula(r"2 \cdot 2"), ["2", r"2 \cdot 2 \cdot 2"]),
        ("slope", formula(r"\sigma'(net_{h1})"), [r"\sigma'(out_{h1})", r"\sigma(net_{h1})"]),
        ("slope", formula(r"\sigma'(z^1)"), [r"\sigma'(a^1)", r"\sigma(z^1)"]),
        ("slope", formula(r"out_{h1} (1 - out_{h1})"), ["net_{h1} (1 - net_{h1})"]),
        ("slope", formula("a^1 (1 - a^1) (1 - a^2)"), ["z^1 (1 - z^1) (1 - a^2)"]),
        ("slope", formula(r"[\,net_{h1} > 0\,]"), [r"[\,net_{h2} > 0\,]"]),
        (
            "derivative",
            formula(r"\frac{\partial E}{\partial w_5} + w_6"),
            [r"\frac{\partial w_5}{\partial E} + w_6", r"\frac{\partial E}{\partial w_6} + w_6"],
        ),
        (
            "claim",
            '[small](../values/mazur.md#E_o2 "< E_o1, E_total") [2](../values/mazur.md#w5 "= 2")',
            [
                '[small](../values/mazur.md#E_o2 ">= E_o1, E_total") [2](../values/mazur.md#w5 "= 2")',
                '[small](../values/mazur.md#E_o2 "< E_o1, E_total") [2](../values/mazur.md#w5 "> 2")',
            ],
        ),
        ("claim", '[a third](../values/mazur.md#w5 "* 3")', []),
        ("link", "[any words](../values/mazur.md#w5)", []),
        (
            "link",
            LINKS,
            [
                "[1](../values/mazur.md#;rate=0.1@3:w6) and [2](../values/mazur.md#;rate=0.1@3:w6)",
                "[1](../values/mazur.md#@1:w5) and [2](../values/mazur.md#;rate=0.1@3:w6)",
                "[1](../values/mazur.md#w5) and [2](../values/mazur.md#w5)",
                "[1](../values/mazur.md#w5) and [2](../values/mazur.md#;rate=0.1@4:w6)",
                "[1](../values/mazur.md#w5) and [2](../values/mazur.md#@3:w6)",
            ],
        ),
        (
            "link",
            SEQUENTIAL,
            ["[1](../values/mazur.md#;update=sequential@1:w6)", "[1](../values/mazur.md#w6)"],
        ),
        (
            "alternative",
            PICTURE,
            [
                "![From w6 0.5 at two rates.](../figures/x.svg)",
                "![From w5 -0.5 at two rates.](../figures/x.svg)",
                "![From w5 1.5 at two rates.](../figures/x.svg)",
                "![From w5 0.6 at two rates.](../figures/x.svg)",
                "*E total ≈ -1 at w₆.*",
                "*E o1 ≈ -1 at w₅.*",
                "*E total = -1 at w₅.*",
                "*E total ≈ 1 at w₅.*",
                "*E total ≈ -2 at w₅.*",
            ],
        ),
    ],
)
def test_every_mutant_of_a_kind(kind: str, text: str, expected: list[str]) -> None:
    assert sorted(made(text, kind)) == sorted(expected)


def test_a_digit_may_become_every_other_digit() -> None:
    assert made("It is 7.", "digit", EVERY_DIGIT) == [f"It is {digit}." for digit in "890123456"]


def test_two_kinds_never_make_the_same_page() -> None:
    text = formula("(x)^2 = 2")
    assert made(text, "exponent") == ["(x)^3 = 2"]
    assert made(text, "digit") == ["(x)^2 = 3"]


def test_the_texts_of_a_figure() -> None:
    svg = '<svg width="10"><title id="a1">Of w1</title><path d="M 1"/><text x="3">w₁ −0.5</text></svg>'
    found = [mutant.applied(svg) for mutant in figure_mutants("x.svg", svg)]
    shown = [text.partition('a1">')[2].replace('</title><path d="M 1"/><text x="3">', "|") for text in found]
    assert [text.removesuffix("</text></svg>") for text in shown] == [
        "Of w2|w₁ −0.5",
        "Of w1|w₂ −0.5",
        "Of w1|w₁ 0.5",
        "Of w1|w₁ −1.5",
        "Of w1|w₁ −0.6",
    ]


@cache
def real() -> tuple[tuple[str, tuple[Mutant, ...]], ...]:
    """Return the text of each page and each figure with its mutants."""
    pages = [(path, path.read_bytes().decode()) for path in sorted(DOCS.rglob("*.md"))]
    return tuple((text, tuple(mutants(read_markdown(str(path), text)))) for path, text in pages)


def test_real_mutants_differ_from_their_page_and_from_each_other() -> None:
    for text, found in real():
        assert len({(one.start, one.end, one.replacement) for one in found}) == len(found)
        for one in found:
            assert 0 <= one.start <= one.end <= len(text), one
            assert text[one.start : one.end] != one.replacement, one


def test_real_pages_have_mutants_of_every_kind_but_the_figures_own() -> None:
    counts = Counter(one.kind for _, found in real() for one in found)
    assert counts.keys() == KINDS.keys() - {"figure"}


def test_mutants_come_in_the_same_order_each_time() -> None:
    path = DOCS / "chain" / "backward.md"
    document = read_markdown(str(path), path.read_text(encoding="utf-8"))
    assert list(mutants(document)) == list(mutants(document))
