"""The programs that pages show: every number they print is the registry's, to the last digit printed."""

import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backprop.core.digits import precision_of
from backprop.core.keys import parse
from backprop.core.registry import digits

CODE = Path(__file__).parents[1] / "docs/code"
NUMBER = re.compile(r"-?\d+\.\d+")
RATES = [";rate=0.1", ";rate=0.2", "", ";rate=0.8", ";rate=1", ";rate=2"]


def steps(example: str, outputs: list[str], loss: str, *counts: int) -> dict[str, list[str]]:
    """Return what the lines `after N updates` print: the outputs, then the error."""
    return {f"after {n} updates:": [f"{example}@{n}:{name}" for name in [*outputs, loss]] for n in counts}


# The beginning of a line, and the keys of its numbers in order; what is no quantity is computed here instead.
PRINTED: dict[str, dict[str, list[str]]] = {
    "value.py": {
        **{
            f"{form}:": ["mazur:E_total"]
            for form in (
                "as text",
                "to four decimals",
                "to thirty decimals",
                "rounded, as a decimal",
                "as a float",
            )
        },
        "less after an update:": [],
    },
    "mazur_numpy.py": steps("mazur", ["out_o1", "out_o2"], "E_total", 0, 1, 10_000),
    "mazur_torch.py": {
        **steps("mazur", ["out_o1", "out_o2"], "E_total", 0, 1, 10_000),
        "dE_total/dw5": ["mazur:dE_total/dw5", "mazur:dE_total/dw1"],
    },
    "chain_numpy.py": {
        "slope of the sigmoid": ["chain:dout_h1/dnet_h1", "= slope at the output"],
        **steps("chain", ["out_o1"], "E_total", 0, 1, 1000),
    },
    "relu_numpy.py": {
        **steps("relu", ["out_o1"], "E_total", 0, 1, 20),
        "after 1 update, its weights rounded": ["= rounded weights"],
    },
    "sigmoid_numpy.py": {
        "out_h": ["sigmoid:out_h1", "sigmoid:out_h2"],
        "out_o": ["sigmoid:out_o1", "sigmoid:out_o2"],
        "delta_o": ["sigmoid:delta_o1", "sigmoid:delta_o2"],
        "delta_h": ["sigmoid:delta_h1", "sigmoid:delta_h2"],
        **{
            f"after {n} updates:": [f"sigmoid{rate}@{n}:E_total" for rate in RATES]
            for n in (0, 1, 10, 100, 1000, 10_000)
        },
    },
    "signed_numpy.py": {
        "out_o1 ": ["signed:out_o1", "signed:out_o2", "signed:E_total"],
        **{f"w{n} ": [f"signed:dE_total/dw{n}"] * 2 for n in range(1, 9)},
    },
}


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def slope_at_the_output() -> float:
    """Return σ′ taken of the hidden output, where the net input belongs."""
    inner = sigmoid(sigmoid(0.5))
    return inner * (1 - inner)


def with_rounded_weights() -> float:
    """Return the prediction of the ReLU network with its updated weights rounded to two decimals."""
    w1, w2, w3, w4, w5, w6 = (
        float(digits(parse(f"relu@1:w{n}"), precision_of("0.00")).text) for n in range(1, 7)
    )
    return w5 * (2 * w1 + 3 * w2) + w6 * (2 * w3 + 3 * w4)


ASIDE = {"= slope at the output": slope_at_the_output, "= rounded weights": with_rounded_weights}


def expected(key: str, printed: str) -> str:
    places = len(printed.partition(".")[2])
    return f"{ASIDE[key]():.{places}f}" if key in ASIDE else digits(parse(key), precision_of(printed)).text


def test_every_program_is_tested() -> None:
    assert sorted(path.name for path in CODE.glob("*.py")) == sorted(PRINTED)


def printed(program: Path) -> str:
    """Return what a program prints; one that needs PyTorch is run where PyTorch is, in `tests/torch`."""
    kept = program.with_suffix(".txt")
    if kept.is_file():
        return kept.read_text("utf-8")
    return subprocess.run([sys.executable, program], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", PRINTED)
def test_a_program_prints_the_numbers_of_the_registry(name: str) -> None:
    lines = printed(CODE / name).splitlines()
    assert len(lines) == len(PRINTED[name])
    for line in lines:
        keys = next(keys for start, keys in PRINTED[name].items() if line.startswith(start))
        numbers = NUMBER.findall(line)
        assert numbers == [expected(key, number) for key, number in zip(keys, numbers, strict=True)], line


def test_a_wrong_digit_would_be_noticed() -> None:
    assert expected("mazur@1:E_total", "0.291027773694") == "0.291027773694"
    assert expected("mazur@1:E_total", "0.291027773693") != "0.291027773693"
