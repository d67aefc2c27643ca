"""The installed wheel, in an empty folder: every command that needs no pages, the value, and its types."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft7Validator

from backprop.core.value import Value
from backprop.release import VERSION

ROOT = Path(__file__).parents[1]
MADE_OF = ["backprop", "pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"]
TOTAL = "0.29102777369359935"
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Installed:
    """A Python that has the wheel and what it depends on, and an empty folder to run it in."""

    wheel: Path
    python: Path
    folder: Path

    def run(self, *words: str) -> Done:
        """Run Python; nothing of the environment leads to the repository."""
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        return run([str(self.python), *words], self.folder, environment)

    def command(self, *words: str) -> Done:
        """Run the command as the wheel installs it."""
        return self.run(str(self.python.with_name("backprop")), *words)


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Done:
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy: the build leaves nothing in the repository and takes nothing old."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in MADE_OF:
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(built)]
    done = run([*pip, "wheel", *options, str(source)], source)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel; a line of a `.pth` file leads to the packages that this Python has."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, symlinks=True)
    python = place / "bin/python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    done = run([*pip, "install", "--no-deps", "--no-index", "--no-compile", str(wheel)], place)
    assert done.returncode == 0, done.stdout + done.stderr
    (site,) = place.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return Installed(wheel, python, tmp_path_factory.mktemp("empty"))


def test_the_wheel_holds_what_the_package_reads(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (about,) = [archive.read(name).decode() for name in names if name.endswith("METADATA")]
    package = [path for path in (ROOT / "backprop").rglob("*.*") if "__pycache__" not in path.parts]
    assert {path.relative_to(ROOT).as_posix() for path in package} <= names
    assert {f"backprop-{VERSION}.dist-info/licenses/{name}" for name in MADE_OF[-2:]} <= names
    assert not [
        name for name in names if not name.startswith(("backprop/", f"backprop-{VERSION}.dist-info/"))
    ]
    found = message_from_string(about)
    assert (found["Name"], found["Version"]) == ("backprop", VERSION)


def test_nothing_comes_from_the_repository(installed: Installed) -> None:
    done = installed.run("-c", "import backprop, sys; print(backprop.__file__, *sys.path, sep='\\n')")
    file, *path = done.stdout.splitlines()
    assert Path(file).is_relative_to(installed.python.parents[1])
    assert str(ROOT) not in path


# The words of a command, and what it has to print.
COMMANDS = [
    (["value", "mazur@1:E_total"], f"mazur@1:E_total ≈ {TOTAL}\n"),
    (["value", "--json", "mazur@1:E_total"], f'"digits": "{TOTAL}"'),
    (["show", "chain"], "net_h1 = w1 * i1 + b1 = 0.3 * 2 + (-0.1) = 0.5\n"),
    (["keys", "mazur"], "\nmazur:dE_total/dw5\n"),
    (["explain", "mazur@1:E_total", "0.291027774"], "0.291027774"),
    (["cite", "mazur:w1", "--site", "https://example.org"], "https://example.org/values/mazur/#w1"),
    (["grade", "--help"], "grade by this example"),
    (["cite", "mazur@1:E_total", "--accessed", "2027-03-05", "--format", "ris"], TOTAL),
]


@pytest.mark.parametrize(
    ("words", "output"), COMMANDS, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_a_command_works_in_an_empty_folder(words: list[str], output: str, installed: Installed) -> None:
    done = installed.command(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert output in done.stdout
    assert list(installed.folder.iterdir()) == [], "a command leaves nothing that was not asked for"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["inject"], "found no folder docs; run this where the project's mkdocs.yml stands"),
        (["check"], "docs: found no page, expected a folder with index.md, or with a built site"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_command_that_needs_pages_says_so_in_a_line(
    words: list[str], message: str, installed: Installed
) -> None:
    done = installed.command(*words)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{message}\n")


def test_an_unknown_key_is_told_in_a_line(installed: Installed) -> None:
    done = installed.command("cite", "mazur@1:E_totl")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "no quantity is named 'E_totl'; the nearest: E_total" in done.stderr


def test_a_value_is_a_number_in_three_forms(installed: Installed) -> None:
    code = "import backprop, json; v = backprop.value('mazur@1:E_total')"
    done = installed.run("-c", f"{code}; print(json.dumps([float(v), str(v.decimal), str(v)]))")
    assert json.loads(done.stdout) == [float(TOTAL), TOTAL, TOTAL]


TYPED = """import backprop
v = backprop.value("mazur@1:E_total")
reveal_type((v, float(v), v.decimal, str(v)))
reveal_type((round(v), round(v, 2), v.fraction, v < 1, backprop.keys("mazur"), backprop.examples()))
print(v.digit, v + 1, backprop.valu)
"""
TYPES = [
    f'typed.py:3: note: Revealed type is "tuple[{Value.__module__}.Value, float, decimal.Decimal, str]"',
    (
        'typed.py:4: note: Revealed type is "tuple[int, decimal.Decimal, fractions.Fraction, bool, '
        'tuple[str, ...], dict[str, str]]"'
    ),
    'typed.py:5: error: "Value" has no attribute "digit"; maybe "digits"?  [attr-defined]',
    'typed.py:5: error: Unsupported operand types for + ("Value" and "int")  [operator]',
    'typed.py:5: error: Module has no attribute "valu"; maybe "value"?  [attr-defined]',
    "Found 3 errors in 1 file (checked 1 source file)",
]


def test_types_are_known_to_a_checker(installed: Installed, tmp_path: Path) -> None:
    script = tmp_path / "typed.py"
    script.write_text(TYPED, "utf-8")
    done = installed.run(
        "-m", "mypy", "--strict", "--follow-imports=silent", "--cache-dir=/dev/null", str(script)
    )
    lines = done.stdout.splitlines()
    assert all(line.endswith(said) for line, said in zip(lines, TYPES, strict=True)), done.stdout


# `backprop export out` of one example: all of them take a minute.
EXAMPLE = "relu"
EXPORT = f"""
import sys
from backprop.cli import main
from backprop.exports import export, notebook
export.EXAMPLES = notebook.EXAMPLES = {{"{EXAMPLE}": export.EXAMPLES["{EXAMPLE}"]}}
sys.exit(main(["export", "out"]))
"""


@pytest.fixture(scope="module")
def exported(installed: Installed) -> Iterator[Path]:
    """Return the folder of what the wheel exports of one example; the empty folder is left empty again."""
    done = installed.run("-c", EXPORT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    yield installed.folder / "out"
    shutil.rmtree(installed.folder / "out")


def test_the_data_of_the_wheel_fit_their_schemas(exported: Path) -> None:
    for file in [exported / "values.json", exported / f"values/{EXAMPLE}.json"]:
        document = json.loads(file.read_text("utf-8"))
        schema = json.loads((file.parent / document["$schema"]).read_text("utf-8"))
        Draft7Validator(schema).validate(document)


def test_the_wheel_writes_the_files_of_the_site(exported: Path) -> None:
    """Only the documents differ: those of the site know which pages print a value."""
    files = [path.relative_to(exported) for path in exported.rglob("*") if path.suffix not in {"", ".json"}]
    assert {path.suffix for path in files} == {".csv", ".ipynb", ".py", ".xlsx"}
    assert (ROOT / "docs/values.json").is_file(), "no data beside the pages; run scripts/build first"
    assert [str(path) for path in files if not same(exported / path, ROOT / "docs" / path)] == []


def same(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def test_data_of_the_wheel_are_compared_and_judged(exported: Path, installed: Installed) -> None:
    done = installed.command("diff", str(exported), str(exported))
    assert (done.returncode, done.stderr) == (0, "")
    done = installed.command("grade", str(exported / f"values/{EXAMPLE}.xlsx"))
    assert (done.returncode, done.stderr) == (0, "")
    assert EXAMPLE in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_wheel_brings_what_completes_keys(shell: str, installed: Installed) -> None:
    done = installed.command("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_backprop_keys" in done.stdout


def test_a_second_subject_needs_no_more_than_the_wheel(installed: Installed) -> None:
    place = installed.folder / "loan"
    shutil.copytree(ROOT / "tests/subject", place, ignore=shutil.ignore_patterns("*_*", "__pycache__"))
    (place / "node_modules").symlink_to(ROOT / "node_modules")
    there = replace(installed, folder=place)
    for words, output in (
        (["inject"], ""),
        (["inject", "--check"], ""),
        (["check"], "0 findings"),
        (["value", "loan:K3"], "loan:K3 = 743.722875\n"),
        (["export", "docs", "--pages", "docs"], ""),
        (["cite", "loan:K3"], "A lender (2026). Amount owed after the third month"),
    ):
        done = there.command(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        assert output in done.stdout
    built = there.run("-m", "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "743.722875" in (place / "site/index.html").read_text(encoding="utf-8")
