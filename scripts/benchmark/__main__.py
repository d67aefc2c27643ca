"""The command `scripts/bench`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from scripts.benchmark.corpus import Shape, write_corpus

TOOLS = Path("node_modules")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command was given."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure what building costs.")
    commands = parser.add_subparsers(required=True)
    corpus = commands.add_parser("corpus", help="write a project of any size into an empty folder")
    corpus.add_argument("folder", type=Path)
    corpus.add_argument("--pages", type=int, default=Shape.pages)
    corpus.add_argument("--formulas", type=int, default=Shape.formulas, help="on all pages together")
    corpus.add_argument("--numbers", type=int, default=Shape.numbers, help="on all pages together")
    corpus.add_argument("--distinct", type=float, default=Shape.distinct, help="the share of distinct ones")
    corpus.add_argument("--seed", type=int, default=Shape.seed)
    corpus.set_defaults(run=run_corpus)
    return parser.parse_args(words)


def run_corpus(given: argparse.Namespace) -> None:
    """Write a corpus."""
    shape = Shape(given.pages, given.formulas, given.numbers, given.distinct, given.seed)
    write_corpus(shape, given.folder, TOOLS)


def main() -> None:
    """Run the command; what cannot be done ends it with a line."""
    given = arguments()
    try:
        given.run(given)
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
