"""Mutants before a check: what it finds is killed, what passes survives, and no accident counts as either."""

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from backprop.check.mutation import runs
from backprop.check.mutation.mutants import Mutant, mutants
from backprop.check.mutation.runs import as_text, run, sample
from backprop.errors import BackpropError
from backprop.reading.markdown import read_markdown

PAGE = "It is 5 of two inputs, or 6.\n"
MUTANTS = tuple(mutants(read_markdown("a.md", PAGE)))
BY_TEXT = {one.applied(PAGE).strip(): one for one in MUTANTS}


def blind(_path: str, text: str) -> Sequence[object]:
    """Look at the first number alone."""
    return [] if "It is 5 of" in text else ["another number"]


def fragile(_path: str, text: str) -> Sequence[object]:
    """End in an error of either sort for one page each."""
    if "-5" in text:
        raise ZeroDivisionError("by zero")
    if "It is 6" in text:
        raise BackpropError("cannot be computed")
    return [] if text == PAGE else ["wrong"]


def test_what_is_found_is_killed_and_what_passes_survives() -> None:
    report = run({"a.md": PAGE}, blind, MUTANTS)
    assert report.tallies == {
        "sign": {"killed": 1, "survived": 1},
        "digit": {"killed": 1, "survived": 1},
    }
    assert [(one.status, one.mutant.applied(PAGE)) for one in report.outcomes] == [
        ("survived", "It is 5 of two inputs, or -6.\n"),
        ("survived", "It is 5 of two inputs, or 7.\n"),
    ]
    assert report.code == 1


def test_an_error_for_a_person_kills_and_any_other_is_a_failure() -> None:
    report = run({"a.md": PAGE}, fragile, MUTANTS)
    assert report.tallies["digit"] == {"killed": 2}
    assert report.tallies["sign"] == {"killed": 1, "failed": 1}
    assert [(one.status, one.note) for one in report.outcomes] == [("failed", "ZeroDivisionError: by zero")]
    assert report.code == 1


def test_every_mutant_killed_is_success() -> None:
    report = run({"a.md": PAGE}, lambda _, text: [] if text == PAGE else ["wrong"], MUTANTS)
    assert (report.outcomes, report.code) == ((), 0)


def test_a_page_with_mistakes_proves_nothing() -> None:
    with pytest.raises(BackpropError, match=r"^a\.md: found 2 mistakes before any change, expected none"):
        run({"a.md": PAGE}, lambda *_: ["x", "y"], MUTANTS)


def test_what_is_equivalent_is_asked_only_of_survivors() -> None:
    asked = []

    def equivalent(text: str, mutant: Mutant) -> str | None:
        asked.append(mutant)
        assert text == PAGE
        return "the second number says nothing" if mutant.kind == "digit" else None

    report = run({"a.md": PAGE}, blind, MUTANTS, equivalent)
    assert len(asked) == 2
    assert report.tallies["digit"] == {"killed": 1, "equivalent": 1}
    assert report.code == 1
    assert "equivalent: 1 where the second number says nothing" in as_text(report, {"a.md": PAGE})


def test_the_report_shows_place_change_and_line() -> None:
    pages = {"a.md": PAGE}
    lines = as_text(run(pages, blind, MUTANTS), pages).splitlines()
    assert lines[:3] == [
        "a.md:1:27: sign: found '' → '-'",
        "    It is 5 of two inputs, or 6.",
        "                              ^",
    ]
    assert [line.split() for line in lines[-4:]] == [
        ["made", "killed", "equivalent", "survived", "failed"],
        ["sign", "2", "1", "0", "1", "0"],
        ["digit", "2", "1", "0", "1", "0"],
        ["all", "4", "2", "0", "2", "0"],
    ]


def test_the_report_shows_a_failure_and_its_error() -> None:
    told = as_text(run({"a.md": PAGE}, fragile, MUTANTS), {"a.md": PAGE})
    assert "a.md:1:7: sign: found '' → '-'; the check ended in ZeroDivisionError: by zero" in told


def test_a_long_change_is_shortened() -> None:
    text = "x" * 100
    told = as_text(run({"a.md": text}, lambda *_: [], [Mutant("a.md", "digit", 0, 100, "y")]), {"a.md": text})
    assert f"found '{'x' * 30} … {'x' * 30}' → 'y'" in told


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this machine cannot fork")
def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_CHUNK", 2)
    pages = {"a.md": PAGE}
    for check in (blind, fragile):
        assert run(pages, check, MUTANTS, processes=2) == run(pages, check, MUTANTS, processes=1)


def many() -> list[Mutant]:
    kinds = ["digit"] * 100 + ["sign"] * 10 + ["claim"] * 3
    return [Mutant("a.md", kind, number, number, "x") for number, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("count", "shares"),
    [
        (0, {}),
        (3, {"digit": 1, "sign": 1, "claim": 1}),
        (15, {"digit": 6, "sign": 6, "claim": 3}),
        (30, {"digit": 17, "sign": 10, "claim": 3}),
        (1000, {"digit": 100, "sign": 10, "claim": 3}),
    ],
)
def test_each_kind_gets_its_share(count: int, shares: dict[str, int]) -> None:
    drawn = sample(many(), count, seed=1)
    assert Counter(one.kind for one in drawn) == shares
    assert drawn == [one for one in many() if one in drawn]


def test_a_seed_decides_the_sample() -> None:
    assert sample(many(), 20, seed=1) == sample(many(), 20, seed=1)
    assert sample(many(), 20, seed=1) != sample(many(), 20, seed=2)
    assert set(sample(many(), 20, seed=1)) < set(sample(many(), 40, seed=1))


def test_the_sample_of_a_real_page_has_every_kind_of_it() -> None:
    path = Path(__file__).parents[3] / "docs" / "chain" / "backward.md"
    found = list(mutants(read_markdown(str(path), path.read_text(encoding="utf-8"))))
    assert {one.kind for one in sample(found, 30, seed=0)} == {one.kind for one in found}
