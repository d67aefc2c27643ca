"""What stands below an entry of a list of values: its proof, and where its links lead."""

from importlib.metadata import version

import pytest

from backprop.check.text import facts, lists
from backprop.core.keys import parse
from backprop.reading.document import Declared
from backprop.reading.html import read_html
from backprop.reading.markdown import read_markdown
from backprop.releases import ledger

NET = r"""## Forward pass

- <a id="net_o1"></a>$`net_{o1}`$ net input of o1  
  ≈ **1.1059059670597701** `mazur:net_o1`  
  $`= w_5 \cdot out_{h1} + w_6 \cdot out_{h2} + b_2`$ $`\approx 0.4 \cdot 0.593269992 + 0.45 \cdot 0.596884378 + 0.6`$
    - on pages ≈ 1.105905967; within `[1.1059059670597700774 +/- 4.06e-20]`; since 1.0.0
    - uses [`w5`](#w5), [`out_h1`](#out_h1), [`w6`](#w6), `out_h2`, [`b2`](#b2)
    - used by [`out_o1`](#out_o1)
    - printed in [learn/forward](../learn/forward.md), [mazur](../mazur/index.md)
"""  # noqa: E501, W291
GIVEN = """## Given

- <a id="w5"></a>$`w_5`$ weight from h1 to o1  
  = **0.4** `mazur:w5`
    - given; since 1.0.0
    - printed in [index](../index.md)
"""  # noqa: W291
EXACT = r"""## Forward pass

- <a id="net_h1"></a>$`net_{h1}`$ net input of h1  
  = **0.3775** `mazur:net_h1`  
  $`= w_1 i_1 + w_2 i_2 + b_1`$ $`= 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35`$
    - exact; since 1.0.0
    - uses [`w1`](#w1), [`i1`](#i1), [`w2`](#w2), [`i2`](#i2), [`b1`](#b1)
"""  # noqa: W291
NINE = ", ".join(f"[`@{step}:w5`](#@{step}:w5)" for step in range(1, 10))
ROUTES = (
    "Two routes have proved each value: the graph in ball arithmetic, by python-flint {flint}, "
    "and the matrices, by NumPy {numpy}."
)


def judged(text: str) -> list[str]:
    """Judge the entries of a page with their facts."""
    document = read_markdown("docs/values/mazur.md", text)
    return [one.message for one in lists.verdict(document).problems]


@pytest.mark.parametrize("text", [NET, GIVEN, EXACT])
def test_right_facts(text: str) -> None:
    assert judged(text) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "problem"),
    [
        (NET, "1.105905967;", "1.105905968;", "found ≈ 1.105905968, expected ≈ 1.105905967"),
        (NET, "1.105905967;", "1.10590597;", "found ≈ 1.10590597, expected ≈ 1.105905967"),
        (NET, "pages ≈", "pages =", "found = 1.105905967, expected ≈ 1.105905967"),
        (NET, "on pages ≈ 1.105905967; ", "", "found no digits on pages, expected 1.105905967"),
        (EXACT, "- exact", "- on pages = 0.3775; exact", "found the digits of the value once more"),
        (NET, "700774 +", "700674 +", "does not hold the value of mazur:net_o1"),
        (NET, "4.06e-20", "4.06e-17", "expected an enclosure that is narrower"),
        (NET, "4.06e-20", "4.06e-23", "does not hold the value of mazur:net_o1"),
        (NET, "[1.1059059670597700774 +/- 4.06e-20]", "1.1", "expected an enclosure such as"),
        (NET, "within `[1.1059059670597700774 +/- 4.06e-20]`", "exact", "found exact, expected within"),
        (NET, "within `[1.1059059670597700774 +/- 4.06e-20]`", "given", "found given, expected within"),
        (EXACT, "exact", "given", "found given, expected exact"),
        (GIVEN, "given", "exact", "found exact, expected given"),
        (NET, "since 1.0.0", "since 1.0.1", "found 1.0.1, expected 1.0.0 for mazur:net_o1"),
        (NET, "since 1.0.0", "not yet released", "found no release, expected 1.0.0 for mazur:net_o1"),
        (NET, "uses [`w5`](#w5), ", "uses ", "mazur:w5, mazur:w6 as in the formula"),
        (NET, "uses ", "uses [`w7`](#w7), ", "found mazur:w7, mazur:w5"),
        (NET, "[`w5`](#w5)", "[`w5`](#w7)", "found w5 leading to mazur:w7"),
        (NET, "[`w5`](#w5)", "[`@0:w5`](#@0:w5)", "found @0:w5 leading to mazur@0:w5"),
        (NET, "[`w6`](#w6)", "[`w5`](#w5)", "found a name a second time"),
        (NET, "[`out_o1`](#out_o1)", "out_o1", "expected a list of keys or pages"),
        (NET, "used by", "used by 1:", "found 1 names"),
        (NET, "used by [`out_o1`](#out_o1)", f"used by {NINE}", "found 9 names"),
        (NET, "used by [`out_o1`](#out_o1)", f"used by 8: {NINE}", "found 9 names"),
        (NET, "[learn/forward]", "[learn/errors]", "expected a list of keys or pages"),
        (NET, "../learn/forward.md", "../learn/errors.md", "expected a list of keys or pages"),
        (NET, "printed in", "printed on 2 pages:", "found 2 names"),
        (NET, r"w_6 \cdot out_{h2}", r"w_6 \cdot out_{h1}", "as in the formula"),
    ],
)
def test_wrong_facts(text: str, old: str, new: str, problem: str) -> None:
    changed = text.replace(old, new, 1)
    assert changed != text
    assert any(problem in message for message in judged(changed)), judged(changed)


