"""A second subject, a loan: everything works on it from its own folder, and nothing speaks of networks."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SPEAKS_OF_NETWORKS = re.compile(r"network|neuron|matri|mazur|backpropagation|forward pass", re.I)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the subject's folder, its pages filled."""
    copy = tmp_path_factory.mktemp("loan") / "site"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("*.pyc", "__pycache__", "test_*"))
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    run(copy, "backprop", "inject")
    return copy


def run(folder: Path, module: str, *arguments: str, code: int = 0) -> str:
    """Run a module as a program in the folder, and return what it printed."""
    command = [sys.executable, "-W", "error", "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_literal_is_short() -> None:
    text = (HERE / "loan.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert not SPEAKS_OF_NETWORKS.search(text.partition('"""\n')[2])


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("value", "loan:K3", "loan:dK3/dr"), "loan:K3 = 743.722875\nloan:dK3/dr = 2759.175\n"),
        (("value", "loan;charge=0.01:K3"), "loan;charge=0.01:K3 = 757.592\n"),
        (("show", "loan"), "  K1 = K0 + I1 - P = 1000 + 5 - 90 = 915\n"),
        (("keys", "loan"), "loan:K0\nloan:r\nloan:P\nloan:I1\nloan:K1\n"),
        (("inject", "--check"), ""),
        (("check",), "0 findings"),
        (
            ("cite", "loan:K3"),
            "A lender (2026). Amount owed after the third month, loan:K3 = 743.722875. In: Loans,",
        ),
    ],
)
def test_the_commands_know_the_loan(folder: Path, arguments: tuple[str, ...], printed: str) -> None:
    text = run(folder, "backprop", *arguments)
    assert printed in text
    assert not SPEAKS_OF_NETWORKS.search(text)


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("value", "mazur:w1"), "no example is named 'mazur'; the nearest: loan\n"),
        (("value", "loan:K4"), "loan:K4: no quantity is named 'K4'; the nearest: K3, K2, K1\n"),
        (("value", "loan;rate=1:K3"), "loan has no option 'rate'; it has charge, payment\n"),
    ],
)
def test_what_there_is_not_is_refused(folder: Path, arguments: tuple[str, ...], printed: str) -> None:
    assert run(folder, "backprop", *arguments, code=1) == printed


def test_a_wrong_number_on_its_page_is_found(folder: Path) -> None:
    page = folder / "docs/index.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(right.replace("[743.722875]", "[743.722876]"), encoding="utf-8")
    try:
        assert "found 743.722876 in the words, expected the left side of the title, 743.722875" in run(
            folder, "backprop", "check", code=1
        )
    finally:
        page.write_text(right, encoding="utf-8")


def test_its_data_say_what_proves_them(folder: Path) -> None:
    run(folder, "backprop", "export", "data")
    data = json.loads((folder / "data/values/loan.json").read_text(encoding="utf-8"))
    assert data["routes"] == ["graph in ball arithmetic", "same formulas in integer intervals"]
    assert [value["digits"] for value in data["values"]][-1] == "743.722875"
    files = sorted(path.name for path in (folder / "data/values").iterdir() if path.name.startswith("loan"))
    assert files == ["loan-slips.json", "loan.json", "loan.xlsx"]
    assert not SPEAKS_OF_NETWORKS.search(json.dumps(data))


def test_its_site_is_built_and_speaks_of_loans_alone(folder: Path) -> None:
    run(folder, "backprop", "export", "docs")
    run(folder, "mkdocs", "build", "--strict")
    for path in (folder / "site/index.html", folder / "site/values/loan/index.html"):
        text = path.read_text(encoding="utf-8")
        assert "the same formulas in intervals of whole numbers" in text or path.parent.name == "site"
        article = text.partition("<article")[2].partition("</article>")[0]
        assert article
        assert not SPEAKS_OF_NETWORKS.search(article)
    assert "0 findings" in run(folder, "backprop", "check", "site")
