"""What differs between two exports: each planted change is found, and nothing else is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backprop.cli import main

Run = Callable[..., tuple[int, str, str]]
Document = dict[str, Any]


@pytest.fixture
def folders(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return two copies of the same export, in the folder where the test stands."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        shutil.copytree(exported, name)
    return Path("old"), Path("new")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command and gives its exit code, output and errors."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["diff", *words])
        return code, *capsys.readouterr()

    return run


def changed(file: Path, change: Callable[[Document], object]) -> None:
    """Change a document in its file."""
    document = json.loads(file.read_text("utf-8"))
    change(document)
    file.write_text(json.dumps(document), "utf-8")


def value(document: Document, key: str) -> Document:
    found: list[Document] = [found for found in document["values"] if found["key"] == key]
    return found[0]


CHAIN, PARABOLA = "values/chain.json", "values/parabola.json"


@pytest.mark.usefixtures("folders")
def test_an_export_and_its_copy_do_not_differ(run: Run) -> None:
    assert run("old", "new") == (0, "0 added, 0 moved, 0 removed\n", "")
    code, output, _ = run("old", "new", "--format", "json")
    assert (code, json.loads(output)) == (0, {"added": 0, "moved": 0, "removed": 0, "differences": []})


CHANGES: dict[str, tuple[str, Callable[[Document], object], str]] = {
    "a digit": (
        CHAIN,
        lambda it: value(it, "chain:dE_o1/dout_o1").update(digits="-0.4"),
        "moved    chain:dE_o1/dout_o1 ≈ -0.42605442829251213 → ≈ -0.4 (values/chain.json)\n",
    ),
    "exact no more": (
        PARABOLA,
        lambda it: value(it, "parabola:J").update(exact=False),
        "moved    parabola:J = 10 → ≈ 10 (values/parabola.json)\n",
    ),
    "gone": (
        CHAIN,
        lambda it: it["values"].remove(value(it, "chain:w1")),
        "removed  chain:w1 = 0.3 (values/chain.json)\n",
    ),
    "other words": (CHAIN, lambda it: value(it, "chain:w1").update(words="a weight"), ""),
    "another version": (CHAIN, lambda it: it.update(version="2.0.0"), ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_document_is_told(name: str, folders: tuple[Path, Path], run: Run) -> None:
    file, change, line = CHANGES[name]
    changed(folders[1] / file, change)
    code, output, errors = run("old", "new")
    told, counted = output.splitlines(keepends=True)[:-1], output.splitlines()[-1]
    assert (code, "".join(told), errors) == (int(bool(line)), line, "")
    assert sum(int(part.split()[0]) for part in counted.split(", ")) == len(told)


def test_a_number_more_is_no_fault(folders: tuple[Path, Path], run: Run) -> None:
    changed(folders[0] / CHAIN, lambda it: it["values"].remove(value(it, "chain:w1")))
    expected = "added    chain:w1 = 0.3 (values/chain.json)\n1 added, 0 moved, 0 removed\n"
    assert run("old", "new") == (0, expected, "")
    assert run("new", "old")[0] == 1


def test_an_example_more_and_an_example_less(folders: tuple[Path, Path], run: Run) -> None:
    changed(folders[1] / "values.json", lambda it: it["examples"].pop(0))
    code, output, _ = run("old", "new")
    assert code == 1
    assert output.endswith(" removed\n")
    assert output.startswith("removed  parabola:")
    assert "chain" not in output
    assert run("new", "old")[0] == 0


def test_a_cell_of_a_run_is_told_by_its_key(folders: tuple[Path, Path], run: Run) -> None:
    file = folders[1] / "values/parabola-rate-0.5.csv"
    file.write_text(file.read_text("utf-8").replace("9,3,1,0", "9,3,2,0"), "utf-8")
    line = "moved    parabola;rate=0.5@9:J 1 → 2 (values/parabola-rate-0.5.csv)\n"
    assert run("old", "new") == (1, f"{line}0 added, 1 moved, 0 removed\n", "")


def test_all_is_told_by_example_and_key(folders: tuple[Path, Path], run: Run) -> None:
    file = folders[1] / "values/parabola-rate-0.5.csv"
    file.write_text(file.read_text("utf-8").replace(",3,1,0", ",3,2,0"), "utf-8")
    changed(folders[1] / CHAIN, lambda it: value(it, "chain@1:w2").update(digits="2"))
    changed(folders[1] / CHAIN, lambda it: it["values"].remove(value(it, "chain:w1")))
    changed(folders[0] / CHAIN, lambda it: it["values"].remove(value(it, "chain:i1")))
    code, output, _ = run("old", "new")
    keys = "chain:i1 chain:w1 chain@1:w2 parabola;rate=0.5@1:J parabola;rate=0.5@9:J parabola;rate=0.5@10:J"
    assert code == 1
    assert [line.split()[1] for line in output.splitlines()[:-1]] == keys.split()
    assert output.splitlines()[-1] == "1 added, 4 moved, 1 removed"
    code, output, _ = run("old", "new", "--format", "json")
    found = json.loads(output)["differences"]
    assert [each["key"] for each in found] == keys.split()
    assert found[1] == {"kind": "removed", "key": "chain:w1", "file": CHAIN, "old": "= 0.3", "new": ""}


def spoil(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, "utf-8")


NONE = "new: found no values.json, expected a folder made by backprop export"
INDEX, TABLE = "values.json", "values/chain-rate-1.csv"
MADE = "expected a file as backprop export makes it; found"
OTHER = "expected 1; compare with the release of backprop that made it"
DAMAGE: list[tuple[Callable[[Path], object], str]] = [
    (lambda folder: (folder / INDEX).unlink(), NONE),
    (shutil.rmtree, NONE),
    (
        lambda folder: (folder / CHAIN).unlink(),
        f"new/{CHAIN}: No such file or directory; expected a readable text file",
    ),
    (
        lambda folder: (folder / CHAIN).write_bytes(b"\xff"),
        f"new/{CHAIN}: byte 0 is not UTF-8; save the file as UTF-8",
    ),
    (
        spoil(INDEX, "{\n  x"),
        f"new/{INDEX}:2:3: Expecting property name enclosed in double quotes, expected JSON",
    ),
    (spoil(INDEX, "[]"), f"new/{INDEX}: {MADE} list indices must be integers or slices, not str"),
    (spoil(INDEX, "{}"), f"new/{INDEX}: {MADE} no 'schema'"),
    (spoil(INDEX, '{"schema": 1}'), f"new/{INDEX}: {MADE} no 'examples'"),
    (spoil(INDEX, '{"schema": 2}'), f"new/{INDEX}: found schema 2, {OTHER}"),
    (spoil(CHAIN, '{"schema": 0}'), f"new/{CHAIN}: found schema 0, {OTHER}"),
    (spoil(CHAIN, '{"schema": 1, "values": 3}'), f"new/{CHAIN}: {MADE} 'int' object is not iterable"),
    (spoil(TABLE, "step,w1\n0,1,2\n"), f"new/{TABLE}: {MADE} zip() argument 2 is longer than argument 1"),
    (spoil(TABLE, ""), f"new/{TABLE}: {MADE} not enough values to unpack (expected at least 1, got 0)"),
    (spoil(TABLE, 'step,w1\n0,"1\n'), f"new/{TABLE}: {MADE} unexpected end of data"),
    (spoil(TABLE, "step,w1\nx,1\n"), f"new/{TABLE}: {MADE} invalid literal for int() with base 10: 'x'"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGE)
def test_what_is_no_export_is_one_clear_line(
    damage: Callable[[Path], object], message: str, folders: tuple[Path, Path], run: Run
) -> None:
    damage(folders[1])
    assert run("old", "new") == (1, "", f"{message}\n")


def test_the_exit_codes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["diff", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert "Exit code 1 where one was moved or removed." in text
