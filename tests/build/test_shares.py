"""Shares of a build: each page in one of them, and none where little is to be done."""

from pathlib import Path

import pytest

from backprop.build.shares import FEW, shares_of
from backprop.core.records import in_use
from backprop.pages.inject import own_patches
from backprop.pages.pages import load

PAGES = {
    "docs/mazur/a.md": "The output is [0.593269992](../values/mazur.md#out_h1).\n",
    "docs/mazur/b.md": "Unlike relu, mazur is smooth; mazur is.\n",
    "docs/relu/c.md": "Words.\n",
    "docs/about.md": "More words.\n",
}
DOCS = Path("docs")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    for name, text in PAGES.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def test_a_page_belongs_to_the_example_that_it_names_most_often() -> None:
    shares = {share.example: sorted(map(str, share.pages)) for share in shares_of(DOCS)}
    assert shares == {"mazur": ["mazur/a.md", "mazur/b.md"], "relu": ["relu/c.md"], "": ["about.md"]}
    assert shares_of(DOCS)[0].example == "mazur"


def test_few_pages_without_a_record_make_no_shares() -> None:
    with in_use():
        assert len(shares_of(DOCS)) == 3
        own_patches(load(DOCS), DOCS)
        assert shares_of(DOCS) == []
        for name in list(PAGES)[:FEW]:
            Path(name).write_text("Changed.\n", "utf-8")
        assert shares_of(DOCS) == []
        Path(list(PAGES)[FEW]).write_text("Changed.\n", "utf-8")
        assert len(shares_of(DOCS)) == 3
