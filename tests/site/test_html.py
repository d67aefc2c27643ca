"""The built site as files: no foreign host, every number link has its anchor, the same bytes each time."""

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from backprop.check.survey import survey
from tests.site.conftest import ROOT

LOADING = {"script": "src", "link": "href", "img": "src", "source": "src", "iframe": "src", "object": "data"}


class Page(HTMLParser):
    """What a page loads, links to, and offers as anchors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.keys: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors += [anchor] if (anchor := found.get("id")) else []
        if tag in LOADING and (address := found.get(LOADING[tag])):
            self.loads.append(address)
        if tag == "a" and (href := found.get("href")):
            self.links.append(href)
        if tag == "img":
            self.images.append(found)
        if key := found.get("data-key"):
            self.keys.add(key)


@pytest.fixture(scope="module")
def parsed(site: Path, pages: list[str]) -> dict[str, Page]:
    return {page: Page((site / page / "index.html").read_text("utf-8")) for page in pages}


def test_pages_load_nothing_from_elsewhere(parsed: dict[str, Page]) -> None:
    foreign = [
        (name, url) for name, page in parsed.items() for url in page.loads if re.match(r"\w+:|//", url)
    ]
    assert foreign == []


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    foreign = [
        (path.name, url)
        for path in site.rglob("*.css")
        for url in re.findall(r"url\(['\"]?([^'\")]+)", path.read_text("utf-8"))
        if not url.startswith("data:") and (re.match(r"\w+:|//", url) or not (path.parent / url).exists())
    ]
    assert foreign == []


def test_every_link_to_a_value_has_its_anchor(parsed: dict[str, Page]) -> None:
    missing = []
    for name, page in parsed.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(f"/{name}", link))
            if target.startswith("/values/") and fragment:
                anchors = parsed[target.removeprefix("/")].anchors
                missing += [] if unquote(fragment) in anchors else [f"{name}: {link}"]
    assert missing == []


def test_every_key_at_a_number_has_its_anchor(parsed: dict[str, Page]) -> None:
    missing = []
    for name, page in parsed.items():
        for key in sorted(page.keys):
            example, fragment = re.fullmatch(r"([a-z]+):?(.*)", key).groups()  # type: ignore[union-attr]
            missing += [] if fragment in parsed[f"values/{example}/"].anchors else [f"{name}: {key}"]
    assert missing == []
    assert sum(len(page.keys) for page in parsed.values()) > 1000


def test_no_anchor_stands_twice(parsed: dict[str, Page]) -> None:
    doubled = {
        name: sorted({anchor for anchor in page.anchors if page.anchors.count(anchor) > 1})
        for name, page in parsed.items()
        if "values" in name
    }
    assert {name: anchors for name, anchors in doubled.items() if anchors} == {}


def test_every_picture_has_its_text(parsed: dict[str, Page]) -> None:
    bare = [
        (name, image["src"]) for name, page in parsed.items() for image in page.images if not image.get("alt")
    ]
    assert bare == []


def test_search_knows_headings_without_markup(site: Path) -> None:
    index = (site / "search/search_index.json").read_text("utf-8")
    assert '"title":"The weight from h1 to o1"' in index
    assert "katex" not in index


def test_a_site_by_itself_asks_for_no_other_versions(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    assert '"version": {"provider": "none"}' in page
    assert "The newest stands here" not in page


def test_the_same_pages_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _epoch(site)}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(tmp_path / "again"),
    ]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    first, second = (
        {p.relative_to(d): p.read_bytes() for p in d.rglob("*") if p.is_file()}
        for d in (site, tmp_path / "again")
    )
    assert sorted(path for path in first | second if first.get(path) != second.get(path)) == []


def _epoch(site: Path) -> str:
    """Return the time that scripts/build gave the site, which its compressed map carries."""
    return str(int.from_bytes((site / "sitemap.xml.gz").read_bytes()[4:8], "little"))


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


def test_the_built_site_is_right_by_itself() -> None:
    written, built = survey(ROOT / "docs"), survey(ROOT / "site")
    assert [str(finding) for finding in built.findings] == []
    assert (built.proved, built.waived) == (written.proved, written.waived)
    assert built.numbers == written.numbers
