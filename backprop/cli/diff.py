"""`backprop diff`: which numbers two exports differ in."""

import argparse
from pathlib import Path

from backprop.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    diff = commands.add_parser(
        "diff",
        help="list the numbers in which two exports differ",
        description="Tell which numbers were added, moved or removed between two folders of backprop export. "
        "Exit code 1 where one was moved or removed, or where a folder cannot be read; else 0.",
    )
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.add_argument("--format", choices=["text", "json"], default="text")
    diff.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.exports.differences import ADDED, FORMATS, differences

    changes = differences(given.old, given.new)
    print(FORMATS[given.format](changes))
    return int(any(each.kind != ADDED for each in changes))
