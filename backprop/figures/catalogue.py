"""The kinds of figures, and the figure that a directive's words ask for."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, known_example, parse
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.activation import ActivationFigure, SlopeFigure
from backprop.figures.backward import BackwardFigure
from backprop.figures.boundary import BoundaryFigure
from backprop.figures.comparison import ComparisonFigure
from backprop.figures.contour import ContourFigure
from backprop.figures.differences import DifferencesFigure
from backprop.figures.error import ErrorFigure
from backprop.figures.forward import ForwardFigure
from backprop.figures.hidden import HiddenFigure
from backprop.figures.loss import LossFigure
from backprop.figures.matrix import MatrixFigure
from backprop.figures.measured import MeasuredFigure
from backprop.figures.network import NetworkFigure
from backprop.figures.neuron import NeuronFigure
from backprop.figures.nudge import NudgeFigure
from backprop.figures.passes import PassesFigure
from backprop.figures.path import PathFigure
from backprop.figures.picture import Figure
from backprop.figures.runs import RunsFigure
from backprop.figures.samples import SamplesFigure
from backprop.figures.search import SearchFigure
from backprop.figures.slice import SliceFigure
from backprop.figures.surface import SurfaceFigure
from backprop.figures.training import TrainingFigure
from backprop.figures.trials import TrialsFigure
from backprop.figures.update import UpdateFigure
from backprop.figures.values import printed
from backprop.figures.walk import WalkFigure
from backprop.figures.wiring import WiringFigure

MOST_MORE = 6  # words that may follow those of a kind


@dataclass(frozen=True)
class Word:
    """One word of a directive: its noun, how it is read, its one spelling, and how a file name has it."""

    noun: str
    read: Callable[[str], Any]
    spell: Callable[[Any], str] = str
    pattern: str = r"[^-]+"
    restore: Callable[[str], str] = str


def _run(text: str) -> Key:
    """Read the part of a key before the colon, as the key of the loss."""
    if ":" in text or not re.match("[a-z]", text):
        raise BackpropError(f"found {text!r}, expected a run such as mazur, mazur@1 or sigmoid;rate=2")
    run = parse(f"{text}:loss")
    return run.of(graph_of(run).loss)


def _count(text: str, things: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,4}", text):
        raise BackpropError(f"found {text!r}, expected a number of {things} from 1 to 99999")
    return int(text)


def _nudge(text: str) -> str:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text) or Fraction(text) == 0:
        raise BackpropError(f"found {text!r}, expected a decimal number above 0 such as 0.01")
    return significant(VALUE_DIGITS)(Fraction(text))


_OPTIONS = "|".join(sorted({option for example in EXAMPLES.values() for option in example.options}))
_RUN = rf"[a-z][a-z0-9]*(?:-(?:{_OPTIONS})--?[^-]+)*(?:-\d{{1,6}})?"


def _run_in_name(text: str) -> str:
    """Return a run from its spelling in a file name: `sigmoid-rate-2-1` is `sigmoid;rate=2@1`."""
    return re.sub(r"-(\d+)$", r"@\1", re.sub(rf"-({_OPTIONS})-(-?[^-]+)", r";\1=\2", text))


def _key_in_name(text: str) -> str:
    run, upper, lower = text.rsplit("-", 2)
    return f"{_run_in_name(run)}:{upper}/{lower}"


def _quantity_in_name(text: str) -> str:
    run, quantity = text.rsplit("-", 1)
    return f"{_run_in_name(run)}:{quantity}"


RUN = Word("RUN", _run, lambda run: run.run, _RUN, _run_in_name)
KEY = Word("KEY", parse, str, rf"{_RUN}-d[^-]+-d[^-]+", _key_in_name)
QUANTITY = Word("QUANTITY", parse, str, rf"{_RUN}-[A-Za-z]\w*", _quantity_in_name)
EXAMPLE = Word("EXAMPLE", lambda text: _run(known_example(text).name), lambda run: run.example)
PARAMETER = Word("PARAMETER", str)
UNIT = Word("UNIT", str)
LAYER = Word("LAYER", lambda text: _count(text, "the layer"))
STEPS = Word("STEPS", lambda text: _count(text, "steps"))
TRIES = Word("TRIES", lambda text: _count(text, "tries"))
NUDGE = Word("NUDGE", _nudge)
NAME = Word("NAME", str)


@dataclass(frozen=True)
class Kind:
    """A kind of figure: what makes it, and the words it is made from."""

    make: Callable[..., Figure]
    words: tuple[Word, ...]
    more: tuple[Word, ...] = ()  # the word of which any number may follow

    def wanted(self, count: int) -> tuple[Word, ...]:
        """Return the words of a directive that has so many."""
        return self.words + self.more * (count - len(self.words))

    @property
    def nouns(self) -> list[str]:
        """How the words are called, and a sign where more may follow."""
        return [word.noun for word in self.words] + ["…"] * len(self.more)


KINDS = {
    "network": Kind(NetworkFigure, (RUN,)),
    "wiring": Kind(WiringFigure, (EXAMPLE,)),
    "forward": Kind(ForwardFigure, (RUN,)),
    "backward": Kind(BackwardFigure, (RUN,)),
    "neuron": Kind(NeuronFigure, (RUN, UNIT)),
    "matrix": Kind(MatrixFigure, (RUN, LAYER)),
    "update": Kind(UpdateFigure, (RUN,)),
    "path": Kind(PathFigure, (KEY,)),
    "loss": Kind(LossFigure, (EXAMPLE,)),
    "training": Kind(TrainingFigure, (RUN, STEPS)),
    "differences": Kind(DifferencesFigure, (KEY,)),
    "runs": Kind(lambda steps, *runs, name: RunsFigure(steps, runs, name=name), (STEPS, RUN, RUN), (RUN,)),
    "search": Kind(SearchFigure, (RUN, TRIES)),
    "nudge": Kind(NudgeFigure, (KEY, NUDGE)),
    "activation": Kind(ActivationFigure, (NAME,)),
    "slope": Kind(SlopeFigure, (NAME,)),
    "slice": Kind(SliceFigure, (RUN, PARAMETER)),
    "contour": Kind(ContourFigure, (RUN, PARAMETER, PARAMETER, STEPS)),
    "surface": Kind(SurfaceFigure, (RUN, PARAMETER, PARAMETER, STEPS)),
    "walk": Kind(WalkFigure, (RUN, STEPS)),
    "error": Kind(ErrorFigure, (RUN,)),
    "comparison": Kind(
        lambda *keys, name: ComparisonFigure(keys, name=name), (QUANTITY, QUANTITY), (QUANTITY,)
    ),
    "passes": Kind(PassesFigure, (EXAMPLE,)),
    "samples": Kind(SamplesFigure, (RUN,)),
    "boundary": Kind(lambda *runs, name: BoundaryFigure(runs, name=name), (RUN,), (RUN,)),
    "hidden": Kind(lambda *runs, name: HiddenFigure(runs, name=name), (RUN,), (RUN,)),
    "trials": Kind(TrialsFigure, (NAME,)),
    "measured": Kind(MeasuredFigure, (NAME, NAME)),
}


def figure(words: Sequence[str]) -> Figure:
    """Return the figure that the words of a directive ask for."""
    kind, *rest = words or [""]
    try:
        return _chosen(kind, tuple(rest))
    except BackpropError as error:
        raise BackpropError(f"figure {' '.join(words)}: {error}") from error


@lru_cache(maxsize=1024)
def figure_of(name: str) -> Figure:
    """Return the figure whose file has that name, or raise."""
    kind, _, rest = name.partition("-")
    longest = len(KINDS[kind].words) + (MOST_MORE if KINDS[kind].more else 0) if kind in KINDS else 0
    for count in range(len(KINDS[kind].words) if longest else 1, longest + 1):
        wanted = KINDS[kind].wanted(count)
        if match := re.fullmatch("-".join(f"({word.pattern})" for word in wanted), rest):
            return figure(
                [kind, *(word.restore(text) for word, text in zip(wanted, match.groups(), strict=True))]
            )
    raise BackpropError(f"found figure {name!r}, expected a name such as slice-mazur-w5")


@lru_cache(maxsize=1024)
def _chosen(kind: str, rest: tuple[str, ...]) -> Figure:
    """Return a figure, each one once: what it works out of its run serves its words and its drawing."""
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, cutoff=0.4) or list(KINDS)
        raise BackpropError(f"found kind {kind!r}; the nearest: {', '.join(near)}")
    wanted = KINDS[kind].wanted(len(rest))
    if len(rest) != len(wanted):
        expected = " ".join([kind, *KINDS[kind].nouns])
        raise BackpropError(f"found {len(rest)} words after the kind, expected {expected}")
    values = [word.read(text) for word, text in zip(wanted, rest, strict=True)]
    spelled = [word.spell(value) for word, value in zip(wanted, values, strict=True)]
    name = re.sub(r"[^a-zA-Z0-9._-]+", "-", "-".join([kind, *spelled]))
    chosen = KINDS[kind].make(*values, name=name)
    chosen.describe(printed)  # a number that cannot be printed is refused here
    return chosen
