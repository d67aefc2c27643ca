"""Random search for the weights of a network: the least loss of so many tries, and when each was met."""

from functools import cache
from random import Random

from flint import arb, ctx

from backprop.core.keys import Key
from backprop.core.ops import ball
from backprop.core.program import compiled
from backprop.core.registry import graph_of

SEED, REACH = 1, 1.0  # of the random weights: how they are drawn, and how far they lie from 0
PRECISION = 128


@cache
def improvements(loss: Key, tries: int) -> dict[int, arb]:
    """Return each loss that was the least so far, by the number of the try that met it."""
    graph = graph_of(loss)
    weights = [name for name, quantity in graph.forward.items() if quantity.role == "weight"]
    program = compiled(graph, [loss.quantity], "proved")
    draw = Random(SEED)  # noqa: S311 - weights to try, not secrets
    improved: dict[int, arb] = {}
    least = arb("inf")
    with ctx.workprec(PRECISION):
        for count in range(1, tries + 1):
            tried = {name: arb(draw.uniform(-REACH, REACH)) for name in weights}
            reached = ball(program(tried)[loss.quantity])
            if reached < least:
                improved[count] = least = reached
    return improved


def least_loss(loss: Key, tries: int) -> arb:
    """Return the least loss of so many tries."""
    return [*improvements(loss, tries).values()][-1]
