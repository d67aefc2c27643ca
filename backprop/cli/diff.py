"""`backprop diff`: which numbers two exports differ in."""

import argparse
from pathlib import Path

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    diff = add_command(
        commands,
        "diff",
        "list the numbers in which two exports differ",
        "backprop diff old new",
        note="Tells which numbers were added, moved or removed between two folders of backprop export.\n"
        "Exit code 1 where one was moved or removed.",
    )
    diff.add_argument("old", type=Path, metavar="OLD", help="a folder of backprop export")
    diff.add_argument("new", type=Path, metavar="NEW", help="another, made later")
    diff.add_argument("--format", choices=["text", "json"], default="text", help="text by default")
    diff.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.exports.differences import ADDED, FORMATS, differences

    changes = differences(given.old, given.new)
    print(FORMATS[given.format](changes))
    return int(any(each.kind != ADDED for each in changes))
