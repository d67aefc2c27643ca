"""Numbers as intervals between whole multiples of 2^-scale: a small kernel of its own.

It serves as a second way to a value where an example has none: Python's integers alone, every result rounded
outwards, so that the exact value lies between the two ends. It shares no code with the table of operations.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor

from flint import arb

from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph
from backprop.core.route import Route
from backprop.errors import UndecidedError

# The least and the greatest value, in units of 2^-scale.
Interval = tuple[int, int]
GUARD = 32  # bits that the series carry beyond the scale
LARGEST_EXPONENT = 1 << 14  # of a power of e


def enclosed(value: Fraction, scale: int) -> Interval:
    """Return the narrowest interval around a rational."""
    scaled = value * (1 << scale)
    return floor(scaled), ceil(scaled)


def applied(op: str, operands: tuple[Interval, ...], scale: int) -> Interval:
    """Return an operation of intervals, by its name in expressions."""
    return OPERATIONS[op](*operands, scale)


def _add(x: Interval, y: Interval, _scale: int) -> Interval:
    return x[0] + y[0], x[1] + y[1]


def _sub(x: Interval, y: Interval, _scale: int) -> Interval:
    return x[0] - y[1], x[1] - y[0]


def _neg(x: Interval, _scale: int) -> Interval:
    return -x[1], -x[0]


def _mul(x: Interval, y: Interval, scale: int) -> Interval:
    products = [a * b for a in x for b in y]
    return min(products) >> scale, -(-max(products) >> scale)


def _div(x: Interval, y: Interval, scale: int) -> Interval:
    if y[0] <= 0 <= y[1]:
        raise UndecidedError("a divisor cannot be told from 0 at this precision")
    quotients = [(a << scale, b) for a in x for b in y]
    return min(a // b for a, b in quotients), max(-(-a // b) for a, b in quotients)


def _power(x: Interval, n: Interval, scale: int) -> Interval:
    count, unit = n[0] >> scale, (1 << scale, 1 << scale)
    product = unit
    for _ in range(abs(count)):
        product = _mul(product, x, scale)
    return product if count >= 0 else _div(unit, product, scale)


def _exp(x: Interval, scale: int) -> Interval:
    return _exp_at(x[0], scale)[0], _exp_at(x[1], scale)[1]


def _exp_at(x: int, scale: int) -> Interval:
    """Return e^x for a multiple x of 2^-scale, as 2^k e^r: r = x - k ln 2 lies between 0 and 1."""
    shift = max(0, x >> scale)
    if shift > LARGEST_EXPONENT:
        raise UndecidedError(f"e^{shift} is too large to be written out")
    work = scale + GUARD + 2 * shift  # the result is up to 2^k times as far off as e^r is, and k < 2x
    value, (low, high) = x << (work - scale), _ln2(work)
    count = value // high
    ends = sorted((value - count * low, value - count * high))
    up = count - (work - scale)
    return _shifted(_exp_series(ends[0], work)[0], up)[0], _shifted(_exp_series(ends[1], work)[1], up)[1]


def _exp_series(r: int, work: int) -> Interval:
    """Return e^r for 0 ≤ r < 1, the sum of r^n / n!, in units of 2^-work.

    A term that is e units short makes the next one short by less than (e + 1) / n + 1, so that none is short
    by more than 3. What is left out behind the first term of no more than a unit is less than twice that
    term, so less than 8 units.
    """
    total, term, n = 0, 1 << work, 0
    while abs(term) > 1 or n < 2:
        total, n = total + term, n + 1
        term = (term * r >> work) // n
    return total - 3 * n - 8, total + 3 * n + 8


def _shifted(value: int, places: int) -> Interval:
    """Return value 2^places, rounded down and up."""
    return (value << places,) * 2 if places >= 0 else (value >> -places, -(-value >> -places))


def _log(x: Interval, scale: int) -> Interval:
    if x[0] <= 0:
        raise UndecidedError("the argument of a logarithm cannot be told from 0 at this precision")
    return _log_at(x[0], scale)[0], _log_at(x[1], scale)[1]


def _log_at(x: int, scale: int) -> Interval:
    """Return ln x for a multiple x of 2^-scale, as k ln 2 + 2 artanh ((m - 1) / (m + 1)) with m = x 2^-k."""
    work, places = scale + GUARD, x.bit_length() - 1
    mantissa = Fraction(x, 1 << places)  # 1 ≤ m < 2, so that artanh is taken below 1/3
    low, high = _artanh((mantissa - 1) / (mantissa + 1), work)
    powers = sorted((places - scale) * end for end in _ln2(work))
    return (powers[0] + 2 * low) >> GUARD, -(-(powers[1] + 2 * high) >> GUARD)


def _ln2(work: int) -> Interval:
    """Return ln 2 = 2 artanh 1/3."""
    low, high = _artanh(Fraction(1, 3), work)
    return 2 * low, 2 * high


@cache
def _artanh(z: Fraction, work: int) -> Interval:
    """Return artanh z for 0 ≤ z ≤ 1/3, the sum of z^n / n over odd n, in units of 2^-work.

    A power is short by less than 2 units: a ninth of what the one before it is short, and one that rounding
    takes. Dividing takes one more, so no term is short by more than 3. The powers that are left out begin
    below 10 units, each at most a ninth of the one before, so that they are less than 12 together.
    """
    square, power, total, n = z * z, floor(z * (1 << work)), 0, 1
    while power >= 8:
        total += power // n
        power, n = power * square.numerator // square.denominator, n + 2
    return total, total + 3 * n + 12


def _sigmoid(x: Interval, scale: int) -> Interval:
    """Return 1 / (1 + e^-x), which rises with x."""
    one = (1 << scale, 1 << scale)
    low, high = (_div(one, _add(one, _exp((-end, -end), scale), scale), scale) for end in x)
    return low[0], high[1]


def _tanh(x: Interval, scale: int) -> Interval:
    """Return 2 σ(2x) - 1."""
    low, high = _sigmoid((2 * x[0], 2 * x[1]), scale)
    return 2 * low - (1 << scale), 2 * high - (1 << scale)


def _is_positive(x: Interval) -> bool:
    if x[0] <= 0 < x[1]:
        raise UndecidedError("the sign of a number is not certain at this precision")
    return x[0] > 0


def _relu(x: Interval, _scale: int) -> Interval:
    return x if _is_positive(x) else (0, 0)


def _positive(x: Interval, scale: int) -> Interval:
    return (int(_is_positive(x)) << scale,) * 2


def _round(x: Interval, places: Interval, scale: int) -> Interval:
    """Round to so many decimals, a tie away from zero."""
    unit = 10 ** (places[0] >> scale)
    low, high = (_nearest(Fraction(end * unit, 1 << scale)) for end in x)
    if low != high:
        raise UndecidedError("how a number is rounded is not certain at this precision")
    return enclosed(Fraction(low, unit), scale)


def _nearest(x: Fraction) -> int:
    size = floor(abs(x) + Fraction(1, 2))
    return -size if x < 0 else size


OPERATIONS: Mapping[str, Callable[..., Interval]] = {
    "add": _add,
    "sub": _sub,
    "neg": _neg,
    "mul": _mul,
    "div": _div,
    "power": _power,
    "exp": _exp,
    "log": _log,
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": _relu,
    "positive": _positive,
    "round": _round,
}


@dataclass(frozen=True)
class Pass:
    """The values of one pass that are known so far; those of what is trained, from the start."""

    graph: Graph
    scale: int
    known: dict[str, Interval]

    def value(self, name: str) -> Interval:
        """Return the value of a quantity, and keep all that it is made of."""
        for needed in self.graph.ordered([name], frozenset(self.known)):
            if needed not in self.known:
                self.known[needed] = self._evaluated(self.graph[needed].expr)
        return self.known[name]

    def _evaluated(self, expr: Expr) -> Interval:
        match expr:
            case Num(value):
                return enclosed(value, self.scale)
            case Ref(name):
                return self.known[name]
            case Apply(op, args):
                return applied(op, tuple(map(self._evaluated, args)), self.scale)
        raise TypeError(f"not an expression: {expr!r}")


def interval_route(graph: Graph, precision: int) -> Route:
    """Return a graph evaluated in intervals, of twice as many binary places as `precision`."""
    scale = 2 * precision
    return Route(
        lambda: Pass(graph, scale, {}),
        lambda last: Pass(graph, scale, {name: last.value(new) for name, new in graph.updates.items()}),
        lambda current: lambda name: _ball(current.value(name), scale),
        precision,
    )


def _ball(interval: Interval, scale: int) -> arb:
    """Return a ball around an interval; its middle is exact, its radius rounded up."""
    low, high = interval
    return arb((low + high, -scale - 1), (high - low, -scale - 1))
