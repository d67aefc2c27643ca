"""`backprop show`: a whole worked example."""

import argparse

from backprop.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    show = commands.add_parser("show", help="print a whole worked example")
    show.add_argument("example", metavar="EXAMPLE", help="such as mazur, or a run: mazur;bias=each@1")
    show.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core import record

    print(record.worked(given.example))
    return 0
