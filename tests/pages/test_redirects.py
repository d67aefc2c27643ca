"""Redirects: from each address that a page has left straight to the page, as lines of the settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.pages.patch import injected
from backprop.pages.redirects import kept_addresses, read_redirects, redirect_patches, redirects_after

NONE = """# a site
plugins:
  - search
  - redirects:  # what has moved
      redirect_maps: {}  # none yet
  - other

nav: []
"""
TWO = NONE.replace("redirect_maps: {}", "redirect_maps:").replace(
    "# none yet\n", "# none yet\n        a.md: b.md\n        # why\n        'c.md': d.md  # long ago\n"
)
MORE, CUT = {"a.md": "b.md", "c.md": "d.md", "e.md": "b.md"}, TWO.partition("\n  - other")[0]


@pytest.mark.parametrize(
    ("redirects", "old", "new", "released", "after"),
    [
        ({}, "a.md", "b.md", [], {"a.md": "b.md"}),
        ({"a.md": "b.md"}, "b.md", "c.md", [], {"a.md": "c.md", "b.md": "c.md"}),
        ({"a.md": "b.md"}, "b.md", "a.md", [], {}),
        ({"a.md": "b.md"}, "b.md", "a.md", ["/b/"], {"b.md": "a.md"}),
        ({"a.md": "c.md", "b.md": "c.md"}, "c.md", "a.md", [], {"b.md": "a.md"}),
        ({"a.md": "b.md"}, "x.md", "a.md", [], {"x.md": "a.md"}),
        ({"a.md": "b.md"}, "b.md", "a/index.md", [], {}),
        ({}, "a.md", "a/index.md", [], {}),
        ({"x.md": "a.md"}, "a.md", "a/index.md", ["/a/"], {"x.md": "a/index.md"}),
    ],
)
def test_no_redirect_leads_to_another_and_none_from_a_page(
    redirects: dict[str, str], old: str, new: str, released: list[str], after: dict[str, str]
) -> None:
    assert redirects_after(redirects, old, new, released) == after


@pytest.mark.parametrize(
    ("before", "redirects", "after"),
    [
        (NONE, {}, NONE),
        (NONE, {"a.md": "b.md"}, NONE.replace(" {}", "").replace("yet\n", "yet\n        a.md: b.md\n")),
        (TWO, {"a.md": "b.md", "c.md": "d.md"}, TWO),
        (TWO, {"a.md": "b.md", "c.md": "e.md"}, TWO.replace("d.md", "e.md")),
        (TWO, {"a.md": "b.md"}, TWO.replace("        'c.md': d.md  # long ago\n", "")),
        (TWO, MORE, TWO.replace("ago\n", "ago\n        e.md: b.md\n")),
        (CUT, MORE, f"{CUT}\n        e.md: b.md"),
    ],
)
def test_each_has_a_line_and_other_lines_stay(before: str, redirects: dict[str, str], after: str) -> None:
    changed = injected(before, redirect_patches("mkdocs.yml", before, redirects))
    assert changed == after
    assert read_redirects("mkdocs.yml", changed) == redirects


def test_lines_that_are_taken_back_leave_the_settings_as_they_were() -> None:
    moved = injected(NONE, redirect_patches("mkdocs.yml", NONE, {"a.md": "b.md"}))
    assert injected(moved, redirect_patches("mkdocs.yml", moved, {})) == NONE


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "plugins:\n  - search\n",
        "plugins:\n  - redirects\n",
        "plugins:\n  - redirects:\n      redirect_maps:\n",
        "plugins:\n  - redirects:\n      redirect_maps: {a.md: b.md}\n",
    ],
)
def test_settings_without_a_place_for_them_are_refused(settings: str) -> None:
    with pytest.raises(BackpropError) as raised:
        read_redirects("mkdocs.yml", settings)
    assert str(raised.value) == (
        "mkdocs.yml: found no place for redirects, expected `- redirects:` below plugins, and below it "
        "`redirect_maps: {}`, or a line for each page"
    )


def site(folder: Path, redirects: str) -> Path:
    """Return the folder of a small site, not built."""
    for name in ("index.md", "new/page.md", "values/line.md"):
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text("# Page\n\n## Its end\n", "utf-8")
    settings = f"site_name: Site\nplugins:\n  - redirects:\n      redirect_maps: {redirects}\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return folder


def test_an_address_is_kept_by_a_page_or_by_what_leads_to_one(tmp_path: Path) -> None:
    folder = site(tmp_path, "\n        old.md: new/page.md\n        gone.md: nowhere.md")
    part = folder / "docs/values/line/given.md"
    part.parent.mkdir()
    part.write_text("# Given\n\n<!-- backprop: values line given -->\n<!-- /backprop -->\n", "utf-8")
    assert kept_addresses(folder / "docs") == {"/", "/new/page/", "/values/line/", "/old/"}


def built(folder: Path, builder: str) -> subprocess.CompletedProcess[str]:
    """Build a site strictly."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    words = [sys.executable, "-m", builder, "build", "--strict"]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_both_builders_lead_on_with_and_without_scripts(builder: str, tmp_path: Path) -> None:
    folder = site(tmp_path, "\n        old/page.md: new/page.md")
    done = built(folder, builder)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (folder / "site/old/page/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="../../new/page/">' in page
    assert '<meta http-equiv="refresh" content="0; url=../../new/page/">' in page
    assert "window.location.hash" in page
    assert "old" not in (folder / "site/sitemap.xml").read_text("utf-8")


def test_one_that_leads_to_no_page_ends_the_build(tmp_path: Path) -> None:
    done = built(site(tmp_path, "\n        old/page.md: nowhere.md"), "mkdocs")
    assert (done.returncode, "Redirect target 'nowhere.md' does not exist!" in done.stderr) == (1, True)
