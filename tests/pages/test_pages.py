from pathlib import Path, PurePosixPath

import pytest

from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.pages.pages import address, chosen, differences, inject, load, printing
from backprop.pages.patch import Patch

NUMBER = "[{}](../values/chain.md#E_total)\n"
FRESH, STALE = NUMBER.format("0.0908"), NUMBER.format("0.0909")
VALUES = "# Values\n\n<!-- backprop: values chain -->\n<!-- /backprop -->\n"
STALE_LINE = "1:7: found '0.0909', expected '0.0908'; run backprop inject"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of pages, two of them stale, and stand beside it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a/fresh.md": FRESH, "a/stale.md": STALE, "b/c/stale.md": STALE}.items():
        path = Path("docs", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    Path("docs/a/note.txt").write_text(STALE, "utf-8")
    return Path("docs")


def test_pages_are_all_markdown_files_below_the_folder(docs: Path) -> None:
    assert load(docs) == {
        PurePosixPath("a/fresh.md"): FRESH,
        PurePosixPath("a/stale.md"): STALE,
        PurePosixPath("b/c/stale.md"): STALE,
    }


def test_line_endings_are_loaded_as_they_are(docs: Path) -> None:
    (docs / "a/fresh.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert load(docs)[PurePosixPath("a/fresh.md")] == "\ufeffa\r\nb\rc\n"


def test_a_missing_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BackpropError) as raised:
        load(Path("docs"))
    assert str(raised.value) == "found no folder docs; run this where the project's mkdocs.yml stands"


def test_a_page_in_another_encoding_is_refused(docs: Path) -> None:
    (docs / "a/fresh.md").write_bytes("aé".encode("latin-1"))
    with pytest.raises(BackpropError) as raised:
        load(docs)
    assert str(raised.value) == "docs/a/fresh.md: byte 1 is not UTF-8; save the file as UTF-8"


def test_a_folder_named_like_a_page_is_refused(docs: Path) -> None:
    (docs / "x.md").mkdir()
    with pytest.raises(BackpropError) as raised:
        load(docs)
    assert str(raised.value) == "docs/x.md: Is a directory; expected a readable text file"


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ([], {"a/fresh.md", "a/stale.md", "b/c/stale.md"}),
        (["docs"], {"a/fresh.md", "a/stale.md", "b/c/stale.md"}),
        (["docs/a"], {"a/fresh.md", "a/stale.md"}),
        (["docs/a/"], {"a/fresh.md", "a/stale.md"}),
        (["docs/b/c/stale.md"], {"b/c/stale.md"}),
        (["docs/a/fresh.md", "docs/b"], {"a/fresh.md", "b/c/stale.md"}),
        (["docs/a/../b"], {"b/c/stale.md"}),
        (["."], {"a/fresh.md", "a/stale.md", "b/c/stale.md"}),
        (["/"], {"a/fresh.md", "a/stale.md", "b/c/stale.md"}),
    ],
)
def test_paths_choose_pages(paths: list[str], names: set[str], docs: Path) -> None:
    assert chosen(load(docs), docs, list(map(Path, paths))) == set(map(PurePosixPath, names))
    assert chosen(load(docs), docs, [Path(path).absolute() for path in paths]) == set(
        map(PurePosixPath, names)
    )


@pytest.mark.parametrize("path", ["docs/no.md", "docs/a/note.txt", "a", "docs/a/fresh", "../docs"])
def test_a_path_without_pages_is_refused(path: str, docs: Path) -> None:
    with pytest.raises(BackpropError) as raised:
        chosen(load(docs), docs, [Path("docs/a"), Path(path)])
    assert str(raised.value) == f"found no page at {path}, expected a Markdown file or folder below docs"


def test_stale_pages_are_mended_and_named(docs: Path) -> None:
    stale = [f"docs/a/stale.md:{STALE_LINE}", f"docs/b/c/stale.md:{STALE_LINE}"]
    assert inject(docs, [], check=True) == stale
    assert load(docs)[PurePosixPath("a/stale.md")] == STALE
    assert inject(docs, [], check=False) == stale
    assert set(load(docs).values()) == {FRESH}
    assert inject(docs, [], check=True) == []


def test_only_chosen_pages_are_named_and_mended(docs: Path) -> None:
    stale = [f"docs/b/c/stale.md:{STALE_LINE}"]
    assert inject(docs, [docs / "b"], check=True) == stale
    assert inject(docs, [docs / "a/fresh.md"], check=False) == []
    assert inject(docs, [docs / "b"], check=False) == stale
    assert load(docs) == {
        PurePosixPath("a/fresh.md"): FRESH,
        PurePosixPath("a/stale.md"): STALE,
        PurePosixPath("b/c/stale.md"): FRESH,
    }


