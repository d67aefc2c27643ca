"""A loan that is paid back month by month: a subject that is no network, through public names only."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from backprop.core.example import DECIMAL, Example, Options
from backprop.core.expression import Num, Ref
from backprop.core.graph import Graph, Quantity

MONTHS = ("first", "second", "third")


@dataclass(frozen=True)
class Loan(Example):
    """What is owed at first, the share of it that is charged each month, and what is paid each month."""

    name: str
    title: str
    owed: str
    charge: str
    payment: str
    rate: str = ""

    @property
    def titles(self) -> Mapping[str, str]:
        """What is worked out month by month."""
        return {"forward": "Month by month"}

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The monthly charge and the payment may be any number."""
        return {"charge": (self.charge, DECIMAL), "payment": (self.payment, DECIMAL)}

    def graph(self, options: Options) -> Graph:
        """Return what is owed after each month: K1 = K0 + I1 - P with the interest I1 = r K0, and so on."""
        quantities = [
            _given("K0", "K_0", "amount owed at the start", self.owed),
            _given("r", "r", "interest of a month, as a share", options["charge"]),
            _given("P", "P", "payment of a month", options["payment"]),
        ]
        for n, month in enumerate(MONTHS, 1):
            before, words = Ref(f"K{n - 1}"), f"the {month} month"
            owed = before + Ref(f"I{n}") - Ref("P")
            quantities += [
                Quantity(f"I{n}", f"I_{n}", f"interest of {words}", "interest", Ref("r") * before),
                Quantity(f"K{n}", f"K_{n}", f"amount owed after {words}", "balance", owed),
            ]
        return Graph(quantities, f"K{len(MONTHS)}", {})


def _given(name: str, tex: str, words: str, number: str) -> Quantity:
    return Quantity(name, tex, words, "given", Num(Fraction(number)))


EXAMPLES: dict[str, Example] = {
    "loan": Loan("loan", "A loan of a thousand", owed="1000", charge="0.005", payment="90")
}
