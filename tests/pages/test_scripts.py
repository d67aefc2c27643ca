"""The modules of the built site: what they do as before, without the lines that are comments alone."""

import re
from pathlib import Path

import pytest

from backprop.pages.scripts import KERNEL, slim_modules, without_comments
from tests.node import ASSETS

MODULES = sorted(ASSETS.rglob("*.mjs"))


@pytest.mark.parametrize(
    ("text", "slim"),
    [
        ("// What it is.\nconst a = 1; // a reason\n", "const a = 1; // a reason\n"),
        ("{\n  // Why.\n  a();\n}\n", "{\n  a();\n}\n"),
        ('const url = "https://a.b";\n', 'const url = "https://a.b";\n'),
    ],
)
def test_lines_of_comments_go(text: str, slim: str) -> None:
    assert without_comments(text) == slim


def test_the_kernel_keeps_its_own(tmp_path: Path) -> None:
    for name in ("interval.mjs", "live/store.mjs"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("// Why.\nlet a;\n", "utf-8")
    slim_modules(tmp_path)
    assert (tmp_path / "interval.mjs").read_text("utf-8") == "// Why.\nlet a;\n"
    assert (tmp_path / "live/store.mjs").read_text("utf-8") == "let a;\n"
    assert {path.name for path in MODULES} >= KERNEL


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_text_of_several_lines_has_a_line_that_looks_like_a_comment(path: Path) -> None:
    texts = re.findall(r"`[^`]*`", re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE))
    assert [text for text in texts if "\n" in text and "//" in text] == []
