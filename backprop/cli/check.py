"""`backprop check`: the pages, or a built site, held to the computation."""

import argparse
from pathlib import Path

from backprop.cli.arguments import Commands, pages_below


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    check = commands.add_parser("check", help="account for every number and prove every formula of the pages")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="pages, figures or folders; or a built site"
    )
    check.add_argument("--format", choices=["text", "brief", "json", "junit"], default="text")
    check.add_argument("--anew", action="store_true", help="prove everything anew, whatever is recorded")
    check.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.check.report import FORMATS
    from backprop.check.survey import survey
    from backprop.core import records

    with records.in_use(use=not given.anew):
        report = survey(*pages_below(given.paths))
    print(FORMATS[given.format](report))
    return int(bool(report.findings))
