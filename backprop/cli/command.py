"""The command as a whole: one parser, one way to fail."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from backprop.cli import (
    assets,
    audit,
    build,
    check,
    cite,
    diff,
    explain,
    export,
    grade,
    inject,
    keys,
    mutate,
    serve,
    show,
    value,
)
from backprop.errors import BackpropError
from backprop.garbage import collect_seldom

COMMANDS = (
    value,
    show,
    keys,
    inject,
    check,
    build,
    mutate,
    serve,
    cite,
    audit,
    explain,
    grade,
    assets,
    export,
    diff,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 with one clear line where something is wrong."""
    given = _parser().parse_args(arguments)
    collect_seldom()
    try:
        from backprop.core.store import kept

        run: Callable[[argparse.Namespace], int] = given.run
        with kept():
            code = run(given)
        sys.stdout.flush()
    except BackpropError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backprop", description="Backpropagation, every number proved.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
