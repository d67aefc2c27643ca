"""The digits of a figure: as its words should show them, and whether the texts of its drawing do."""

import re
from collections.abc import Iterator
from decimal import Decimal

from flint import arb, ctx

from backprop.check.figures.drawing import Element
from backprop.check.figures.values import Value, evaluated
from backprop.check.printed import fits, is_exact, rounded
from backprop.core.keys import Key
from backprop.figures.fact import PRECISION, Fact, value_of

NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?")
_SIGNED = re.compile(r"(?<![\w.])(?:(?P<sign>[=≈]) )?\+?(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)")
_SIGNIFICANT, _EXACT = 3, 4  # digits of a number that is not given to so many places; at most of an exact one
_DIGITS = 9  # significant digits of a value in a message


def show(value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
    """Return the digits of a number: three significant ones, four of an exact value, or so many decimals."""
    number = value_of(value if isinstance(value, Fact) else Fact(value))
    text = _significant(number) if places is None else rounded(number, places)
    exact = is_exact(text, number)
    if exact and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{'=' if exact else '≈'} {text}" if relation else text


def _significant(number: Value) -> str:
    full = _in_digits(number, _EXACT)
    return full if is_exact(full, number) else _in_digits(number, _SIGNIFICANT)


def _in_digits(number: Value, count: int) -> str:
    with ctx.workprec(PRECISION):
        decimal = Decimal(arb(number).str(40, radius=False))
    return format(Decimal(f"{decimal:.{count - 1}e}"), "f") if decimal else "0"


def misprints(element: Element) -> Iterator[str]:
    """Yield what is wrong with the numbers in a text, of which the first ones are those of its keys."""
    keys = element.carried.get("data-key", "").split()
    if element.tag not in {"text", "tspan"} or not element.words.strip() or not keys:
        return
    numbers = list(_SIGNED.finditer(element.words))
    if len(numbers) < len(keys):
        yield f"found {element.words.strip()!r}, expected the digits of {' and '.join(keys)}"
    then, where = (element.carried.get(name, "") for name in ("data-then", "data-where"))
    for key, match in zip(keys, numbers, strict=False):
        text = match["number"].replace("−", "-").replace(",", "")
        number = evaluated(f"{key} {then}".rstrip(), where)
        # The zeros at the end of a large number may stand for other digits.
        if not fits(text, number, max(_SIGNIFICANT, len(text.lstrip("-").rstrip("0")))):
            digits = arb(number).str(_DIGITS, radius=False)
            yield f"found {match['number']}, expected {_alike(text, number)} ({key} is {digits})"
        elif match["sign"] and (match["sign"] == "=") != is_exact(text, number):
            yield f"found {match['sign']} before {match['number']}, expected the other sign ({key})"


def _alike(text: str, number: Value) -> str:
    return rounded(number, len(text.partition(".")[2])).replace("-", "−")
