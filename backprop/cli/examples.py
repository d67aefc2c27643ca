"""`backprop examples`: the worked examples, and the options that each has."""

import argparse
import json
from collections.abc import Mapping, Sequence

from backprop.cli.parser import Commands, add_command

NOTE = """\
An option in a key changes the example, as in mazur;bias=each@1:E_total. The first of its values is
the usual one; N is any number in decimals."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    examples = add_command(
        commands,
        "examples",
        "list the worked examples, with the options of each",
        "backprop examples",
        note=NOTE,
    )
    examples.add_argument("--json", action="store_true", help="one object an example")
    examples.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core.examples import EXAMPLES

    every = list(EXAMPLES.values())
    if given.json:
        for each in every:
            fields = {"name": each.name, "title": each.title, "options": dict(each.options)}
            print(json.dumps(fields, ensure_ascii=False))
    else:
        print(in_columns([(each.name, each.title, options_in_brief(each.options)) for each in every]))
    return 0


def options_in_brief(options: Mapping[str, Sequence[str]]) -> str:
    """Return options as `bias=fixed|each rate=0.5|N`."""
    from backprop.core.example import DECIMAL, SIGNED

    return " ".join(
        f"{name}={'|'.join('N' if value in {DECIMAL, SIGNED} else value for value in values)}"
        for name, values in options.items()
    )


def in_columns(rows: Sequence[tuple[str, str, str]]) -> str:
    """Return a line for each row, its cells below those of the first."""
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "\n".join(f"{a:{first}}  {b:{second}}  {c}".rstrip() for a, b, c in rows)
