"""A page moved in a small project: what follows it, what is refused, and that nothing is half done."""

from itertools import pairwise
from pathlib import Path

import pytest

from backprop.cli import main
from backprop.errors import BackpropError
from backprop.pages import moving
from backprop.pages.moving import move_page
from backprop.pages.redirects import read_redirects

DOCS = Path("docs")
FILES = {
    "mkdocs.yml": """site_name: Site  # a name
plugins:
  - redirects:
      redirect_maps: {}
nav:
  - index.md
  - Course:
      - learn/paths.md  # the first
      - The end: "learn/end.md"
  - values/line.md
""",
    "README.md": "[How](docs/learn/paths.md#first) it [ends](docs/learn/end.md).\n",
    "docs/index.md": "[Paths](learn/paths.md), then [the end](learn/end.md).\n",
    "docs/learn/end.md": "[Back](paths.md), or `[back](paths.md)`.\n",
    "docs/learn/paths.md": "The weight is [0.5](../values/line.md#w), in [the end](end.md#last).\n",
    "docs/line/index.md": "# A line\n\nIt begins.\n",
    "docs/values/line.md": "# Values\n\n<!-- backprop: values line -->\n<!-- /backprop -->\n",
}
MOVED = {
    "mkdocs.yml": FILES["mkdocs.yml"]
    .replace("- learn/paths.md  #", "- sums.md  #")
    .replace(" {}", "\n        learn/paths.md: sums.md"),
    "README.md": FILES["README.md"].replace("learn/paths.md", "sums.md"),
    "docs/index.md": FILES["docs/index.md"].replace("learn/paths.md", "sums.md"),
    "docs/learn/end.md": "[Back](../sums.md), or `[back](paths.md)`.\n",
    "docs/sums.md": "The weight is [0.5](values/line.md#w), in [the end](learn/end.md#last).\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Write a project whose pages are fresh, stand in it, and return its files."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    assert main(["inject"]) == 0
    return texts()


def texts() -> dict[str, str]:
    return {path.as_posix(): path.read_text("utf-8") for path in Path().rglob("*.*") if path.is_file()}


def test_links_navigation_and_lists_follow_a_page(project: dict[str, str]) -> None:
    for name, text in {"data.txt": "x\nlearn/paths.md#a\n", "site/a.txt": "learn/paths.md"}.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")
    assert move_page(DOCS, "learn/paths.md", "docs/sums.md") == [
        "docs/learn/paths.md → docs/sums.md: 6 links in 5 files",
        "data.txt:2: still names the old path",
    ]
    after = texts()
    assert {name: after[name] for name in MOVED} == MOVED
    assert "docs/learn/paths.md" not in after
    listed = [name for name, text in after.items() if "sums.md" in text and name.startswith("docs/values/")]
    assert listed == [name for name in project if "learn/paths.md" in project[name] and "/values/" in name]
    assert listed
    assert main(["inject", "--check"]) == 0


@pytest.mark.parametrize(
    ("places", "redirects"),
    [
        (["sums.md"], {}),
        (["x.md", "y.md", "x.md"], {}),
        (["learn/paths/index.md"], {}),
        (["learn/sums.md", "a/b/c.md"], {"learn/sums.md": "learn/paths.md"}),
    ],
)
def test_a_page_that_comes_back_is_as_it_was(
    project: dict[str, str], places: list[str], redirects: dict[str, str]
) -> None:
    for old, new in pairwise(["learn/paths.md", *places, "learn/paths.md"]):
        move_page(DOCS, old, new)
    after = texts()
    assert read_redirects("mkdocs.yml", after["mkdocs.yml"]) == redirects
    assert redirects or after == project
    assert {**after, "mkdocs.yml": ""} == {**project, "mkdocs.yml": ""}
    assert not Path("docs/a").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("learn/path.md", "x.md", "docs/learn/path.md: found no page there, expected one (did you"),
        ("learn/paths.md", "learn/end.md", "docs/learn/end.md: found a page at that address"),
        ("learn/paths.md", "learn/end/index.md", "docs/learn/end.md: found a page at that address"),
        ("learn/paths.md", "learn/paths.md", "docs/learn/paths.md: found a page at that address"),
        ("learn/paths.md#first", "x.md", "learn/paths.md#first: found an anchor, expected a page; its"),
        ("docs/learn", "x.md", "docs/learn: found a folder, expected a page; move its pages one by one"),
        ("learn/paths.md", "learn", "learn: found a folder, expected a page"),
        ("README.md", "x.md", "docs/README.md: found no page there, expected one"),
        ("../README.md", "x.md", "../README.md: found no place for a page, expected the path of"),
        ("learn/paths.md", "../x.md", "../x.md: found no place for a page"),
        ("learn/paths.md", "/x.md", "/x.md: found no place for a page"),
        ("learn/paths.md", "x.txt", "x.txt: found no place for a page"),
        ("learn/paths.md", "a b.md", "a b.md: found no place for a page"),
        ("learn/paths.md", "learn/.md", "learn/.md: found no place for a page"),
        ("values/line.md", "x.md", "values/line.md: found the folder values, expected another"),
        ("learn/paths.md", "values/x.md", "values/x.md: found the folder values, expected another"),
        ("learn/paths.md", "sources/x.md", "sources/x.md: found the folder sources, expected another"),
        ("line/index.md", "learn/line.md", "docs/line/index.md:1:1: found a page of line by its"),
        ("learn/paths.md", "index.md/x.md", "docs/index.md/x.md: File exists; expected a file"),
    ],
)  # fmt: skip
def test_what_cannot_be_moved_is_one_line_and_changes_nothing(
    project: dict[str, str], old: str, new: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mv", old, new]) == 1
    printed, errors = capsys.readouterr()
    assert (printed, errors.count("\n")) == ("", 1)
    assert errors.startswith(message)
    assert texts() == project


@pytest.mark.parametrize("error", [BackpropError("no such key"), KeyboardInterrupt()])
def test_nothing_is_half_done(
    project: dict[str, str], error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(docs: Path, *_: object, **__: object) -> None:
        (docs / "learn/more.md").write_text("half", "utf-8")
        raise error

    monkeypatch.setattr(moving, "inject", fail)
    with pytest.raises(type(error)):
        move_page(DOCS, "learn/paths.md", "new/folder/sums.md")
    assert texts() == project
    assert not Path("docs/new").exists()
