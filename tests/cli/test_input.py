"""Where a command reads a file, `-` is what another program pipes in."""

import io
import sys
from pathlib import Path

import pytest

from backprop.cli import main
from backprop.files import LARGEST
from tests.grade.planted import sheet

LATIN = b"a\xff"
LARGE = "-: found more than 25 MB, expected at most as much; keep only what matters"
PLACE = "expected the place of a page, such as docs/mine/page.md"


class Piped(io.TextIOWrapper):
    """Standard input with given bytes."""

    def __init__(self, data: bytes | str) -> None:
        super().__init__(io.BytesIO(data.encode() if isinstance(data, str) else data), encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "data", "code", "output"),
    [
        ("value - --digits 3", "mazur:w1\nmazur:b1\nmazur:E_total", 0, "\nmazur:E_total ≈ 0.298\n"),
        ("value mazur:w2 -", " mazur:w1 ", 0, "mazur:w2 = 0.2\nmazur:w1 = 0.15\n"),
        ("value -", "", 0, ""),
        ("explain mazur:net_h1 -", "0.0275\n", 0, "likeliest: forgets the bias in net_h1"),
        ("audit -", "So $2 \\cdot 3.25 = 7.5$.", 1, "-:1:20: closes: found 7.5"),
        ("audit -", "So $2 \\cdot 3.25 = 6.5$.", 0, "-: 1 equalities, 1 close"),
        ("check -", "No number.\n", 0, "docs/stdin.md: 0 numbers"),
        ("check - --stdin-filename docs/mazur/x.md", "h1 is 0.593.", 1, "docs/mazur/x.md:1:7: number: found"),
    ],
)  # fmt: skip
def test_a_command_reads_what_is_piped_in(
    words: str, data: str, code: int, output: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Piped(data))
    assert main(words.split()) == code
    printed, errors = capsys.readouterr()
    assert errors == ""
    assert output in printed


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv"])
def test_a_table_is_graded_as_from_its_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, path = sheet("mazur", 2), tmp_path / name
    rows.text(path) if name == "x.csv" else rows.save(path)
    assert main(["grade", "--json", str(path)]) == 0
    from_file = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", Piped(path.read_bytes()))
    assert main(["grade", "--json", "-"]) == 0
    assert capsys.readouterr().out == from_file.replace(name, "-")


@pytest.mark.parametrize(
    ("words", "data", "message"),
    [
        ("audit -", None, "-: found no standard input, expected a file; name it, or pipe it in"),
        ("audit -", LATIN, "-: byte 1 is not UTF-8; save the file as UTF-8"),
        ("audit -", "a" * (LARGEST + 1), LARGE),
        ("grade -", "", "-: found an empty file, expected a table; save it again"),
        ("value -", "mazur:w1 mazr:w1", "no example is named 'mazr'; the nearest: mazur"),
        ("explain mazur:w1 -", "abc", "found 'abc', expected a decimal number such as 0.291027924"),
        ("check - --stdin-filename x.md", "", f"x.md: {PLACE}"),
        ("check - --stdin-filename docs/x.txt", "", f"docs/x.txt: {PLACE}"),
        ("check - docs/index.md", "", "-: found no page there, expected one below docs"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_clear_line(
    words: str, data: bytes | str | None, message: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", None if data is None else Piped(data))
    assert main(words.split()) == 1
    assert capsys.readouterr() == ("", f"{message}\n")
