"""`backprop mv`: a page moved, with all links to it and from it, and a redirect from its old address."""

import argparse
from pathlib import Path

from backprop.cli.arguments import DOCS
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    mv = add_command(
        commands,
        "mv",
        "move a page; links, navigation and its old address follow",
        "backprop mv learn/paths.md learn/sums.md",
        extra="site",
        note="Moving it back takes the redirect away, unless a release has had the address in between.",
    )
    mv.add_argument("old", type=Path, metavar="OLD", help="a page below docs, such as learn/paths.md")
    mv.add_argument("new", type=Path, metavar="NEW", help="where it is to be")
    mv.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core import records
    from backprop.pages.moving import move_page

    with records.in_use():
        print(*move_page(DOCS, given.old.as_posix(), given.new.as_posix()), sep="\n")
    return 0
