"""What stands after the colon in `f"{value:+12,.4f}"`, as a rule that rounds a number once, half to even.

The specifications are those of Python's floats but for `n`. What they give is that of floats too, but that
zero has no minus, and that without a type stand as few digits as need be: `12` and not `12.0`, 17 at most.
"""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from backprop.core.digits import VALUE_DIGITS, Rule, decimals, significant

# About as many as the highest precision proves; what is exact has no end of zeros anyone would read.
MOST_DIGITS = 1000
_USUAL = 6
# In digits: more than those of any value, before the point and behind it.
_LONGEST = 6000
_SPEC = re.compile(
    r"((?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)z?(?P<kept>#?)(?P<zeros>0?)(?P<width>[0-9]*)"
    r"(?P<group>[,_]?)(\.(?P<precision>[0-9]+))?(?P<type>[efgEFG%]?)",
    re.DOTALL,
)


def format_rule(spec: str) -> Rule:
    """Return the rule of a format specification; raise `ValueError` where a float would have none either."""
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise ValueError(f"found format {spec!r}, expected one such as .4f, .3e, .6g, .1% or +12,.2f")
    given = match.groupdict(default="")
    check_digits(precision := int(given["precision"] or _USUAL))

    def rule(value: Fraction) -> str:
        return _laid_out(value < 0, _body(abs(value), precision, given), given)

    return rule


def check_digits(count: int) -> None:
    """Raise `ValueError` for more digits, behind the point or before it, than are ever proved."""
    if abs(count) > MOST_DIGITS:
        raise ValueError(f"found {count} digits, expected at most {MOST_DIGITS}")


def rounded(value: Fraction, places: int) -> Decimal:
    """Return the nearest number with so many decimals, all of them written; before the point if negative."""
    check_digits(places)
    return Decimal(round(value * Fraction(10) ** places)).scaleb(-places, Context(prec=_LONGEST))


def _body(value: Fraction, precision: int, given: dict[str, str]) -> str:
    """Return the digits of a value that is not negative, with its exponent or percent sign."""
    kept = bool(given["kept"])
    match given["type"].lower():
        case "f":
            return _fixed(value, precision, kept)
        case "%":
            return _fixed(value * 100, precision, kept) + "%"
        case "e":
            body = _with_exponent(value, precision, kept)
        case "" if not given["precision"]:
            return significant(VALUE_DIGITS)(value)
        case _:
            body = _general(value, precision or 1, kept)
    return body.upper() if given["type"].isupper() else body


def _fixed(value: Fraction, places: int, kept: bool) -> str:
    return decimals(places)(value) + ("." if kept and not places else "")


def _with_exponent(value: Fraction, places: int, kept: bool) -> str:
    """Return one digit before the point and `places` after it."""
    nearest = _significant(value, places + 1)
    first, *others = nearest.as_tuple().digits
    rest = "".join(map(str, others)).ljust(places, "0")
    return f"{first}{'.' if rest or kept else ''}{rest}e{nearest.adjusted():+03d}"


def _general(value: Fraction, count: int, kept: bool) -> str:
    """Return so many significant digits, in whichever of the two notations is usual for the value's size."""
    exponent = _significant(value, count).adjusted()
    if -4 <= exponent < count:
        text, sign, power = _fixed(value, count - 1 - exponent, kept), "", ""
    else:
        text, sign, power = _with_exponent(value, count - 1, kept).partition("e")
    if "." in text and not kept:
        text = text.rstrip("0").rstrip(".")
    return text + sign + power


def _significant(value: Fraction, count: int) -> Decimal:
    context = Context(prec=count, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _laid_out(negative: bool, body: str, given: dict[str, str]) -> str:
    """Return sign and body, thousands parted and filled up to the width."""
    sign = "-" if negative and body.strip("0.e+%") else given["sign"].replace("-", "")
    fill = given["fill"] or given["zeros"] or " "
    align = given["align"] or ("=" if given["zeros"] else ">")
    width = int(given["width"] or 0)
    integer, rest = re.fullmatch(r"([0-9]+)(.*)", body).groups()  # type: ignore[union-attr]
    room = width - len(sign + rest) if (fill, align) == ("0", "=") else 0
    integer = format(int(integer), f"0{max(room, 0)}{given['group']}")
    if align == "=":
        return sign + f"{integer}{rest}".rjust(width - len(sign), fill)
    return format(f"{sign}{integer}{rest}", f"{fill}{align}{width}")
