"""`backprop keys`: the keys of an example."""

import argparse

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    keys = add_command(
        commands,
        "keys",
        "list the keys of an example's first pass and update",
        "backprop keys mazur",
        "backprop keys mazur | backprop value -",
    )
    keys.add_argument("example", metavar="EXAMPLE", help="such as mazur, or a run: mazur;bias=each@1")
    keys.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core.groups import run_keys

    print("\n".join(run_keys(given.example)))
    return 0
