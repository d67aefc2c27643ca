"""Updates of a network computed alone: proved by each of our routes, and in float64 by others.

A program of its own: it prints the processor seconds of so many updates of a network of so many neurons in
each of three layers. It runs in environments that have no more than what one kernel imports.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RATE = "0.5"
BITS = 128
Rows = list[list[str]]
MODULE = Path(__file__).parents[2] / "docs/assets/graph.mjs"
# Prints the processor seconds of a run after one of a single update, by the module of the pages.
IN_NODE = """
const { Run } = await import(process.argv[1]);
import { readFileSync } from "node:fs";
const { graph, updates } = JSON.parse(readFileSync(0, "utf8"));
const prove = (count) => new Run(graph).pass(count, { names: ["E_total"] });
await prove(1);
const before = process.cpuUsage();
await prove(updates);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6);
"""


def literal(size: int, shift: int) -> Rows:
    """Return the weights of a layer, decimals of two places."""
    return [
        [f"{(1 + (7 * row + 3 * column + shift) % 11) * 0.05 / size:.3f}" for column in range(size)]
        for row in range(size)
    ]


def given(size: int) -> tuple[list[str], list[str], Rows, Rows]:
    """Return inputs, targets and the weights of both layers."""
    inputs = [f"{0.05 * (1 + place % 9):.2f}" for place in range(size)]
    targets = [f"{0.01 + 0.98 * (place % 2):.2f}" for place in range(size)]
    return inputs, targets, literal(size, 1), literal(size, 5)


def network_of_size(size: int) -> Any:
    """Return the network as a literal of ours."""
    from backprop.networks.layers import Layer
    from backprop.networks.network import Network

    inputs, targets, *weights = given(size)
    layers = tuple(Layer(tuple(map(tuple, rows)), bias="0.1") for rows in weights)
    return Network("square", "A square network", tuple(inputs), tuple(targets), layers, RATE)


def by_graph(size: int, updates: int) -> None:
    """Prove the error after the updates from the graph, in balls."""
    from backprop.core.keys import settings
    from backprop.core.program import Run

    network = network_of_size(size)
    Run(network.graph(settings(network, ())), BITS).value(updates, "E_total")


def by_matrices(size: int, updates: int) -> None:
    """Prove the error after the updates from matrices of balls."""
    from backprop.core.keys import settings

    network = network_of_size(size)
    network.route(settings(network, ()), BITS).value(updates, "E_total")


def by_browser(size: int, updates: int) -> float:
    """Prove the error as the pages do, and return the processor seconds of that alone, without the graph."""
    from backprop.core.keys import settings
    from backprop.exports.graphs import as_json

    network = network_of_size(size)
    graph = network.graph(settings(network, ()))
    names = graph.ordered([graph.loss, *graph.updates.values()])
    expressions = {name: as_json(graph[name].expr) for name in names}
    own = {"expressions": expressions, "updates": graph.updates, "settings": {}, "variants": {}}
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, "--input-type=module", "--eval", IN_NODE, MODULE.as_uri()],
        input=json.dumps({"graph": own, "updates": updates}),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def arrays(size: int, make: Callable[[Any], Any]) -> list[Any]:
    """Return what is given as arrays of some library."""
    inputs, targets, hidden, outer = given(size)
    rows = [[*map(float, row)] for row in (inputs, targets)]
    return [
        make(numbers) for numbers in (*rows, *([[*map(float, row)] for row in w] for w in (hidden, outer)))
    ]


def by_numpy(size: int, updates: int) -> list[Any]:
    """Return the weights after the updates in float64 by NumPy, the derivatives by hand."""
    import numpy as np

    x, target, hidden, outer = arrays(size, np.array)
    hidden_bias = outer_bias = 0.1
    for _ in range(updates):
        h = 1 / (1 + np.exp(-(hidden @ x + hidden_bias)))
        out = 1 / (1 + np.exp(-(outer @ h + outer_bias)))
        delta_outer = (out - target) * out * (1 - out)
        delta_hidden = (outer.T @ delta_outer) * h * (1 - h)
        outer -= float(RATE) * np.outer(delta_outer, h)
        hidden -= float(RATE) * np.outer(delta_hidden, x)
    return [hidden, outer]


def by_torch(size: int, updates: int) -> None:
    """Compute the updates in float64 by PyTorch, which differentiates."""
    import torch

    x, target, *weights = arrays(size, lambda rows: torch.tensor(rows, dtype=torch.float64))
    for rows in weights:
        rows.requires_grad_()
    hidden, outer = weights
    for _ in range(updates):
        out = torch.sigmoid(outer @ torch.sigmoid(hidden @ x + 0.1) + 0.1)
        (0.5 * (target - out) ** 2).sum().backward()
        with torch.no_grad():
            for rows in weights:
                rows -= float(RATE) * rows.grad
                rows.grad = None


def by_jax(size: int, updates: int) -> None:
    """Compute the updates in float64 by JAX, which differentiates, and compiles an update first."""
    import jax

    jax.config.update("jax_enable_x64", True)
    x, target, *weights = arrays(size, jax.numpy.array)

    def loss(hidden: Any, outer: Any) -> Any:
        out = jax.nn.sigmoid(outer @ jax.nn.sigmoid(hidden @ x + 0.1) + 0.1)
        return (0.5 * (target - out) ** 2).sum()

    gradient = jax.grad(loss, (0, 1))

    def updated(*weights: Any) -> Any:
        steps = gradient(*weights)
        return [rows - float(RATE) * step for rows, step in zip(weights, steps, strict=True)]

    compiled = jax.jit(updated)
    for _ in range(updates):
        weights = compiled(*weights)
    jax.block_until_ready(weights)


KERNELS: dict[str, Callable[[int, int], object]] = {
    "graph": by_graph,
    "matrices": by_matrices,
    "browser": by_browser,
    "numpy": by_numpy,
    "torch": by_torch,
    "jax": by_jax,
}


def main() -> None:
    """Print the processor seconds of `KERNEL SIZE UPDATES`; what it imports is imported before."""
    name, size, updates = sys.argv[1:]
    KERNELS[name](2, 1)
    start = time.process_time()
    taken = KERNELS[name](int(size), int(updates))
    print(taken if isinstance(taken, float) else time.process_time() - start)


if __name__ == "__main__":
    main()
