"""`backprop cite`: the citation of a number."""

import argparse

from backprop.cli.arguments import day
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    cite = add_command(
        commands,
        "cite",
        "print the citation of a number",
        "backprop cite mazur@1:E_total",
        "backprop cite mazur@1:E_total --format bibtex",
    )
    cite.add_argument("key", metavar="KEY", help="such as mazur@1:E_total")
    formats = ["text", "bibtex", "csl", "ris", "tex", "markdown"]
    cite.add_argument("--format", choices=formats, default="text", help="text by default")
    cite.add_argument("--site", metavar="URL", help="where the pages are published; no address without it")
    cite.add_argument("--accessed", type=day, metavar="YYYY-MM-DD", help="when it was read; today by default")
    cite.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.exports.citation import cite

    print(cite(given.key, given.format, site=given.site, accessed=given.accessed))
    return 0
