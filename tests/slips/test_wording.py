"""An explanation in lines and as JSON."""

import json
import re
from pathlib import Path

import pytest

from backprop.core.keys import parse
from backprop.slips import explain
from backprop.slips.wording import FORMATS

RIGHT = "mazur@1:E_total is 0.291027774 (proved);"
SEQUENTIAL = f"""\
{RIGHT} 0.291027924 agrees in 6 digits
likeliest: goes back through parameters that are already updated (update=sequential)
   dnet_o1/dout_h1 = w5+ = 0.358916480"""
HALF = """\
mazur:E_o1 is 0.274811083 (proved); 0.5 agrees in 0 digits
likeliest: leaves out the factor of the squared error in E_o1 (loss=sum)
   E_o1 = (t_o1 - out_o1)^2 = (0.01 - 0.751365070)^2 = 0.549622166"""
LAST = """\
mazur:dE_o2/dout_h1 is -0.019049118 (proved); -0.019049119 agrees in 7 digits
its last digit is off by one, which rounding on the way can do
no known slip gives this number"""


def words_for(key: str, printed: str, form: str = "text") -> str:
    return FORMATS[form](explain(parse(key), printed))


@pytest.mark.parametrize(
    ("key", "printed", "output"),
    [
        ("mazur@1:E_total", "0.291027924", SEQUENTIAL),
        ("mazur@1:E_total", "0.291027774", f"{RIGHT} 0.291027774 is right, rounded"),
        ("mazur@1:E_total", "0.291027773", f"{RIGHT} 0.291027773 is right, cut off, not rounded"),
        ("mazur:net_h1", "0.3775", "mazur:net_h1 is 0.3775 (proved); 0.3775 is right, to the last digit"),
        (
            "mazur@1:E_total",
            "0.123456789",
            f"{RIGHT} 0.123456789 agrees in 0 digits\nno known slip gives this number",
        ),
        ("mazur:E_o1", "0.5", HALF),
        ("mazur:dE_o2/dout_h1", "-0.019049119", LAST),
    ],
)
def test_lines(key: str, printed: str, output: str) -> None:
    assert words_for(key, printed).startswith(output)


def test_the_page_shows_what_is_printed() -> None:
    page = Path(__file__).parents[2] / "docs/exercises/mistakes.md"
    shown = re.search(
        r"```sh\nbackprop explain (\S+) (\S+)\n```.*?```text\n(.*?)\n```",
        page.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert shown is not None
    assert words_for(shown[1], shown[2]) == shown[3]


def test_few_digits_are_mentioned_last() -> None:
    last = words_for("mazur:E_total", "0.28").splitlines()[-1]
    assert last.endswith("slips fit; more digits would tell them apart")


def test_json() -> None:
    record = json.loads(words_for("mazur@1:E_total", "0.291027924", "json"))
    assert (record["key"], record["printed"], record["right"]) == (
        "mazur@1:E_total",
        "0.291027924",
        "0.291027774",
    )
    assert (record["agreement"], record["common_digits"], record["enough_digits"]) == (None, 6, True)
    assert [(match["family"], match["option"], match["formula"]) for match in record["matches"]] == [
        (
            "update order",
            "update=sequential",
            r"\frac{\partial net_{o1}}{\partial out_{h1}} = w_5^{+}",
        )
    ]
