"""Pages about sources: right ones pass, and each thing that is not as the data say is found."""

import json
from dataclasses import replace
from typing import Any

import pytest

from backprop.check.groups import scope_of
from backprop.check.text.sources import name_of, verdict, whole
from backprop.reading.document import Document
from backprop.reading.html import read_html
from backprop.reading.markdown import read_markdown

CLAIMS: list[dict[str, Any]] = [
    {"id": "line-1", "place": "line 1", "printed": "0.5", "of": ["chain:net_h1"]},
    {"id": "line-2", "place": "line 2", "printed": "0.0907", "of": ["chain:E_total"]},
    {
        "id": "line-3",
        "place": "line 3",
        "printed": "0.085032311",
        "of": ["chain:E_total"],
        "cause": ["chain@1:E_total"],
    },
    {"id": "line-4", "place": "line 4", "printed": "-0.0381", "of": ["chain:eta", "chain:dE_total/dw1"]},
    {"id": "line-5", "place": "line 5", "printed": "20", "why": "a count of pages"},
]
SLIPS: list[dict[str, str]] = [
    {
        "id": "slip-1",
        "place": "line 1",
        "words": "The sign is wrong",
        "printed": "z = w*i - b",
        "right": "net_{h1} = w_1 i_1 + b_1",
        "wrong": "net_{h1} = w_1 i_1 - b_1",
    }
]
DATA: dict[str, Any] = {"title": "A demonstration", "claims": CLAIMS, "slips": SLIPS}
V = "../values/chain.md"
ROWS = rf"""| Printed | Here | Verdict |
| :-- | :-- | :-- |
| <a id="line-1"></a>0.5<br>line 1 | [0.5]({V}#net_h1)<br>$`net_{{h1}}`$ | right, 1 digit, exact<br>`backprop value chain:net_h1` |
| <a id="line-2"></a>0.0907<br>line 2 | [0.090761188]({V}#E_total)<br>$`E_{{total}}`$ | truncated after 3 digits<br>`backprop value chain:E_total` |
| <a id="line-3"></a>0.085032311<br>line 3 | [0.090761188]({V}#E_total)<br>$`E_{{total}}`$ | wrong after no digits<br>cause: [0.085032311]({V}#@1:E_total)<br>`backprop value chain:E_total chain@1:E_total` |
| <a id="line-4"></a>-0.0381<br>line 4 | -0.039173789<br>$`\eta`$ · $`\frac{{\partial E_{{total}}}}{{\partial w_1}}`$ | wrong after 1 digit<br>cause: none known<br>`backprop value chain:eta chain:dE_total/dw1` |
| <a id="line-5"></a>20<br>line 5 | a count of pages | undecidable |
"""  # noqa: E501
ITEM = """- <a id="slip-1"></a>**line 1** The sign is wrong  
  printed: `z = w*i - b`  
  right: $`net_{h1} = w_1 i_1 + b_1`$
"""  # noqa: W291
TOTALS = """| Source | Right | Cut | Wrong | Open | Slips |
| :-- | --: | --: | --: | --: | --: |
| [A demonstration](demo.md) | 1 | 1 | 2 | 1 | 1 |
| all | 1 | 1 | 2 | 1 | 1 |
"""


def page(text: str, path: str = "docs/sources/demo.md") -> Document:
    return replace(read_markdown(path, text), example="chain")


def found(document: Document, data: object = DATA) -> list[str]:
    """Return what is wrong with a page."""
    files = {"sources/index.json": '{"sources": ["demo"]}', "sources/demo.json": json.dumps(data)}
    judged = (verdict(document, scope_of(document), files.get), whole(document, files.get))
    return [problem.message for one in judged for problem in one.problems]


