"""`backprop mutate`: the check put to the test."""

import argparse
from pathlib import Path

from backprop.cli.arguments import pages_below, positive_count
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    mutate = add_command(
        commands,
        "mutate",
        "change one thing at a time, and see that the check finds it",
        "backprop mutate --sample 1000",
        "backprop mutate docs/mazur/forward.md",
        note="Exit code 1 where a change was not found.",
        extra="site",
    )
    mutate.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="pages, figures or folders")
    mutate.add_argument("--sample", type=positive_count, metavar="N", help="only so many, from all kinds")
    mutate.add_argument("--seed", type=int, default=0, metavar="S", help="which sample; 0 by default")
    mutate.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.check.mutation.runs import as_text
    from backprop.check.mutation.trial import mutate

    report, texts = mutate(*pages_below(given.paths), given.sample, given.seed)
    print(as_text(report, texts))
    return report.code
