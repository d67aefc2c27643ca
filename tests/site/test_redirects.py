"""An address that a page has left, followed in the browser: from a subfolder, with and without scripts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.conftest import served

SETTINGS = """site_name: Site
plugins:
  - redirects:
      redirect_maps:
        old/page.md: new/page.md
"""


@pytest.mark.parametrize(
    ("with_scripts", "end"), [(True, "new/page/#its-end"), (False, "new/page/")], ids=["scripts", "none"]
)
@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_it_leads_to_the_page_and_to_the_anchor(
    browser: Browser, tmp_path: Path, builder: str, with_scripts: bool, end: str
) -> None:
    project = tmp_path / "1.1.0"
    (project / "docs/new").mkdir(parents=True)
    (project / "docs/index.md").write_text("# Home\n", "utf-8")
    (project / "docs/new/page.md").write_text("# Page\n\n## Its end\n", "utf-8")
    (project / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", builder, "build"], cwd=project, env=environment, check=True)
    with served(tmp_path) as base:
        page = browser.new_page(java_script_enabled=with_scripts)
        page.goto(f"{base}1.1.0/site/old/page/#its-end")
        page.wait_for_url(f"{base}1.1.0/site/{end}")
        assert page.title() == "Page - Site"
        page.close()
