"""The pages rendered: again where what they come of has changed, or the site is not as it was left."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backprop import cache
from backprop.build import rendering
from backprop.build.rendering import digests_below, render_site, run_mkdocs
from backprop.errors import BackpropError

DOCS, PAGE = Path("docs"), Path("site/index.html")


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Stand in a project of one page; return a list that grows with each run of MkDocs."""
    monkeypatch.chdir(tmp_path)
    for name in ("docs", "site", "more"):
        Path(name).mkdir()
    Path("docs/index.md").write_text("# Here\n")
    Path("more/page.html").write_text("A part.\n")
    Path("mkdocs.yml").write_text("site_name: Here\ntheme:\n  custom_dir: more\ncopyright: !ENV [RIGHTS]\n")
    runs: list[int] = []

    def run() -> None:
        runs.append(len(runs))
        PAGE.write_text(Path("docs/index.md").read_text())

    monkeypatch.setattr(rendering, "run_mkdocs", run)
    return runs


def test_what_has_not_changed_is_not_rendered_again(runs: list[int]) -> None:
    for _ in range(3):
        render_site(DOCS)
    assert len(runs) == 1
    cache.empty()
    render_site(DOCS)
    assert len(runs) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("docs/index.md").write_text("# There\n"),
        lambda: Path("docs/more.csv").write_text("1\n"),
        lambda: Path("more/page.html").write_text("Another part.\n"),
        lambda: Path("mkdocs.yml").write_text("site_name: There\n"),
        lambda: PAGE.write_text("Not what was built.\n"),
        lambda: PAGE.unlink(),
        lambda: Path("site/stray.html").write_text("Not what was built.\n"),
    ],
)
def test_a_change_renders_again(change: Callable[[], object], runs: list[int]) -> None:
    render_site(DOCS)
    change()
    render_site(DOCS)
    assert len(runs) == 2


@pytest.mark.parametrize("name", ["RIGHTS", "SOURCE_DATE_EPOCH"])
def test_the_environment_counts_where_it_is_named(
    name: str, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    render_site(DOCS)
    monkeypatch.setenv("OTHER", "1")
    render_site(DOCS)
    assert len(runs) == 1
    monkeypatch.setenv(name, "1")
    render_site(DOCS)
    assert len(runs) == 2


def test_a_warning_ends_the_build_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text("site_name: Here\ntheme: mkdocs\n")
    Path("docs/index.md").write_text("# Here\n\n[there](nowhere.md)\n")
    with pytest.raises(BackpropError, match=r"'nowhere\.md'.*\nAborted with 1 warnings in strict mode!"):
        run_mkdocs()


def test_files_have_digests_by_their_paths(tmp_path: Path) -> None:
    for name, text in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / name).write_text(text)
    digests = digests_below([tmp_path / "a", tmp_path])
    assert [Path(name).name for name in digests] == ["a", "b", "c"]
    assert len(set(digests.values())) == 2
