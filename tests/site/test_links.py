"""Every link, file and anchor of the built site: what a page leads to is there, and on no other host."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

FOREIGN = re.compile(r"\w+:|//")
LOADING = {"script": "src", "link": "href", "img": "src", "source": "src", "iframe": "src", "object": "data"}

# Links that a browser does not follow by itself.
STILL = {"canonical", "cite-as", "license"}


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
        given = dict(attrs)
        self.anchors += [anchor] if (anchor := given.get("id")) else []
        if tag in LOADING and given.get("rel") not in STILL and (address := given.get(LOADING[tag])):
            self.loads.append(address)
        if tag == "a" and (href := given.get("href")):
            self.links.append(href)
        if tag == "img":
            self.images.append(given)
        if key := given.get("data-key"):
            self.keys.update(key.split(" "))  # words of a figure may hold several numbers


def parsed_pages(folder: Path) -> dict[str, Page]:
    """Return every page of a site by its address, such as `values/` or `404.html`."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {
        re.sub(r"(^|/)index\.html$", r"\1", name): Page(path.read_text("utf-8"))
        for name, path in files.items()
    }


def dead_links(folder: Path, pages: Mapping[str, Page]) -> Iterator[str]:
    """Yield each link of a page, and each file it loads, that is not in the folder or whose anchor is not."""
    for name, page in pages.items():
        for link in sorted({*page.links, *page.loads}):
            address, fragment = urldefrag(urljoin(f"/{name}", link))
            target = unquote(address.removeprefix("/"))
            if FOREIGN.match(link) or (
                target in pages and (not fragment or unquote(fragment) in pages[target].anchors)
            ):
                continue
            if target in pages or not (folder / target).is_file():
                yield f"{name}: {link}"


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, Page]:
    return parsed_pages(site)


def test_every_link_leads_to_a_page_or_file_and_to_its_anchor(site: Path, parsed: dict[str, Page]) -> None:
    assert list(dead_links(site, parsed)) == []
    assert sum(len(page.links) for page in parsed.values()) > 10_000


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../nowhere/">',
        '<a href="nowhere.csv">',
        '<a href="#nowhere">',
        '<a href="../#nowhere">',
        '<a href="../#%25">',
        '<img src="../nowhere.svg">',
        '<script src="../assets">',
    ],
)
def test_a_dead_link_is_seen(html: str, tmp_path: Path) -> None:
    alive = '<p id="here"><a href="../">, <a href="../#here">, <a href="#here">, <a href="../a%20file.csv">'
    (tmp_path / "page").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "a file.csv").touch()
    (tmp_path / "index.html").write_text(
        '<p id="here"><a href="page/">, <a href="https://example.org/">', "utf-8"
    )
    (tmp_path / "page/index.html").write_text(alive + html, "utf-8")
    (link,) = re.findall(r'"(.*)"', html)
    assert list(dead_links(tmp_path, parsed_pages(tmp_path))) == [f"page/: {link}"]


def test_pages_load_nothing_from_elsewhere(parsed: dict[str, Page]) -> None:
    foreign = [(name, url) for name, page in parsed.items() for url in page.loads if FOREIGN.match(url)]
    assert foreign == []


def test_what_is_loaded_from_elsewhere_is_seen() -> None:
    page = Page(
        '<link rel="stylesheet" href="https://a.example/"><link rel="license" href="https://b.example/">'
    )
    assert page.loads == ["https://a.example/"]


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    foreign = [
        (path.name, url)
        for path in site.rglob("*.css")
        for url in re.findall(r"url\(['\"]?([^'\")]+)", path.read_text("utf-8"))
        if not url.startswith("data:") and (FOREIGN.match(url) or not (path.parent / url).exists())
    ]
    assert foreign == []


def test_every_key_at_a_number_has_its_anchor(parsed: dict[str, Page]) -> None:
    anchors: defaultdict[str, set[str]] = defaultdict(set)
    for name, page in parsed.items():
        if name.startswith("values/"):
            anchors[name.split("/")[1]].update(page.anchors)
    missing = []
    for name, page in parsed.items():
        for key in sorted(page.keys):
            example, fragment = re.fullmatch(r"([a-z]+):?(.*)", key).groups()  # type: ignore[union-attr]
            missing += [] if fragment in anchors[example] else [f"{name}: {key}"]
    assert missing == []
    assert sum(len(page.keys) for page in parsed.values()) > 1000


def test_no_anchor_stands_twice(parsed: dict[str, Page]) -> None:
    counts = {name: Counter(page.anchors) for name, page in parsed.items()}
    assert [
        (name, anchor) for name, each in counts.items() for anchor, count in each.items() if count > 1
    ] == []


def test_every_picture_has_its_text(parsed: dict[str, Page]) -> None:
    bare = [
        (name, image["src"]) for name, page in parsed.items() for image in page.images if not image.get("alt")
    ]
    assert bare == []
