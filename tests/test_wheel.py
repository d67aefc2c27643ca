"""The installed wheel, in an empty folder: by itself with what it needs for numbers, and with all extras."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email import message_from_string
from email.message import Message
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft7Validator
from packaging.requirements import Requirement

from backprop.cli.command import parser
from backprop.core.value import Value
from backprop.extras import EXTRAS
from backprop.release import VERSION

ROOT = Path(__file__).parents[1]
MADE_OF = ["backprop", "pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"]
PACKAGES = sysconfig.get_path("purelib")
TOTAL = "0.29102777369359935"
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Installed:
    """A Python that has the wheel and what it depends on, and an empty folder to run it in."""

    wheel: Path
    python: Path
    folder: Path

    def run(self, *words: str, text: str = "") -> Done:
        """Run Python; nothing of the environment leads to the repository."""
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        return run([str(self.python), *words], self.folder, environment, text)

    def command(self, *words: str, text: str = "") -> Done:
        """Run the command as the wheel installs it, with a text for it to read."""
        return self.run(str(self.python.with_name("backprop")), *words, text=text)


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None, text: str = "") -> Done:
    return subprocess.run(
        command, cwd=folder, env=environment, input=text, capture_output=True, encoding="utf-8", check=False
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


def install(wheel: Path, packages: Path, place: Path) -> Installed:
    """Install the wheel; a line of a `.pth` file leads to the packages that it depends on."""
    venv.create(place / "venv", symlinks=True)
    python = place / "venv/bin/python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    done = run([*pip, "install", "--no-deps", "--no-index", "--no-compile", str(wheel)], place)
    assert done.returncode == 0, done.stdout + done.stderr
    (site,) = place.glob("venv/lib/python*/site-packages")
    (site / "dependencies.pth").write_text(f"{packages}\n", "utf-8")
    (place / "empty").mkdir()
    return Installed(wheel, python, place / "empty")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel with all extras: with every package that this Python has."""
    return install(wheel, Path(PACKAGES), tmp_path_factory.mktemp("all"))


