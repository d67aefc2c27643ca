"""The modules of the built site: small, the kernel as it was written, each fault with its place and cure."""

from pathlib import Path

import pytest

from backprop.pages.errors import PageError
from backprop.pages.scripts import KERNEL, shrink_modules
from tests.node import ASSETS, answers
from tests.pages.conftest import PACKAGES

ESBUILD = PACKAGES / "esbuild"
LONG = "// Why.\nexport const wordsOf = (name) => {\n  const text = `The\n// ${name}`;\n  return text;\n};\n"
WORDS_OF_W = "console.log(JSON.stringify((await import(process.argv[1])).wordsOf('w')))"


def test_a_module_becomes_small_and_does_the_same(tmp_path: Path) -> None:
    path = tmp_path / "live/words.mjs"
    path.parent.mkdir()
    path.write_text(LONG, "utf-8")
    shrink_modules(tmp_path, ESBUILD)
    assert path.stat().st_size < len(LONG) * 0.6
    assert answers(WORDS_OF_W, path, None) == "The\n// w"


def test_the_kernel_stays_as_it_was_written(tmp_path: Path) -> None:
    for name in KERNEL:
        (tmp_path / name).write_bytes((ASSETS / name).read_bytes())
    shrink_modules(tmp_path, ESBUILD)
    assert {name: (tmp_path / name).read_bytes() for name in KERNEL} == {
        name: (ASSETS / name).read_bytes() for name in KERNEL
    }


def test_a_broken_module_ends_the_build_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "broken.mjs").write_text("let a;\nlet b c;\n", "utf-8")
    with pytest.raises(PageError, match=r'^broken\.mjs:2: Expected ";" but found "c"; correct the module$'):
        shrink_modules(tmp_path, ESBUILD)


def test_a_missing_esbuild_ends_the_build_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="no: esbuild is not there, expected its npm package"):
        shrink_modules(tmp_path, Path("no"))
