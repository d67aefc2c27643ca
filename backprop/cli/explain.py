"""`backprop explain`: the slip that makes a number what it is."""

import argparse

from backprop.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    explain = commands.add_parser("explain", help="name the slip that explains a number")
    explain.add_argument("key", metavar="KEY", help="what the number is meant to be: mazur@1:E_total")
    explain.add_argument("number", metavar="NUMBER", help="as it is printed: 0.291027924")
    explain.add_argument("--format", choices=["text", "json"], default="text")
    explain.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core.keys import parse
    from backprop.slips import explain
    from backprop.slips.wording import FORMATS

    print(FORMATS[given.format](explain(parse(given.key), given.number)))
    return 0
