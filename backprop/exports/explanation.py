"""What a notebook says before each of its cells: words, and the formulas of the graph."""

from backprop.core import registry
from backprop.core.graph import derivative_name
from backprop.core.keys import Key, parse_run
from backprop.exports.programs import FOLDER, OWNERS, SITE
from backprop.exports.stages.program import UPDATES, Stage, graph, loss
from backprop.networks.examples import Example
from backprop.networks.network import Network
from backprop.networks.polynomial import Polynomial
from backprop.release import VERSION

OF_NETWORK = {
    "given": "`x` are the inputs, `t` the targets. A matrix `W` has a row for each neuron of its layer and a "
    "column for each number that comes in. `eta` is the learning rate.",
    "forward": "A neuron adds up what comes in, each number times its weight, and sends the sum through its "
    "activation function. `W @ x` does so for a whole layer.",
    "backward": "The error signal `delta` of a neuron is the derivative of the error by its net input. It "
    "starts at the outputs and goes back through the same weights, transposed. The derivative by a weight is "
    "the number that comes in there times the error signal of its neuron. Link by link, to the first weight "
    "of each layer:",
    "update": "Each parameter moves against its derivative, all of them after one backward pass.",
    "training": "The same lines again and again; `errors[k]` is the error after k updates.",
}
OF_POLYNOMIAL = {
    "given": "Descent starts at `theta`; `eta` is the learning rate.",
    "error": "The cost is what shall become small.",
    "backward": "The gradient is the derivative of the cost by each parameter.",
    "update": "Each parameter moves against its derivative.",
    "training": "The same lines again and again; `errors[k]` is the cost after k updates.",
}
OF_REGRESSION = {
    "given": "`x` are the inputs of the samples, `t` their targets. One weight and one bias serve them all. "
    "`eta` is the learning rate.",
    "forward": "The neuron is linear. All samples go through it at once.",
    "error": "Each sample has an error, half the square of its distance from the target. They add up.",
    "backward": "Each sample has its share in the derivative by the weight; the shares add up:",
    "update": "Weight and bias move against their derivatives, both after one backward pass.",
    "training": "The same lines again and again; `errors[k]` is the error after k updates.",
}
ERRORS = {
    "half squared": "Each output has an error, half the square of its distance from the target. They add up.",
    "cross-entropy": "Each output has an error, minus its target times its logarithm. They add up.",
}
BIASES = {"fixed": "The biases `b` stay as they are.", "each": "Every neuron trains a bias of its own."}
SHARED = "Each layer trains one bias."
REST = "All others are made in the same way:"


def introduction(example: Example) -> str:
    """Return the first words of a notebook."""
    name, found, page = example.name, loss(example), f"{FOLDER}/{example.name}/"
    updated = next(iter(graph(example).updates))
    return f"""# {example.title}

This notebook works the example `{name}` through: one pass, one update, {UPDATES[-1]:,} updates. Run it from \
the top. Then change a number that is given, and run it again.

Each line printed is a key and its value. The proved value of `{name}:{found}` stands on the site at \
`{page}#{found}`, that of `{name}@1:{updated}` at `{page}#@1:{updated}`, and so on.

From "{SITE}", version {VERSION}. {OWNERS}; text CC BY 4.0, code MIT licence."""


def explained(example: Example, stage: Stage) -> str:
    """Return what is said before a stage: its title, words, and formulas."""
    blocks = [f"## {stage.title}", _words(example, stage.name)]
    run = parse_run(example.name)
    if stage.name == "backward":
        blocks += _backward(example, run)
    elif stage.name in registry.GROUPS and stage.name != "given":
        blocks.append(formulas(registry.group(run, stage.name)))
    return "\n\n".join(blocks)


def formulas(keys: list[Key]) -> str:
    """Return a block of TeX with a line for each quantity."""
    entries = [(key, registry.entry(key)) for key in keys]
    lines = [f"{made.quantity.tex} &= {made.formula or registry.digits(key).text}" for key, made in entries]
    return "\n".join(["$$", r"\begin{aligned}", " \\\\\n".join(lines), r"\end{aligned}", "$$"])


def drawn(example: Example) -> str:
    """Return what is said before the curve."""
    return f"## Curve\n\n`{loss(example)}` after each update. The axis of the updates is logarithmic."


def curve(example: Example) -> str:
    """Return the cell that draws the error."""
    return f"""import matplotlib.pyplot as plt

plt.semilogx(range(1, {UPDATES[-1] + 1}), errors[1:])
plt.xlabel("updates")
plt.ylabel("{loss(example)}")
plt.show()"""


def _words(example: Example, stage: str) -> str:
    if isinstance(example, Polynomial):
        return OF_POLYNOMIAL[stage]
    if not isinstance(example, Network):
        return OF_REGRESSION[stage]
    if stage == "error":
        return ERRORS[example.loss]
    if stage == "given" and any(layer.bias for layer in example.layers):
        return f"{OF_NETWORK[stage]} {BIASES.get(example.bias, SHARED)}"
    return OF_NETWORK[stage]


def _backward(example: Example, run: Key) -> list[str]:
    """Return the derivatives as formulas: for some parameters each link, then the rest."""
    made = graph(example)
    signals = [f"delta_{name[4:]}" for name in made.forward if name.startswith("net_")]
    every = [*reversed(signals), *(derivative_name(made.loss, name) for name in made.updates)]
    linked = [name for name in made.ordered(_first(example)) if made[name].role == "gradient"]
    rest = [name for name in every if name not in linked]
    blocks = [formulas([run.of(name) for name in names]) for names in (linked, rest) if names]
    return [blocks[0], REST, *blocks[1:]] if linked and rest else blocks


def _first(example: Example) -> list[str]:
    """Return the derivatives that are shown link by link: by each layer's first weight, last layer first."""
    if isinstance(example, Polynomial):
        return []
    if not isinstance(example, Network):
        return [derivative_name("E_total", "w")]
    layers = zip(example.units[1:], example.weights, strict=True)
    return [
        name
        for units, weights in reversed(list(layers))
        for name in (f"delta_{units[0]}", derivative_name("E_total", weights[0][0]))
    ]
