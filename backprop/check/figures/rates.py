"""The runs of an example at each of its learning rates, followed in float64."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import numpy as np

from backprop.core.keys import Key, parse
from backprop.core.registry import graph_of
from backprop.core.training import history
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES

# The longest of these courses on which no loss passes the bounds, in first losses, is the one shown.
LENGTHS = (1000, 300, 100, 30, 10)
LOWEST, HIGHEST = 1e-9, 1e5
CEILING = 2.0  # in first losses, where a picture ends


@dataclass(frozen=True, eq=False)
class Course:
    """The loss at each rate, a row per step."""

    losses: np.ndarray

    @property
    def steps(self) -> int:
        """How many steps are shown."""
        return len(self.losses) - 1

    @property
    def climbs(self) -> bool:
        """Whether a loss climbs beyond the picture."""
        return bool((self.losses > CEILING * self.losses[0]).any())

    @property
    def sinks(self) -> bool:
        """Whether a loss sinks below the picture."""
        return bool((self.losses < LOWEST * self.losses[0]).any())


@cache
def runs(example: str) -> dict[str, Key]:
    """Return the key of the first loss at each rate, by the rate as it is printed."""
    if not EXAMPLES[example].rates:
        raise BackpropError(f"found {example}, which compares no rates; expected an example that does")
    spelled = [format(Decimal(rate).normalize(), "f") for rate in EXAMPLES[example].rates]
    found = {rate: parse(f"{example};rate={rate}:loss") for rate in spelled}
    return {rate: key.of(graph_of(key).loss) for rate, key in found.items()}


@cache
def course(example: str) -> Course:
    """Return the course of the loss at all rates of an example."""
    first, *_ = runs(example).values()
    rates = np.array([float(rate) for rate in runs(example)])
    with np.errstate(all="ignore"):
        made = history(graph_of(first), [first.quantity], LENGTHS[0], {"eta": rates})[first.quantity]
    inside = (made >= LOWEST * made[0]) & (made <= HIGHEST * made[0])
    length = next((length for length in LENGTHS if inside[: length + 1].all()), LENGTHS[-1])
    return Course(made[: length + 1])
