import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backprop.errors import BackpropError
from backprop.pages.inject import site
from backprop.pages.patch import Patch, indented, injected
from backprop.pages.value_files import frame
from tests.pages.conftest import DATA, mended

OPEN = "<!-- backprop: step mazur:w1 -->"
CLOSE = "<!-- /backprop -->"
STEP = """\
[Weight from i1 to h1](../values/mazur.md#w1)

```math
\\begin{aligned}
w_1 &= 0.15
\\end{aligned}
```
"""


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("?", "mazur.md#E_total", "0.298371109"),
        ("?", "mazur.md#@10000:E_total", "0.0000351019"),
        ("?", "mazur.md#w1", "0.15"),
        ("?", "mazur.md#net_h1", "0.3775"),
        ("?", "descent.md#dJ/dtheta1", "-9"),
        ("0.3", "mazur.md#E_total", "0.298"),
        ("9.99", "mazur.md#E_total", "0.298"),
        ("0", "mazur.md#E_total", "0.298"),
        ("7", "mazur.md#out_o1", "0.751"),
        ("0.1", "mazur.md#w1", "0.15"),
        ("any words", "mazur.md#w1", "any words"),
        ("?", 'mazur.md#w1 "* 2"', "0.3"),
        ("0.0", 'mazur.md#dE_total/dw1 "/ dE_total/dw5"', "0.0053"),
        ("0", 'mazur.md#dE_total/dw5 "/ dE_total/dw1"', "187"),
        ("0.3", 'mazur.md#E_total "< 0.3"', "0.3"),
        ("0.1", "mazur.md#w3", "0.25"),
        ("0.1500", "mazur.md#w1", "0.1500"),
        ("0.298371118", "mazur.md#E_total", "0.298371109"),
        ("0.29102777369", "mazur.md#@1:E_total", "0.29102777369"),
        ("-0.5", "mazur.md#dE_total/dw7", "-0.0226"),
        ("0.02", "mazur.md#dE_total/dw7", "-0.0226"),
        ("-0.15", "mazur.md#w1", "0.15"),
        ("1", "mazur.md#;bias=each@1:E_total", "0.280"),
        ("0.0", "relu.md#;rate=0.6@1:w1", "0.225"),
        ("The output of h1", "mazur.md#out_h1", "The output of h1"),
        ("1,000 or 1e-5", "mazur.md#w1", "1,000 or 1e-5"),
        ("**0.1**", "mazur.md#w1", "**0.1**"),
    ],
)
def test_the_digits_shown_set_the_precision(text: str, address: str, expected: str) -> None:
    links = "a [{0}](../values/{1}) and [{0}](../values/{1}), b"
    assert mended(links.format(text, address)) == links.format(expected, address)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{OPEN}\n{CLOSE}", f"{OPEN}\n{STEP}{CLOSE}"),
        (f"{OPEN}\nold\n\n```\nold\n{CLOSE}\n", f"{OPEN}\n{STEP}{CLOSE}\n"),
        (f"a\n\n{OPEN}\n{CLOSE}\n\nb", f"a\n\n{OPEN}\n{STEP}{CLOSE}\n\nb"),
        (f"{OPEN}\n{CLOSE}\n{OPEN}\n{CLOSE}", f"{OPEN}\n{STEP}{CLOSE}\n{OPEN}\n{STEP}{CLOSE}"),
        (
            f"- a\n\n    {OPEN}\n    {CLOSE}\n- b\n",
            f"- a\n\n    {OPEN}\n{indented(STEP[:-1], '    ')}    {CLOSE}\n- b\n",
        ),
        (
            f"!!! note\n\t{OPEN}\n\told\n\t{CLOSE}\n",
            f"!!! note\n\t{OPEN}\n{indented(STEP[:-1], chr(9))}\t{CLOSE}\n",
        ),
        (
            f"a\r\n{OPEN}\r\nold\r\n{CLOSE}\r\nb\n",
            f"a\r\n{OPEN}\r\n{STEP.replace(chr(10), chr(13) + chr(10))}{CLOSE}\r\nb\n",
        ),
        (f"{OPEN}  \n{CLOSE}\t", f"{OPEN}  \n{STEP}{CLOSE}\t"),
        (f"\ufeff{OPEN}\n{CLOSE}", f"\ufeff{OPEN}\n{STEP}{CLOSE}"),
    ],
)
def test_a_block_stands_between_its_directives_at_their_indentation(before: str, after: str) -> None:
    assert mended(before) == after
    assert mended(after) == after


