"""`backprop check`: the pages, or a built site, held to the computation."""

import argparse
from pathlib import Path

from backprop.cli.arguments import DOCS, pages_below
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    check = add_command(
        commands,
        "check",
        "account for every number and prove every formula of the pages",
        "backprop check",
        "backprop check docs/mazur/forward.md",
        "backprop check site",
        "backprop check --stdin-filename docs/mazur/new.md - < draft.md",
        note="Exit code 1 where something is found.",
        extra="site",
    )
    check.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="pages, figures or folders; a built site; or - for a page from standard input",
    )
    check.add_argument(
        "--format", choices=["text", "brief", "json", "junit"], default="text", help="text by default"
    )
    check.add_argument("--anew", action="store_true", help="prove everything anew, whatever is recorded")
    check.add_argument(
        "--stdin-filename",
        type=Path,
        default=DOCS / "stdin.md",
        metavar="PATH",
        help="where that page belongs",
    )
    check.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop import files
    from backprop.check.report import FORMATS
    from backprop.check.survey import survey, survey_text
    from backprop.core import records

    with records.in_use(use=not given.anew):
        if given.paths == [files.INPUT]:
            report = survey_text(DOCS, given.stdin_filename, files.read(files.INPUT))
        else:
            report = survey(*pages_below(given.paths))
    print(FORMATS[given.format](report))
    return int(bool(report.findings))
