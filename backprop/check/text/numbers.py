"""The numbers of a line that are links, and what kind of quantity each is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from flint import arb, fmpq

from backprop.check.text.line import LINK, Line
from backprop.check.text.links import NUMBER, key_of
from backprop.check.verdict import Verdict, wrong
from backprop.core import registry
from backprop.core.keys import Key, settings
from backprop.networks.examples import EXAMPLES
from backprop.networks.regression import Regression
from backprop.reading.document import Link

# Of which role a quantity may be that words call so.
ROLES = {
    "error": {"error"},
    "cost": {"error"},
    "learning rate": {"rate"},
    "rate": {"rate"},
    "net input": {"net"},
    "output": {"output"},
    "prediction": {"output"},
    "answer": {"output"},
    "weight": {"weight"},
    "target": {"target"},
    "derivative": {"gradient"},
    "error signal": {"gradient"},
    "bias": {"bias"},
    "parameter": {"weight"},
    "input": {"input"},
    "inputs": {"input"},
}


@dataclass(frozen=True)
class Number:
    """A number link of a line: where it stands in the text, the link, its key."""

    place: int
    link: Link
    key: Key

    def wrong(self, message: str) -> Verdict:
        """Return the verdict that the number does not belong here."""
        return wrong((self.link.start, self.link.end), "beside", message)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a line, from `start` to `end` of its text, with the numbers in it."""

    line: Line
    start: int
    end: int
    numbers: tuple[Number, ...]

    def at(self, place: int) -> Number | None:
        """Return the number whose link stands at a place of the text."""
        return next((number for number in self.numbers if number.place == place), None)

    def linked(self, start: int, end: int) -> list[Number | None]:
        """Return the numbers that the links between two places are, None for a link in words."""
        text = self.line.text
        return [self.at(place) for place in range(start, end) if text[place] == LINK]


Rule = Callable[[Sentence], Iterator[Verdict]]


def numbers(line: Line) -> tuple[Number, ...]:
    """Return the number links of a line."""
    links = [(place, part) for place, part in line.pieces(0, len(line.text)) if isinstance(part, Link)]
    keyed = [(place, part, key_of(part.key)) for place, part in links if NUMBER.search(part.text)]
    return tuple(Number(place, part, key) for place, part, key in keyed if key is not None)


def moves(key: Key) -> bool:
    """Tell whether a quantity changes while the example is trained."""
    graph = registry.graph_of(key)
    return key.quantity in graph.updates or not graph[key.quantity].is_given


@cache
def epoch(key: Key) -> int:
    """Return of how many updates an epoch of the run consists: of one for each batch."""
    example = EXAMPLES[key.example]
    if not isinstance(example, Regression):
        return 1
    return len(example.samples) // int(settings(example, key.options)["batch"])


def role_of(key: Key) -> str:
    """Return the role of a quantity; that of the parameter itself where it is updated."""
    return registry.graph_of(key)[key.quantity.removesuffix("+")].role


@cache
def value_of(key: Key) -> fmpq | arb:
    """Return the proved value of a quantity; it compares as less or greater only where that is sure."""
    return registry.enclosure(key)


def size(value: fmpq | arb) -> fmpq | arb:
    """Return a value without its sign."""
    return -value if value < 0 else value