def test_a_list_of_nine_tells_its_length() -> None:
    assert judged(NET.replace("used by [`out_o1`](#out_o1)", f"used by 9: {NINE}")) == []


def test_a_fact_belongs_to_an_entry() -> None:
    assert judged("## Given\n\n- given; since 1.0.0\n") == ["found a fact below no entry"]


def test_a_key_that_is_not_released_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "released", dict)
    facts.verdict.cache_clear()
    assert judged(GIVEN) == ["found 1.0.0, expected none for mazur:w5"]
    assert judged(GIVEN.replace("since 1.0.0", "not yet released")) == []
    facts.verdict.cache_clear()


@pytest.mark.parametrize(
    ("key", "digits"),
    [
        ("mazur:net_o1", "1.105905967"),
        ("mazur:net_h1", "0.3775"),
        ("mazur@10000:E_total", "0.0000351019"),
        ("descent@7:theta0", "0.9417888"),
        ("relu;rate=0.6@2:dE_total/dw1", "0"),
        ("relu:eta", "0.05"),
    ],
)
def test_digits_on_pages(key: str, digits: str) -> None:
    assert facts.page_digits(parse(key)) == digits


@pytest.mark.parametrize(
    ("flint", "numpy", "problems"),
    [
        (version("python-flint"), version("numpy"), []),
        ("0.1.0", version("numpy"), [f"found python-flint 0.1.0, expected {version('python-flint')}"]),
        (version("python-flint"), "1", [f"found numpy 1, expected {version('numpy')}"]),
    ],
)
def test_the_versions_are_those_at_work(flint: str, numpy: str, problems: list[str]) -> None:
    assert judged(ROUTES.format(flint=flint, numpy=numpy)) == problems


def test_other_words_about_the_routes() -> None:
    assert judged("Two routes say so.") == ["found other words than those about the two routes"]


BUILT = """<article><h2>Given</h2>
<ul><li><a id="w5"></a><span class="katex">{symbol}</span> weight from h1 to o1<br>
= <strong>0.4</strong> <code>mazur:w5</code><ul class="facts"><li>given; since 1.0.0</li>
<li><details><summary>used by 9</summary> {users}</details></li>
<li>printed in <a href="../../learn/forward/">learn/forward</a>, <a href="../..">index</a></li></ul></li></ul>
</article>"""
SYMBOL = (
    '<span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><msub><mi>w</mi>'
    '<mn>5</mn></msub><annotation encoding="application/x-tex">w_5</annotation></semantics></math></span>'
)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", "", None),
        (">used by 9<", ">used by 8<", "found 9 names"),
        ('"../../learn/forward/"', '"../../learn/errors/"', "expected a list of keys or pages"),
        ("#@3:w5", "#@4:w5", "found @3:w5 leading to mazur@4:w5"),
    ],
)
def test_facts_of_a_built_page(old: str, new: str, problem: str | None) -> None:
    users = ", ".join(f'<a href="#@{step}:w5"><code>@{step}:w5</code></a>' for step in range(1, 10))
    text = BUILT.format(symbol=SYMBOL, users=users).replace(old, new, 1)
    document, _ = read_html("values/mazur/index.html", text, Declared({}, {}, {}))
    found = [one.message for one in lists.verdict(document).problems]
    assert [message for message in found if problem in message] if problem else found == []
