"""The still form of a live part, and the box in the built page that it grows in."""

import pytest

from backprop.errors import BackpropError
from backprop.pages.live import STILLS, live_box, still_words
from backprop.pages.marks import marks_of
from backprop.pages.page_text import PageText
from backprop.pages.patch import injected
from tests.pages.conftest import mended

CLOSE = "<!-- /backprop -->"


@pytest.mark.parametrize(
    ("words", "still"),
    [
        ("step chain:net_h1", "step chain:net_h1"),
        ("live network chain", "figure network chain"),
        ("live network chain:E_total", "figure network chain"),
        ("live stepper chain", "figure forward chain"),
        ("live nudge chain:dE_total/dw1 0.01", "figure nudge chain:dE_total/dw1 0.01"),
        ("live network chain as step chain:net_h1", "step chain:net_h1"),
    ],
)
def test_the_still_form_is_another_block(words: str, still: str) -> None:
    assert " ".join(still_words(tuple(words.split()))) == still


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("live", f"found live without a part, expected one of {', '.join(STILLS)}"),
        ("live netwrok chain", f"found live netwrok, expected one of {', '.join(STILLS)}"),
        ("live network", "found live network, expected live network RUN"),
        ("live nudge chain:w1", "found live nudge chain:w1, expected live nudge KEY NUDGE"),
    ],
)
def test_what_is_no_live_part_is_refused(words: str, message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        still_words(tuple(words.split()))
    assert str(caught.value) == message


def test_a_box_keeps_the_words_of_its_directive() -> None:
    words = ("live", "network", 'chain:"<b>"', "as", "step", "chain:net_h1")
    assert live_box(words) == (
        '<div class="live" data-live="network" data-words="chain:&quot;&lt;b&gt;&quot;"></div>'
    )


@pytest.mark.parametrize("directive", ["live network chain", "live network chain as step chain:net_h1"])
def test_the_built_page_has_a_box_behind_the_still_form(directive: str) -> None:
    text = mended(f"# Title\n\n<!-- backprop: {directive} -->\n{CLOSE}\n\nText.\n")
    page = PageText("<page>", 0, text)
    built = injected(text, marks_of(page, page.document()))
    box = live_box(tuple(directive.split()))
    assert built.endswith(f"\n\n{box}\n{CLOSE}\n\nText.\n")
    assert (r"\htmlData{key=chain:net_h1}" in built) is ("step" in directive)
