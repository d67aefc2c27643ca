import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from backprop.pages import mathematics
from backprop.pages.errors import PageError
from backprop.pages.marks import marks_of, moved
from backprop.pages.page_text import PageText
from backprop.pages.patch import injected
from backprop.reading.document import formulas
from tests.pages.conftest import KATEX, block, mended

CLOSE = "<!-- /backprop -->"
STEP = "<!-- backprop: step chain:net_h1 -->"
MATRIX = "<!-- backprop: matrix chain update -->"
TABLE = "<!-- backprop: table given chain -->"


@pytest.fixture
def md() -> Markdown:
    """Return a Markdown that typesets formulas."""
    md = Markdown()
    mathematics.register(md, KATEX)
    return md


def marked(text: str) -> str:
    """Return a page with its marks."""
    page = PageText("<page>", 0, text)
    return injected(text, marks_of(page, page.document()))


def standing_in(md: Markdown, file: Path, text: str) -> Markdown:
    """Let `md` convert the page `file`, as MkDocs has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    relpath: Any = Treeprocessor(md)
    relpath.file = SimpleNamespace(abs_src_path=str(file), src_uri=f"{file.parent.name}/{file.name}")
    md.treeprocessors.register(relpath, "relpath", 0)
    return md


def test_a_step_of_a_built_page_carries_its_keys() -> None:
    plain = mended(f"# Title\n\n{STEP}\n{CLOSE}\n\nText.\n")
    assert marked(plain) == f"# Title\n\n{STEP}\n{block(STEP[15:-4], marked=True)}\n{CLOSE}\n\nText.\n"


@pytest.mark.parametrize(
    ("directive", "name", "part"),
    [
        (STEP, "a/b.md", r"= \htmlData{key=chain:net_h1}{0.5}"),
        (STEP, "b.md", "[Net input of h1](values/chain.md#net_h1){ .step }"),
        (STEP, "a/b/c.md", "[Net input of h1](../../values/chain.md#net_h1){ .step }"),
        ("<!-- backprop: steps chain@1 w1 -->", "a/b.md", r"\htmlData{key=chain:dE_total/dw1}{-0.039173789}"),
        (MATRIX, "a/b.md", r"\cdot (\htmlData{key=chain:dE_total/dw1}{-0.039173789})"),
    ],
)
def test_every_kind_of_formula_is_marked_wherever_the_page_stands(
    directive: str, name: str, part: str
) -> None:
    assert part in marked(mended(f"{directive}\n{CLOSE}", name))


def test_a_step_in_a_list_keeps_its_indentation() -> None:
    page = marked(mended(f"- a\n\n    {STEP}\n    {CLOSE}\n"))
    assert re.findall(r"^(?!    |$|- a$).*", page, re.MULTILINE) == []
    assert r"    &= \htmlData{key=chain:net_h1}{0.5}" in page


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n\n    code",
        f"{TABLE}\nstale\n{CLOSE}",
        f"```\n{STEP}\n{CLOSE}\n```",
        "[9.9](../values/chain.md#w1)",
        f"<!-- backprop: values chain -->\n{CLOSE}",
        f"<!-- backprop: -->\n{CLOSE}",
        f"<!-- backprop: figure step chain:net_h1 -->\n{CLOSE}",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"$`a`$\n\n{STEP}\n{CLOSE}\n\n```math\nb\n```\n",
        f"- $`a`$\n\n    {MATRIX}\n    {CLOSE}\n\n{STEP}\n{CLOSE}\n",
        *(f"{directive}\n{CLOSE}\n" for directive in (MATRIX, "<!-- backprop: matrix mazur@1 backward -->")),
        f"<!-- backprop: steps mazur dE_total/dw5 out_o1 w5 -->\n{CLOSE}\n\n$`c`$\n",
    ],
)
def test_formulas_are_those_of_the_marked_page(text: str) -> None:
    page = PageText("<page>", 0, mended(text))
    marks = marks_of(page, page.document())
    assert marks
    moves = [moved(formula, marks) for formula in formulas(page.document())]
    assert moves == [*formulas(PageText("<page>", 0, injected(page.text, marks)).document())]


def test_formulas_are_read_before_fences(md: Markdown) -> None:
    order = list(md.preprocessors)
    processor = md.preprocessors["backprop_mathematics"]
    names = [type(each).__name__ for each in order]
    assert names.index("NormalizeWhitespace") < order.index(processor) < names.index("HtmlBlockPreprocessor")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_page_is_marked_whatever_its_line_endings(newline: str, md: Markdown) -> None:
    page = mended(f"{STEP}{newline}{CLOSE}{newline}")
    assert 'data-key="chain:net_h1"' in md.convert(page)


STALE = f"# Title\n\n- a\n\n    {STEP}\n    old\n    {CLOSE}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (STALE, "5:5: this block is not what step chain:net_h1 gives; run backprop inject"),
        (
            f"---\ntitle: a\n---\n{STALE}",
            "8:5: this block is not what step chain:net_h1 gives; run backprop inject",
        ),
        (f"{MATRIX}\n{CLOSE}", "1:1: this block is not what matrix chain update gives; run backprop inject"),
        (
            f"a\n\n<!-- backprop: step chain:w9 -->\n{CLOSE}",
            "3:1: chain:w9: no quantity is named 'w9'; the nearest: w2, w1",
        ),
        (f"a\n{STEP}\n", f"2:1: found {STEP}, expected a line <!-- /backprop --> after it"),
        (f"---\ntitle: a\n---\na\n{CLOSE}\n", f"5:1: found {CLOSE}, expected <!-- backprop: … --> before it"),
    ],
)
def test_a_mistake_ends_the_build_at_its_line(
    text: str, message: str, md: Markdown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    standing_in(md, tmp_path / "docs/chain/page.md", text)
    body = text.removeprefix("---\ntitle: a\n---\n")
    with pytest.raises(PageError) as raised:
        md.convert(body)
    assert str(raised.value) == f"docs/chain/page.md:{message}"


def test_one_wrong_digit_ends_the_build() -> None:
    page = mended(f"{STEP}\n{CLOSE}")
    assert "0.5" in marked(page)
    with pytest.raises(PageError) as raised:
        marked(page.replace("&= 0.5", "&= 0.6"))
    message = "<page>:1:1: this block is not what step chain:net_h1 gives; run backprop inject"
    assert str(raised.value) == message
