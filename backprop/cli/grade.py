"""`backprop grade`: a learner's table, graded column by column."""

import argparse
from pathlib import Path

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    grade = add_command(
        commands,
        "grade",
        "grade a table of your own, column by column",
        "backprop grade my.xlsx",
        "backprop grade my.csv --example mazur --html report.html",
        note="Tells what is right, and which slip made what is wrong. Exit code 1 where something is.",
    )
    grade.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .csv or .tsv; - for standard input")
    grade.add_argument(
        "--example", default="", metavar="EXAMPLE", help="grade by this example, such as mazur"
    )
    form = grade.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object")
    form.add_argument("--html", type=Path, metavar="OUT", help="write a report to this file, too")
    grade.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.files import write
    from backprop.grade.grade import grade
    from backprop.grade.page import as_html
    from backprop.grade.report import as_json, as_text

    report = grade(given.file, given.example)
    if given.html:
        write(given.html, as_html(report))
    print(as_json(report) if given.json else as_text(report))
    return report.code
