"""`backprop completion`: what a shell needs to complete commands, options, files, examples and keys."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backprop.cli.parser import Commands, Root, add_command

PLACES = """\
where the script belongs:
  bash  ~/.local/share/bash-completion/completions/backprop
  zsh   a file _backprop in a folder of $fpath
  fish  ~/.config/fish/completions/backprop.fish"""
# What completes a word that is called so in help: functions of the files `keys.*`.
FUNCTIONS = {"KEY": "_backprop_keys", "EXAMPLE": "_backprop_examples"}


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    completion = add_command(
        commands,
        "completion",
        "print the completion script of a shell",
        "backprop completion bash",
        "backprop completion fish > ~/.config/fish/completions/backprop.fish",
        note=PLACES,
    )
    completion.add_argument(
        "shell", metavar="SHELL", choices=["bash", "zsh", "fish"], help="bash, zsh or fish"
    )
    completion.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    print(script(given.root, given.shell))
    return 0


def script(root: Root, shell: str) -> str:
    """Return the completion script of a command for a shell."""
    import shtab

    from backprop import files

    for action in _actions(root):
        if action.metavar in FUNCTIONS:
            function = FUNCTIONS[str(action.metavar)]
            action.complete = {"bash": function, "zsh": function, "fish": f"({function})"}
        elif action.type is Path:
            action.complete = shtab.FILE
    text = shtab.complete(root, shell, preamble=files.read(Path(__file__).with_name(f"keys.{shell}")))
    return f"{text}\ncomplete -o bashdefault -F _backprop backprop" if shell == "bash" else text


def _actions(root: Root) -> Iterator[Any]:
    """Yield the arguments of all commands; what completes one is an attribute that only shtab knows."""
    for command in root.commands.choices.values():
        yield from command._actions
