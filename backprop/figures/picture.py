"""What a figure is: its words first, its drawing only when it is wanted.

As SVG it is the same bytes on every run, titled, described, with no outside address.
"""

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import Protocol

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key
from backprop.core.registry import entry, graph_of
from backprop.errors import BackpropError
from backprop.figures.fact import Fact
from backprop.figures.marks import carry_scales
from backprop.figures.style import LAYOUT_FONT, PAGE_FACES, RC, painted
from backprop.figures.values import decimals_in, printed
from backprop.networks.words import choice_words

# Options that are numbers, each with a quantity that has it at the start.
OPTIONS = {"rate": "eta", "momentum": "alpha", "weights": "w1", "start": "theta0"}
# Each of these would add a date, a version or an address to the file.
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}

_STYLE = f"stroke-linejoin: round; stroke-linecap: butt; font-family: {PAGE_FACES}"
_SIZE = re.compile(r' (width|height)="([\d.]+)pt"')
# A text whose words, as they are set, its group carries.
_WRITTEN = re.compile(r'<g((?: data-[a-z]+="[^"]*")*?) data-spans="([^"]*)">(\s*<text [^>]*>)[^<]*</text>')


class Show(Protocol):
    """Writes a number: three significant digits, or so many decimals; with the sign before it, `=` or `≈`."""

    def __call__(self, value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
        """Return the digits."""


@dataclass(frozen=True)
class Description:
    """What is written about a figure: its title, its text alternative, and what stands below it."""

    title: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Figure(ABC):
    """A figure in words, and how to draw it; `name` is that of its file."""

    name: str = field(default="", kw_only=True)

    @property
    def drawn_keys(self) -> Iterable[Key]:
        """The keys of numbers that are in the picture and not in the words."""
        return ()

    @property
    def keys(self) -> frozenset[Key]:
        """The keys of all numbers in picture and words."""
        asked = {*self.drawn_keys}

        def show(value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
            asked.update([value] if isinstance(value, Key) else [])
            return printed(value, places=places, relation=relation)

        self.describe(show)
        return frozenset(asked)

    @abstractmethod
    def describe(self, show: Show) -> Description:
        """Return the words, with digits of `show`: who makes a page and who checks it have their own."""

    @abstractmethod
    def draw(self) -> Drawing | str:
        """Return a chart, or a diagram as SVG."""


@dataclass(frozen=True)
class RunFigure(Figure):
    """A figure of one run: `key` is that of its loss, or of the derivative that is shown."""

    key: Key

    def titled(self, subject: str, show: Show) -> str:
        """Return the title: the run, by example, options and step, and what is shown of it."""
        return f"{EXAMPLES[self.key.example].title}{settings_of(self.key, show)}: {subject}"


@dataclass(frozen=True)
class DerivativeFigure(RunFigure):
    """A figure of a derivative; a key of anything else raises."""

    def __post_init__(self) -> None:
        if not entry(self.key).quantity.is_derivative:
            raise BackpropError(f"found {self.key}, expected a derivative such as mazur:dE_total/dw5")

    @property
    def upper(self) -> str:
        """What is differentiated."""
        return entry(self.key).quantity.upper

    @property
    def lower(self) -> str:
        """What it is differentiated with respect to."""
        return entry(self.key).quantity.lower


def option_keys(run: Key) -> dict[str, Key]:
    """Return the keys of those options of a run that are numbers, by their names."""
    known = graph_of(run).forward
    return {name: run.of(OPTIONS[name], 0) for name, _ in run.options if OPTIONS.get(name) in known}


def settings_of(run: Key, show: Show) -> str:
    """Return what sets a run apart, as it ends a title, each number with all of its decimals."""
    keys, parts = option_keys(run), []
    for name, value in run.options:
        places = decimals_in(value)
        parts.append(choice_words(name, value, show(keys[name], places=places) if name in keys else ""))
    parts += [f"step {run.step:,}"] if run.step else []
    return "".join(f", {part}" for part in parts)


def captioned(run: Key, caption: str, show: Show) -> str:
    """Return a caption after what sets the run apart: `Rate 0.01: the path …`."""
    settings = settings_of(run, show).removeprefix(", ")
    return f"{settings[0].upper()}{settings[1:]}: {caption[0].lower()}{caption[1:]}" if settings else caption


def listed(items: Sequence[str]) -> str:
    """Return the items as a sentence lists them: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def times(number: int) -> str:
    """Return how often something happens: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def count_of(number: int, singular: str) -> str:
    """Return a number with its noun: `1 step`, `10,000 steps`."""
    return f"{number:,} {noun(range(number), singular)}"


def noun(items: Sequence[object], singular: str) -> str:
    """Return the noun for so many items: `input` or `inputs`."""
    return singular if len(items) == 1 else f"{singular}s"


def svg(figure: Figure, show: Show = printed) -> str:
    """Return the SVG of `figure`: its name and role, and the title and description that name it."""
    name, (_, rest) = figure.name, _drawn(figure).split("<svg ", 1)
    attributes, inside = rest.split(">", 1)
    description = figure.describe(show)
    return (
        f'<svg data-figure="{name}" role="img" aria-labelledby="{name}-title {name}-desc" {attributes}>\n'
        f' <title id="{name}-title">{escape(description.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(description.alt)}</desc>{inside}'
    )


@lru_cache(maxsize=1024)
def _drawn(figure: Figure) -> str:
    """Return the drawing alone; its ids have the name in them, so that a page may have several.

    A program that writes figures and checks them draws each once: the drawing does not depend on who shows
    its numbers.
    """
    buffer = io.StringIO()
    with mpl.rc_context(RC | {"svg.hashsalt": figure.name}):
        drawing = figure.draw()
        if isinstance(drawing, str):
            return re.sub(r' (id="|href="#)', rf" \1{figure.name}-", drawing)
        carry_scales(drawing)
        drawing.savefig(buffer, format="svg", metadata=_NO_METADATA)
    return _bare(buffer.getvalue())


def _bare(text: str) -> str:
    """Drop the document type, which names another host, and ids without use; name colours and typefaces."""
    text = text[text.index("<svg") :].replace(f" font-family: '{LAYOUT_FONT}';", "")
    text = re.sub(r' <defs>\s*<style type="text/css">.*?</style>\s*</defs>\s*', "", text, flags=re.DOTALL)
    text = text.replace("<svg ", f'<svg style="{_STYLE}" ', 1)
    text = _SIZE.sub(r' \1="\2"', text, count=2)
    text = re.sub(r'<g id="\w+\.?\w*">', "<g>", text)
    text = re.sub(r"<g id='(data-[^']*)'>", lambda match: f"<g {unescape(match[1])}>", text)
    text = _WRITTEN.sub(lambda match: f"<g{match[1]}>{match[3]}{unescape(match[2])}</text>", text)
    text = re.sub(r"(?<=: )#[0-9a-f]{6}\b", lambda match: painted(match[0]), text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
