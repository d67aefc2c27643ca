"""`backprop build`: the whole site, with all that has to hold for it."""

import argparse

from backprop.cli.arguments import DOCS
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    build = add_command(
        commands,
        "build",
        "make the whole site: figures, fresh pages, check, data, HTML",
        "backprop build",
        note="Exit code 1 where a page is stale, or something is wrong with it.",
        extra="site",
    )
    build.add_argument(
        "--anew", action="store_true", help="forget all that earlier builds have left, and prove it again"
    )
    build.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop import cache
    from backprop.build.stages import checked_pages, published_site
    from backprop.check.report import in_brief

    if given.anew:
        cache.empty()
    report = checked_pages(DOCS)
    print(in_brief(report), flush=True)
    if not report.findings:
        published_site(DOCS)
    return int(bool(report.findings))