@pytest.mark.parametrize("text", [ROWS + "\n" + ITEM])
def test_a_right_page_is_right(text: str) -> None:
    assert found(page(text)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0.5<br>", "0.6<br>", "found #line-1 0.6 line 1, expected #line-1 0.5 line 1"),
        ("<br>line 2 |", "<br>line 3 |", "expected #line-2 0.0907 line 2"),
        ("[0.5]", "[0.6]", "found 0.6, expected 0.5 for chain:net_h1"),
        ("[0.090761188]", "[0.090761189]", "found 0.090761189, expected 0.090761188"),
        ("#E_total", "#E_o1", "expected →chain:E_total"),
        ("$`net_{h1}`$", "$`net_{o1}`$", "expected →chain:net_h1 $net_{h1}$"),
        ("right, 1 digit, exact", "right, 1 digit", "expected right, 1 digit, exact"),
        ("right, 1", "right, 2", "expected right, 1 digit, exact"),
        ("truncated", "wrong", "expected truncated after 3 digits"),
        ("wrong after no", "truncated after no", "expected wrong after no digits"),
        ("[0.085032311]", "[0.085032312]", "found 0.085032312, expected 0.085032311"),
        ("#@1:E_total", "#@2:E_total", "expected wrong after no digits cause: →chain@1:E_total"),
        ("chain:E_total chain@1", "chain:E_total chain@2", "`backprop value chain:E_total chain@1:E_total`"),
        ("-0.039173789", "-0.039173788", "found -0.039173788, expected -0.039173789 for chain:eta times"),
        ("-0.039173789", "-0.04", "found -0.04, expected -0.039173789 for chain:eta times"),
        ("none known", "unknown", "cause: none known"),
        ("a count of pages", "a count", "found a count, expected a count of pages"),
        ("undecidable", "right", "found right, expected undecidable"),
        ('"line-4"', '"line-6"', "found other rows or another order"),
        ("| undecidable |", "|", "found , expected undecidable"),
        ("The sign", "A sign", "expected #slip-1 line 1 The sign is wrong"),
        ("w*i - b", "w*i + b", "expected #slip-1 line 1 The sign is wrong printed: `z = w*i - b`"),
        ("w_1 i_1 + b_1", "w_1 i_1 - b_1", "right: $net_{h1} = w_1 i_1 + b_1$"),
        ("**line 1**", "**line 2**", "expected #slip-1 line 1"),
        ("slip-1", "slip-2", "found the slip slip-2, which the data do not have"),
    ],
)
def test_whatever_is_not_as_the_data_say_is_found(old: str, new: str, message: str) -> None:
    text = ROWS + "\n" + ITEM
    assert old in text
    problems = found(page(text.replace(old, new, 1)))
    assert problems
    assert any(message in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("text", "missing"),
    [(ROWS, ["slip-1"]), (ITEM, [f"line-{number}" for number in range(1, 6)])],
)
def test_a_page_holds_all_rows(text: str, missing: list[str]) -> None:
    assert found(page(text)) == [f"found no row for {one} of demo" for one in missing]


def test_a_wrong_form_that_can_be_proved_is_found() -> None:
    slip = {**SLIPS[0], "wrong": "net_{h1} = b_1 + w_1 i_1"}
    (message,) = found(page(ROWS + "\n" + ITEM), {**DATA, "slips": [slip]})
    assert message == "found the wrong form of slip-1, net_{h1} = b_1 + w_1 i_1, which can be proved"


def test_a_cause_that_gives_another_number_is_found() -> None:
    other = [*CLAIMS[:2], {**CLAIMS[2], "cause": ["chain@2:E_total"]}, *CLAIMS[3:]]
    (message,) = found(page(ROWS + "\n" + ITEM), {**DATA, "claims": other})
    assert message == "found the cause chain@2:E_total, expected one that gives 0.085032311"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("", "", ""),
        ("| 1 | 1 | 2 |", "| 2 | 1 | 1 |", "found 2, expected 1 in the row of A demonstration"),
        ("| all | 1", "| all | 2", "found 2, expected 1 in the row of all"),
        ("A demonstration", "Another", "found other sources or another order; run backprop inject"),
        ("| all | 1 | 1 | 2 | 1 | 1 |\n", "", "found other sources or another order; run backprop inject"),
    ],
)
def test_the_totals_are_counted_anew(old: str, new: str, message: str) -> None:
    problems = found(page(TOTALS.replace(old, new, 1), "docs/sources/index.md"))
    assert problems[:1] == [message][: bool(message)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It prints [0.0907](../sources/demo.md#line-2).", ""),
        ("It prints [−0.0381](../sources/demo.md#line-4).", ""),
        ("It prints [0.0908](../sources/demo.md#line-2).", "found 0.0908, expected 0.0907 as demo prints it"),
        ("It prints [0.907](../sources/demo.md#line-9).", "found a quote of demo#line-9, where no number is"),
        ("It prints [0.907](../sources/dmo.md#line-2).", "found a quote of dmo#line-2, where no number is"),
        ("| A |\n| :-- |\n| [0.1](../sources/demo.md#line-1) |", "found 0.1, expected 0.5 as demo prints it"),
    ],
)
def test_a_quote_is_what_is_printed(text: str, message: str) -> None:
    problems = found(page(text, "docs/mazur/a.md"))
    assert len(problems) == bool(message)
    assert all(problem.startswith(message) for problem in problems)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/sources/slides.md", "slides"),
        ("sources/slides/index.html", "slides"),
        ("docs/sources/index.md", ""),
        ("sources/index.html", ""),
        ("docs/mazur/index.md", ""),
    ],
)
def test_the_page_says_which_source_it_is_about(path: str, name: str) -> None:
    assert name_of(page("", path)) == name


def test_a_page_about_a_source_without_data_is_found() -> None:
    assert found(page("", "docs/sources/other.md")) == ["found no file sources/other.json"]


def test_a_built_page_is_judged_in_the_same_way() -> None:
    cells = (
        '<td><a id="line-1"></a>0.5<br>line 1</td><td><a href="../../values/chain/#net_h1">0.5</a></td>'
        "<td>undecidable</td>"
    )
    head = "<tr><th>Printed</th><th>Here</th><th>Verdict</th></tr>"
    html = f"<article><table>{head}<tr>{cells}</tr></table></article>"
    document, _ = read_html("sources/demo/index.html", html, page("").declared)
    assert "found other rows or another order; run backprop inject" in found(document)
    one = {**DATA, "claims": CLAIMS[:1], "slips": []}
    assert found(document, one) == ["found →chain:net_h1, expected →chain:net_h1 $net_{h1}$"]
