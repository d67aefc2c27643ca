"""`backprop cite`: the citation of a number."""

import argparse

from backprop.cli.arguments import Commands, day


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    cite = commands.add_parser("cite", help="print the citation of a quantity")
    cite.add_argument("key", metavar="KEY", help="such as mazur@1:E_total")
    formats = ["text", "bibtex", "csl", "ris", "tex", "markdown"]
    cite.add_argument("--format", choices=formats, default="text")
    cite.add_argument("--site", metavar="URL", help="where the pages are published; no address without it")
    cite.add_argument("--accessed", type=day, metavar="YYYY-MM-DD", help="when it was read; today by default")
    cite.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.exports.citation import cite

    print(cite(given.key, given.format, site=given.site, accessed=given.accessed))
    return 0
