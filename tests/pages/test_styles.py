import re
from pathlib import Path

import pytest

from backprop.pages.errors import PageError
from backprop.pages.styles import copy_styles
from tests.pages.conftest import KATEX


def test_the_styles_name_the_fonts_beside_them_and_no_others(tmp_path: Path) -> None:
    copy_styles(KATEX, tmp_path / "katex")
    css = (tmp_path / "katex/katex.min.css").read_text("utf-8")
    named = set(re.findall(r"url\(([^)]*)\)", css))
    there = {path.relative_to(tmp_path / "katex").as_posix() for path in (tmp_path / "katex/fonts").iterdir()}
    assert named == there
    assert {Path(name).suffix for name in named} == {".woff2"}
    assert len(re.findall("@font-face", css)) == len(named)


def test_the_licence_comes_along(tmp_path: Path) -> None:
    copy_styles(KATEX, tmp_path)
    assert (tmp_path / "LICENSE").read_bytes() == (KATEX / "LICENSE").read_bytes()


def test_twice_is_once(tmp_path: Path) -> None:
    copy_styles(KATEX, tmp_path)
    once = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    copy_styles(KATEX, tmp_path)
    assert once == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_missing_katex_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"katex\.min\.css: not there, .*; run scripts/install$"):
        copy_styles(tmp_path / "nowhere", tmp_path)