UNTOUCHED = [
    "",
    "\n",
    "a",
    "a\r\nb\r\n",
    "a\rb",
    "a\n\n\n\n",
    "a  \nb\t\n \n",
    "\ta\n  \tb",
    "\ufeffa",
    "αβγ 𝛼 é e\u0301 \u00a0 \u2028 \x0b \x0c \x1c \x85",
    "0.298371119 and -1,000.5",
    "[0.29](../mazur/update.md) [a](b#c)",
    "# [0.29](https://example.org/#E_total)",
    "`[9.9](../values/mazur.md#w1)`",
    "``[9.9](../values/mazur.md#w1) ` ``",
    "```\n[9.9](../values/mazur.md#w1)\n<!-- backprop: step mazur:w1 -->\n```",
    "~~~text\n[9.9](../values/mazur.md#w1)\n```\n<!-- /backprop -->\n~~~",
    "`````\n```\n<!-- backprop: nonsense -->\n````\n[9.9](../values/mazur.md#no)\n`````",
    "- a\n\n    ```\n    <!-- backprop: step mazur:w1 -->\n\n    [9.9](../values/mazur.md#w1)\n    ```",
    "<!-- [9.9](../values/mazur.md#w1) -->",
    "<!--\n\n[9.9](../values/mazur.md#w1)\n\n-->",
    "[`w1`](../values/mazur.md#w1)",
    "[0.15][w1]\n\n[w1]: ../values/mazur.md#w1",
    "---\ntitle: a\n---\n",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_nobodys_comes_back_byte_for_byte(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("text", UNTOUCHED)
def test_around_a_number_nothing_moves(text: str) -> None:
    stale = f"{text}\n\n[9.99](../values/mazur.md#E_total)\n\n{text}"
    assert mended(stale) == f"{text}\n\n[0.298](../values/mazur.md#E_total)\n\n{text}"


def test_a_page_with_all_kinds_comes_out_as_it_should() -> None:
    before, after = ((DATA / f"{name}.md").read_bytes().decode() for name in ("stale", "fresh"))
    path = PurePosixPath("chain/page.md")
    assert injected(before, site({path: before}, DATA)[path]) == after
    assert injected(after, site({path: after}, DATA)[path]) == after


LINKS = "[?](V/mazur.md#w1) [9.99](V/mazur.md#E_total) [0.1](V/chain.md#@1:w1) [x](V/mazur.md#w1)"
WRONG_LINKS = "[1](V/mazur.md#no) [1](V/no.md#w1) [1](V/mazur.md#@0:w1)"
BLOCKS = ("table given chain", "matrix chain forward", "figure network chain", "values chain", "nonsense", "")
FRAGMENTS = [
    *f"{LINKS} {WRONG_LINKS}".replace("V/", "../values/").split(),
    *(f"<!-- backprop: {words} -->" for words in BLOCKS),
    *(OPEN, CLOSE, "<!-- a -->"),
    *("<!--", "-->", "```", "````", "~~~", "~~~~~", "`", "``", "$`", "<pre>", "</pre>", "\\"),
    *("[", "](", ")", "#", "é", "0.5", " ", "\ufeff"),
    *("\n", "\n\n", "\r\n", "\n    ", "\n\t", "\n> ", "\n- ", "\n# ", "\n| "),
]


def tried(text: str) -> str:
    """Return the page mended, or what is wrong with it."""
    try:
        return mended(text)
    except BackpropError as error:
        return f"error: {error}"


TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=12).map("".join)


@given(TEXTS)
@example(f"{OPEN}\r\n{CLOSE}\r\n")
@example("[?](../values/mazur.md#dE_total/dw5)")
def test_twice_is_once_and_a_mistake_is_a_clear_line(text: str) -> None:
    once = tried(text)
    assert once.startswith("error: docs/mazur/page.md:") or mended(once) == once


PARTS = st.lists(st.sampled_from(UNTOUCHED), min_size=1, max_size=4).map("\n\n".join)


@given(PARTS, PARTS, st.sampled_from(["\n\n", "\r\n\r\n"]))
def test_between_any_texts_a_block_and_a_link_are_mended_and_nothing_else(
    before: str, after: str, gap: str
) -> None:
    newline = gap[: len(gap) // 2]
    stale = f"{before}{gap}{OPEN}{newline}old{newline}{CLOSE}{gap}[0.1](../values/mazur.md#w1){gap}{after}"
    step = STEP.replace("\n", newline)
    fresh = f"{before}{gap}{OPEN}{newline}{step}{CLOSE}{gap}[0.15](../values/mazur.md#w1){gap}{after}"
    assert mended(stale) == fresh


DIRECTIVES = st.lists(
    st.sampled_from(["step", "steps", "table", "matrix", "values", "listing", "given", "weights", "epochs"])
    | st.sampled_from(["mazur", "chain@1", "relu;rate=0.6", "mazur:w1", "chain:dE_total/dw1", "forward"])
    | st.sampled_from(["steps=0,1", "steps=", "quantities=E_total", "option=bias", "values=each,x", "rate=1"])
    | st.text(st.characters(exclude_characters="<>\n\r"), max_size=6),
    max_size=6,
).map(" ".join)


@given(DIRECTIVES)
def test_no_words_of_a_directive_give_anything_but_a_block_or_a_clear_line(words: str) -> None:
    text = f"<!-- backprop: {words} -->\n{CLOSE}\n"
    once = tried(text)
    assert once.startswith("error: docs/mazur/page.md:1:1: ") or mended(once) == once


ADDRESSES = st.from_regex(r"[;@]?[a-zA-Z0-9_/;=@:.+-]{1,20}", fullmatch=True)


@given(st.from_regex(r"(\?|-?[0-9]{1,3}(\.[0-9]{1,20})?|[ -~]{0,5})", fullmatch=True), ADDRESSES)
@example("?", f"@{'9' * 5000}:w1")
@example("?", f";rate={'9' * 5000}:w1")
@example("?", f";rate=0.{'3' * 90}:w1")
@example(f"0.{'1' * 5000}", "w1")
@example(f"0.{'1' * 1000}", "w1")
@example("0.5", ";update=sequential@1:dE_total/dnet_h1")
def test_no_link_gives_anything_but_a_number_or_a_clear_line(text: str, fragment: str) -> None:
    link = f"[{text}](../values/mazur.md#{fragment})"
    once = tried(link)
    assert once.startswith("error: docs/mazur/page.md:1:") or mended(once) == once


ALONE = "<!-- backprop: … --> or <!-- /backprop --> alone on its line"


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("w9", "mazur:w9: no quantity is named 'w9'; the nearest: w8, w7, w6"),
        (";rat=1:w1", "mazur has no option 'rat'; it has bias, rate, update, momentum, loss, weights"),
        (";bias=all:w1", "mazur: found bias=all, expected one of fixed, each, shared"),
        ("@1:i1", "mazur@1:i1: i1 is given and never changes; write mazur:i1"),
        ("@x:w1", "found 'mazur@x:w1', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total"),
        ("@0:w1", "found the address @0:w1, expected its one spelling w1"),
        (";bias=fixed@1:w1", "found the address ;bias=fixed@1:w1, expected its one spelling @1:w1"),
        (
            ";rate=2;bias=each:w1",
            "found the address ;rate=2;bias=each:w1, expected its one spelling ;bias=each;rate=2:w1",
        ),
    ],
)
def test_a_wrong_address_is_refused_at_its_place(fragment: str, message: str) -> None:
    with pytest.raises(BackpropError, match=re.escape(f"docs/mazur/page.md:3:8: {message}")):
        mended(f"a\n\n| b | [0.1](../values/mazur.md#{fragment}) |")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[0.1](../values/mazurr.md#w1)", "1:2: no example is named 'mazurr'; the nearest: mazur"),
        (
            f"[?](../values/mazur.md#w1)\n[≈ 0.15](../values/mazur.md#w1)\n{OPEN}",
            f"3:1: found {OPEN}, expected a line <!-- /backprop --> after it",
        ),
        (f"  <!-- backprop: table -->\n{CLOSE}", "1:3: found table of no kind, expected one of"),
        (f"a\n<!-- backprop: step -->\n{CLOSE}", "2:1: found nothing, expected step KEY"),
        (f"a\n{CLOSE}", f"2:1: found {CLOSE}, expected <!-- backprop: … --> before it"),
        (f"{OPEN}\n{OPEN}\n{CLOSE}\n{CLOSE}", f"2:1: found {OPEN}, expected <!-- /backprop --> before it"),
        (f"a {OPEN}\n\nb", f"1:3: found {OPEN}, expected {ALONE}"),
    ],
)
def test_a_mistake_in_a_page_is_refused_at_its_place(text: str, message: str) -> None:
    with pytest.raises(BackpropError, match=re.escape(f"docs/mazur/page.md:{message}")):
        mended(text)


