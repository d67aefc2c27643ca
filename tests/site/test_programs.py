"""The programs that the site is published with: installed from its address, they answer and check it."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

import pytest

from backprop.build.programs import FOLDER, SUMS
from backprop.release import VERSION

WHEEL = f"{FOLDER}/backprop-{VERSION}-py3-none-any.whl"


@pytest.fixture(scope="module")
def command(base: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel from the site; what it depends on is what this Python has."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(place / "bin/python")]
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "install", *options, urljoin(base, WHEEL)], check=True)
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return place / "bin/backprop"


def run(command: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([command, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_the_checksums_are_those_of_the_files(site: Path) -> None:
    folder = site / FOLDER
    sums = dict(line.split("  ")[::-1] for line in (folder / SUMS).read_text("utf-8").splitlines())
    assert sums == {
        path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != SUMS
    }


def test_the_package_answers(command: Path, tmp_path: Path) -> None:
    done = run(command, tmp_path, "value", "mazur@1:E_total")
    assert (done.returncode, done.stdout) == (0, "mazur@1:E_total ≈ 0.29102777369359935\n")


def test_the_package_checks_a_page_and_finds_a_wrong_digit(command: Path, site: Path, tmp_path: Path) -> None:
    html = (site / "mazur/forward/index.html").read_text("utf-8")
    page = tmp_path / "site/mazur/forward/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(html, "utf-8")
    shutil.copy(site / "index.html", tmp_path / "site")
    (tmp_path / "site/figures").mkdir()
    for figure in ("network-mazur.svg", "forward-mazur.svg", "error-mazur.svg"):
        shutil.copy(site / "figures" / figure, tmp_path / "site/figures")
    done = run(command, tmp_path, "check", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ">0.5932699" in html
    page.write_text(html.replace(">0.5932699", ">0.5932698"), "utf-8")
    assert run(command, tmp_path, "check", "site").returncode == 1
