"""The files that values are divided into: made where they are needed, removed where they no longer are."""

import re
from pathlib import Path, PurePosixPath

import pytest

from backprop.errors import BackpropError
from backprop.pages.pages import inject
from backprop.pages.value_files import frame, is_part, with_parts

ALL = "# Values\n\n<!-- backprop: values {} -->\n<!-- /backprop -->\n"
FIRST, PART, OWN = (
    PurePosixPath("values", name) for name in ("chain.md", "chain/error.md", "chain/notes.md")
)
OLD = PurePosixPath("values/chain/training-9.md")


def test_pages_are_added_and_dropped_and_those_of_an_author_stay() -> None:
    pages = {
        FIRST: ALL.format("chain"),
        PART: f"Before.\n{frame(PART)}After.",
        OLD: frame(OLD),
        OWN: "# Notes\n",
    }
    needed = with_parts(pages, [])
    assert needed[PART] == f"Before.\n{frame(PART)}After."
    assert needed[OWN] == "# Notes\n"
    assert OLD not in needed
    added = PurePosixPath("values/chain/given.md")
    assert needed[added] == frame(added)
    assert list(needed) == sorted(needed)


@pytest.mark.parametrize(
    "pages",
    [{FIRST: "# Values\n"}, {FIRST: ALL.format("mazur")}, {PurePosixPath("a.md"): ALL.format("chain")}, {}],
)
def test_without_the_block_of_all_values_there_are_no_pages(pages: dict[PurePosixPath, str]) -> None:
    assert with_parts({**pages, PART: frame(PART)}, []) == pages


def test_values_on_one_page_have_no_others() -> None:
    pages = {PurePosixPath("values/line.md"): ALL.format("line")}
    assert with_parts(pages, []) == pages


@pytest.mark.parametrize(
    ("name", "is_its_own"),
    [("values/chain/error.md", True), ("values/chain/given.md", False), ("values/mazur/error.md", False)],
)
def test_a_page_is_known_by_its_block(name: str, is_its_own: bool) -> None:
    assert is_part(PurePosixPath(name), frame(PART)) is is_its_own


def test_a_page_of_an_author_is_not_overwritten() -> None:
    message = (
        f"{PART}: found a page of yours, expected <!-- backprop: values chain error --> there; rename yours"
    )
    with pytest.raises(BackpropError, match=re.escape(message)):
        with_parts({FIRST: ALL.format("chain"), PART: "# My errors\n"}, [])


def test_a_new_page_has_its_title_and_its_block() -> None:
    assert frame(OLD) == (
        "# One neuron after another, all values: training IX\n\n"
        "<!-- backprop: values chain training-9 -->\n<!-- /backprop -->\n"
    )


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder with the values of one example, divided, one page missing and one too many."""
    folder = tmp_path / "docs"
    (folder / "values/chain").mkdir(parents=True)
    (folder / FIRST).write_text(ALL.format("chain"), "utf-8")
    inject(folder, [], check=False)
    (folder / PART).unlink()
    (folder / OLD).write_text(frame(OLD), "utf-8")
    return folder


def test_inject_names_each_page_that_is_missing_or_too_many(docs: Path) -> None:
    missing, needless = inject(docs, [], check=True)
    found = "found '', expected '[All values](../chain.md); before: [Forward pass](forward.md); next: "
    assert missing.startswith(f"{docs / PART}:4:1: {found}")
    assert (
        needless == f"{docs / OLD}:1:1: found a page of values, expected none any more; run backprop inject"
    )
    assert not (docs / PART).exists()
    assert (docs / OLD).exists()


@pytest.mark.parametrize("chosen", ["", "values", "values/chain.md"])
def test_inject_writes_and_removes_them(docs: Path, chosen: str) -> None:
    assert len(inject(docs, [docs / chosen], check=False)) == 2
    assert (docs / PART).is_file()
    assert not (docs / OLD).exists()
    assert inject(docs, [], check=True) == []