@pytest.mark.parametrize(
    ("path", "up"), [("index.md", ""), ("mazur/index.md", "../"), ("a/b/c.md", "../../")]
)
def test_the_way_up_follows_from_the_path(path: str, up: str) -> None:
    assert f"]({up}values/mazur.md#w1)" in mended(f"{OPEN}\n{CLOSE}", path)


@pytest.mark.parametrize(
    ("patches", "text"),
    [
        ([], "abcdef"),
        ([(0, 0, "x")], "xabcdef"),
        ([(1, 2, "x"), (4, 6, "")], "axcd"),
        ([(4, 6, "yyy"), (1, 2, "")], "acdyyy"),
        ([(6, 6, "z"), (2, 4, "cd")], "abcdefz"),
    ],
)
def test_patches_do_not_move_each_other(patches: list[tuple[int, int, str]], text: str) -> None:
    assert injected("abcdef", [Patch(*patch, frozenset()) for patch in patches]) == text


def values_below(pages: dict[str, str]) -> str:
    """Return the pages of values of a site, mended."""
    texts = {PurePosixPath(name): text for name, text in pages.items()}
    mended = (
        injected(texts[path] if path in texts else frame(path), own)
        for path, own in site(texts, Path("docs")).items()
        if path.parts[0] == "values"
    )
    return "\n".join(mended)


