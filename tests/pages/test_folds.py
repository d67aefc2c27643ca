"""Facts of an entry on the built page: marked, passed over by the search, folded where they are long."""

import pytest
from markdown import Markdown

from backprop.pages import folds

HEAD = '- <a id="a"></a>net input  \n  = **2** `chain:a`'
ENTRY = f"""{HEAD}
    - exact; since 1.0.0
    - uses [`w1`](#w1), `w2`
    - used by 9: [`a`](#a), [`b`](#b)
    - printed on 12 pages: [x](x.md), [y](y.md)
"""


def built(text: str) -> str:
    md = Markdown()
    folds.register(md)
    return md.convert(text)


def test_long_facts_fold_up() -> None:
    html = built(ENTRY)
    assert '<ul class="facts" data-search-exclude="true">' in html
    assert '<li>uses <a href="#w1"><code>w1</code></a>, <code>w2</code></li>' in html
    assert (
        '<li><details><summary>used by 9</summary> <a href="#a"><code>a</code></a>, '
        '<a href="#b"><code>b</code></a></details></li>'
    ) in html
    assert (
        '<summary>printed on 12 pages</summary> <a href="x.md">x</a>, <a href="y.md">y</a></details>' in html
    )


@pytest.mark.parametrize("formula", ["", "  \n  $`= 1 + 1`$"])
def test_an_entry_may_have_a_formula(formula: str) -> None:
    assert 'class="facts"' in built(f"{HEAD}{formula}\n    - exact\n")


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - used by 9: [a](#a)\n- since 1.0.0\n    - b since 1.0.0\n",
        "- a `b`\n    - c: [a](#a)\n",
        f"{HEAD}\n",
    ],
)
def test_other_lists_stay_as_they_are(text: str) -> None:
    assert built(text) == Markdown().convert(text)
