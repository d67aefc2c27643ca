"""`backprop assets`: the figures of the pages, and the styles of KaTeX."""

import argparse

from backprop.cli.arguments import DOCS
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    assets = add_command(
        commands,
        "assets",
        "draw the figures of the pages, and fetch styles and fonts",
        "backprop assets",
        extra="site",
    )
    assets.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core import records
    from backprop.pages.assets import write

    with records.in_use():
        write(DOCS)
    return 0
