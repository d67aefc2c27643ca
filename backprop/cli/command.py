"""The command as it is called: which commands there are, its help, and its one way to fail."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from itertools import chain
from types import ModuleType

from backprop.cli import (
    assets,
    audit,
    build,
    check,
    cite,
    completion,
    diff,
    examples,
    explain,
    export,
    grade,
    inject,
    keys,
    mutate,
    mv,
    serve,
    show,
    value,
)
from backprop.cli.parser import Root
from backprop.errors import BackpropError
from backprop.extras import require
from backprop.garbage import collect_seldom
from backprop.release import VERSION

# The commands as help lists them, each in the file of its name.
COMMANDS: Mapping[str, tuple[ModuleType, ...]] = {
    "numbers": (value, show, keys, examples, cite),
    "work of your own": (explain, grade, audit),
    "pages": (inject, check, serve, build, assets, mv, mutate),
    "data": (export, diff),
    "this command": (completion,),
}
WRONG_USAGE, INTERRUPTED = 2, 130
AFTERWORD = """\
exit codes:
  0  all is well
  1  something was found, or the input is not as it should be
  2  the command was called in a wrong way

backprop COMMAND --help names the options of a command, with an example."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a mistake is answered in one clear line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # wherever it runs
    try:
        try:
            return _run(sys.argv[1:] if arguments is None else arguments)
        finally:
            print(end="", flush=True)
    except BackpropError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # whoever reads, such as `head`, has seen enough
            place = error.filename or "standard output"
            print(f"{place}: {error.strerror}; expected to read or write there", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(arguments: Sequence[str]) -> int:
    root = parser()
    if not arguments:
        root.print_help(sys.stderr)
        return WRONG_USAGE
    if arguments[0] == "help":
        arguments = [*arguments[1:], "--help"]
    given = root.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    if given.extra:
        require(given.prog, given.extra)
    collect_seldom()
    from backprop import progress
    from backprop.core.store import kept

    with kept(), progress.show_progress():
        return run(given)


def parser() -> Root:
    """Return the parser of the command, with all that can be asked of it."""
    root = Root(
        {title: [each.__name__.rpartition(".")[2] for each in group] for title, group in COMMANDS.items()},
        prog="backprop",
        description="Backpropagation on small networks: every number computed and proved.",
        epilog=AFTERWORD,
    )
    version = f"backprop {VERSION}"
    root.add_argument("-V", "--version", action="version", version=version, help="print the version")
    for command in chain.from_iterable(COMMANDS.values()):
        command.add(root.commands)
    root.set_defaults(root=root)
    return root
