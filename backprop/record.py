"""A quantity told in full: as a record for machines, and as the lines of a worked example."""

from flint import fmpq

from backprop import registry
from backprop.digits import VALUE_DIGITS, Digits, Rule, page, significant
from backprop.keys import Key, parse_run
from backprop.ops import Proved
from backprop.tex import plain


def record(key: Key, rule: Rule) -> dict[str, object]:
    """Return the fields of a quantity: digits under `rule`, enclosure, formula, provenance."""
    entry = registry.entry(key)
    digits = registry.digits(key, rule)
    return {
        "key": str(key),
        "symbol": entry.quantity.tex,
        "words": entry.quantity.words,
        "value": float(registry.digits(key, significant(VALUE_DIGITS)).text),
        "digits": digits.text,
        "enclosure": enclosed(registry.enclosure(key)),
        "exact": digits.exact,
        "formula": entry.formula,
        "substitution": entry.substitution,
        "provenance": {
            "operands": [str(operand) for operand in entry.operands.values()],
            "routes": ["graph in ball arithmetic", "matrices of balls"],
        },
    }


def enclosed(value: Proved) -> str:
    """Return a fraction where the value is exact, else a ball narrow enough for the digits of a value."""
    return str(value) if isinstance(value, fmpq) else value.str(VALUE_DIGITS + 3)


def worked(run: str) -> str:
    """Return a whole pass as plain text, group by group, each quantity with formula, numbers and value."""
    key = parse_run(run)
    groups = {name: [_line(found) for found in registry.group(key, name)] for name in registry.GROUPS}
    return "\n\n".join("\n".join([name.capitalize(), *lines]) for name, lines in groups.items() if lines)


def _line(key: Key) -> str:
    entry = registry.entry(key)
    digits = registry.digits(key, page)
    parts = [entry.quantity.name]
    if entry.expr is not None:
        exact = all(registry.digits(operand).exact for operand in entry.operands.values())
        numbers = plain(entry.expr, lambda operand: registry.digits(entry.operands[operand]).text)
        parts.append(f"= {plain(entry.expr, str)}")
        parts += [] if numbers == digits.text else [f"{Digits(numbers, exact).relation} {numbers}"]
    return f"  {' '.join(parts)} {digits.relation} {digits.text}"
