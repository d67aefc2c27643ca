"""`backprop value`: quantities with their proved digits."""

import argparse
import json
from itertools import chain

from backprop.cli.arguments import digit_count, positive_digit_count
from backprop.cli.parser import Commands, add_command


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    value = add_command(
        commands,
        "value",
        "print numbers with their proved digits",
        "backprop value mazur@1:E_total",
        "backprop value 'mazur;bias=each@1:E_total' mazur:w1 --digits 30",
        "backprop keys mazur | backprop value -",
    )
    value.add_argument(
        "keys", nargs="+", metavar="KEY", help="such as mazur@1:E_total; - for keys from standard input"
    )
    rounding = value.add_mutually_exclusive_group()
    rounding.add_argument("--digits", type=positive_digit_count, metavar="N", help="significant digits")
    rounding.add_argument("--decimals", type=digit_count, metavar="N", help="digits after the point")
    value.add_argument("--json", action="store_true", help="one object a key, with formula and provenance")
    value.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop import files
    from backprop.core.digits import VALUE_DIGITS, decimals, significant
    from backprop.core.keys import parse
    from backprop.core.registry import digits

    rule = significant(given.digits or VALUE_DIGITS) if given.decimals is None else decimals(given.decimals)
    words = (files.read(files.INPUT).split() if text == "-" else [text] for text in given.keys)
    for key in [parse(word) for word in chain.from_iterable(words)]:
        if given.json:
            from backprop.core import record

            print(json.dumps(record.record(key, rule), ensure_ascii=False))
        else:
            rounded = digits(key, rule)
            print(f"{key} {rounded.relation} {rounded.text}")
    return 0
