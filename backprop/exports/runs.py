"""The training runs of an example as CSV, a row a step, each number in 17 digits that both routes prove.

A cell is the value of the key `<run>@<step>:<column>`. Small and large numbers have an exponent. Exact values
are not padded, all others have all 17 digits. A run ends where a number gets smaller than a double can hold.
"""

from collections.abc import Iterator, Sequence

from flint import arb, ctx

from backprop.cache import kept
from backprop.code import digest_of_code
from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, digits, scientific
from backprop.core.example import Example
from backprop.core.examples import KNOWN, origin
from backprop.core.graph import Graph, derivative_name
from backprop.core.keys import Key, parse_run
from backprop.core.ops import Proved, ball
from backprop.core.program import compiled
from backprop.errors import BackpropError, UndecidedError
from backprop.exports import FOLDER

STEPS = (*range(101), *range(110, 1001, 10), *range(1100, 10001, 100))
# What a double cannot hold is read as 0: a run ends where its error comes that near to its bottom.
SMALLEST = arb((1, -1022))
# What descends for long on a parabola comes so near to its bottom that digits of its slope take many bits.
PRECISIONS = (*registry.PRECISIONS, 8192, 16384, 32768)
# Digits of a ball are read from fractions, which are slow where they are long; this leaves 40 to spare.
READ_BITS = 192


def run_files(example: Example) -> dict[str, str]:
    """Return a CSV file for each rate of an example."""
    return {
        f"{FOLDER}/{file_name(example, rate)}": _kept_table(example, run_key(example, rate))
        for rate in rates(example)
    }


def _kept_table(example: Example, key: Key) -> str:
    """Return the run of a key as CSV, from the cache where an example of the project was run before."""
    if KNOWN.get(example.name) is not example:
        return run_table(key, STEPS)
    parts = (digest_of_code(__name__), *origin(example), str(key), repr(STEPS))
    return kept("runs", parts, lambda: run_table(key, STEPS).encode()).decode()


def rates(example: Example) -> tuple[str, ...]:
    """Return the rates that pages compare, the usual one among them; none where nothing is trained."""
    return tuple(dict.fromkeys((*example.rates, example.rate))) if "rate" in example.options else ()


def file_name(example: Example, rate: str) -> str:
    """Return the name of the file of a rate."""
    return f"{example.name}-rate-{rate}.csv"


def run_key(example: Example, rate: str) -> Key:
    """Return the run of a rate, as a key without a quantity."""
    return parse_run(f"{example.name};rate={rate}")


def columns(graph: Graph) -> list[str]:
    """Return what a row holds: parameters, the forward pass and its losses, error signals, derivatives."""
    computed = [name for name, quantity in graph.forward.items() if not quantity.is_given]
    parameters = [name for name, quantity in graph.forward.items() if quantity.role in {"weight", "bias"}]
    slopes = (derivative_name(graph.objective, name) for name in parameters)
    return [*graph.updates, *computed, *graph.signals, *slopes]


def run_table(key: Key, steps: Sequence[int]) -> str:
    """Return a run as CSV; each precision goes on with the row that the last one could not decide."""
    names = columns(registry.graph_of(key))
    rows = [",".join(["step", *names])]
    for precision in PRECISIONS:
        left = steps[len(rows) - 1 :]
        try:
            for row in _rows(key, names, left, precision):
                rows += [row]
            return "".join(f"{row}\n" for row in rows)
        except UndecidedError as reason:
            last = reason
    raise BackpropError(
        f"{key.run}: step {steps[len(rows) - 1]} cannot be decided with {PRECISIONS[-1]} bits: {last}; "
        "take a rate at which the run stays in bounds"
    )


def _rows(key: Key, names: list[str], steps: Sequence[int], precision: int) -> Iterator[str]:
    """Yield a row for each of `steps`, from one pass of the graph and one of the matrices."""
    first, second = registry.run_of(key, precision), registry.route_of(key, precision)
    program = compiled(first.graph, names, "proved").straight(names)
    for step in steps:
        state = first.state(step)
        with ctx.workprec(precision):
            values = program(state)
            if any(map(_is_too_small, values)):
                return
            both = zip(names, values, second.values(step, names), strict=True)
            proved = [registry.agreed(key.of(name, step), one, two) for name, one, two in both]
        with ctx.workprec(READ_BITS):
            cells = [digits(_shortened(value), scientific(VALUE_DIGITS)).text for value in proved]
        yield ",".join([str(step), *cells])


def _is_too_small(value: Proved) -> bool:
    size = abs(ball(value))
    return bool(size < SMALLEST) and bool(size != 0)


def _shortened(value: Proved) -> Proved:
    """Return a ball around a ball, with no more bits than the working precision."""
    return value + 0 if isinstance(value, arb) else value
