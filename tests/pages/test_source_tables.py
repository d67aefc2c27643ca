"""The blocks of the pages about sources, as they are written, and quotes filled in."""

import pytest

from backprop.errors import BackpropError
from tests.pages.conftest import block, mended

VALUES = "../values/chain.md"
COMMAND = "`backprop value chain:E_total chain@1:E_total`"
SLOPE = r"$`\frac{\partial E_{total}}{\partial w_1}`$"


@pytest.mark.parametrize(
    ("row", "number", "verdict"),
    [
        (
            0,
            f'<a id="line-1"></a>0.5<br>line 1 | [0.5]({VALUES}#net_h1)<br>$`net_{{h1}}`$',
            "right, 1 digit, exact<br>`backprop value chain:net_h1`",
        ),
        (
            2,
            f'<a id="line-3"></a>0.0907<br>line 3 | [0.090761188]({VALUES}#E_total)<br>$`E_{{total}}`$',
            "truncated after 3 digits<br>`backprop value chain:E_total`",
        ),
        (
            3,
            f'<a id="line-4"></a>0.085032311<br>line 4 | [0.090761188]({VALUES}#E_total)<br>$`E_{{total}}`$',
            f"**wrong after no digits**<br>cause: [0.085032311]({VALUES}#@1:E_total)<br>{COMMAND}",
        ),
        (
            5,
            '<a id="line-6"></a>-0.0381<br>line 6 | -0.039173789<br>$`\\eta`$ · ' + SLOPE,
            "**wrong after 1 digit**<br>cause: none known<br>`backprop value chain:eta chain:dE_total/dw1`",
        ),
        (6, '<a id="line-7"></a>20<br>line 7 | a count of pages', "undecidable"),
    ],
)
def test_a_row_says_what_is_printed_what_is_right_and_why(row: int, number: str, verdict: str) -> None:
    assert block("claims demo").splitlines()[2 + row] == f"| {number} | {verdict} |"


def test_a_slip_has_both_forms_where_there_is_a_right_one() -> None:
    assert block("slips demo").split("\n") == [
        '- <a id="slip-1"></a>**line 1** The sign is wrong  ',
        "  printed: `z = w*i - b`  ",
        "  right: $`net_{h1} = w_1 i_1 + b_1`$",
        '- <a id="slip-2"></a>**line 2** A word is misspelled  ',
        "  printed: `tow`",
    ]


def test_the_totals_are_counted() -> None:
    assert block("sources").splitlines()[2:] == [
        "| [A demonstration](demo.md) | 3 | 1 | 2 | 1 | 2 |",
        "| [Words alone](bare.md) | 0 | 0 | 0 | 0 | 0 |",
        "| all | 3 | 1 | 2 | 1 | 2 |",
    ]


@pytest.mark.parametrize("text", ["?", "0.291027924", "0.291027774", "0.29"])
def test_a_quote_is_filled_in_as_it_is_printed(text: str) -> None:
    link = "It prints [{}](../sources/slides.md#line-320)."
    assert mended(link.format(text)) == link.format("0.291027924")


def test_a_quote_of_nothing_is_refused_with_its_place() -> None:
    with pytest.raises(BackpropError, match="1:4: found the place line-9 of slides, expected one such"):
        mended("a [?](../sources/slides.md#line-9)")
