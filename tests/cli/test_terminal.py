"""What a person at a terminal sees of a command, and a pipe does not."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal import Terminal

# The command, as if everything took long.
SLOW = """\
import sys
from backprop import progress
from backprop.cli import main
progress.DELAY = progress.PAUSE = -1
sys.exit(main())
"""
GREEN = "\x1b[32m"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a folder with two texts."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("So $2 \\cdot 3 = 6$.\n", encoding="utf-8")
    return tmp_path


def slow(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-c", SLOW, *words]


@pytest.mark.parametrize(("environment", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_shows_how_far_it_is_and_output_is_as_in_a_pipe(
    environment: dict[str, str], is_coloured: bool, notes: Path
) -> None:
    command = slow(["audit", "a.md", "b.md"])
    piped = subprocess.run(command, cwd=notes, capture_output=True, check=True)
    shell = ["sh", "-c", f"{shlex.join(command)} > output"]
    with Terminal(*shell, folder=notes, environment=environment) as terminal:
        assert terminal.end() == 0
    assert "auditing" in terminal.text
    assert "1/2" in terminal.text
    assert (GREEN in terminal.shown) is is_coloured
    assert (notes / "output").read_bytes().splitlines()[:2] == piped.stdout.splitlines()[:2]
    assert piped.stderr == b""


def test_control_c_ends_a_command_without_a_traceback(notes: Path) -> None:
    with Terminal(*slow(["audit", "a.md", "-"]), folder=notes, environment={}) as terminal:
        terminal.wait_for("1/2")
        assert terminal.interrupt() == 130
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize(
    ("words", "code", "output", "errors"),
    [
        (["value", "mazur:E_total", "--digits", "3"], 0, "mazur:E_total ≈ 0.298\n", ""),
        (
            ["audit", "\udcff.md"],
            1,
            "",
            "\\udcff.md: No such file or directory; expected a readable text file\n",
        ),
    ],
)
def test_output_is_utf_8_whatever_the_machine_writes_in(
    words: list[str], code: int, output: str, errors: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "backprop", *words]
    environment = {"PATH": "", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (code, output, errors)
