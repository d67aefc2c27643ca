"""`backprop show`: a whole worked example."""

import argparse

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    show = add_command(
        commands,
        "show",
        "print a worked example, formula by formula",
        "backprop show mazur",
        "backprop show 'mazur;bias=each@1'",
    )
    show.add_argument("example", metavar="EXAMPLE", help="such as mazur, or a run: mazur;bias=each@1")
    show.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core import record

    print(record.worked(given.example))
    return 0
