"""What the search passes over, out of a page and back."""

import pytest
from markdown.util import ETX, STX

from backprop.pages.hidden import hide, packed, show, unpacked

FORMULA = '<bdi data-search-exclude="true">{}</bdi>'
FACTS = '<ul class="facts" data-search-exclude="true">{}</ul>'
DRAWING = '<span class="drawing" data-search-exclude="true">{}</span>'


def mark(number: int) -> str:
    return f"{STX}hidden:{number}{ETX}"


@pytest.mark.parametrize(
    ("html", "page", "parts"),
    [
        ("", "", []),
        ("<p>a</p>", "<p>a</p>", []),
        (FORMULA.format("<b>x</b>"), FORMULA.format(mark(0)), ["<b>x</b>"]),
        (FORMULA.format("x\ny"), FORMULA.format(mark(0)), ["x\ny"]),
        ((FORMULA.format("x") + "and") * 2, (FORMULA.format(mark(0)) + "and") * 2, ["x"]),
        (
            FORMULA.format("x") + DRAWING.format('<svg a="b"><g/></svg>'),
            FORMULA.format(mark(0)) + DRAWING.format(mark(1)),
            ["x", '<svg a="b"><g/></svg>'],
        ),
        (
            DRAWING.format("<svg a>1</svg>") + FORMULA.format("x") + DRAWING.format("<svg a>2</svg>"),
            DRAWING.format(mark(1)) + FORMULA.format(mark(0)) + DRAWING.format(mark(2)),
            ["x", "<svg a>1</svg>", "<svg a>2</svg>"],
        ),
        (
            FACTS.format("<li>a</li>" + FORMULA.format("x")),
            FACTS.format(mark(1)),
            ["x", "<li>a</li>" + FORMULA.format(mark(0))],
        ),
        ("<bdi>x</bdi>", "<bdi>x</bdi>", []),
        (FORMULA[:-6].format("x"), FORMULA[:-6].format(mark(0)), ["x"]),
    ],
)
def test_parts_are_taken_out_and_put_back(html: str, page: str, parts: list[str]) -> None:
    assert hide(html) == (page, parts)
    assert show(page, unpacked(packed(parts))) == html


def test_parts_are_put_where_the_search_has_left_its_marks_out() -> None:
    page, parts = hide(FORMULA.format("x"))
    assert show(page.replace(' data-search-exclude="true"', ""), parts) == "<bdi>x</bdi>"
