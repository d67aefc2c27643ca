"""The programs that pages show and that need PyTorch: they print what is kept beside them."""

import subprocess
import sys
from pathlib import Path

import pytest

CODE = Path(__file__).parents[2] / "docs/code"
KEPT = sorted(CODE.glob("*.txt"))


def test_there_is_one() -> None:
    assert [path.name for path in KEPT] == ["mazur_torch.txt"]


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_program_prints_what_is_kept(kept: Path) -> None:
    program = kept.with_suffix(".py")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert done.stdout == kept.read_text("utf-8")
