"""The command `scripts/bench`."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError
from scripts.benchmark.corpus import Shape, write_corpus
from scripts.benchmark.machine import machine
from scripts.benchmark.measure import FULL, QUICK, measure
from scripts.benchmark.report import as_text, tables
from scripts.benchmark.results import as_document, renewed

FOLDER, TOOLS = Path("build/bench").resolve(), Path("node_modules")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command was given."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure what building costs.")
    parser.add_argument("--quick", action="store_true", help="measure a few pages once, in two minutes")
    parser.add_argument("--rounds", type=int, choices=range(1, 10), help="how often each is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results into a file")
    parser.set_defaults(run=run_bench)
    commands = parser.add_subparsers()
    corpus = commands.add_parser("corpus", help="write a project of any size into an empty folder")
    corpus.add_argument("folder", type=Path)
    corpus.add_argument("--pages", type=int, default=Shape.pages)
    corpus.add_argument("--formulas", type=int, default=Shape.formulas, help="on all pages together")
    corpus.add_argument("--numbers", type=int, default=Shape.numbers, help="on all pages together")
    corpus.add_argument("--distinct", type=float, default=Shape.distinct, help="the share of distinct ones")
    corpus.add_argument("--seed", type=int, default=Shape.seed)
    corpus.set_defaults(run=run_corpus)
    report = commands.add_parser("report", help="make the tables in a file of results anew")
    report.add_argument("file", type=Path)
    report.set_defaults(run=run_report)
    return parser.parse_args(words)


def run_corpus(given: argparse.Namespace) -> None:
    """Write a corpus."""
    shape = Shape(given.pages, given.formulas, given.numbers, given.distinct, given.seed)
    write_corpus(shape, given.folder, TOOLS)


def run_bench(given: argparse.Namespace) -> None:
    """Measure, print the tables, and write the results where a file is named."""
    plan, here = QUICK if given.quick else FULL, machine()
    plan = replace(plan, rounds=given.rounds or plan.rounds)
    results = measure(plan, FOLDER)
    printed = tables(plan, results, here)
    print("\n\n".join(as_text(table) for table in printed.values() if table.rows))
    if given.json:
        files.write(given.json, as_document(plan, results, here))


def run_report(given: argparse.Namespace) -> None:
    """Make the tables of a file anew from what was measured."""
    files.write(given.file, renewed(files.read(given.file)))


def main() -> None:
    """Run the command; what cannot be done ends it with a line."""
    given = arguments()
    try:
        given.run(given)
    except (BackpropError, OSError, ValueError) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
