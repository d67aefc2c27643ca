"""The table of what the check accounts for."""

from dataclasses import replace
from pathlib import Path

from backprop.pages.checked import checked
from backprop.pages.pages import inject
from tests.pages.conftest import PAGE


def test_a_row_has_what_a_page_holds(tmp_path: Path) -> None:
    (tmp_path / "mazur").mkdir()
    (tmp_path / "mazur/index.md").write_text("$`w_5 = 0.4`$\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("Words.\n", encoding="utf-8")
    rendered = checked((), replace(PAGE, docs=tmp_path))
    assert rendered.text.splitlines() == [
        "| Page | Numbers | Equations | Waived |",
        "| :-- | --: | --: | --: |",
        "| [index](../index.md) | 0 | 0 | 0 |",
        "| [mazur](../mazur/index.md) | 1 | 1 | 0 |",
        "| all pages | 1 | 1 | 0 |",
    ]


def test_the_table_counts_what_the_same_run_has_written(tmp_path: Path) -> None:
    (tmp_path / "mazur").mkdir()
    (tmp_path / "mazur/index.md").write_text("[?](../values/mazur.md#net_h1)\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("<!-- backprop: checked -->\n<!-- /backprop -->\n", encoding="utf-8")
    inject(tmp_path, [], check=False)
    assert "| all pages | 1 | 0 | 0 |" in (tmp_path / "index.md").read_text(encoding="utf-8")
    assert inject(tmp_path, [], check=True) == []
