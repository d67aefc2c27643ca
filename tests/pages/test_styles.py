import re
from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.pages.styles import KATEX, TEXT_FACE, copy_styles
from tests.pages.conftest import PACKAGES

SHEETS = ("katex/katex.min.css", "text-face/text-face.css")


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assets")
    copy_styles(PACKAGES, folder)
    return folder


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_names_the_fonts_beside_it_and_no_others(assets: Path, sheet: str) -> None:
    path = assets / sheet
    css = path.read_text("utf-8")
    named = {Path(name).as_posix() for name in re.findall(r"url\(([^)]*)\)", css)}
    there = {font.relative_to(path.parent).as_posix() for font in path.parent.glob("f*/*")}
    assert named == there
    assert {Path(name).suffix for name in named} == {".woff2"}
    assert len(re.findall("@font-face", css)) == len(named)


@pytest.mark.parametrize(("folder", "package"), [("katex", KATEX), ("text-face", TEXT_FACE)])
def test_the_licence_comes_along(assets: Path, folder: str, package: Path) -> None:
    assert (assets / folder / "LICENSE").read_bytes() == (PACKAGES / package / "LICENSE").read_bytes()


def test_the_text_face_has_roman_and_italic_in_latin_and_greek_and_shows_text_at_once(assets: Path) -> None:
    css = (assets / SHEETS[1]).read_text("utf-8")
    fonts = {f"{script}-wght-{style}" for script in ("latin", "greek") for style in ("normal", "italic")}
    assert set(re.findall(r"source-serif-4-([\w-]+)\.woff2", css)) == fonts
    assert set(re.findall("font-family: (.*);", css)) == {"'Source Serif 4 Variable'"}
    assert css.count("font-display: swap;") == len(fonts)


@pytest.mark.parametrize("there", [[], [KATEX]])
def test_a_missing_package_names_the_cure(tmp_path: Path, there: list[Path]) -> None:
    for name in there:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(PACKAGES / name)
    with pytest.raises(
        BackpropError, match=r"\.css: not there, expected a style sheet; run scripts/install$"
    ):
        copy_styles(tmp_path, tmp_path / "assets")
