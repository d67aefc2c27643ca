"""What a program has printed, a key and a number a line, beside what is proved."""

import math

from backprop import registry
from backprop.digits import VALUE_DIGITS, significant
from backprop.errors import BackpropError
from backprop.examples import Example
from backprop.exports.stages.program import UPDATES
from backprop.graph import derivative_name
from backprop.keys import Key, parse, parse_run

RELATIVE = 1e-9
FLOOR = 1e-30  # a square of rounding errors: where the error is smaller, float64 has lost it


def compare(text: str, example: Example) -> None:
    """Raise where a printed number is not the proved one, or one that belongs there is missing."""
    found = dict(map(_read, text.splitlines()))
    problems = [problem for key, number in found.items() if (problem := _problem(key, number))]
    problems += [f"found no line {key}, expected one" for key in expected(example) if str(key) not in found]
    if problems:
        raise BackpropError(f"{example.name}: {problems[0]} ({len(problems)} such lines)")


def expected(example: Example) -> list[Key]:
    """Return the keys that a program prints: first pass, gradients, first update, errors of training."""
    run = parse_run(example.name)
    graph = registry.graph_of(run)
    slopes = [run.of(derivative_name(graph.loss, name)) for name in graph.updates]
    groups = [key for name in ("forward", "error", "update") for key in registry.group(run, name)]
    return groups + slopes + [run.of(graph.loss, step) for step in UPDATES]


def _read(line: str) -> tuple[str, str]:
    key, _, number = line.partition(" ")
    return key, number


def _problem(key: str, number: str) -> str:
    """Return what is wrong with a number, or nothing."""
    proved = registry.digits(parse(key), significant(VALUE_DIGITS)).text
    try:
        is_right = math.isclose(float(number), float(proved), rel_tol=RELATIVE, abs_tol=FLOOR)
    except ValueError:
        is_right = False
    return "" if is_right else f"found {key} {number}, expected {proved}"
