"""`backprop serve`: the site while it is written."""

import argparse
from functools import partial

from backprop.cli.arguments import DOCS, Commands, positive_count


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    serve = commands.add_parser(
        "serve", help="show the site while you write, each page as soon as it is saved"
    )
    serve.add_argument("--port", type=positive_count, default=8000, metavar="N", help="8000 by default")
    serve.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.build.serve import serve

    serve(DOCS, given.port, partial(print, flush=True))
    return 0
