"""Where the links of a page lead, and what each becomes: in Markdown and in built pages alike."""

import pytest

from backprop.reading.document import Code, Mathematics, Piece, Problem, Text, example_of, trimmed
from backprop.reading.links import linked, target_of
from tests.reading.outline import line

WRITTEN, BUILT = "docs/mazur/a.md", "mazur/a/index.html"
VALUES, SOURCE = "../values/mazur.md#w5", "../sources/slides.md#line-3"


@pytest.mark.parametrize(
    ("page", "address", "place"),
    [
        (WRITTEN, VALUES, "values mazur w5"),
        (WRITTEN, "values/mazur.md#@1:w5", "values mazur @1:w5"),
        (WRITTEN, "./../../values/relu.md#;rate=0.6@2:w5", "values relu ;rate=0.6@2:w5"),
        (WRITTEN, "../values/mazur.md#dE_total/dw5", "values mazur dE_total/dw5"),
        (WRITTEN, "../values/no-such.md#w5", "values no-such w5"),
        (WRITTEN, SOURCE, "sources slides line-3"),
        (BUILT, "../../values/mazur/#w5", "values mazur w5"),
        (BUILT, "../../values/relu/index.html#;rate=0.6@2:w5", "values relu ;rate=0.6@2:w5"),
        (BUILT, "../../values/relu.html#dE_total/dw5", "values relu dE_total/dw5"),
        (BUILT, "../../sources/slides.html#line-3", "sources slides line-3"),
        ("index.html", "values/mazur/#w5", "values mazur w5"),
        ("docs/values/index.md", "mazur.md#w5", "values mazur w5"),
        ("values/index.html", "mazur/#w5", "values mazur w5"),
        ("docs/values/chain.md", "mazur.md#w5", "values mazur w5"),
        ("values/chain/index.html", "../mazur/#w5", "values mazur w5"),
        ("site/values/index.html", "./mazur/#w5", "values mazur w5"),
        ("docs/values/mazur.md", "#@1:w5", "values mazur @1:w5"),
        ("values/mazur/index.html", "#w5", "values mazur w5"),
        ("docs/values/index.md", "#w5", None),
        ("docs/sources/slides.md", "#line-3", None),
        ("docs/values/mazur.md", "../a/b.md#c", None),
        ("values/mazur/index.html", "../../a/b/#c", None),
        (WRITTEN, "#w5", None),
        (WRITTEN, "../values/mazur.md", None),
        (WRITTEN, "../values/mazur.md#", None),
        (WRITTEN, "../values/index.md#a", None),
        (WRITTEN, "../sources/index.md#line-3", None),
        (WRITTEN, "../mazur.md#w5", None),
        (WRITTEN, "../myvalues/a.md#w5", None),
        (WRITTEN, "../elsewhere/slides.md#line-3", None),
        (WRITTEN, "https://a.b/values/mazur.md#w5", None),
        (BUILT, "../../values/#a", None),
        (BUILT, "//values/a/#b", None),
        (BUILT, "", None),
    ],
)
def test_the_place_that_a_link_leads_to(page: str, address: str, place: str | None) -> None:
    target = target_of(page, address)
    assert (f"{target.folder} {target.name} {target.fragment}" if target else None) == place


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("0.5", VALUES, "<0.5|mazur:w5>"),
        ("the weight", VALUES, "<the weight|mazur:w5>"),
        ("0.5", SOURCE, "<0.5|slides#line-3>"),
        ("−0.5", SOURCE, "<−0.5|slides#line-3>"),
        ("?", SOURCE, "<?|slides#line-3>"),
        ("half", SOURCE, "half·`x`"),
        ("0.5", "b.md", "0.5·`x`"),
    ],
)
def test_what_a_link_becomes(words: str, address: str, expected: str) -> None:
    inner: list[Piece] = [Text(1, 4, words), Code(5, 6, "x"), Mathematics(8, 9, "y", False)]
    if "`" not in expected:
        inner.pop(1)
    pieces = linked(WRITTEN, inner, (1, 9), Text(10, 10 + len(address), address), Text(0, 0, ""))
    assert line(trimmed(pieces)) == f"{expected}·$y$"


@pytest.mark.parametrize(
    ("title", "is_refused"),
    [
        *((title, True) for title in ("< 3", "= 8", "≈ 1/3", ">= w6", "it / 2 >= w6", "E_o1 < E_o2")),
        *((title, False) for title in ("b", "Settings > Pages", "-> b", "<b>", "a <- b -> c", "5 =", "=")),
    ],
)
@pytest.mark.parametrize("address", ["b.md", "../values/mazur.md", SOURCE])
def test_a_relation_at_a_link_to_no_quantity_is_a_problem(address: str, title: str, is_refused: bool) -> None:
    *_, last = linked(WRITTEN, [Text(1, 4, "0.5")], (1, 4), Text(5, 9, address), Text(10, 20, title))
    message = (
        f"found the title {title!r} at a link to no quantity, expected a link to the one that it is "
        "about, such as ../values/mazur.md#E_total, or words as the title"
    )
    assert last == (Problem(10, 20, "link", message) if is_refused else Text(10, 20, title))


EXAMPLES = ["mazur", "relu", "chain"]


@pytest.mark.parametrize(
    ("page", "root", "example"),
    [
        ("docs/mazur/forward.md", "docs", "mazur"),
        ("docs/values/relu.md", "docs", "relu"),
        ("docs/values/index.md", "docs", None),
        ("docs/about/index.md", "docs", None),
        ("docs/index.md", "docs", None),
        ("a/b/docs/chain/index.md", "docs", "chain"),
        ("mazur.md", "docs", None),
        ("mazur/forward/index.html", "site", "mazur"),
        ("values/relu/index.html", "site", "relu"),
        ("site/chain/index.html", "site", "chain"),
        ("index.html", "site", None),
    ],
)
def test_the_example_of_a_page(page: str, root: str, example: str | None) -> None:
    assert example_of(page, root, EXAMPLES) == example
    assert example_of(page, root, []) is None
