"""Facts of an entry on the built page: marked, passed over by the search, folded where they are long."""

from markdown import Markdown

from backprop.pages import folds

ENTRY = """- net input
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


def test_facts_of_what_is_not_released() -> None:
    assert 'class="facts"' in built("- a\n    - on pages ≈ 0.1; within `[0.1 +/- 0]`; not yet released\n")


def test_other_lists_stay_as_they_are() -> None:
    text = "- a\n    - used by 9: [a](#a)\n- since 1.0.0\n    - b since 1.0.0\n"
    assert "details" not in built(text)
    assert "facts" not in built(text)
