"""A run of the bench: jobs in turn, what fails is named as missing, kernels compute the same network."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmark import kernels, saves
from scripts.benchmark.jobs import ROOT, Job
from scripts.benchmark.machine import machine
from scripts.benchmark.measure import (
    FULL,
    KERNELS,
    PREVIEW,
    QUICK,
    Measured,
    kernel_name,
    measure_saves,
    take_kernel,
)
from scripts.benchmark.saves import Preview


def stub(name: str, folder: Path, text: str = "pass") -> Job:
    """Return a job that writes its name into a common list, and then does as it is told."""
    (folder / name).mkdir()
    log = folder / "log"
    program = f"with open({str(log)!r}, 'a') as log: log.write({name!r} + ' ')\n{text}"
    return Job(name, folder / name, {"build": (sys.executable, "-c", program)}, "site", lambda _: None)


def test_jobs_run_in_turn_and_one_that_fails_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = Measured()
    jobs = [stub("a", tmp_path), stub("b", tmp_path, "raise SystemExit('gone')"), stub("c", tmp_path)]
    results.take(jobs, 2)
    assert (tmp_path / "log").read_text() == "a b c a c "
    assert {name: len(rounds) for name, rounds in results.rounds.items()} == {"a": 2, "c": 2}
    assert results.missing["b"].endswith(": gone")
    assert results.sizes == {"a": 0, "b": 0, "c": 0}
    assert capsys.readouterr().err.count(", round ") == 5


def test_a_quick_run_leaves_out_what_takes_long() -> None:
    assert [tool.name for tool in FULL.peers if tool not in QUICK.peers] == ["stock"]
    assert (QUICK.large, QUICK.has_site, QUICK.rounds) == (None, False, 1)


@pytest.mark.parametrize(
    ("kernel", "missing"), [("numpy 2 3", ""), ("numpy two 3", "ValueError: "), ("none 2 3", "KeyError: ")]
)
def test_a_kernel_prints_its_seconds_or_says_why_not(kernel: str, missing: str) -> None:
    results = Measured()
    take_kernel(results, kernel, [sys.executable, "-m", "scripts.benchmark.kernels"])
    assert results.missing.get(kernel, "").startswith(missing)
    assert [len(seconds) for seconds in results.kernels.values()] == [1] * (not missing)


def test_every_kernel_there_is_runs() -> None:
    assert {name for name, _, _ in KERNELS} == kernels.KERNELS.keys()
    assert len({kernel_name(*kernel) for kernel in KERNELS}) == len(KERNELS)


def test_both_routes_and_floats_update_the_same_network() -> None:
    """The first update of a weight, by hand in floats and proved."""
    from backprop.core.keys import settings
    from backprop.core.program import Run

    network = kernels.network_of_size(3)
    options = settings(network, ())
    proved = Run(network.graph(options), 128)
    for name in ("w1", "w18"):
        assert float(proved.value(1, name)) == pytest.approx(
            float(network.route(options, 128).value(1, name))
        )
    weights = kernels.by_numpy(3, 1)
    assert float(proved.value(1, "w1")) == pytest.approx(weights[0][0, 0])
    assert float(proved.value(1, "w18")) == pytest.approx(weights[1][2, 2])


def test_a_preview_that_shows_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saves, "PATIENCE", 0.2)
    results = Measured()
    idle = (sys.executable, "-c", "import time; time.sleep(60)")
    measure_saves(results, Preview(idle, tmp_path, Path("a.md"), "http://127.0.0.1:9/a/", {}), 1)
    assert (results.saves, [*results.missing]) == ({}, [PREVIEW])


def test_the_machine_is_named() -> None:
    assert {"Day", "Commit", "Processor", "Cores", "Memory", "Python", "mkdocs-material"} <= machine().keys()
    assert all(machine().values())


def test_the_command_names_its_options() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.benchmark", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(word in done.stdout for word in ("--quick", "--json FILE", "--rounds", "corpus"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("corpus", ".", "--pages", "0"), "found 0 pages, expected 1 to 17576\n"),
        (("corpus", "docs"), "docs: found files, expected an empty folder or none\n"),
    ],
)
def test_what_cannot_be_done_ends_with_a_line(words: tuple[str, ...], message: str) -> None:
    command = [sys.executable, "-m", "scripts.benchmark", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, message)
