from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from backprop.pages.page_text import page_text
from backprop.reading.markdown import read_markdown

TEXT = "# A\n\nBody\n"
FRONT = "---\ntitle: A\n---\n\n"


def in_mkdocs(path: Path | None) -> Markdown:
    """Make an instance as MkDocs prepares it."""
    md, processor = Markdown(), Treeprocessor()
    vars(processor)["file"] = SimpleNamespace(abs_src_path=path and str(path))
    md.treeprocessors.register(processor, "relpath", 0)
    return md


def in_zensical(path: Path) -> Markdown:
    """Make an instance as Zensical prepares it."""
    md, processor = Markdown(), Preprocessor()
    vars(processor).update(config={"docs_dir": str(path.parent)}, page=SimpleNamespace(path=path.name))
    md.preprocessors.register(processor, "rendering_context", 0)
    return md


@pytest.mark.parametrize(
    ("offset", "at"), [(0, "1:1"), (2, "1:3"), (3, "1:4"), (4, "2:1"), (5, "3:1"), (8, "3:4")]
)
def test_a_place_is_a_line_and_a_column_from_one(offset: int, at: str) -> None:
    assert page_text(Markdown(), TEXT.split("\n")).at(offset) == f"<page>:{at}"


@pytest.mark.parametrize("prepare", [in_mkdocs, in_zensical])
@pytest.mark.parametrize(
    ("file", "at"),
    [
        (TEXT, "page.md:3:1"),
        (FRONT + TEXT, "page.md:7:1"),
        (f"\ufeff{FRONT}{TEXT}\n\n", "page.md:7:1"),
        (FRONT.replace("\n", "\r\n") + TEXT, "page.md:7:1"),
        ("shorter", "page.md:3:1"),
    ],
)
def test_front_matter_counts(
    prepare: Callable[[Path], Markdown], file: str, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_bytes(file.encode())
    page = page_text(prepare(path), f"{TEXT}\n\n".split("\n"))
    assert page.at(page.text.index("Body")) == at
    assert page.below(page.text)[:3] == TEXT.split("\n")[:3]


@pytest.mark.parametrize(
    ("file", "is_shared"),
    [(TEXT, True), (FRONT + TEXT, True), (f"\n{TEXT}", True), (f"{TEXT}More\n", False), ("\t" + TEXT, False)],
)
def test_a_page_is_read_once_with_the_check(
    file: str, is_shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text(file)
    blocks = read_markdown("page.md", file).blocks
    page = page_text(in_mkdocs(tmp_path / "page.md"), f"{TEXT}\n\n".split("\n"))
    assert (page.document().blocks[-1] is blocks[-1]) is is_shared


def test_a_page_elsewhere_keeps_its_full_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    path = tmp_path / "page.md"
    path.write_text(TEXT)
    assert page_text(in_mkdocs(path), TEXT.split("\n")).at(0) == f"{path}:1:1"


def test_a_page_made_in_memory_has_no_path() -> None:
    assert page_text(in_mkdocs(None), TEXT.split("\n")).at(0) == "<page>:1:1"
