"""`backprop audit`: the arithmetic of documents that know nothing of this project."""

import argparse
from pathlib import Path

from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    audit = add_command(
        commands,
        "audit",
        "check the arithmetic of any Markdown, LaTeX or plain text",
        "backprop audit notes.md",
        "pandoc thesis.docx -t markdown | backprop audit -",
        note="Exit code 1 where an equality does not close.",
    )
    audit.add_argument("files", nargs="+", type=Path, metavar="FILE", help="- for standard input")
    audit.add_argument("--strict", action="store_true", help="tell what could not be read, too")
    audit.add_argument("--format", choices=["text", "json", "junit"], default="text", help="text by default")
    audit.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.check.audit.audit import FORMATS, audit

    report = audit(given.files, strict=given.strict)
    print(FORMATS[given.format](report))
    return int(bool(report.findings))
