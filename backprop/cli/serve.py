"""`backprop serve`: the site while it is written."""

import argparse
from functools import partial

from backprop.cli.arguments import DOCS, port_number
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    serve = add_command(
        commands,
        "serve",
        "show the site while you write, each page as it is saved",
        "backprop serve",
        note="Ctrl-C ends it.",
        extra="site",
    )
    serve.add_argument("--port", type=port_number, default=8000, metavar="N", help="8000 by default")
    serve.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.build.serve import serve

    serve(DOCS, given.port, partial(print, flush=True))
    return 0
