"""The page about citing: each command on it prints what stands below it, and each field it names is there."""

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

import backprop
from backprop.cli import main
from backprop.core.record import Value
from backprop.exports.citation import shared

PAGE = (Path(__file__).parents[1] / "docs/about/citing.md").read_text("utf-8")
SHOWN = re.compile(
    r"```sh\nbackprop (?P<words>[^\n]+)\n```\n\nprints\n\n```\w+\n(?P<output>.*?)\n?```\n", re.DOTALL
)


def shown(text: str) -> list[tuple[str, str]]:
    """Return each command of the page and what the page says it prints."""
    return [(command["words"], command["output"]) for command in SHOWN.finditer(text)]


def test_the_page_shows_every_format() -> None:
    formats = {re.search(r"--format (\w+)", words) for words, _ in shown(PAGE)}
    shown_formats = {match[1] if match else "text" for match in formats}
    assert shown_formats == {template["format"] for template in shared()["formats"]}


@pytest.mark.parametrize(("words", "output"), shown(PAGE), ids=[words for words, _ in shown(PAGE)])
def test_a_command_prints_what_the_page_shows(
    words: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(shlex.split(words)) == 0
    assert capsys.readouterr().out.rstrip() == output.rstrip(), f"{words}: put its output into the page"


def test_a_wrong_digit_on_the_page_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    words, output = shown(PAGE.replace("0.29102777369359935", "0.29102777369359936"))[0]
    main(shlex.split(words))
    assert capsys.readouterr().out.rstrip() != output


def test_the_page_names_every_field_and_no_other() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(named) == sorted([*(field.name for field in fields(Value)), "decimal"])
    value = backprop.value("mazur@1:E_total")
    assert [name for name in named if not hasattr(value, name)] == []
