import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from backprop.cli import main
from backprop.cli.command import COMMANDS, parser
from backprop.cli.parser import nearest
from backprop.release import VERSION

DOCS = Path(__file__).parents[2] / "docs"
Captured = pytest.CaptureFixture[str]
ROOT = parser()
NAMES = [name for names in ROOT.groups.values() for name in names]
PURPOSES = {row.dest: row.help or "" for row in ROOT.commands._choices_actions}
MISSING = "the following arguments are required:"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "valeu",
            "backprop: error: found no command 'valeu', expected * (did you mean value?); see backprop",
        ),
        (
            "xyz",
            "backprop: error: found no command 'xyz', expected one of those there are; see backprop --help",
        ),
        ("help valeu", "found no command 'valeu', expected one of those there are (did you mean value?)"),
        (
            "--versoin",
            "backprop: error: found --versoin, expected an option of this command (did you mean --version?)",
        ),
        ("--json", "backprop: error: found --json, expected an option of this command; see backprop --help"),
        ("version", "found no command 'version', expected one of those there are (did you mean --version?)"),
        ("serve --port 65536", "argument --port: found '65536', expected a port, at most 65535"),
        ("value", f"backprop value: error: {MISSING} KEY; for example: backprop value mazur@1:E_total"),
        ("value a:b --digits 0", "argument --digits: found '0', expected at least 1"),
        ("value a:b --digits x", "argument --digits: found 'x', expected a whole number up to 1000"),
        ("value a:b --digits 1001", "argument --digits: found '1001', expected a whole number up to 1000"),
        ("value a:b --digits", "argument --digits: expected one argument; for example: backprop value"),
        ("value a:b --decimals=-1", "argument --decimals: found '-1', expected a whole number up to 1000"),
        ("value a:b --digits 3 --decimals 3", "argument --decimals: not allowed with argument --digits"),
        ("value a:b --digit 3", "found --digit, expected an option of this command (did you mean --digits?)"),
        (
            "value a:b --colour",
            "found --colour, expected an option of this command; for example: backprop value",
        ),
        ("value a:b -v", "found -v, expected an option of this command; for example: backprop value"),
        ("show", f"backprop show: error: {MISSING} EXAMPLE; for example: backprop show mazur"),
        (
            "keys mazur relu",
            "backprop keys: error: found 'relu' after all that is needed, expected nothing more",
        ),
        ("inject --chekc", "backprop inject: error: found --chekc, expected * (did you mean --check?)"),
        ("check --form json", "found --form, expected an option of this command (did you mean --format?)"),
        (
            "check --format jsno",
            "argument --format: found 'jsno', expected one of text, brief, json, junit (did",
        ),
        (
            "completion bsh",
            "argument SHELL: found 'bsh', expected one of bash, zsh, fish (did you mean bash?)",
        ),
    ],
)
def test_wrong_usage_says_what_was_meant_and_shows_how_it_is_right(
    words: str, message: str, capsys: Captured
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words.split())
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("usage: backprop")
    last = errors.splitlines()[-1]
    assert re.search(re.escape(message).replace(r"\*", ".*"), last)
    assert re.search("; (for example: backprop|see backprop)", last)


@pytest.mark.parametrize(
    ("word", "question"),
    [
        ("chekc", " (did you mean check?)"),
        ("valu", " (did you mean value?)"),
        ("CHECK", " (did you mean check?)"),
        ("xyz", ""),
    ],
)
def test_only_a_word_that_is_near_is_asked_for(word: str, question: str) -> None:
    assert nearest(word, ["check", "value"]) == question


def test_options_need_a_command(capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        ROOT.parse_args([])
    message = "backprop: error: found no command, expected one of those there are; see backprop --help\n"
    assert capsys.readouterr().err.endswith(message)


def test_the_command_alone_shows_its_help_and_fails(capsys: Captured) -> None:
    assert main([]) == 2
    output, errors = capsys.readouterr()
    assert (output, errors) == ("", ROOT.format_help())


def test_help_lists_every_command_in_a_group_and_the_exit_codes(capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    output, errors = capsys.readouterr()
    assert (output, errors) == (ROOT.format_help(), "")
    assert list(ROOT.commands.choices) == NAMES
    for title in (*COMMANDS, "options", "exit codes"):
        assert f"\n\n{title}:\n" in output
    for name in NAMES:
        assert re.search(f"\n  {name} +{re.escape(PURPOSES[name])}\n", output), name


@pytest.mark.parametrize("words", [["--version"], ["-V"]])
def test_the_version_is_that_of_the_package(words: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(words)
    assert capsys.readouterr() == (f"backprop {VERSION}\n", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_tells_its_purpose_and_each_argument_and_shows_it_used(
    name: str, capsys: Captured
) -> None:
    command = ROOT.commands.choices[name]
    for words in ([name, "--help"], ["help", name]):
        with pytest.raises(SystemExit, match="0"):
            main(words)
        assert capsys.readouterr() == (command.format_help(), "")
    assert f"\n\n{PURPOSES[name].capitalize()[0]}{PURPOSES[name][1:]}.\n" in command.format_help()
    assert [action.dest for action in command._actions if not action.help] == []
    assert command.examples


@pytest.mark.parametrize("example", [each for name in NAMES for each in ROOT.commands.choices[name].examples])
def test_every_example_of_a_help_can_be_called_so(example: str) -> None:
    for part in re.split(r" \| ", example):
        words = shlex.split(re.sub(" [<>] .*", "", part))
        if words[0] == "backprop":
            assert ROOT.parse_args(words[1:]).run
    assert "backprop" in example


def test_a_reader_of_help_that_has_seen_enough_gives_no_traceback() -> None:
    command = [str(Path(sys.executable).with_name("backprop")), "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as helped:
        assert helped.stdout is not None
        assert helped.stderr is not None
        helped.stdout.close()
        assert helped.stderr.read() == b""


@pytest.mark.parametrize("redirected", ["> /dev/full", ">&-"])
def test_an_output_that_cannot_be_written_gives_no_traceback(redirected: str) -> None:
    command = Path(sys.executable).with_name("backprop")
    shell = ["sh", "-c", f"'{command}' value mazur:w1 {redirected}"]
    ended = subprocess.run(shell, capture_output=True, encoding="utf-8", check=False)
    full = "standard output: No space left on device; expected to read or write there\n"
    assert (ended.returncode, ended.stderr) == ((1, full) if "full" in redirected else (0, ""))


def table() -> str:
    """Return the commands as a table: an example of each, and what it is for."""
    rows = [f"| `{ROOT.commands.choices[name].examples[0]}` | {PURPOSES[name]} |" for name in NAMES]
    return "\n".join(["| For example | What it does |", "| :-- | :-- |", *rows])


def test_the_page_of_the_command_has_the_table_of_all() -> None:
    assert table() in (DOCS / "about/command.md").read_text("utf-8")