def test_a_mistake_on_any_page_stops_before_anything_is_written(docs: Path) -> None:
    (docs / "z.md").write_text("a\n\n[1](values/chain.md#w9)\n", "utf-8")
    with pytest.raises(BackpropError) as raised:
        inject(docs, [], check=False)
    message = "docs/z.md:3:2: chain:w9: no quantity is named 'w9'; the nearest: w2, w1"
    assert str(raised.value) == message
    assert load(docs)[PurePosixPath("a/stale.md")] == STALE


def test_a_mistake_on_another_page_does_not_stop_a_chosen_one(docs: Path) -> None:
    (docs / "z.md").write_text("a\n\n[1](values/chain.md#w9)\n", "utf-8")
    inject(docs, [docs / "a"], check=False)
    assert load(docs)[PurePosixPath("a/stale.md")] == FRESH


def test_a_values_page_holds_what_pages_outside_the_choice_print(docs: Path) -> None:
    (docs / "values").mkdir()
    (docs / "values/chain.md").write_text(VALUES, "utf-8")
    (docs / "a/stale.md").write_text("[0.1](../values/chain.md#@77:E_total)\n", "utf-8")
    inject(docs, [docs / "values"], check=False)
    assert '<a id="@77:E_total"></a>' in load(docs)[PurePosixPath("values/chain/training.md")]
    assert load(docs)[PurePosixPath("a/stale.md")] == "[0.1](../values/chain.md#@77:E_total)\n"


def test_a_fresh_page_is_not_written(docs: Path) -> None:
    before = (docs / "a/fresh.md").stat()
    inject(docs, [], check=False)
    after = (docs / "a/fresh.md").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0.29", "0.30", "2:4: found '0.29', expected '0.30'"),
        ("?", "0.3", "2:2: found '?', expected '0.3'"),
        ("0.2", "-0.2", "2:2: found '0.2', expected '-0.2'"),
        ("", "a\nb\n", "2:2: found '', expected 'a'"),
        ("a\nb\n", "a\nc\n", "3:1: found 'b', expected 'c'"),
        ("a\nbd\n", "a\nbc\nd\n", "3:2: found 'bd', expected 'bc'"),
        ("a\n", "a\nb\n", "3:1: found '', expected 'b'"),
        ("a\nb\n", "a\n", "3:1: found 'b', expected ''"),
        ("a\n\nb\n", "a\nb\n", "3:1: found '', expected 'b'"),
        ("a\r\n", "a\n", "2:3: found 'a\\r', expected 'a'"),
        ("a\n  b\n", "a\n b\n", "3:2: found '  b', expected ' b'"),
    ],
)
def test_a_stale_region_is_named_where_it_first_differs(old: str, new: str, message: str) -> None:
    text = f"x\n[{old}]"
    lines = differences(text, [Patch(3, 3 + len(old), new, frozenset())])
    assert list(lines) == [f"{message}; run backprop inject"]


def test_each_stale_region_is_named() -> None:
    lines = differences("[1]\n[2]", [Patch(1, 2, "3", frozenset()), Patch(5, 6, "4", frozenset())])
    assert list(lines) == [
        "1:2: found '1', expected '3'; run backprop inject",
        "2:2: found '2', expected '4'; run backprop inject",
    ]


PRINTING = {
    "index.md": "[?](values/chain.md#w1) and [?](values/chain.md#w1)",
    "learn/rate.md": "[?](../values/chain.md#w1), [?](../values/chain.md#@9:w1)",
    "values/chain.md": "[?](../values/chain.md#w1)\n\n<!-- backprop: values chain -->\n<!-- /backprop -->\n",
    "values/index.md": "[?](../values/chain.md#@9:w1)",
    "values/line.md": "[?](../values/chain.md#@9:w2)",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("glossary.md", "glossary/"),
        ("mazur/index.md", "mazur/"),
        ("learn/two-parameters.md", "learn/two-parameters/"),
    ],
)
def test_the_address_of_a_page(path: str, expected: str) -> None:
    assert address(PurePosixPath(path)) == expected


def test_each_key_has_the_pages_that_print_it(tmp_path: Path) -> None:
    for name, text in PRINTING.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert printing(tmp_path) == {
        parse("chain:w1"): ["", "learn/rate/"],
        parse("chain@9:w1"): ["learn/rate/", "values/"],
        parse("chain@9:w2"): ["values/line/"],
    }
