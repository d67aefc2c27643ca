"""Pages kept by the MkDocs plugin: converted anew where anything has changed, and the same bytes always."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from material.plugins.search.plugin import Parser
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from backprop.pages import plugin
from tests.pages.conftest import KATEX

CONFIG = f"""
site_name: Site
theme: {{name: null, custom_dir: theme}}
plugins:
  - material/search: {{lang: en, separator: " ", pipeline: []}}
  - backprop
validation: {{anchors: warn, absolute_links: warn}}
markdown_extensions:
  - toc: {{permalink: true}}
  - backprop.pages: {{katex: {KATEX}}}
"""
SVG = '<svg role="img" aria-labelledby="b-desc"><desc id="b-desc">B</desc></svg>'
FILES = {
    "mkdocs.yml": CONFIG,
    "theme/main.html": "<title>{{ page.title }}</title>{{ page.toc }}{{ page.content }}",
    "docs/index.md": "# The weight $`w_5`$\n\nIt is [here](other.md#there), not [there](#the-weight-w5).\n",
    "docs/other.md": "# Other\n\n## There\n\n$`x`$ and $`x`$\n\n![B](figures/b.svg)\n\n![C](figures/c.svg)\n",
    "docs/alone.md": "Nothing leads here.\n",
    "docs/figures/b.svg": SVG,
    "docs/figures/c.svg": SVG,
}
DEAD = "# Links\n\n[a](nowhere.md) [a](nowhere.md) [b](other.md#nowhere) [c](#nowhere) [d](/other.md)\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a site of three pages."""
    for name, text in FILES.items():
        write(tmp_path / name, text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    return tmp_path


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that every page is put on that MkDocs converts."""
    names: list[str] = []
    render = Page.render

    def noted(page: Page, config: MkDocsConfig, files: Files) -> None:
        names.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", noted)
    return names


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def built(folder: Path = Path()) -> dict[str, bytes]:
    """Build the site, and return its files."""
    build(load_config(str(folder / "mkdocs.yml")))
    return {str(path): path.read_bytes() for path in (folder / "site").rglob("*") if path.is_file()}


@pytest.mark.usefixtures("site")
def test_an_unchanged_page_is_converted_once(converted: list[str]) -> None:
    first = built()
    assert sorted(converted) == ["alone.md", "index.md", "other.md"]
    assert built() == first
    assert len(converted) == 3


def test_the_search_reads_an_unchanged_page_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built()
    monkeypatch.setattr(Parser, "feed", None)
    assert built() == first
    write(site / "docs/alone.md", "Changed\n")
    with pytest.raises(TypeError):
        built()


def test_pages_are_the_same_without_it(site: Path) -> None:
    made = [built(), built()]
    write(site / "mkdocs.yml", CONFIG.replace("  - backprop\n", ""))
    assert made == [built()] * 2
    assert b"katex-html" in made[0]["site/other/index.html"]


def changed(name: str, text: str) -> Callable[[Path], None]:
    return lambda site: write(site / name, text)


def removed(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).unlink()


def damaged(site: Path) -> None:
    for path in (site / ".cache/conversions").iterdir():
        path.write_bytes(path.read_bytes()[:-1])


ALL = ["alone.md", "index.md", "other.md"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (changed("docs/alone.md", "Still nothing.\n"), ["alone.md"]),
        (changed("docs/figures/b.svg", SVG.replace(">B<", ">D<")), ["other.md"]),
        (removed("docs/figures/c.svg"), ["other.md"]),
        (removed("docs/other.md"), ["index.md"]),
        (changed("docs/new.md", "New\n"), ["new.md"]),
        (changed("mkdocs.yml", CONFIG.replace("permalink: true", "permalink: false")), ALL),
        (changed("mkdocs.yml", CONFIG + "  - attr_list\n"), ALL),
        (changed("mkdocs.yml", CONFIG + "use_directory_urls: false\n"), ALL),
        (changed("mkdocs.yml", CONFIG + "copyright: Mine\n"), []),
        (changed("docs/alone.md", "---\ntitle: Alone\n---\nNothing leads here.\n"), []),
        (changed("docs/alone.md", "---\nsearch: {boost: 2}\n---\nNothing leads here.\n"), []),
        (changed("mkdocs.yml", CONFIG + "nav: [Named: alone.md, index.md, other.md]\n"), []),
        (damaged, ALL),
    ],
)
def test_what_a_change_concerns_is_converted_anew(
    change: Callable[[Path], None], names: list[str], site: Path, converted: list[str]
) -> None:
    built()
    change(site)
    converted.clear()
    warm = built()
    assert sorted(converted) == names
    removed_cache(site)
    assert built() == warm


def removed_cache(site: Path) -> None:
    for path in (site / ".cache").rglob("*"):
        if path.is_file():
            path.unlink()


SLUGS = "  - pymdownx.tabbed:\n      slugify: !!python/name:{}\n"


@pytest.mark.parametrize(
    ("extension", "count"),
    [
        (SLUGS.format("pymdownx.slugs.slugify"), 3),
        (SLUGS.format("tests.pages.test_plugin.write"), 6),
        ("  - pymdownx.snippets\n", 6),
    ],
)
def test_a_page_that_may_come_of_more_is_converted_each_time(
    extension: str, count: int, site: Path, converted: list[str]
) -> None:
    write(site / "mkdocs.yml", CONFIG + extension)
    assert built() == built()
    assert len(converted) == count


def test_dead_links_are_named_at_every_build(
    site: Path, converted: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    write(site / "docs/index.md", DEAD)
    messages = []
    for _ in range(2):
        caplog.clear()
        built()
        messages.append([record.message for record in caplog.records if record.levelno == logging.WARNING])
    assert len(messages[0]) == 5
    assert messages[0] == messages[1]
    assert len(converted) == 3


def test_a_link_that_is_mended_elsewhere_is_named_no_more(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(site / "docs/index.md", "[a](new.md)\n")
    built()
    write(site / "docs/new.md", "New\n")
    caplog.clear()
    assert b'href="new/"' in built()["site/index.html"]
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == []


def test_away_from_its_site_nothing_is_kept(
    site: Path,
    converted: list[str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    built(site)
    built(site)
    assert len(converted) == 6
    assert not [*Path().rglob(".cache"), *site.rglob(".cache")]


@pytest.mark.usefixtures("site")
def test_other_examples_convert_all_anew(converted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    built()
    monkeypatch.setattr(plugin, "digest_of_examples", lambda: "another")
    built()
    assert sorted(converted) == sorted(2 * ALL)


LINE = "- [Given](mazur/{0}.md), 1 value: `w5`\n"


def test_a_link_to_a_value_follows_it_to_another_page(
    site: Path, converted: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    write(site / "docs/index.md", "[w5](values/mazur.md#w5)\n")
    for name in ("given", "update"):
        write(site / "docs/values/mazur.md", LINE.format(name))
        for path in (site / "docs/values/mazur").glob("*.md"):
            path.unlink()
        write(site / f"docs/values/mazur/{name}.md", '- <a id="w5"></a>The weight\n')
        converted.clear()
        page = built()["site/index.html"]
        assert f'href="values/mazur/{name}/#w5"'.encode() in page
        assert "index.md" in converted
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == []
