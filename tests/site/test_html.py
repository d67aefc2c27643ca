"""The built site as files: headings in its search, a second builder, a check."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from backprop.check.survey import sums
from backprop.core.store import kept
from tests.site.conftest import ROOT

# A page of the table with its numbers, equations and waived formulas.
ROW = re.compile(r"^ *\| \[(\S+)\]\(\S+\) \| (\d+) \| (\d+) \| (\d+) \|$", re.M)


def test_search_knows_headings_without_markup(site: Path) -> None:
    index = (site / "search/search_index.json").read_text("utf-8")
    assert '"title":"The weight from h1 to o1"' in index
    assert re.findall("katex-(?:html|mathml)", index) == []


def test_a_site_by_itself_asks_for_no_other_versions(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    assert '"version": {"provider": "none"}' in page
    assert "The newest stands here" not in page


def test_no_page_of_values_is_too_much_for_a_telephone(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in (site / "values").rglob("*.html")}
    assert len(sizes) > 60
    assert {path: size for path, size in sizes.items() if size > 600_000} == {}


def test_zensical_builds_the_same_pages(tmp_path: Path, pages: list[str]) -> None:
    for name in ("docs", "mkdocs.yml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    built = [
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("index.html")
    ]
    assert {path.removesuffix("index.html") for path in built} >= set(pages)
    text = (tmp_path / "site/mazur/output-layer/index.html").read_text("utf-8")
    assert 'data-key="mazur:dE_total/dw5"' in text


def test_the_built_site_is_right_by_itself(site: Path) -> None:
    """Its pages account for as much as those that it is built from, as the table of these says."""
    with kept():
        built = sums(site)
    assert [str(finding) for page in built.values() for finding in page.findings] == []
    counts = {
        name: (sum(page.numbers.values()), page.proved, len(page.waived)) for name, page in built.items()
    }
    table = (ROOT / "docs/about/checked.md").read_text("utf-8").replace(",", "")
    rows = {name: tuple(map(int, cells)) for name, *cells in ROW.findall(table)}
    assert len(rows) > 100
    assert {name: counts[name] for name in rows} == rows


def test_the_built_figures_are_those_that_the_check_has_seen(site: Path) -> None:
    drawn, built = (
        {path.name: path.read_bytes() for path in (root / "figures").glob("*.svg")}
        for root in (ROOT / "docs", site)
    )
    assert drawn == built
    assert len(built) > 50
