"""Which of two numbers is the greater one, decided by their enclosures."""

from flint import arb

from backprop.core import registry
from backprop.core.digits import ends
from backprop.core.expression import Ref
from backprop.core.identity import are_identical
from backprop.core.keys import Key
from backprop.core.ops import Proved
from backprop.errors import BackpropError, UndecidedError


def order(left: Proved, right: Proved) -> int:
    """Return -1 where one enclosure is below the other, 0 where both are the same number, 1 where above."""
    (low, high), (other_low, other_high) = ends(left), ends(right)
    if low == high == other_low == other_high:
        return 0
    if high < other_low:
        return -1
    if low > other_high:
        return 1
    raise UndecidedError("the two are too near to each other to be told apart")


def proved_order(left: Key, right: Key) -> int:
    """Return the order of two quantities at the lowest precision that shows it; raise where none does.

    Two that are known as balls can also be equal by their formulas.
    """
    keys = left, right
    if _are_balls(keys) and are_identical(*(Ref(str(key)) for key in keys)):
        return 0
    try:
        return registry.decided(lambda precision: order(*(registry.proved(key, precision) for key in keys)))
    except UndecidedError as error:
        bits = registry.PRECISIONS[-1]
        raise BackpropError(f"{left} and {right} cannot be told apart with {bits} bits") from error


def _are_balls(keys: tuple[Key, ...]) -> bool:
    return all(isinstance(registry.enclosure(key), arb) for key in keys)
