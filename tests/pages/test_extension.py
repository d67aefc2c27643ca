import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pages.conftest import KATEX

CONFIG = """
site_name: Site
use_directory_urls: true
theme: {name: material, font: false}
plugins: [search, backprop]
markdown_extensions:
  - toc: {permalink: true}
  - backprop.pages: {katex: KATEX}
"""
FRONT = "---\ndescription: A page\n---\n\n"
PAGE = r"""# The weight $`w_5`$

It is $`\htmlData{key=mazur:w5}{0.40}`$.

## Its derivative $`\partial E_\text{total}/\partial w_5`$

![A chain](figures/b.svg)

*Its caption*

```math
\frac{\partial E_{total}}{\partial w_5} \approx 0.0821670
```
"""
SVG = """<svg role="img" viewBox="0 0 9 9" data-figure="b" aria-labelledby="b-title b-desc">
 <title id="b-title">A title</title>
 <desc id="b-desc">A chain</desc>
<text><tspan data-key="mazur:w5">0.4</tspan></text><path d="M0 0"/>
</svg>"""
BROKEN = "# A\n\nSo $`x + \\foo`$ and\n$`\\href{javascript:x}{y}`$.\n"


@dataclass(frozen=True)
class Site:
    """A project built by one tool."""

    folder: Path
    code: int
    output: str

    def search(self) -> list[tuple[str, str, str]]:
        """Give place, title and text of the entries of the search index."""
        (index,) = self.folder.glob("site/**/search*.json")
        entries = json.loads(index.read_text("utf-8"))
        entries = entries.get("docs") or entries["items"]
        return [(entry["location"], entry["title"], entry["text"].strip()) for entry in entries]


def build(folder: Path, text: str, *command: str, katex: Path = KATEX, name: str = "index.md") -> Site:
    (folder / "docs").mkdir()
    (folder / "docs" / name).write_text(text, "utf-8")
    (folder / "docs/figures").mkdir()
    (folder / "docs/figures/b.svg").write_text(SVG, "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG.replace("KATEX", str(katex)), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Site(folder, run.returncode, run.stdout)


MKDOCS = ("mkdocs", "build", "--strict")
ZENSICAL = ("zensical", "build")


@pytest.fixture(scope="module", params=[MKDOCS, ZENSICAL], ids=lambda command: command[0])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("sound"), FRONT + PAGE, *request.param)


def test_a_site_with_mathematics_builds(site: Site) -> None:
    assert site.code == 0, site.output


def test_anchors_and_contents_are_plain_text(site: Site) -> None:
    html = (site.folder / "site/index.html").read_text("utf-8")
    contents = re.findall(r'(?s)<a href="#([^"]*)" class="md-nav__link">(.*?)</a>', html)
    labels = {(anchor, " ".join(re.sub("<[^>]*>", "", label).split())) for anchor, label in contents}
    assert '<h1 id="the-weight-w5">' in html
    assert labels == {("its-derivative-e_totalw5", "Its derivative ∂E_total/∂w5")}


def test_the_search_index_is_plain_text(site: Site) -> None:
    assert site.search() == [
        ("", "The weight w5", "<p>It is 0.40.</p>"),
        ("#its-derivative-e_totalw5", "Its derivative ∂E_total/∂w5", "Its caption ∂E_total/∂w5 ≈ 0.0821670"),
    ]


def test_formulas_stand_in_the_page_and_marks_do_not(site: Site) -> None:
    html = (site.folder / "site/index.html").read_text("utf-8")
    assert html.count('<span class="katex">') == 4
    assert 'data-key="mazur:w5"' in html
    assert not re.search("[\x00-\x08]|katexz", html)


def test_figures_are_drawn_in_the_page(site: Site) -> None:
    html = (site.folder / "site/index.html").read_text("utf-8")
    drawn = f'<span class="drawing">{SVG}</span>'  # the mark for the search is gone by now
    assert f'<figure class="figure">{drawn}<figcaption>Its caption</figcaption></figure>' in html
    assert (site.folder / "site/figures/b.svg").read_text("utf-8") == SVG


def test_the_page_is_named_by_plain_text(tmp_path: Path) -> None:
    assert build(tmp_path, PAGE, *MKDOCS, name="page.md").code == 0
    assert "<title>The weight w5 - Site</title>" in (tmp_path / "site/page/index.html").read_text("utf-8")


def test_broken_formulas_end_the_build_with_a_line_each(tmp_path: Path) -> None:
    site = build(tmp_path, FRONT + BROKEN, *MKDOCS)
    assert site.code == 1
    assert "Traceback" not in site.output
    first, second = re.findall(r"docs/index\.md:\S* .*", site.output)
    assert first.startswith(
        "docs/index.md:7:10: KaTeX does not take this: Undefined control sequence: \\foo;"
    )
    assert second.startswith("docs/index.md:8:3: KaTeX does not take this: \\href is refused, only ")


def test_broken_formulas_end_a_build_by_zensical(tmp_path: Path) -> None:
    site = build(tmp_path, FRONT + BROKEN, *ZENSICAL)
    assert site.code == 1
    assert "docs/index.md:7:10: KaTeX does not take this: Undefined control sequence: \\foo" in site.output


def test_missing_katex_ends_the_build_with_the_cure(tmp_path: Path) -> None:
    site = build(tmp_path, PAGE, *MKDOCS, katex=Path("node_modules/katex"))
    assert site.code == 1
    assert "Traceback" not in site.output
    assert (
        "node_modules/katex: KaTeX is not there, expected its npm package; run scripts/install" in site.output
    )
