"""LibreOffice is found, or its absence is told in one line; nothing is skipped for want of it."""

import subprocess
from pathlib import Path

import pytest

from tests.office.recalculation import recalculated

SCRIPT = Path(__file__).parents[2] / "scripts" / "office"


def test_its_path_is_printed(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    ran = subprocess.run(["/bin/sh", SCRIPT], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, f"{program}\n")


def test_its_absence_is_one_clear_line(tmp_path: Path) -> None:
    ran = subprocess.run(["/bin/sh", SCRIPT], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        "found no soffice, expected LibreOffice Calc; install it, or run this as root on Debian\n"
    )


def test_without_it_a_test_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOFFICE", raising=False)
    with pytest.raises(AssertionError, match=r"^SOFFICE names no LibreOffice; run scripts/test, or set it"):
        recalculated(tmp_path, {})
