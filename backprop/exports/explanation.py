"""What a notebook says before each of its cells: words, and the formulas of the graph."""

from backprop.core import registry
from backprop.core.example import Example
from backprop.core.graph import Graph, derivative_name
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse_run
from backprop.exports.program.file import OWNERS, SITE, where_proved
from backprop.exports.program.stages import UPDATES, Stage, usual_graph
from backprop.release import VERSION

REST = "All others are made in the same way:"


def introduction(example: Example) -> str:
    """Return the first words of a notebook."""
    return f"""# {example.title}

This notebook works the example `{example.name}` through: one pass, one update, {UPDATES[-1]:,} \
updates. Run it from the top. Then change a number that is given, and run it again.

{where_proved(example, quote="`")}

From "{SITE}", version {VERSION}. {OWNERS}; text CC BY 4.0, code MIT licence."""


def explanation(example: Example, stage: Stage) -> str:
    """Return what is said before a stage: its title, words, and formulas."""
    blocks = [f"## {stage.title}", example.words[stage.name]]
    run = parse_run(example.name)
    if stage.name == "backward":
        blocks += _backward(example, run)
    elif stage.name in GROUPS and stage.name != "given":
        blocks.append(formulas(group_keys(run, stage.name)))
    return "\n\n".join(blocks)


def formulas(keys: list[Key]) -> str:
    """Return a block of TeX with a line for each quantity."""
    entries = [(key, registry.entry(key)) for key in keys]
    lines = [
        f"{entry.quantity.tex} &= {entry.formula or registry.digits(key).text}" for key, entry in entries
    ]
    return "\n".join(["$$", r"\begin{aligned}", " \\\\\n".join(lines), r"\end{aligned}", "$$"])


def curve_explanation(example: Example) -> str:
    """Return what is said before the curve."""
    loss = usual_graph(example).loss
    return f"## Curve\n\n`{loss}` after each update. The axis of the updates is logarithmic."


def curve_code(example: Example) -> str:
    """Return the cell that draws the loss."""
    return f"""import matplotlib.pyplot as plt

plt.semilogx(range(1, {UPDATES[-1] + 1}), losses[1:])
plt.xlabel("updates")
plt.ylabel("{usual_graph(example).loss}")
plt.show()"""


def _backward(example: Example, run: Key) -> list[str]:
    """Return the derivatives as formulas: for some parameters each link, then the rest."""
    graph = usual_graph(example)
    derivatives = [derivative_name(graph.loss, name) for name in graph.updates]
    first = _first(graph)
    linked = [name for name in graph.ordered(first) if graph[name].role == "gradient"]
    if linked == first:  # each is made at once, there are no links between
        linked = []
    rest = [name for name in [*reversed(graph.signals), *derivatives] if name not in linked]
    blocks = [formulas([run.of(name) for name in names]) for names in (linked, rest) if names]
    return [blocks[0], REST, *blocks[1:]] if linked and rest else blocks


def _first(graph: Graph) -> list[str]:
    """Return the derivatives that are shown link by link: by each layer's first weight, last layer first."""
    weights = [graph[name] for name in graph.parameters if graph[name].role == "weight"]
    first = {weight.layer: weight for weight in reversed(weights)}
    signals = {signal.unit: name for name, signal in graph.signals.items()}
    return [
        name
        for weight in first.values()
        for name in (signals.get(weight.unit, ""), derivative_name(graph.loss, weight.name))
        if name
    ]
