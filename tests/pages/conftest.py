"""What the tests of pages share: a block or a page rendered, and two networks that no page works through."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from backprop.core.examples import EXAMPLES
from backprop.networks.examples import networks
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from backprop.pages import katex
from backprop.pages.block import Context
from backprop.pages.blocks import render_block
from backprop.pages.inject import site
from backprop.pages.katex import Fault, Formula
from backprop.pages.patch import injected

PACKAGES = Path(__file__).parents[2] / "node_modules"
KATEX = PACKAGES / "katex"
DATA = Path(__file__).parent / "data"
PAGE = Context("../", DATA)

WIDE = Network(
    name="wide",
    title="Three inputs, four hidden neurons, two outputs",
    inputs=("0.5", "-1", "2"),
    targets=("0.1", "-0.2"),
    layers=(
        Layer(
            (
                ("0.1", "0.2", "-0.3"),
                ("-0.4", "0.5", "0.6"),
                ("0.7", "-0.8", "0.9"),
                ("0.2", "0.1", "-0.2"),
            ),
            activation="tanh",
            bias=("0.1", "0.2", "-0.1", "0"),
        ),
        Layer((("0.3", "-0.2", "0.1", "0.4"), ("0.5", "0.1", "-0.6", "0.2")), activation="tanh", bias="0.05"),
    ),
    rate="0.1",
    rates=("0.1", "0.5"),
)
ODDS = Network(
    name="odds",
    title="Softmax and cross-entropy",
    inputs=("1", "2"),
    targets=("0", "1", "0"),
    layers=(
        Layer((("0.1", "0.2"), ("-0.3", "0.4")), activation="tanh"),
        Layer(
            (("0.5", "-0.6"), ("0.7", "0.8"), ("-0.9", "1")),
            activation="softmax",
            bias=("0.1", "0.2", "-0.3"),
        ),
    ),
    rate="0.5",
    rates=("0.5",),
    loss="cross-entropy",
)

# Runs of all kinds, whose steps and matrices must come out right.
RUNS = [*EXAMPLES, "mazur;bias=each@1", "sigmoid;rate=2@3", "relu@1", "chain;momentum=0.9@1", "wide", "odds"]
NETWORK_RUNS = [
    *networks(),
    *("mazur@1", "mazur;bias=each@1", "chain;bias=shared", "mazur;bias=shared;rate=2@3"),
    *("wide", "wide;bias=each@1", "odds", "odds@2"),
]
MATRICES = [f"matrix {run} {part}" for run in NETWORK_RUNS for part in ("forward", "backward", "update")]
# A number in a formula of a built page, with its key.
MARK = re.compile(r"\\htmlData\{key=([^}]+)\}\{(-?[\d.]+)\}")


@pytest.fixture
def more_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put two more literals beside the examples, and nothing else."""
    for example in (WIDE, ODDS):
        monkeypatch.setitem(EXAMPLES, example.name, example)


def block(directive: str, *, marked: bool = False) -> str:
    """Return the Markdown of the block that a directive asks for, on a page one folder below the top."""
    return render_block(tuple(directive.split()), replace(PAGE, marked=marked)).text


def keys(directive: str) -> set[str]:
    """Return the keys of the numbers that a block prints."""
    return {str(key) for key in render_block(tuple(directive.split()), PAGE).keys}


def mended(text: str, name: str = "mazur/page.md") -> str:
    """Return a page, alone in its folder `docs`, with all that is generated up to date."""
    path = PurePosixPath(name)
    return injected(text, site({path: text}, Path("docs"))[path])


def math(rows: list[str], gap: int) -> str:
    """Return a displayed formula of aligned rows with so many points between them."""
    aligned = f" \\\\[{gap}pt]\n".join(rows)
    return f"```math\n\\begin{{aligned}}\n{aligned}\n\\end{{aligned}}\n```"


def fractions(text: str) -> str:
    """Return TeX with the derivatives that are written ∂E/∂w_1, E being the total loss."""
    text = re.sub(r"∂([^/]+)/∂([^],; ]+)", r"\\frac{\\partial \1}{\\partial \2}", text)
    return text.replace(r"\partial E}", r"\partial E_{total}}")


def typeset(tex: str, *, display: bool = False) -> str:
    """Return the HTML of a formula that KaTeX takes."""
    answer = katex.typeset(Formula(tex, display), KATEX)
    assert isinstance(answer, str), answer
    return answer


def fault(tex: str) -> Fault:
    """Return what is wrong with a formula that KaTeX does not take."""
    answer = katex.typeset(Formula(tex), KATEX)
    assert isinstance(answer, Fault), answer
    return answer


def size_of_png(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
