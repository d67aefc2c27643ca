"""What every worked example answers, whatever its subject is."""

from collections.abc import Mapping

from backprop.core.graph import Graph
from backprop.core.interval import interval_route
from backprop.core.route import Route

Options = Mapping[str, str]

# What an option takes beside the words that it names.
DECIMAL, SIGNED = "a decimal number such as 0.5", "a decimal number such as -0.5"


class Example:
    """A worked example: a graph under each choice of options, and what readers are told about it.

    `name` is the first part of every key; `rates` are the learning rates that pages compare, `rate` the usual
    one. `route_name` says in data and `route_words` on pages what the second way to each value is; an example
    that brings none has its own formulas evaluated in integer intervals.
    """

    name: str
    title: str
    rate: str
    rates: tuple[str, ...] = ()
    route_name = "same formulas in integer intervals"
    route_words = "the same formulas in intervals of whole numbers"

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""
        return {}

    @property
    def form(self) -> str:
        """What programs are written from, such as `network`; empty where there is no program."""
        return ""

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass (given, forward, error, backward, update, training)."""
        return {}

    @property
    def notation(self) -> tuple[tuple[str, str], ...]:
        """Symbols of the text that the example comes from, beside its own, each with the name it means."""
        return ()

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of stages that have a better name than everywhere else."""
        return {}

    @property
    def tables(self) -> Mapping[str, str]:
        """Tables that others may take beside its values, as CSV by the names of their files."""
        return {}

    def graph(self, options: Options) -> Graph:
        """Return the graph under `options`, all of them given."""
        raise NotImplementedError

    def route(self, options: Options, precision: int) -> Route:
        """Return the second way to every quantity, at a precision in bits."""
        return interval_route(self.graph(options), precision)
