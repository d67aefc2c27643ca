from dataclasses import replace
from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.pages.listing import listing
from tests.pages.conftest import DATA, PAGE, block


def written(folder: Path, source: str | bytes, name: str = "code/tried.py") -> str:
    """Return the listing of a program that stands in a folder of its own."""
    (folder / "code").mkdir()
    (folder / name).write_bytes(source if isinstance(source, bytes) else source.encode())
    return listing((name,), replace(PAGE, docs=folder)).text


def test_a_listing_is_the_file_and_what_it_prints() -> None:
    source = (DATA / "code/hello.py").read_text("utf-8")
    assert block("listing code/hello.py") == (
        f"```python\n{source}```\n\n[`hello.py`](../code/hello.py) prints\n\n```text\nhello\nworld\n```"
    )


@pytest.mark.parametrize(
    ("source", "shown", "output"),
    [
        ("print(1)", "print(1)", "1"),
        ("print(1)\n\n\n", "print(1)", "1"),
        ("print(1)\r\nprint(2)\r\n", "print(1)\nprint(2)", "1\n2"),
        ("print()\nprint(1)\nprint()\n", "print()\nprint(1)\nprint()", "\n1"),
        ("x = 1  \n", "x = 1  ", ""),
        ("print('  σ')", "print('  σ')", "  σ"),
    ],
)
def test_empty_lines_at_the_end_are_left_out(source: str, shown: str, output: str, tmp_path: Path) -> None:
    program = "import sys\nsys.stdout.reconfigure(encoding='utf-8')\n"
    text = written(tmp_path, program + source)
    assert text.startswith(f"```python\n{program}{shown}\n```\n\n")
    assert text.endswith(f"\n\n```text\n{output}\n```")


def test_a_program_that_needs_other_packages_has_its_output_beside_it(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code/tried.txt").write_text("1\n")
    (tmp_path / "code/tried.py").write_text("import no_such_package\nprint(2)\n")
    text = listing(("code/tried.py",), replace(PAGE, docs=tmp_path)).text
    assert text.endswith("prints\n\n```text\n1\n```")


@pytest.mark.parametrize("up", ["", "../", "../../"])
def test_the_file_can_be_fetched_from_any_page(up: str) -> None:
    assert f"[`hello.py`]({up}code/hello.py)" in listing(("code/hello.py",), replace(PAGE, up=up)).text


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise ValueError('no such weight')", "tried.py ended with exit code 1: ValueError: no such weight"),
        ("import sys; sys.exit(3)", "tried.py ended with exit code 3: no message"),
        ("(", "tried.py ended with exit code 1: SyntaxError: '(' was never closed"),
    ],
)
def test_a_program_that_fails_is_an_error_with_its_last_line(
    source: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(BackpropError) as raised:
        written(tmp_path, source)
    assert str(raised.value) == message


def test_a_program_that_is_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackpropError) as raised:
        written(tmp_path, b"# \xff\n")
    file = tmp_path / "code/tried.py"
    assert str(raised.value) == f"{file}: byte 2 is not UTF-8; save the file as UTF-8"
