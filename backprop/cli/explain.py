"""`backprop explain`: the slip that makes a number what it is."""

import argparse

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    explain = add_command(
        commands,
        "explain",
        "name the slip that makes a wrong number what it is",
        "backprop explain mazur@1:E_total 0.291027924",
    )
    explain.add_argument("key", metavar="KEY", help="what the number is meant to be: mazur@1:E_total")
    explain.add_argument(
        "number", metavar="NUMBER", help="as it is printed: 0.291027924; - for standard input"
    )
    explain.add_argument("--format", choices=["text", "json"], default="text", help="text by default")
    explain.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop import files
    from backprop.core.keys import parse
    from backprop.slips import explain
    from backprop.slips.wording import FORMATS

    number = files.read(files.INPUT).strip() if given.number == "-" else given.number
    print(FORMATS[given.format](explain(parse(given.key), number)))
    return 0
