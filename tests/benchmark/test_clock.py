"""What a command costs: its own processes and those it leaves behind, and why one failed."""

import os
import sys
from pathlib import Path

import pytest

from scripts.benchmark.clock import CommandError, Cost, measured, middle, total

BUSY = "import time\nwhile time.process_time() < 0.3: pass"
HELD = "import time\nheld = bytearray(400 << 20)\ntime.sleep(0.6)"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="orphans and memory are seen on Linux alone")
COSTS = [Cost(1, 4, 30), Cost(3, 2, 10), Cost(2, 9, 20)]


def python(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def starting(text: str, *, waits: bool) -> list[str]:
    """Return a command that starts another one, and may end without it."""
    wait = ".wait()" if waits else ".stdout.readline()"
    pipe = "stdout=subprocess.PIPE"
    return python(f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {text!r}], {pipe}){wait}")


def test_costs_are_added_and_the_middle_is_taken_part_by_part() -> None:
    assert total(COSTS) == Cost(6, 15, 30)
    assert middle(COSTS) == Cost(2, 4, 20)


@pytest.mark.parametrize(
    "command",
    [
        python(BUSY),
        starting(BUSY, waits=True),
        starting(f"{BUSY}\nprint(flush=True)\ntime.sleep(60)", waits=False),
    ],
    ids=["itself", "a child", "an orphan"],
)
@ON_LINUX
def test_all_processes_are_accounted_for(command: list[str], tmp_path: Path) -> None:
    assert measured(command, tmp_path, {}).cpu >= 0.3


@ON_LINUX
@pytest.mark.parametrize("command", [python(HELD), starting(HELD, waits=True)], ids=["itself", "a child"])
def test_the_memory_is_that_of_all_processes(command: list[str], tmp_path: Path) -> None:
    assert measured(command, tmp_path, {}).memory > 400
    assert measured(python("pass"), tmp_path, {}).memory < 400


@pytest.mark.parametrize(
    ("text", "limit", "message"),
    [
        ("raise SystemExit(3)", 9.0, "exit code 3"),
        ("print('one'); raise SystemExit('no such page')", 9.0, "no such page"),
        ("import time; time.sleep(60)", 0.2, "ended by force"),
    ],
)
def test_a_command_that_fails_says_why(text: str, limit: float, message: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"{message}$"):
        measured(python(text), tmp_path, {}, limit)


def test_a_command_runs_in_its_folder_with_its_environment(tmp_path: Path) -> None:
    text = "import os, pathlib; pathlib.Path('out').write_text(os.environ['WORD'])"
    measured(python(text), tmp_path, {"WORD": "here"})
    assert (tmp_path / "out").read_text() == "here"
    assert "WORD" not in os.environ
