"""A quantity in full: as a value, as an object for machines, as lines of a worked example."""

from flint import fmpq

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, Digits, Rule, page, significant
from backprop.core.groups import GROUPS, group_keys, group_titles
from backprop.core.keys import Key, known_example, parse, parse_run
from backprop.core.ops import Proved
from backprop.core.tex import plain
from backprop.core.value import Value

FIRST_ROUTE = "graph in ball arithmetic"


def value(key: str) -> Value:
    """Return the value at a key such as `mazur@1:E_total`; raise `BackpropError` with the nearest keys."""
    return value_at(parse(key))


def value_at(key: Key) -> Value:
    """Return the value of `key`."""
    entry = registry.entry(key)
    digits = registry.digits(key, significant(VALUE_DIGITS))
    return Value(
        key=str(key),
        symbol=entry.quantity.tex,
        words=entry.quantity.words,
        digits=digits.text,
        exact=digits.exact,
        enclosure=enclosed(registry.enclosure(key)),
        formula=entry.formula,
        substitution=entry.substitution,
        operands=tuple(map(str, entry.operands.values())),
        routes=(FIRST_ROUTE, known_example(key.example).route_name),
    )


def record(key: Key, rule: Rule) -> dict[str, object]:
    """Return the fields of a quantity: digits under `rule`, enclosure, formula, provenance."""
    proved, digits = value_at(key), registry.digits(key, rule)
    return {
        "key": proved.key,
        "symbol": proved.symbol,
        "words": proved.words,
        "value": float(proved),
        "digits": digits.text,
        "enclosure": proved.enclosure,
        "exact": digits.exact,
        "formula": proved.formula,
        "substitution": proved.substitution,
        "provenance": {"operands": list(proved.operands), "routes": list(proved.routes)},
    }


def enclosed(value: Proved) -> str:
    """Return a fraction where the value is exact, else a ball narrow enough for the digits of a value."""
    return str(value) if isinstance(value, fmpq) else value.str(VALUE_DIGITS + 3)


def worked(run: str) -> str:
    """Return a pass as plain text, group by group, each quantity with formula, numbers and value."""
    key = parse_run(run)
    titles = group_titles(key.example)
    groups = {name: [_line(member) for member in group_keys(key, name)] for name in GROUPS}
    return "\n\n".join("\n".join([titles[name], *lines]) for name, lines in groups.items() if lines)


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
