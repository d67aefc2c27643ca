"""Patches put into a page, and recorded."""

import pytest

from backprop.core.keys import parse
from backprop.pages.patch import Patch, indented, injected, read_patches, written_patches

PATCHES = [
    Patch(7, 8, "2", frozenset()),
    Patch(0, 1, "Zwei", frozenset([parse("mazur:w1"), parse("relu@1:E_total")])),
]


def test_each_patch_comes_into_its_place() -> None:
    assert injected("1 and… 1.\n", PATCHES) == "Zwei and… 2.\n"
    assert injected("1 and… 1.\n", []) == "1 and… 1.\n"


def test_patches_come_back_as_they_were_written() -> None:
    assert read_patches(written_patches(PATCHES)) == PATCHES


@pytest.mark.parametrize(("text", "indent"), [("a\n\n b", "  "), ("a", "\t"), ("", "  ")])
def test_empty_lines_get_no_indentation(text: str, indent: str) -> None:
    lines = [f"{indent}{line}" if line else "" for line in text.split("\n")]
    assert indented(text, indent) == "\n".join(lines) + "\n"
