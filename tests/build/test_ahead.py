"""Work done ahead: each share once a round, by the process that took it; a failure is its own alone."""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from backprop.build.ahead import work_ahead
from backprop.errors import BackpropError

SHARES = ["a", "b", "c", "d", "e"]


def note(folder: Path, name: str, share: str) -> None:
    (folder / f"{name}-{share}").write_text(str(os.getpid()))


def fail(share: str) -> None:
    if share == "b":
        raise BackpropError("no")


def die(share: str) -> None:
    if share == "b":
        os.kill(os.getpid(), signal.SIGKILL)


def notes(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize("processes", [2, 3])
def test_a_share_stays_with_the_process_that_took_it(processes: int, tmp_path: Path) -> None:
    work_ahead([partial(note, tmp_path, "1"), partial(note, tmp_path, "2")], SHARES, processes)
    by = notes(tmp_path)
    assert set(by) == {f"{number}-{share}" for number in "12" for share in SHARES}
    assert all(by[f"1-{share}"] == by[f"2-{share}"] for share in SHARES)
    assert str(os.getpid()) not in by.values()


def test_no_round_begins_before_the_last_has_ended(tmp_path: Path) -> None:
    def see(share: str) -> None:
        (tmp_path / f"2-{share}").write_text(str(len(list(tmp_path.glob("1-*")))))

    work_ahead([partial(note, tmp_path, "1"), see], SHARES, 2)
    assert {path.read_text() for path in tmp_path.glob("2-*")} == {str(len(SHARES))}


@pytest.mark.parametrize(("mishap", "missing"), [(fail, 0), (die, 1)])
def test_a_mishap_ends_no_more_than_its_process(
    mishap: Callable[[str], None], missing: int, tmp_path: Path
) -> None:
    work_ahead([mishap, partial(note, tmp_path, "2")], SHARES, 2)
    assert len(SHARES) - len(notes(tmp_path)) >= missing
    assert ("2-b" in notes(tmp_path)) is (missing == 0)


@pytest.mark.parametrize(("shares", "processes"), [(SHARES, 1), (SHARES[:1], 2), ([], 2)])
def test_where_nothing_is_gained_no_process_starts(shares: list[str], processes: int, tmp_path: Path) -> None:
    work_ahead([partial(note, tmp_path, "1")], shares, processes)
    assert notes(tmp_path) == {}
