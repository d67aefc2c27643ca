"""Metadata of pages, built by both tools, with an address and without, and with titles that mean harm."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from backprop.core.examples import EXAMPLES
from backprop.exports.citation import shared
from tests.metadata import Head

ROOT = Path(__file__).parents[2]
with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
    PROJECT = yaml_load(file)
ADDRESS = "https://example.org/a/"
HARM = """</script><script>alert("1")</script> & \\ 'one' <!-- {{ x }}"""
TITLE = "Errors & <em>slopes</em> \"of\" 1 \\ 2 </script><script>alert('3')</script>"
PAGES = {
    "index.md": "# Hello\n",
    "page.md": f"---\n{yaml.safe_dump({'title': TITLE})}---\n\n# Other\n",
    "heading.md": "# Of *h1* & o1 < 2\n",
    "values/index.md": "# All values\n",
    "values/mazur.md": "# Values of it\n\n## Given\n\n## Forward pass\n",
}
TOOLS = {"mkdocs": ("mkdocs", "build", "--strict"), "zensical": ("zensical", "build")}


def built(folder: Path, tool: str, address: str) -> Path:
    """Return a small site with the theme and the facts of the project, but an author who means harm."""
    for name, text in PAGES.items():
        (folder / "docs" / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    extra = PROJECT["extra"] | {"citation": PROJECT["extra"]["citation"] | {"author": HARM}}
    config = {name: PROJECT[name] for name in ("site_name", "site_description", "use_directory_urls")}
    theme = {
        "name": "material",
        "font": False,
        "language": "en",
        "custom_dir": str(ROOT / "docs/assets/theme"),
    }
    text = yaml.safe_dump(config | {"theme": theme, "extra": extra, "plugins": ["search", "backprop"]})
    (folder / "mkdocs.yml").write_text(f'{text}site_url: !ENV [SITE_URL, ""]\n', "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", *TOOLS[tool]],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": address},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


Site = tuple[dict[str, Head], str, Path]


@pytest.fixture(
    scope="module", params=[(tool, address) for tool in TOOLS for address in ("", ADDRESS)], ids=" ".join
)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the heads of a site by address, the site's address, and its folder."""
    tool, address = request.param
    folder = built(tmp_path_factory.mktemp(tool), tool, address)
    return (
        {
            path.parent.relative_to(folder).as_posix(): Head(path.read_text("utf-8"))
            for path in folder.rglob("index.html")
        },
        address,
        folder,
    )


def test_every_page_says_what_it_is(site: Site) -> None:
    heads, _, _ = site
    assert {name: head.data["@type"] for name, head in heads.items()} == {
        ".": "WebSite",
        "page": "TechArticle",
        "heading": "TechArticle",
        "values": "TechArticle",
        "values/mazur": "Dataset",
    }


def test_an_address_is_given_where_there_is_one(site: Site) -> None:
    heads, address, _ = site
    for name, head in heads.items():
        expected = f"{address}{name}/".replace("/./", "/") if address else ""
        links = (head.links.get("canonical", ""), head.links.get("cite-as", ""))
        assert links == (expected,) * 2
        assert (head.data.get("url", ""), head.meta.get("citation_public_url", "")) == (expected,) * 2
    assert heads["page"].data["isPartOf"].get("url", "") == address


def test_what_is_shared_has_an_address_of_its_own(site: Site) -> None:
    heads, address, _ = site
    cards = {
        ".": "site",
        "page": "site",
        "heading": "site",
        "values": "all-values",
        "values/mazur": "all-values",
    }
    for name, head in heads.items():
        place = urljoin(f"https://example.net/{name}/", head.meta["og:image"])
        assert place == f"{address or 'https://example.net/'}assets/cards/{cards[name]}.png"
        assert head.meta.get("og:url", "") == head.links.get("canonical", "")


def test_a_site_with_an_address_lists_its_pages_for_crawlers(site: Site) -> None:
    heads, address, folder = site
    listed = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(head.links["canonical"] for head in heads.values() if address)
    robots = folder / "robots.txt"
    if robots.is_file():  # Zensical writes none
        assert robots.read_text("utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"
    assert robots.is_file() is bool(address and "mkdocs" in folder.parent.name)


def test_every_page_links_to_its_licence_and_to_what_describes_the_data(site: Site) -> None:
    heads, _, _ = site
    for name, head in heads.items():
        assert head.links["license"] == PROJECT["extra"]["citation"]["licence"]
        place = urljoin(f"https://example.org/{name}/", head.links["describedby"])
        assert place == "https://example.org/ro-crate-metadata.json"


def test_a_values_page_leads_to_its_data(site: Site) -> None:
    heads, address, _ = site
    root = f"{address}values/" if address else "../"
    files = {
        file["contentUrl"].removeprefix(root): file["encodingFormat"]
        for file in heads["values/mazur"].data["distribution"]
    }
    rates = dict.fromkeys((*EXAMPLES["mazur"].rates, EXAMPLES["mazur"].rate))
    assert files == {
        **{f"mazur-rate-{rate}.csv": "text/csv" for rate in rates},
        "mazur.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "mazur.json": "application/json",
    }


def test_a_title_or_an_author_who_means_harm_stays_text(site: Site) -> None:
    heads, _, _ = site
    for head in heads.values():
        assert head.data["author"] == {"@type": "Organization", "name": HARM}
        assert head.meta["citation_author"] == HARM
    title = "Errors & slopes \"of\" 1 \\ 2 alert('3')"
    assert heads["page"].data["headline"] == heads["page"].meta["citation_title"] == title


def test_a_heading_is_given_as_plain_text(site: Site) -> None:
    heads, _, _ = site
    assert heads["heading"].data["headline"] == heads["heading"].meta["citation_title"] == "Of h1 & o1 < 2"


def test_a_script_that_a_title_ends_is_seen() -> None:
    with pytest.raises(ValueError, match="Unterminated string"):
        _ = Head('<script type="application/ld+json">{"headline": "</script>"}').data


def test_the_facts_are_those_of_every_citation() -> None:
    facts: dict[str, Any] = PROJECT["extra"]["citation"]
    assert {name: facts[name] for name in ("author", "version", "date")} == {
        name: shared()[name] for name in ("author", "version", "date")
    }
    assert PROJECT["site_name"] == shared()["project"]


def test_the_runs_are_those_of_the_examples() -> None:
    runs = {
        name: list(dict.fromkeys((*each.rates, each.rate))) for name, each in EXAMPLES.items() if each.rates
    }
    assert PROJECT["extra"]["runs"] == runs
