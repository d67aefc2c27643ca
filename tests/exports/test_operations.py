"""The browser's operations: each computes what the table of the core does, and knows when that is exact."""

import re
from fractions import Fraction

import pytest

from backprop.core.ops import OPS
from backprop.exports.operations import FILE, operations_module
from tests.core.test_ops import ROWS
from tests.node import answers, modules

RUN = """
import { readFileSync } from "node:fs";
const { OPS } = await import(process.argv[1]);
const answers = JSON.parse(readFileSync(0, "utf8")).map(([name, [a, b]]) => {
  const { of, isExact, offBy, jumps } = OPS[name];
  const y = of(a, b);
  return [y, isExact(a, b, y), offBy(a, b, y), jumps];
});
console.log(JSON.stringify(answers));
"""
MORE = [
    ("div", ("1", "3"), 1 / 3, ()),
    ("add", ("1/10", "2/10"), 0.3, ()),
    ("mul", ("1/10", "3"), 0.3, ()),
    ("power", ("1/10", "2"), 0.01, ()),
]
CASES = [*ROWS, *MORE]
Answer = tuple[float, bool, float, bool]


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """Return what the module answers to each case."""
    question = [(op, [float(Fraction(arg)) for arg in args]) for op, args, _, _ in CASES]
    return list(answers(RUN, modules(tmp_path_factory.mktemp("assets")) / FILE, question))


@pytest.mark.parametrize("row", range(len(CASES)), ids=lambda row: f"{CASES[row][0]}-{row}")
def test_an_operation_computes_what_it_does_in_the_core(row: int, computed: list[Answer]) -> None:
    op, args, value, _ = CASES[row]
    y, is_exact, off_by, jumps = computed[row]
    assert y == pytest.approx(float(Fraction(value)), rel=1e-14, abs=0)
    shorts = [Fraction(arg).denominator in {1, 2, 4, 16} for arg in args]
    rounds = isinstance(value, float) or not all(shorts)
    assert is_exact == (op in {"neg", "relu", "positive", "round"} or not rounds)
    assert off_by == (max(abs(float(Fraction(arg))) for arg in args) if op in {"add", "sub"} else abs(y))
    assert jumps == (op in {"relu", "positive", "round"})


def test_every_operation_has_its_row() -> None:
    assert re.findall(r"^  (\w+): \{$", operations_module(), re.M) == list(OPS)
