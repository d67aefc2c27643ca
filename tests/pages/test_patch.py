"""Patches put into a page, and recorded."""

from backprop.core.keys import parse
from backprop.pages.patch import Patch, injected, read_patches, written_patches

PATCHES = [
    Patch(7, 8, "2", frozenset()),
    Patch(0, 1, "Zwei", frozenset([parse("mazur:w1"), parse("relu@1:E_total")])),
]


def test_each_patch_comes_into_its_place() -> None:
    assert injected("1 and… 1.\n", PATCHES) == "Zwei and… 2.\n"
    assert injected("1 and… 1.\n", []) == "1 and… 1.\n"


def test_patches_come_back_as_they_were_written() -> None:
    assert read_patches(written_patches(PATCHES)) == PATCHES
