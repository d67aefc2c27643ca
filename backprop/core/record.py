"""A quantity in full: as a frozen record, as an object for machines, as lines of a worked example."""

from dataclasses import dataclass
from decimal import Decimal

from flint import fmpq

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, Digits, Rule, page, significant
from backprop.core.groups import GROUPS, group_keys, group_titles
from backprop.core.keys import Key, known_example, parse, parse_run
from backprop.core.ops import Proved
from backprop.core.tex import plain

FIRST_ROUTE = "graph in ball arithmetic"


@dataclass(frozen=True)
class Value:
    """A proved value: `str`, `float` and `Decimal(str(…))` of it are its 17 significant digits, all certain.

    `key` is its address, `symbol`, `formula` and `substitution` are TeX, `words` say what it is. `digits` are
    exact where `exact` says so, else rounded half to even; `enclosure` is a fraction where the value is
    rational, else a ball `[middle +/- radius]`. `operands` are the keys that the formula uses, in its order;
    what is given has neither formula nor operands. `routes` are the computations that agree on the value.
    """

    key: str
    symbol: str
    words: str
    digits: str
    exact: bool
    enclosure: str
    formula: str
    substitution: str
    operands: tuple[str, ...]
    routes: tuple[str, ...]

    def __str__(self) -> str:
        return self.digits

    def __float__(self) -> float:
        return float(self.digits)

    @property
    def decimal(self) -> Decimal:
        """The digits as a `Decimal`, none lost."""
        return Decimal(self.digits)


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
