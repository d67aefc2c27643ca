"""What every built page tells those who cite it."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from backprop.exports.citation import shared
from backprop.networks.examples import EXAMPLES
from tests.metadata import Head


@pytest.fixture(scope="module")
def texts(site: Path, pages: list[str]) -> dict[str, str]:
    return {name: (site / name / "index.html").read_text("utf-8") for name in pages}


@pytest.fixture(scope="module")
def heads(texts: dict[str, str]) -> dict[str, Head]:
    return {name: Head(text.partition("</head>")[0]) for name, text in texts.items()}


def kind(name: str) -> str:
    """Return what the page at an address is."""
    return "Dataset" if re.fullmatch("values/[^/]+/", name) else "TechArticle" if name else "WebSite"


def test_every_page_tells_what_it_is(heads: dict[str, Head]) -> None:
    wrong = {name: head.data["@type"] for name, head in heads.items() if head.data["@type"] != kind(name)}
    assert wrong == {}
    assert [name for name in heads if kind(name) == "Dataset"] == sorted(
        f"values/{name}/" for name in EXAMPLES
    )


def test_no_page_tells_it_twice(texts: dict[str, str]) -> None:
    counts = {name: text.count('<script type="application/ld+json">') for name, text in texts.items()}
    assert {name: count for name, count in counts.items() if count != 1} == {}


def test_every_page_tells_its_title_author_release_and_terms(heads: dict[str, Head]) -> None:
    year, month, day = shared()["date"].split("-")
    for name, head in heads.items():
        title = head.data.get("headline") or head.data["name"]
        assert title.strip(), name
        assert "<" not in title, name
        assert head.data["author"]["name"] == head.meta["citation_author"] == shared()["author"]
        assert (head.data["version"], head.data["datePublished"]) == (shared()["version"], shared()["date"])
        assert head.data["license"].endswith("/licenses/by/4.0/")
        assert head.meta["citation_title"] == title
        assert head.meta["citation_publication_date"] == f"{year}/{month}/{day}"


def test_titles_tell_pages_apart(heads: dict[str, Head]) -> None:
    titles = [head.meta["citation_title"] for head in heads.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_the_data_of_an_example_are_there(site: Path, heads: dict[str, Head]) -> None:
    files = {
        urljoin(name, file["contentUrl"])
        for name, head in heads.items()
        for file in head.data.get("distribution", [])
    }
    assert len(files) > 3 * len(EXAMPLES)
    assert sorted(file for file in files if not (site / file).is_file()) == []
