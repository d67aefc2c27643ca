"""The PyTorch program of every example prints what is proved."""

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from backprop.core.example import Example
from backprop.errors import BackpropError
from backprop.exports.printed import compare
from backprop.exports.program.file import program_files
from backprop.exports.program.stages import has_program
from backprop.networks.examples import EXAMPLES
from tests.exports.made_up import MADE_UP

ALL = {name: each for name, each in (EXAMPLES | MADE_UP).items() if has_program(each)}


@pytest.fixture(autouse=True)
def _made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Know the examples that are made up, and undo the precision that a program asks for."""
    for name, example in MADE_UP.items():
        monkeypatch.setitem(EXAMPLES, name, example)
    before = torch.get_default_dtype()
    yield
    torch.set_default_dtype(before)


def program(example: Example) -> str:
    return program_files(example)[f"values/{example.name}_torch.py"]


def run(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a program prints, run in this process, since PyTorch takes its time to start."""
    file = tmp_path / "program.py"
    file.write_text(text, "utf-8")
    runpy.run_path(str(file), run_name="__main__")
    return capsys.readouterr().out


@pytest.mark.parametrize("name", list(ALL))
def test_a_program_prints_what_is_proved(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare(run(program(ALL[name]), tmp_path, capsys), ALL[name])


def test_a_program_runs_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(program(EXAMPLES["mazur"]), "utf-8")
    command = [sys.executable, "-I", "-W", "error", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    compare(done.stdout, EXAMPLES["mazur"])


@pytest.mark.parametrize(
    ("name", "right", "wrong", "key"),
    [
        ("mazur", "[0.15, 0.20]", "[0.15, 0.21]", ":net_h1"),
        ("mazur", "torch.float64", "torch.float32", ":"),
        ("mazur", "lr=0.5", "lr=0.25", "@1:w1"),
        ("mazur", "    descent.zero_grad()\n", "", "@10:E_total"),
        ("mazur", "** 2 / 2", "** 2", ":E_o1"),
        ("mazur", "[W1, W2]", "[W2]", "@1:w1"),
        ("softmax", "torch.softmax(net_o, dim=0)", "torch.sigmoid(net_o)", ":out_o1"),
        ("descent", "4 * theta[0]", "3 * theta[0]", ":dJ/dtheta0"),
        ("line", "b.grad", "w.grad", ":dE_total/db"),
    ],
)
def test_a_slip_is_caught(
    name: str, right: str, wrong: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = program(EXAMPLES[name])
    assert right in text
    with pytest.raises(BackpropError, match=re.escape(f"{name}: found {name}{key}")):
        compare(run(text.replace(right, wrong), tmp_path, capsys), EXAMPLES[name])
