"""`backprop export`: every number as data."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from backprop.cli.parser import Commands, add_command
from backprop.extras import require

if TYPE_CHECKING:
    from backprop.exports.data import Pages

# Files that need an extra, which has their name.
KINDS = ("workbooks", "notebooks")


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    export = add_command(
        commands,
        "export",
        "write every number as data: JSON, CSV and an index of all",
        "backprop export data",
        "backprop export data --without workbooks --without notebooks",
        note="Workbooks, notebooks and --pages need the extras workbooks, notebooks and site.",
    )
    export.add_argument("folder", type=Path, metavar="DIR", help="made where there is none")
    export.add_argument(
        "--pages", type=Path, metavar="DOCS", help="tell what the pages below this folder print, too"
    )
    export.add_argument(
        "--without",
        action="append",
        choices=KINDS,
        default=[],
        metavar="KIND",
        help="leave out workbooks or notebooks",
    )
    export.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    require(given.prog, *(kind for kind in KINDS if kind not in given.without), option="--without")
    if given.pages:
        require(f"{given.prog} --pages", "site")
    from backprop.core import records
    from backprop.exports.export import export

    with records.in_use():
        export(given.folder, _printing(given.pages) if given.pages else {}, given.without)
    return 0


def _printing(docs: Path) -> "Pages":
    from backprop.pages.pages import printing

    return printing(docs)
