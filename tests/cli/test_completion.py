import shutil
from pathlib import Path

import pytest

from backprop.cli import main
from backprop.cli.command import parser
from backprop.cli.completion import script
from tests.terminal import Terminal

FILES = {"bash": "backprop", "zsh": "_backprop", "fish": "backprop.fish"}
# How a shell begins that knows no settings of anybody, with the script of a folder.
STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "--no-rcs", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
READY = {
    "bash": "PS1='> '; source ./backprop\n",
    "zsh": "PS1='> '; fpath=($PWD $fpath); autoload -U compinit; compinit -u -D\n",
    "fish": "source backprop.fish\n",
}
ENTERED = [
    ("backprop val\t", "backprop value"),
    ("backprop value maz\t", "backprop value mazur:"),
    ("backprop value mazur:out_o\t\t", "out_o2"),
    ("backprop value mazur@1:E_to\t", "backprop value mazur@1:E_total"),
    ("backprop cite mazur:w1 --format bib\t", "--format bibtex"),
    ("backprop check --stdin-f\t", "--stdin-filename"),
    ("backprop keys soft\t", "backprop keys softmax"),
    ("backprop grade --example hol\t", "--example hollows"),
    ("backprop grade my_ta\t", "backprop grade my_table.csv"),
]


@pytest.mark.parametrize("shell", FILES)
def test_the_script_of_a_shell_is_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    assert printed == f"{script(parser(), shell)}\n"
    for name in parser().commands.choices:
        assert name in printed


@pytest.mark.parametrize("shell", FILES)
def test_a_shell_completes_what_is_typed(shell: str, tmp_path: Path) -> None:
    assert shutil.which(shell), f"{shell} is not there; run scripts/shells"
    (tmp_path / FILES[shell]).write_text(script(parser(), shell), encoding="utf-8")
    (tmp_path / "my_table.csv").touch()
    with Terminal(*STARTS[shell], folder=tmp_path, environment={"HOME": str(tmp_path)}) as terminal:
        terminal.type(READY[shell])
        for keys, expected in ENTERED:
            terminal.shown = ""
            terminal.type(keys)
            terminal.wait_for(expected)
            terminal.type("\x15")  # Ctrl-U takes the line away
