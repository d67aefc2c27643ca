"""The table of operations, and all that is known of each.

A row says how an operation is computed, differentiated and written:

- `fast`: on float64 scalars and NumPy arrays;
- `proved`: on rationals (`fmpq`) as long as the result is rational, else on balls (`arb`);
- `partials`: the local derivatives by each argument, from the arguments and the result `y`; written with
  operators alone, so that they serve expressions as well as numbers;
- `tex` and `plain` text, and `spelled` where TeX with numbers is clearer written out;
- `sheet`, a formula of spreadsheets, and `sheet_needs` where it has to be more careful with brackets: there a
  minus in front binds tighter than a power, and a division is a plain stroke.

This module does not know what a name, a quantity or a graph is.
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb, fmpq

from backprop.errors import UndecidedError

Proved = fmpq | arb


@dataclass(frozen=True)
class Op:
    """One operation: `level` is how tightly it binds, `needs` what its arguments must bind with."""

    fast: Callable[..., Any]
    proved: Callable[..., Any]
    partials: Callable[..., tuple[Any, ...]]
    tex: str
    plain: str
    level: int
    needs: tuple[int, ...]
    sheet: str
    sheet_needs: tuple[int, ...] = ()
    spelled: str = ""


SUM, PRODUCT, FUNCTION, POWER, ATOM = 1, 2, 3, 4, 5


def ball(x: Proved) -> arb:
    """Return an enclosure of `x`."""
    return x if isinstance(x, arb) else arb(x)


def is_zero(x: Proved) -> bool:
    """Tell whether `x` is exactly 0, the one rational point of exp, tanh and the sigmoid."""
    return isinstance(x, fmpq) and x == 0


def is_positive(x: Proved) -> bool:
    """Tell the sign of `x`; an enclosure around 0 raises `UndecidedError`."""
    if x > 0:
        return True
    if x <= 0:
        return False
    raise UndecidedError(f"the sign of {ball(x).str(10)} is not certain at this precision")


def _bare(x: Proved) -> Proved:
    """Return a ball that holds 0 alone as the rational 0, so that what is added to it stays exact."""
    return fmpq(0) if isinstance(x, arb) and x.is_zero() else x


def _mul(x: Proved, y: Proved) -> Proved:
    return _bare(x * y)


def _div(x: Proved, y: Proved) -> Proved:
    return _bare(x / y)


def _exp(x: Proved) -> Proved:
    return fmpq(1) if is_zero(x) else ball(x).exp()


def _log(x: Proved) -> Proved:
    return fmpq(0) if isinstance(x, fmpq) and x == 1 else ball(x).log()


def _sigmoid(x: Proved) -> Proved:
    return fmpq(1, 2) if is_zero(x) else 1 / (1 + (-ball(x)).exp())


def _tanh(x: Proved) -> Proved:
    return fmpq(0) if is_zero(x) else ball(x).tanh()


def _relu(x: Proved) -> Proved:
    return x if is_positive(x) else fmpq(0)


def _positive(x: Proved) -> Proved:
    return fmpq(1) if is_positive(x) else fmpq(0)


def _power(x: Proved, n: Proved) -> Proved:
    """Multiply out, since python-flint's power of a ball with its middle at 0 is no number."""
    whole = int(str(n))
    product: Proved = math.prod([x] * abs(whole), start=fmpq(1))
    return product if whole >= 0 else 1 / product


def _rounded(x: Proved, places: Proved) -> Proved:
    """Round to so many decimals, a tie away from zero, as calculators do."""
    unit = 10 ** int(str(places))
    low, high = (_to_whole(end * unit) for end in _ends(x))
    if low != high:
        raise UndecidedError(f"{ball(x).str(10)} leaves open how it is rounded")
    nearest: fmpq = low / unit
    return nearest


def _ends(x: Proved) -> tuple[fmpq, fmpq]:
    if isinstance(x, fmpq):
        return x, x
    if not x.is_finite():
        raise UndecidedError(f"{x.str(10)} is no finite number at this precision")
    middle, radius = x.mid().fmpq(), x.rad().fmpq()
    return middle - radius, middle + radius


