"""Digits of quantities in pairs, one below the other, with a line under those in which they differ."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from backprop.core.keys import Key
from backprop.core.registry import digits
from backprop.errors import BackpropError
from backprop.figures.drawing import drawing, line, text
from backprop.figures.markup import written_number
from backprop.figures.picture import Description, Figure, Show, count_of
from backprop.figures.runs import run_names
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.values import decimals_in, label, number, printed, symbol
from backprop.figures.words import Number, Words, width_of

LEFT, GAP = 4.0, 12.0  # where names begin, and from the longest to the digits
TOP, ROW, BETWEEN = 4.0, 25.0, 18.0  # above the first pair, height of a line, between two pairs
LINES = 3  # of a pair: what is compared, and the two numbers
SIZE, PITCH, POINT = 20.0, 11.5, 7.0  # of a digit, from one to the next, and from the point to what follows
UNDER = 11.0  # from the middle of digits to the line under them


@dataclass(frozen=True)
class Pair:
    """Two quantities, compared in as many decimals as the first is printed with."""

    first: Key
    second: Key

    def __post_init__(self) -> None:
        if self.agreeing == len(self.digits_of(self.first)):
            raise BackpropError(f"found {self.first} and {self.second}, which have the same digits")

    @cached_property
    def names(self) -> tuple[str, str]:
        """What tells one from the other: options, step, or both."""
        alike = tuple(replace(key, step=0) for key in (self.first, self.second))
        options = run_names(alike)
        steps = [
            f"step {key.step:,}" if self.first.step != self.second.step else ""
            for key in (self.first, self.second)
        ]
        first, second = (", ".join(filter(None, parts)) for parts in zip(options, steps, strict=True))
        return first, second

    @cached_property
    def places(self) -> int:
        """The decimals of both."""
        return decimals_in(digits(self.first).text)

    @cached_property
    def agreeing(self) -> int:
        """How many characters both have in common before they part."""
        both = self.digits_of(self.first), self.digits_of(self.second)
        parting = (at for at, (one, other) in enumerate(zip(*both, strict=False)) if one != other)
        return next(parting, min(map(len, both)))

    def digits_of(self, key: Key, show: Show = printed) -> str:
        """Return the digits of one of the two."""
        return show(key, places=self.places)

    def describe(self, show: Show) -> str:
        """Return both in words."""
        numbers = (self.digits_of(key, show) for key in (self.first, self.second))
        both = "; ".join(f"{digits}, {name}" for name, digits in zip(self.names, numbers, strict=True))
        return f"{label(self.first)}: {both}."


@dataclass(frozen=True)
class ComparisonFigure(Figure):
    """Pairs of quantities, digit by digit."""

    compared: tuple[Key, ...]

    def __post_init__(self) -> None:
        if len(self.compared) % 2:
            raise BackpropError(f"found {len(self.compared)} quantities, expected two of each pair")
        self.pairs  # noqa: B018 - what cannot be compared is refused here

    @cached_property
    def pairs(self) -> list[Pair]:
        """The quantities, two by two."""
        return [*map(Pair, self.compared[::2], self.compared[1::2])]

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        return Description(
            f"{count_of(len(self.pairs), 'pair')} of numbers, digit by digit",
            f"Numbers in pairs. {' '.join(pair.describe(show) for pair in self.pairs)}",
            "A line marks the digits in which two numbers differ.",
        )

    def draw(self) -> str:
        """Return the diagram, one pair below the other."""
        pitch = LINES * ROW + BETWEEN
        left = LEFT + GAP + max(width_of(name, SMALL) for pair in self.pairs for name in pair.names)
        elements = [
            part
            for place, pair in enumerate(self.pairs)
            for part in _draw_pair(pair, TOP + place * pitch, left)
        ]
        return drawing(WIDTH, TOP + len(self.pairs) * pitch - BETWEEN + UNDER, elements)


def _draw_pair(pair: Pair, top: float, left: float) -> Iterator[str]:
    """Yield what is compared and both numbers, whose digits begin at `left`."""
    middle = top + ROW / 2
    yield text((LEFT, middle), _heading(pair), bold=True, align="start")
    for key, name, role in zip((pair.first, pair.second), pair.names, ("output", "error"), strict=True):
        middle += ROW
        yield text((LEFT, middle), name, "muted", SMALL, align="start")
        yield text((left, middle), [_spaced(pair, key, left)], role, SIZE, align="start")
        places = _places(pair.digits_of(key), left)
        ends = (places[pair.agreeing], middle + UNDER), (places[-1] - 1, middle + UNDER)
        yield line(*ends, role, 2.4)


def _heading(pair: Pair) -> Words:
    same = pair.first.step == pair.second.step
    return [symbol(pair.first), *([f" at step {pair.first.step:,}"] if same else [])]


def _spaced(pair: Pair, key: Key, left: float) -> Number:
    """Return the digits, each with a place of its own."""
    digits = number(key, places=pair.places)
    places = map(written_number, _places(digits.digits, left)[:-1])
    return Number(digits.digits, {**digits.attributes, "x": " ".join(places)})


def _places(shown: str, left: float) -> list[float]:
    """Return where each character begins, and the end of the last."""
    return [*accumulate((POINT if letter == "." else PITCH for letter in shown), initial=left)]
