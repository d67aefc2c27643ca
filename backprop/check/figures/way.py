"""The way of descent in two parameters, all others held, in float64."""

from functools import lru_cache

import numpy as np

from backprop.check.figures.subject import Subject
from backprop.core.graph import Graph
from backprop.core.program import compiled
from backprop.core.training import history

# The picture is a square around the way, but for what climbs this far above the first loss, in first losses.
CLIMB = 0.5
MARGIN, LEAST = 0.3, 0.5


def is_whole(subject: Subject) -> bool:
    """Tell whether the run trains no other parameters, so that the way is its own."""
    return set(subject.parameters) == set(subject.names)


@lru_cache(maxsize=256)
def way(subject: Subject) -> np.ndarray:
    """Return a row for each step: the two parameters and the loss."""
    graph = subject.graph
    kept = [name for name in graph.updates if name.removeprefix("change_") in subject.names]
    held = Graph(graph.forward.values(), graph.loss, {name: graph[f"{name}+"].expr for name in kept})
    names = [*subject.names, graph.loss]
    made = history(graph if is_whole(subject) else held, names, subject.steps, state(subject))
    return np.stack([made[name] for name in names], axis=1)


def state(subject: Subject) -> dict[str, float]:
    """Return what the run has changed by its step."""
    return {name: subject.near(name) for name in subject.graph.updates}


def loss_at(subject: Subject, values: dict[str, np.ndarray]) -> np.ndarray:
    """Return the loss where parameters have `values`, and all others those of the run."""
    program = compiled(subject.graph, [subject.graph.loss], "fast")
    with np.errstate(all="ignore"):
        made: np.ndarray = program(state(subject) | values)[subject.graph.loss]
    return made


def falls(subject: Subject) -> bool:
    """Tell whether the way leads downhill."""
    losses = way(subject)[:, 2]
    return bool(losses[-1] < losses[0])


def window(subject: Subject) -> tuple[np.ndarray, float]:
    """Return the middle of the picture and half its width."""
    points, losses = way(subject)[:, :2], way(subject)[:, 2]
    near = points[losses <= losses[0] + CLIMB * abs(losses[0])]
    low, high = near.min(axis=0), near.max(axis=0)
    return (low + high) / 2, max(LEAST, float((high - low).max()) * (0.5 + MARGIN))


def inside(subject: Subject) -> np.ndarray:
    """Return which points of the way come before it leaves the picture."""
    middle, half = window(subject)
    outside = (np.abs(way(subject)[:, :2] - middle) > half).any(axis=1)
    before: np.ndarray = np.cumsum(outside) == 0
    return before


def leaves(subject: Subject) -> bool:
    """Tell whether a part of the way lies outside the picture."""
    return not inside(subject).all()
