"""Each kind of page keeps nobody out, by the rules of axe, on narrow and wide screens, light and dark."""

import pytest

from tests.site.axe import barriers
from tests.site.conftest import Visit

SCREENS = [(320, "dark"), (390, "light"), (1280, "dark"), (320, "light"), (390, "dark"), (1280, "light")]
KINDS = [
    *("", "404.html", "learn/output-layer/", "mazur/hidden-layer/", "chain/training/", "exercises/forward/"),
    *("values/", "values/chain/", "values/chain/forward/", "sources/relu/", "about/citing/"),
]


@pytest.mark.parametrize("address", KINDS)
def test_no_kind_of_page_keeps_anyone_out(visit: Visit, address: str) -> None:
    """Every second page has the other theme at a width; all pages together have both."""
    start = 3 * (KINDS.index(address) % 2)
    for width, theme in SCREENS[start : start + 3]:
        page = visit(address, width=width, color_scheme=theme, reduced_motion="reduce")
        page.wait_for_load_state("networkidle")
        assert barriers(page) == [], f"{width} {theme}"
