"""`backprop inject`: numbers and generated blocks into the pages."""

import argparse
import sys
from pathlib import Path

from backprop.cli.arguments import DOCS
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    inject = add_command(
        commands,
        "inject",
        "write numbers and generated blocks into the pages",
        "backprop inject",
        "backprop inject --check docs/mazur",
        extra="site",
    )
    inject.add_argument("--check", action="store_true", help="change nothing; exit 1 where a page is stale")
    inject.add_argument(
        "--link",
        action="store_true",
        help="link bare numbers that just one quantity fits; list those that several fit",
    )
    inject.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="pages or folders; all by default"
    )
    inject.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core import records
    from backprop.pages.linking import link_numbers
    from backprop.pages.pages import inject

    with records.in_use():
        for line in link_numbers(DOCS, given.paths) if given.link else ():
            print(line)
        stale = inject(DOCS, given.paths, check=given.check)
    for line in stale if given.check else ():
        print(line, file=sys.stderr)
    return int(given.check and bool(stale))
