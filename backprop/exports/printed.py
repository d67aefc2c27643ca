"""What a program has printed, a key and a number a line, beside what is proved."""

import math

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.example import Example
from backprop.core.graph import derivative_name
from backprop.core.groups import group_keys
from backprop.core.keys import Key, parse, parse_run
from backprop.errors import BackpropError
from backprop.exports.program.stages import UPDATES

RELATIVE = 1e-9
ROUNDING = 1e-14  # what float64 may lose in an output: of an error near 0, a square, that is more than it is


def compare(text: str, example: Example) -> None:
    """Raise where a printed number is not the proved one, or one that belongs there is missing."""
    lines = [line.partition(" ")[::2] for line in text.splitlines()]
    problems = [problem for key, number in lines if (problem := _problem(key, number))]
    missing = {str(key) for key in expected_keys(example)} - {key for key, _ in lines}
    problems += [f"found no line {key}, expected one" for key in sorted(missing)]
    if problems:
        raise BackpropError(f"{example.name}: {problems[0]} ({len(problems)} such lines)")


def expected_keys(example: Example) -> list[Key]:
    """Return the keys that a program prints: first pass, gradients, first update, losses of training."""
    run = parse_run(example.name)
    graph = registry.graph_of(run)
    slopes = [run.of(derivative_name(graph.loss, name)) for name in graph.updates]
    groups = [key for name in ("forward", "error", "update") for key in group_keys(run, name)]
    return groups + slopes + [run.of(graph.loss, step) for step in UPDATES]


def _problem(key: str, number: str) -> str:
    """Return what is wrong with a number, or nothing."""
    proved = float(registry.digits(parse(key), significant(VALUE_DIGITS)).text)
    try:
        is_right = is_near(float(number), proved)
    except ValueError:
        is_right = False
    return "" if is_right else f"found {key} {number}, expected {proved}"


def is_near(number: float, proved: float) -> bool:
    """Tell whether a number of float64 is as near to what is proved as it can be."""
    size = abs(proved)
    slack = RELATIVE * size + ROUNDING * math.sqrt(size) + ROUNDING**2
    return number == proved or abs(number - proved) <= slack
