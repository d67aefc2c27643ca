"""The page about citing: each command on it prints what stands below it, and each field it names is there."""

import math
import re
import shlex
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import backprop
from backprop.cli import main
from backprop.core.value import Value
from backprop.errors import BackpropError
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


# What stands in the table of what a value does, and what comes of it.
DOES = {
    'f"{value:.4f}"': "0.2910",
    "round(value, 4)": Decimal("0.2910"),
    "round(value)": 0,
    "float(value)": 0.29102777369359933,
    "value.decimal": Decimal("0.29102777369359935"),
    "value.fraction": BackpropError,
    "int(value)": 0,
    "math.floor(value)": 0,
    "bool(value)": True,
    "value < other": True,
    "value == other": False,
    "value + 1": TypeError,
}


def test_the_page_shows_all_that_a_value_does() -> None:
    table = PAGE.partition("| You write | You get |")[2].partition("\n\n")[0]
    cells = [line.split(" | ") for line in table.splitlines()[2:]]
    assert [code for words, _ in cells for code in re.findall(r"`([^`]+)`", words)] == list(DOES)


@pytest.mark.parametrize(("code", "result"), DOES.items())
def test_what_the_page_shows_of_a_value_comes_of_it(code: str, result: object) -> None:
    names = {
        "value": backprop.value("mazur@1:E_total"),
        "other": backprop.value("mazur:E_total"),
        "math": math,
    }
    if isinstance(result, type):
        with pytest.raises(result):
            eval(code, names)  # noqa: S307  of the table above
    else:
        assert repr(eval(code, names)) == repr(result)  # noqa: S307


def test_a_float_differs_from_the_fraction_of_its_digits_as_the_page_says() -> None:
    weight = backprop.value("mazur:w1")
    assert (weight == Fraction(3, 20), weight == 0.15, weight in {Fraction(3, 20)}) == (True, False, True)


def test_the_page_names_every_field_and_no_other() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert named == [field.name for field in fields(Value)]
    value = backprop.value("mazur@1:E_total")
    assert [name for name in named if not hasattr(value, name)] == []
