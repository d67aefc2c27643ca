"""Programs of every example: they run by themselves, print what is proved, and look written by hand."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from backprop.core.digits import significant
from backprop.core.example import Example
from backprop.core.keys import parse
from backprop.core.registry import digits
from backprop.errors import BackpropError
from backprop.exports.notebook import notebook_files
from backprop.exports.printed import compare, expected_keys
from backprop.exports.program.dialect import NUMPY, TORCH, Dialect
from backprop.exports.program.file import program, program_files
from backprop.exports.program.stages import DIGITS, has_program
from backprop.networks.examples import EXAMPLES
from backprop.networks.network import Network
from backprop.release import VERSION
from tests.exports.made_up import MADE_UP

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/code/notebook.md"
ALL = {name: each for name, each in (EXAMPLES | MADE_UP).items() if has_program(each)}


@pytest.fixture(autouse=True)
def _made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, example in MADE_UP.items():
        monkeypatch.setitem(EXAMPLES, name, example)


SMALL = 1e-6  # of an error below, float64 has fewer digits than are printed


def numpy(example: Example) -> str:
    return program_files(example)[f"values/{example.name}_numpy.py"]


def run(text: str, tmp_path: Path) -> str:
    """Return what a program prints, run apart from this package and from all settings."""
    file = tmp_path / "program.py"
    file.write_text(text, "utf-8")
    command = [sys.executable, "-I", "-W", "error", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout


@pytest.mark.parametrize("name", ALL)
def test_a_program_prints_what_is_proved_to_the_last_digit(name: str, tmp_path: Path) -> None:
    text = run(numpy(ALL[name]), tmp_path)
    compare(text, ALL[name])
    lines = [line.split() for line in text.splitlines()]
    proved = {key: float(digits(parse(key), significant(DIGITS)).text) for key, _ in lines}
    assert {key: float(number) for key, number in lines if abs(proved[key]) > SMALL} == {
        key: number for key, number in proved.items() if abs(number) > SMALL
    }


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("mazur", 31),
        ("sigmoid", 31),
        ("relu", 24),
        ("chain", 14),
        ("softmax", 32),
        ("descent", 9),
        ("line", 17),
        ("xor", 51),
    ],
)
def test_so_many_numbers_are_asked_for(name: str, count: int) -> None:
    keys = [str(key) for key in expected_keys(EXAMPLES[name])]
    assert len(keys) == len(set(keys)) == count


@pytest.mark.parametrize(
    ("name", "right", "wrong", "key"),
    [
        ("mazur", "[0.15, 0.20]", "[0.15, 0.21]", "net_h1"),
        ("mazur", "[0.40, 0.45]", "[0.45, 0.40]", "net_o1"),
        ("mazur", "b1 = 0.35", "b1 = 0.36", "net_h1"),
        ("mazur", "eta = 0.5", "eta = 0.51", "@1:w1"),
        ("mazur", "(out_o - t)", "(t - out_o)", "delta_o1"),
        ("mazur", "W2.T", "W2", "delta_h1"),
        ("mazur", "W1 - eta", "W1 + eta", "@1:w1"),
        ("mazur", "dW2, first=5", "dW2", "dE_total/dw1"),
        ("mazur", "** 2 / 2", "** 2", "E_o1"),
        ("mazur", ":.12g", ":.6g", "out_h1"),
        ("mazur", '", net_h)', '", out_h)', "net_h1"),
        ("mazur", "    W1 = W1 - eta * dW1\n", "", "@10:E_total"),
        ("signed", "-0.2", "0.2", "net_h2"),
        ("relu", "(W2.T @ delta_o) * (net_h > 0)", "W2.T @ delta_o * net_h", "delta_h1"),
        ("softmax", "b1 - eta * db1", "b1", "@1:b_o1"),
        ("descent", "+ 4 * theta[1]", "- 4 * theta[1]", "@10:J"),
        ("line", "(out - t) @ x", "(out - t).sum()", "dE_total/dw"),
        ("bend", "(net_h > 0)", "(net_h >= 0)", "delta_h1"),
        ("mixed", "delta_h1.sum()", "delta_h1.mean()", "dE_total/db1"),
    ],
)
def test_a_slip_is_caught(name: str, right: str, wrong: str, key: str, tmp_path: Path) -> None:
    text = numpy(ALL[name])
    assert right in text
    separator = "" if key.startswith("@") else ":"
    with pytest.raises(BackpropError, match=re.escape(f"{name}: found {name}{separator}{key} ")):
        compare(run(text.replace(right, wrong), tmp_path), ALL[name])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all programs."""
    folder = tmp_path_factory.mktemp("programs")
    for example in ALL.values():
        for name, text in program_files(example).items():
            (folder / Path(name).name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "words", [("check", "--select=A,B,C4,E,F,FLY,I,PIE,RET,RUF,SIM,UP,W"), ("format", "--check", "--diff")]
)
def test_a_program_is_in_good_style(words: tuple[str, ...], folder: Path) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    command = [str(ruff), *words, "--isolated", "--no-cache", "--target-version=py310", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert len(list(folder.iterdir())) == 2 * len(ALL)


def test_a_program_is_the_same_wherever_it_is_made() -> None:
    code = "from tests.exports.program.test_file import *; print(*(program_files(e) for e in ALL.values()))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@pytest.mark.parametrize("dialect", [NUMPY, TORCH], ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name in ALL])
def test_a_program_says_what_it_is_and_where_its_values_are_proved(name: str, dialect: Dialect) -> None:
    example = EXAMPLES[name]
    header = program(example, dialect).split('"""')[1].replace("\n", " ")
    for words in (example.title, f"Example {name} of", f"version {VERSION}.", "MIT licence", dialect.title):
        assert words in header
    values = ROOT / "docs/values"
    pages = [
        values / f"{name}.md",
        *(values / name).glob("*.md"),
    ]  # a divided one leads to its parts
    text = "".join(page.read_text("utf-8") for page in pages)
    anchors = re.findall(rf"values/{name}/#(\S+?),? ", header)
    assert len(anchors) == 2
    assert all(f'<a id="{anchor}"></a>' in text for anchor in anchors)


def test_the_page_about_programs_shows_what_they_are(tmp_path: Path) -> None:
    fences = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    text = numpy(EXAMPLES["mazur"])
    wholes = {"python": text, "text": run(text, tmp_path)}
    shown = [(language, code) for language, code in fences if language in wholes]
    assert {language for language, _ in shown} == set(wholes)
    assert [code for language, code in shown if code not in wholes[language]] == []


def test_an_example_of_no_form_has_no_program() -> None:
    class Plain(Network):
        form = ""

    mazur = EXAMPLES["mazur"]
    assert isinstance(mazur, Network)
    plain = Plain(**{field.name: getattr(mazur, field.name) for field in fields(mazur)})
    assert (program_files(plain), notebook_files(plain, lambda *_: None)) == ({}, {})
