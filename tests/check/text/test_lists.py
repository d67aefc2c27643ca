"""Lists of values: what an entry says of its key, and what belongs below which heading."""

import pytest

from backprop.check.text import lists
from backprop.check.text.links import key_of
from backprop.core.keys import parse
from backprop.reading.document import Document
from tests.check.text.pieces import document, found, paragraph

ENTRY = r"{net_o1}$net_{o1}$ net input of o1\n≈ 1.1059059670597701 `mazur:net_o1` $= w_5$".replace(
    r"\n", "\n"
)
EXACT = "{w5}$w_5$ weight from h1 to o1\n= 0.4 `mazur:w5`"
UPDATED = "{@1:w5}$w_5^{+}$ weight from h1 to o1, updated\n≈ 0.35891647971788461 `mazur@1:w5`"


def page(*lines: str, example: str = "mazur") -> Document:
    """Return a page of headings, which begin with #, and entries."""
    kinds = ["heading" if line.startswith("# ") else "item" for line in lines]
    blocks = (paragraph(line.removeprefix("# "), kind) for line, kind in zip(lines, kinds, strict=True))
    return document(*blocks, example=example, path=f"docs/values/{example}.md")


def judged(*lines: str, example: str = "mazur") -> list[str]:
    """Judge the entries of a page, each by itself."""
    return found(lists.verdict(page(*lines, example=example)))


@pytest.mark.parametrize(
    ("heading", "entry"),
    [
        ("# Forward pass", ENTRY),
        ("# Given", EXACT),
        ("# Update", UPDATED),
        ("# After 1 update", UPDATED),
    ],
)
def test_right_entries(heading: str, entry: str) -> None:
    assert judged(heading, entry) == []


@pytest.mark.parametrize(
    ("entry", "old", "new", "problem"),
    [
        (ENTRY, "{net_o1}", "{net_o2}", "found the anchor net_o2, expected net_o1"),
        (ENTRY, "$net_{o1}$", "$net_{o2}$", "found net_{o2}, expected the symbol of net_o1"),
        (ENTRY, "input of o1", "input of o2", "found 'net input of o2', expected 'net input of o1'"),
        (ENTRY, "≈", "=", "found = 1.1059059670597701, expected ≈ for mazur:net_o1"),
        (
            ENTRY,
            "1.1059059670597701",
            "1.1059059670597702",
            "found 1.1059059670597702, expected 1.1059059670597701",
        ),
        (
            ENTRY,
            "1.1059059670597701",
            "1.10590597",
            "found 9 significant digits of mazur:net_o1, expected 17",
        ),
        (
            ENTRY,
            "1.1059059670597701",
            "1.1059.59670597701",
            "found an entry without words, = or ≈ and digits",
        ),
        (ENTRY, "`mazur:net_o1`", "`mazur:net_o2`", "found the anchor net_o1, expected net_o2"),
        (ENTRY, "`mazur:net_o1`", "`mazur:net_o3`", "mazur:net_o3: no quantity is named 'net_o3'"),
        (ENTRY, "`mazur:net_o1`", "`mazur;rate=0.5:net_o1`", "expected its one spelling mazur:net_o1"),
        (UPDATED, "w_5^{+}", "w_5", "found w_5, expected the symbol of w5+"),
    ],
)
def test_wrong_entries(entry: str, old: str, new: str, problem: str) -> None:
    changed = entry.replace(old, new, 1)
    assert changed != entry
    assert problem in judged("# Update" if entry == UPDATED else "# Forward pass", changed)[0]


def test_an_exact_value_is_no_rounding() -> None:
    assert "found ≈ 0.4, expected = for mazur:w5" in judged("# Given", EXACT.replace("=", "≈"))[0]


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("# Error", "found mazur:net_o1 below Error, where it does not belong"),
        ("# After 1 update", "found mazur:net_o1 below a heading of another run"),
        ("# rate 0.1, at the start", "found mazur:net_o1 below a heading of another run"),
        ("# Anything", "found mazur:net_o1 below a heading that says nothing of its step"),
    ],
)
def test_entries_below_a_wrong_heading(heading: str, problem: str) -> None:
    assert problem in judged(heading, ENTRY)[0]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Given", lists.Section("given", (), 0)),
        ("Update", lists.Section("update", (), 1)),
        ("At the start", lists.Section(None, (), 0)),
        ("After 10,000 updates", lists.Section(None, (), 10_000)),
        (
            "rate 0.1, momentum 0.9, after 2 updates",
            lists.Section(None, (("rate", "0.1"), ("momentum", "0.9")), 2),
        ),
        ("bias each, at the start", lists.Section(None, (("bias", "each"),), 0)),
        ("bias none, at the start", None),
        ("All values", None),
    ],
)
def test_headings(heading: str, section: lists.Section | None) -> None:
    assert lists.read_section(heading, "mazur") == section


def test_the_subject_of_an_entry() -> None:
    assert lists.subject(paragraph(ENTRY, "item")) == parse("mazur:net_o1") == key_of("mazur:net_o1")
    assert lists.subject(paragraph("a `mazur:net_o1`", "item")) is None


def test_only_entries_and_headings_of_a_list_are_covered() -> None:
    listed = page("# Given", EXACT)
    assert lists.covers(listed, paragraph("Given", "heading"))
    assert not lists.covers(listed, paragraph("All values", "heading"))
    assert not lists.covers(document(), paragraph("Given", "heading"))
