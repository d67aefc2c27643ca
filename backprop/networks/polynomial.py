"""A function of one or two parameters as a frozen literal: what gradient descent is tried on first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from backprop.core.example import SIGNED, Example, Options
from backprop.core.expression import Expr, Num, Ref, lift, replaced, total
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.core.route import Route
from backprop.networks import monomials
from backprop.networks.quantities import count_quantities, descent_options, given, trained
from backprop.networks.words import OF_POLYNOMIAL, ROUTE_NAME, ROUTE_WORDS, TITLES_OF_POLYNOMIAL

_INDEX = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Polynomial(Example):
    """The sum of `terms`, each a coefficient and an exponent per parameter; descent begins at `start`."""

    name: str
    title: str
    start: tuple[str, ...]
    terms: tuple[tuple[str, tuple[int, ...]], ...]
    rate: str
    rates: tuple[str, ...] = ()

    route_name, route_words = ROUTE_NAME, ROUTE_WORDS

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""
        start = {"start": (self.start[0], SIGNED)} if len(self.start) == 1 else {}
        return MappingProxyType(descent_options(self.rate) | start)

    @property
    def form(self) -> str:
        """What programs are written from."""
        return "polynomial"

    @property
    def notation(self) -> tuple[tuple[str, str], ...]:
        """The cost as a function of its parameters."""
        parameters = ", ".join(rf"\theta_{name[5:]}" for name in self.parameters)
        return ((f"J({parameters})", "J"),)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of stages that differ from the usual ones."""
        return TITLES_OF_POLYNOMIAL

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass."""
        return OF_POLYNOMIAL

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters: theta0, theta1, and so on."""
        return tuple(f"theta{number}" for number in range(len(self.start)))

    def started(self, options: Options) -> tuple[str, ...]:
        """Return where descent begins: in one parameter, where the option says."""
        return (options["start"],) if len(self.start) == 1 else self.start

    def graph(self, options: Options) -> Graph:
        """Return the graph of the function and its update under `options` (all of them given)."""
        names = self.parameters
        quantities = [
            given(name, rf"\theta_{name[5:]}", f"parameter θ{name[5:].translate(_INDEX)}", "weight", value)
            for name, value in zip(names, self.started(options), strict=True)
        ]
        quantities.append(
            Quantity("J", "J", "cost", "error", total([self._term(*term) for term in self.terms]))
        )
        counts = count_quantities({"parameters": len(names)})
        edits = self._sequential_edits(options)
        return trained(quantities, list(names), "J", options, edits=edits, counts=counts)

    def route(self, options: Options, precision: int) -> Route:
        """Return the second way to every quantity: a matrix of exponents, in balls."""
        return monomials.route(self.terms, self.started(options), options, precision)

    def _term(self, coefficient: str, exponents: tuple[int, ...]) -> Expr:
        product: Expr = lift(1)
        for name, exponent in zip(self.parameters, exponents, strict=True):
            product = product * Ref(name) ** exponent
        return Num(Fraction(coefficient)) * product

    def _sequential_edits(self, options: Options) -> tuple[Quantity, ...]:
        """Let each derivative see the parameters before it as already updated, a known slip."""
        if options["update"] == "together":
            return ()
        plain = self.graph({**options, "update": "together"})
        edits = []
        for number, name in enumerate(self.parameters):
            quantity = plain[derivative_name("J", name)]
            updated = {other: Ref(f"{other}+") for other in self.parameters[:number]}
            edits.append(replace(quantity, expr=replaced(quantity.expr, updated)))
        return tuple(edits)
