"""`backprop value`: quantities with their proved digits."""

import argparse
import json

from backprop.cli.arguments import Commands, digit_count, positive_digit_count


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    value = commands.add_parser("value", help="print quantities, 17 significant digits unless told otherwise")
    value.add_argument("keys", nargs="+", metavar="KEY", help="such as mazur@1:E_total")
    rounding = value.add_mutually_exclusive_group()
    rounding.add_argument("--digits", type=positive_digit_count, metavar="N", help="significant digits")
    rounding.add_argument("--decimals", type=digit_count, metavar="N", help="digits after the point")
    value.add_argument("--json", action="store_true", help="one object a key, with formula and provenance")
    value.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from backprop.core.digits import VALUE_DIGITS, decimals, significant
    from backprop.core.keys import parse
    from backprop.core.registry import digits

    rule = significant(given.digits or VALUE_DIGITS) if given.decimals is None else decimals(given.decimals)
    for key in [parse(text) for text in given.keys]:
        if given.json:
            from backprop.core import record

            print(json.dumps(record.record(key, rule), ensure_ascii=False))
        else:
            rounded = digits(key, rule)
            print(f"{key} {rounded.relation} {rounded.text}")
    return 0
