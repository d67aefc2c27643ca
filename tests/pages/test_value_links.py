"""Links to values in the built page: straight to the page that holds the entry, all others as they are."""

from pathlib import Path

import pytest

from backprop.pages.value_links import direct

INDEX = (
    "- [Given](mazur/given.md), 2 values: `w5` `;rate=2:eta`\n- [Update](mazur/update.md), 1 value: `@1:w5`\n"
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder of pages in which the values of one example are divided."""
    for name, text in {
        "values/mazur.md": INDEX,
        "values/line.md": '- <a id="w"></a>',
        "a/b.md": INDEX,
        "learn/a.md": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "values/mazur.xlsx").write_bytes(b"PK\xff")
    return tmp_path


@pytest.mark.parametrize(
    ("page", "href", "leads"),
    [
        ("learn/a.md", "../values/mazur.md#w5", "../values/mazur/given.md#w5"),
        ("learn/a.md", "../values/mazur.md#@1:w5", "../values/mazur/update.md#@1:w5"),
        ("index.md", "values/mazur.md#;rate=2:eta", "values/mazur/given.md#;rate=2:eta"),
        ("values/index.md", "mazur.md#w5", "mazur/given.md#w5"),
        ("values/mazur.md", "#w5", "mazur/given.md#w5"),
        ("values/mazur.md", "#pages", "#pages"),
        ("learn/a.md", "../values/mazur.md#w99", "../values/mazur.md#w99"),
        ("learn/a.md", "../values/mazur.md", "../values/mazur.md"),
        ("learn/a.md", "../values/mazur.xlsx#w5", "../values/mazur.xlsx#w5"),
        ("learn/a.md", "../values/line.md#w", "../values/line.md#w"),
        ("learn/a.md", "../values/none.md#w", "../values/none.md#w"),
        ("learn/a.md", "../a/b.md#w5", "../a/b.md#w5"),
        ("learn/a.md", "#w5", "#w5"),
        ("learn/a.md", "https://example.org/values/mazur.md#w5", "https://example.org/values/mazur.md#w5"),
        ("learn/a.md", "", ""),
    ],
)
def test_a_link_leads_to_the_page_that_holds_the_entry(docs: Path, page: str, href: str, leads: str) -> None:
    assert direct(href, docs / page) == leads
