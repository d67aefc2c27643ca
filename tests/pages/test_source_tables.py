"""The blocks of the pages about sources, as they are written, and quotes filled in."""

import re

import pytest

from backprop.errors import BackpropError
from backprop.pages.source_tables import UNKNOWN
from tests.pages.conftest import block, mended

VALUES = "../values/chain.md"
CAUSE = f"[0.085032311]({VALUES}#@1:E_total)"
SLOPE = r"$`\frac{\partial E_{total}}{\partial w_1}`$"


@pytest.mark.parametrize(
    ("space", "number", "why"),
    [
        (
            "    ",
            f'<a id="line-1"></a>0.5<br>line 1 | [0.5]({VALUES}#net_h1)<br>$`net_{{h1}}`$',
            "1 digit, exact",
        ),
        (
            "",
            f'<a id="line-3"></a>0.0907<br>line 3 | [0.090761188]({VALUES}#E_total)<br>$`E_{{total}}`$',
            "truncated after 3 digits",
        ),
        (
            "",
            f'<a id="line-4"></a>0.085032311<br>line 4 | [0.090761188]({VALUES}#E_total)<br>$`E_{{total}}`$',
            f"**wrong after no digits**<br>one update too late<br>digits of: {CAUSE}",
        ),
        (
            "",
            '<a id="line-6"></a>-0.0381<br>line 6 | -0.039173789<br>$`\\eta`$ · ' + SLOPE,
            f"**wrong after 1 digit**<br>{UNKNOWN}",
        ),
        ("", '<a id="line-7"></a>20<br>line 7 | a count of pages', "undecidable"),
    ],
)
def test_a_row_has_what_is_printed_what_is_right_and_why(space: str, number: str, why: str) -> None:
    assert f"{space}| {number} | {why} |" in block("claims demo").splitlines()


def test_what_is_not_right_comes_first_and_the_rest_is_folded() -> None:
    places = re.findall(r'( *)\| <a id="line-(\d)"', block("claims demo"))
    assert places == [*(("", number) for number in "4637"), *((" " * 4, number) for number in "125")]
    assert '\n\n??? note "Printed right: 3"\n\n    | Printed' in block("claims demo")


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
