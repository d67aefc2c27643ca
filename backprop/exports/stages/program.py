"""A program in stages: what it needs, what is given, one pass with its update, and a thousand updates."""

from collections.abc import Iterator
from dataclasses import dataclass

from backprop.core import registry
from backprop.core.graph import Graph
from backprop.core.keys import settings
from backprop.exports.stages import network, polynomial, regression
from backprop.exports.stages.dialect import Dialect
from backprop.exports.stages.literal import INDENT
from backprop.exports.stages.part import Part, printed
from backprop.networks.examples import Example
from backprop.networks.network import Network
from backprop.networks.polynomial import Polynomial

UPDATES = (1, 10, 100, 1000)  # after so many updates the error is printed
TITLES = registry.TITLES | {"training": "Training"}
TITLES_OF_DESCENT = TITLES | {"error": "Cost", "backward": "Gradient"}


@dataclass(frozen=True)
class Stage:
    """A stage of a program by its name, and its lines."""

    name: str
    title: str
    lines: list[str]

    @property
    def code(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def stages(example: Example, dialect: Dialect) -> Iterator[Stage]:
    """Yield the stages of the program that works `example` through."""
    titles = TITLES_OF_DESCENT if isinstance(example, Polynomial) else TITLES
    parts = _parts(example, dialect)
    lines = {"given": _given(example, dialect)}
    lines |= {name: [*part.computed, *part.shown] for name, part in parts.items()}
    lines |= {"training": _training(example, dialect, parts)}
    yield from (Stage(name, titles[name], found) for name, found in lines.items())


def tools(example: Example, dialect: Dialect) -> str:
    """Return the imports, and the functions that the program needs."""
    activations = network.activations(example) if isinstance(example, Network) else []
    needed = [dialect.definitions[name] for name in activations if name in dialect.definitions]
    functions = dict.fromkeys([_show(dialect), *needed])
    return "\n\n\n".join("\n".join(lines) for lines in (dialect.begins, *functions))


def loss(example: Example) -> str:
    """Return the name of what training makes small."""
    return graph(example).loss


def graph(example: Example) -> Graph:
    """Return the graph of an example with all options at their defaults, as the programs have them."""
    return example.graph(settings(example, ()))


def _parts(example: Example, dialect: Dialect) -> dict[str, Part]:
    if isinstance(example, Network):
        return network.parts(example, dialect)
    if isinstance(example, Polynomial):
        return polynomial.parts(example, dialect)
    return regression.parts(example, dialect)


def _given(example: Example, dialect: Dialect) -> list[str]:
    if isinstance(example, Network):
        return network.given(example, dialect)
    if isinstance(example, Polynomial):
        return polynomial.given(example, dialect)
    return regression.given(example, dialect)


def _show(dialect: Dialect) -> tuple[str, ...]:
    return (
        "def show(key, numbers, first=1):",
        '    """Print each number after its key, which ends with its count."""',
        f"    for n, number in enumerate({dialect.flat}, start=first):",
        f"        {printed('{key}{n}', 'number')}",
    )


def _training(example: Example, dialect: Dialect, parts: dict[str, Part]) -> list[str]:
    """Return the loop over forward pass, error, backward pass and update, and the errors on the way."""
    error, number = loss(example), f"{loss(example)}{dialect.plain}"
    within = [
        *(line for name in ("forward", "error") if name in parts for line in parts[name].computed),
        f"errors.append({number})",
        *parts["backward"].computed,
        *parts["update"].computed,
    ]
    return [
        f"errors = [{number}]",
        f"for _ in range({UPDATES[-1]}):",
        *(f"{INDENT}{line}" for line in within),
        "",
        f"for step in {UPDATES}:",
        f"{INDENT}{printed(f'{example.name}@{{step}}:{error}', 'errors[step]')}",
    ]