def _to_whole(x: fmpq) -> fmpq:
    size = fmpq((abs(x) + fmpq(1, 2)).floor())
    return -size if x < 0 else size


def _fast_rounded(x: Any, places: Any) -> Any:
    """Do the same, with a little more than a half, since few decimals are exact in float64."""
    unit = 10.0**places
    return np.copysign(np.floor(np.abs(x) * unit + 0.5 + 1e-9), x) / unit


def _fast_sigmoid(x: Any) -> Any:
    """Stay accurate and free of overflow for any sign of `x`."""
    return np.exp(-np.logaddexp(0.0, -x))


OPS: dict[str, Op] = {
    "add": Op(
        operator.add, operator.add, lambda _a, _b, _y: (1, 1),
        "{0} + {1}", "{0} + {1}", SUM, (SUM, PRODUCT),
        "{0}+{1}",
    ),
    "sub": Op(
        operator.sub, operator.sub, lambda _a, _b, _y: (1, -1),
        "{0} - {1}", "{0} - {1}", SUM, (SUM, PRODUCT),
        "{0}-{1}",
    ),
    "neg": Op(
        operator.neg, operator.neg, lambda _a, _y: (-1,),
        "-{0}", "-{0}", SUM, (PRODUCT,),
        "-{0}", (ATOM,),
    ),
    "mul": Op(
        operator.mul, _mul, lambda a, b, _y: (b, a),
        r"{0} \cdot {1}", "{0} * {1}", PRODUCT, (PRODUCT, PRODUCT),
        "{0}*{1}",
    ),
    "div": Op(
        operator.truediv, _div, lambda _a, b, y: (1 / b, -y / b),
        r"\frac{{{0}}}{{{1}}}", "({0}) / ({1})", FUNCTION, (0, 0),
        "{0}/{1}", (PRODUCT, ATOM),
    ),
    "power": Op(
        operator.pow, _power, lambda a, n, _y: (n * a ** (n - 1), 0),
        "{0}^{{{1}}}", "{0}^{1}", POWER, (ATOM, 0),
        "{0}^{1}", (ATOM, ATOM),
    ),
    "exp": Op(
        np.exp, _exp, lambda _x, y: (y,),
        "e^{{{0}}}", "exp({0})", POWER, (0,),
        "EXP({0})",
    ),
    "log": Op(
        np.log, _log, lambda x, _y: (1 / x,),
        r"\ln({0})", "ln({0})", FUNCTION, (0,),
        "LN({0})",
    ),
    "sigmoid": Op(
        _fast_sigmoid, _sigmoid, lambda _x, y: (y * (1 - y),),
        r"\sigma({0})", "sigmoid({0})", FUNCTION, (0,),
        "1/(1+EXP(-{0}))", (ATOM,),
        spelled=r"\frac{{1}}{{1 + e^{{-{0}}}}}",
    ),
    "tanh": Op(
        np.tanh, _tanh, lambda _x, y: (1 - y**2,),
        r"\tanh({0})", "tanh({0})", FUNCTION, (0,),
        "TANH({0})",
    ),
    "relu": Op(
        lambda x: np.maximum(x, 0.0), _relu, lambda x, _y: (x > 0,),
        r"\max(0, {0})", "max(0, {0})", FUNCTION, (0,),
        "MAX(0,{0})",
    ),
    "positive": Op(
        lambda x: np.heaviside(x, 0.0), _positive, lambda _x, _y: (0,),
        r"[\,{0} > 0\,]", "[{0} > 0]", FUNCTION, (0,),
        "IF({0}>0,1,0)",
    ),
    "round": Op(
        _fast_rounded, _rounded, lambda _x, _n, _y: (0, 0),
        r"\operatorname{{round}}_{{{1}}}({0})", "round({0}, {1})", FUNCTION, (0, 0),
        "ROUND({0},{1})",
    ),
}  # fmt: skip
