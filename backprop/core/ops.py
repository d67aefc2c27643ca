"""The table of operations, and all that is known of each.

A row says how an operation is computed, differentiated and written:

- `fast`: on float64 scalars and NumPy arrays;
- `proved`: on rationals (`fmpq`) as long as the result is rational, else on balls (`arb`);
- `balls`: the same in less time, where an argument is a ball that is not exact and none is exactly 0, so that
  the result is such a ball too: operators as Python writes them, or a function; none where it may be exact;
- `partials`: the local derivatives with respect to each argument, from the arguments and the result `y`;
  written with operators alone, so that they serve expressions as well as numbers;
- `level`: how tightly it binds, and `needs`: what its arguments must bind with; `line_needs` where a notation
  is for one line, in which a division is a plain stroke;
- `tex` and `plain` text, and `spelled` where TeX with numbers is clearer written out;
- `sheet`, a formula of spreadsheets, and `sheet_needs` where a minus in front binds tighter than a power;
- `numpy` and `torch`, as programs in Python write it, none where they have no word for it;
- `jumps`: whether it jumps or bends somewhere.

This module does not know what a name, a quantity or a graph is. It loads NumPy where floats are first asked
for: a value that is proved already is then printed without.
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from flint import arb, fmpq

from backprop.errors import UndecidedError

Proved = fmpq | arb


@dataclass(frozen=True)
class Op:
    """One operation."""

    fast: Callable[..., Any]
    proved: Callable[..., Any]
    partials: Callable[..., tuple[Any, ...]]
    level: int
    needs: tuple[int, ...]
    tex: str
    plain: str
    sheet: str
    balls: str | Callable[[arb], arb] = ""
    numpy: str = ""
    torch: str = ""
    line_needs: tuple[int, ...] = ()
    sheet_needs: tuple[int, ...] = ()
    spelled: str = ""
    jumps: bool = False


SUM, PRODUCT, FUNCTION, POWER, ATOM = 1, 2, 3, 4, 5
# As a ball, which saves a conversion each time.
ONE = arb(1)


def ball(x: Proved) -> arb:
    """Return an enclosure of `x`."""
    return x if isinstance(x, arb) else arb(x)


def is_positive(x: Proved) -> bool:
    """Tell the sign of `x`; an enclosure around 0 raises `UndecidedError`."""
    if x > 0:
        return True
    if x <= 0:
        return False
    raise UndecidedError(f"the sign of {ball(x).str(10)} is not certain at this precision")


def _exact_zero(x: Proved) -> Proved:
    """Return a ball that holds 0 alone as the rational 0, so that what is added to it stays exact."""
    return fmpq(0) if isinstance(x, arb) and x.is_zero() else x


def _mul(x: Proved, y: Proved) -> Proved:
    return _exact_zero(x * y)


def _div(x: Proved, y: Proved) -> Proved:
    return _exact_zero(x / y)


def _analytic(function: Callable[[arb], arb], point: int, image: fmpq | int) -> Callable[[Proved], Proved]:
    """Return a function of balls that gives a rational at the one rational point where it is rational."""
    return lambda x: fmpq(image) if isinstance(x, fmpq) and x == point else function(ball(x))


def _sigmoid(x: arb) -> arb:
    return ONE / (ONE + (-x).exp())


def _relu(x: Proved) -> Proved:
    return x if is_positive(x) else fmpq(0)


def _positive(x: Proved) -> Proved:
    return fmpq(1) if is_positive(x) else fmpq(0)


def _power(x: Proved, n: Proved) -> Proved:
    """Multiply out, since python-flint's power of a ball with its middle at 0 is no number."""
    count = int(str(n))
    product: Proved = math.prod([x] * abs(count), start=fmpq(1))
    return product if count >= 0 else 1 / product


def _rounded(x: Proved, places: Proved) -> Proved:
    """Round to so many decimals, a tie away from zero, as calculators do."""
    unit = 10 ** int(str(places))
    low, high = (_to_integer(end * unit) for end in _ends(x))
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


def _to_integer(x: fmpq) -> fmpq:
    size = fmpq((abs(x) + fmpq(1, 2)).floor())
    return -size if x < 0 else size


def _by_numpy(name: str, *last: float) -> Callable[..., Any]:
    """Return NumPy's function of that name, with its last arguments."""
    function = cache(lambda: getattr(import_module("numpy"), name))
    return lambda *numbers: function()(*numbers, *last)


def _fast_rounded(x: Any, places: Any) -> Any:
    """Do the same, with a little more than a half, since few decimals are exact in float64."""
    import numpy as np

    unit = 10.0**places
    return np.copysign(np.floor(np.abs(x) * unit + 0.5 + 1e-9), x) / unit


def _fast_sigmoid(x: Any) -> Any:
    """Stay accurate and free of overflow for any sign of `x`."""
    import numpy as np

    return np.exp(-np.logaddexp(0.0, -x))