VALUES = f"<!-- backprop: values chain -->\n{CLOSE}\n"


@pytest.mark.parametrize(
    "pages",
    [
        {"chain/a.md": "[?](../values/chain.md#@7:w1)"},
        {"index.md": "[?](values/chain.md#@7:w1)"},
        {"zzz.md": "[?](values/chain.md#@7:w1)"},
        {"a.md": f"<!-- backprop: step chain@8:w1 -->\n{CLOSE}"},
        {"a.md": f"<!-- backprop: table weights chain steps=7 -->\n{CLOSE}"},
        {"a.md": f"<!-- backprop: figure network chain@7 -->\n{CLOSE}"},
        {"values/index.md": "[?](../values/chain.md#@7:w1)"},
        {"values/zzz.md": "[?](../values/chain.md#@7:w1)"},
        {"values/chain.md": f"[?](../values/chain.md#@7:w1)\n\n{VALUES}"},
    ],
)
def test_the_pages_of_values_have_an_anchor_for_whatever_any_page_prints(pages: dict[str, str]) -> None:
    text = values_below({"values/chain.md": VALUES} | pages)
    assert text.count('<a id="@7:w1"></a>') == 1


def test_the_values_page_of_another_example_stays_as_it_is() -> None:
    pages = {"values/chain.md": VALUES, "a.md": "[?](values/mazur.md#@7:w1)"}
    assert "@7:w1" not in values_below(pages)
