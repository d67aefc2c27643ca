"""`backprop export`: every number as data."""

import argparse
from pathlib import Path

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    export = add_command(
        commands,
        "export",
        "write every number as data: JSON, CSV and an index of all",
        "backprop export data",
    )
    export.add_argument("folder", type=Path, metavar="DIR", help="made where there is none")
    export.add_argument(
        "--pages", type=Path, metavar="DOCS", help="tell what the pages below this folder print, too"
    )
    export.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core import records
    from backprop.exports.export import export
    from backprop.pages.pages import printing

    with records.in_use():
        export(given.folder, printing(given.pages) if given.pages else {})
    return 0