OPS: dict[str, Op] = {
    "add": Op(
        operator.add, operator.add, lambda _a, _b, _y: (1, 1), SUM, (SUM, PRODUCT),
        tex="{0} + {1}", plain="{0} + {1}", sheet="{0}+{1}", numpy="{0} + {1}", torch="{0} + {1}",
        balls="{0} + {1}",
    ),
    "sub": Op(
        operator.sub, operator.sub, lambda _a, _b, _y: (1, -1), SUM, (SUM, PRODUCT),
        tex="{0} - {1}", plain="{0} - {1}", sheet="{0}-{1}", numpy="{0} - {1}", torch="{0} - {1}",
        balls="{0} - {1}",
    ),
    "neg": Op(
        operator.neg, operator.neg, lambda _a, _y: (-1,), SUM, (PRODUCT,),
        tex="-{0}", plain="-{0}", sheet="-{0}", sheet_needs=(ATOM,), numpy="-{0}", torch="-{0}",
        balls="-{0}",
    ),
    "mul": Op(
        operator.mul, _mul, lambda a, b, _y: (b, a), PRODUCT, (PRODUCT, PRODUCT),
        tex=r"{0} \cdot {1}", plain="{0} * {1}", sheet="{0}*{1}", numpy="{0} * {1}", torch="{0} * {1}",
        balls="{0} * {1}",
    ),
    "div": Op(
        operator.truediv, _div, lambda _a, b, y: (1 / b, -y / b), FUNCTION, (0, 0),
        tex=r"\frac{{{0}}}{{{1}}}", plain="({0}) / ({1})",
        sheet="{0}/{1}", numpy="{0} / {1}", torch="{0} / {1}", line_needs=(PRODUCT, ATOM),
        balls="{0} / {1}",
    ),
    "power": Op(
        operator.pow, _power, lambda a, n, _y: (n * a ** (n - 1), 0), POWER, (ATOM, 0),
        tex="{0}^{{{1}}}", plain="{0}^{1}",
        sheet="{0}^{1}", numpy="{0} ** {1}", torch="{0} ** {1}", line_needs=(ATOM, ATOM),
    ),
    "exp": Op(
        _by_numpy("exp"), _analytic(arb.exp, 0, 1), lambda _x, y: (y,), POWER, (0,),
        tex="e^{{{0}}}", plain="exp({0})", sheet="EXP({0})", numpy="np.exp({0})", torch="torch.exp({0})",
        balls=arb.exp,
    ),
    "log": Op(
        _by_numpy("log"), _analytic(arb.log, 1, 0), lambda x, _y: (1 / x,), FUNCTION, (0,),
        tex=r"\ln({0})", plain="ln({0})", sheet="LN({0})", numpy="np.log({0})", torch="torch.log({0})",
        balls=arb.log,
    ),
    "sigmoid": Op(
        _fast_sigmoid, _analytic(_sigmoid, 0, fmpq(1, 2)), lambda _x, y: (y * (1 - y),), FUNCTION, (0,),
        tex=r"\sigma({0})", spelled=r"\frac{{1}}{{1 + e^{{-{0}}}}}", plain="sigmoid({0})",
        sheet="1/(1+EXP(-{0}))", sheet_needs=(ATOM,), numpy="sigmoid({0})", torch="torch.sigmoid({0})",
        balls=_sigmoid,
    ),
    "tanh": Op(
        _by_numpy("tanh"), _analytic(arb.tanh, 0, 0), lambda _x, y: (1 - y**2,), FUNCTION, (0,),
        tex=r"\tanh({0})", plain="tanh({0})", sheet="TANH({0})", numpy="np.tanh({0})",
        torch="torch.tanh({0})", balls=arb.tanh,
    ),
    "relu": Op(
        _by_numpy("maximum", 0.0), _relu, lambda x, _y: (x > 0,), FUNCTION, (0,),
        tex=r"\max(0, {0})", plain="max(0, {0})", sheet="MAX(0,{0})", numpy="np.maximum(0, {0})",
        torch="torch.relu({0})", jumps=True,
    ),
    "positive": Op(
        _by_numpy("heaviside", 0.0), _positive, lambda _x, _y: (0,), FUNCTION, (0,),
        tex=r"[\,{0} > 0\,]", plain="[{0} > 0]", sheet="IF({0}>0,1,0)", numpy="({0} > 0)",
        torch="({0} > 0)", jumps=True,
    ),
    "round": Op(
        _fast_rounded, _rounded, lambda _x, _n, _y: (0, 0), FUNCTION, (0, 0),
        tex=r"\operatorname{{round}}_{{{1}}}({0})", plain="round({0}, {1})", sheet="ROUND({0},{1})",
        jumps=True,
    ),
}  # fmt: skip