@pytest.fixture(scope="module")
def small(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel without extras: a folder leads to the packages that it asks for, and no others."""
    packages = tmp_path_factory.mktemp("packages")
    for name in needed(metadata_of(wheel).get_all("Requires-Dist", [])):
        for top in {file.parts[0] for file in distribution(name).files or ()} - {"..", "__pycache__"}:
            (packages / top).symlink_to(Path(PACKAGES, top))
    return install(wheel, packages, tmp_path_factory.mktemp("small"))


def needed(requirements: Iterable[str], extra: str = "") -> set[str]:
    """Return the distributions that are installed, without any extra or with one, and those they need."""
    asked = [Requirement(text) for text in requirements]
    taken = [each for each in asked if each.marker is None or each.marker.evaluate({"extra": extra})]
    own = {inner for each in taken if each.name == "backprop" for inner in each.extras}
    names = {each.name.lower().replace("_", "-") for each in taken} - {"backprop"}
    return names.union(
        *(needed(distribution(name).requires or ()) for name in names),
        *(needed(requirements, inner) for inner in own),
    )


def metadata_of(wheel: Path) -> Message:
    """Return what the wheel says about itself."""
    with ZipFile(wheel) as archive:
        (about,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return message_from_string(archive.read(about).decode())


def test_the_wheel_holds_what_the_package_reads(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = [path for path in (ROOT / "backprop").rglob("*.*") if "__pycache__" not in path.parts]
    assert {path.relative_to(ROOT).as_posix() for path in package} <= names
    assert {f"backprop-{VERSION}.dist-info/licenses/{name}" for name in MADE_OF[-2:]} <= names
    assert not [
        name for name in names if not name.startswith(("backprop/", f"backprop-{VERSION}.dist-info/"))
    ]
    about = metadata_of(wheel)
    assert (about["Name"], about["Version"]) == ("backprop", VERSION)


@pytest.mark.parametrize("extra", ["", *EXTRAS])
def test_the_page_of_the_command_counts_the_packages(extra: str, wheel: Path) -> None:
    count = len(needed(metadata_of(wheel).get_all("Requires-Dist", []), extra)) + 1
    page = (ROOT / "docs/about/command.md").read_text("utf-8")
    assert re.findall(rf"^\| {extra or 'none'} \| \d+ \| (\d+) \|", page, re.MULTILINE) == [str(count)]


def test_nothing_comes_from_the_repository(installed: Installed) -> None:
    done = installed.run("-c", "import backprop, sys; print(backprop.__file__, *sys.path, sep='\\n')")
    file, *path = done.stdout.splitlines()
    assert Path(file).is_relative_to(installed.python.parents[1])
    assert str(ROOT) not in path


# The words of a command that needs no extra, what it reads from standard input, and what it has to print.
COMMANDS = [
    ("value mazur@1:E_total", "", f"mazur@1:E_total ≈ {TOTAL}\n"),
    ("value --json -", "mazur@1:E_total", f'"digits": "{TOTAL}"'),
    ("show chain", "", "net_h1 = w1 * i1 + b1 = 0.3 * 2 + (-0.1) = 0.5\n"),
    ("keys mazur", "", "\nmazur:dE_total/dw5\n"),
    ("examples", "", "softmax   A choice of three"),
    ("explain mazur@1:E_total 0.291027774", "", "0.291027774"),
    ("cite mazur:w1 --site https://example.org", "", "https://example.org/values/mazur/#w1"),
    ("cite mazur@1:E_total --accessed 2027-03-05 --format ris", "", TOTAL),
    ("grade - --example chain", "i1,w1,b1,net_h1\n2,0.3,-0.1,0.5\n", "all 2 columns right"),
    ("audit -", "Then $0.1 + 0.2 = 0.3$.\n", "1 equalities, 1 close; 0 findings"),
]
# Those that need an extra, and what they answer without.
NEEDY = [
    *(
        (name, "found no mkdocs", "site")
        for name in ("assets", "build", "check", "inject", "mutate", "serve")
    ),
    ("mv a.md b.md", "found no mkdocs", "site"),
    ("export out --without notebooks", "found no xlsxwriter", "workbooks"),
    ("export out --without workbooks", "found no nbclient", "notebooks"),
    ("export out", "found no xlsxwriter and no nbclient", "workbooks,notebooks"),
]


@pytest.mark.parametrize(("words", "text", "output"), COMMANDS, ids=lambda part: part.partition("\n")[0])
def test_a_command_works_in_an_empty_folder(words: str, text: str, output: str, small: Installed) -> None:
    done = small.command(*words.split(), text=text)
    assert (done.returncode, done.stderr) == (0, "")
    assert output in done.stdout
    assert list(small.folder.iterdir()) == [], "a command leaves nothing that was not asked for"


@pytest.mark.parametrize(("words", "message", "extra"), NEEDY, ids=lambda part: part.replace(" ", "-"))
def test_a_command_names_the_extra_that_is_not_there(
    words: str, message: str, extra: str, small: Installed
) -> None:
    done = small.command(*words.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(
        f'backprop {words.split()[0]}: {message}; run pip install "backprop[{extra}]"'
    )
    assert list(small.folder.iterdir()) == []


def test_what_mkdocs_loads_names_the_extra_that_is_not_there(small: Installed) -> None:
    done = small.run("-c", "import backprop.pages.extension")
    assert done.returncode == 1
    assert done.stderr.endswith('backprop.pages: found no mkdocs; run pip install "backprop[site]"\n')


def test_every_command_is_tried_in_the_small_installation() -> None:
    tried = {words.split()[0] for words, *_ in (*COMMANDS, *NEEDY)}
    assert tried | {"completion", "diff"} == set(parser().commands.choices)


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


def test_an_unknown_key_is_told_in_a_line(small: Installed) -> None:
    done = small.command("cite", "mazur@1:E_totl")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "no quantity is named 'E_totl'; the nearest: E_total" in done.stderr


def test_a_value_is_a_number_in_three_forms(small: Installed) -> None:
    code = "import backprop, json; v = backprop.value('mazur@1:E_total')"
    done = small.run("-c", f"{code}; print(json.dumps([float(v), str(v.decimal), str(v)]))")
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
from backprop.exports import export
export.EXAMPLES = {{"{EXAMPLE}": export.EXAMPLES["{EXAMPLE}"]}}
sys.exit(main(["export", "out", *sys.argv[1:]]))
"""
# What names all files, and so differs where some are left out.
LISTS = {"values.json", "ro-crate-metadata.json"}
WITHOUT = ("--without", "workbooks", "--without", "notebooks")


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
def test_the_wheel_brings_what_completes_keys(shell: str, small: Installed) -> None:
    done = small.command("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_backprop_keys" in done.stdout


def test_data_are_exported_and_compared_without_extras(exported: Path, small: Installed) -> None:
    done = small.run("-c", EXPORT, *WITHOUT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    out = small.folder / "out"
    files = [path.relative_to(out) for path in out.rglob("*.*") if path.name not in LISTS]
    assert {path.suffix for path in files} == {".csv", ".json", ".py"}
    assert [str(path) for path in files if not same(out / path, exported / path)] == []
    done = small.command("diff", "out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    shutil.rmtree(out)


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
