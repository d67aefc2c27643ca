"""`backprop keys`: the keys of an example."""

import argparse

from backprop.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    keys = commands.add_parser("keys", help="print the keys of an example's first pass and update")
    keys.add_argument("example", metavar="EXAMPLE")
    keys.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core.groups import run_keys

    print("\n".join(run_keys(given.example)))
    return 0
