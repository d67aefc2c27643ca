"""Random states of the examples: options, numbers of a reader's own, a step; and what balls make of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from flint import arb, ctx, fmpq

from backprop.core.digits import VALUE_DIGITS, Rule, digits, page, significant
from backprop.core.example import DECIMAL, SIGNED, Example
from backprop.core.graph import Graph
from backprop.core.keys import Key, parse_run, settings
from backprop.core.ops import Proved
from backprop.core.program import bounded, compiled
from backprop.core.registry import PRECISIONS
from backprop.errors import UndecidedError
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES

NAMES = 4  # quantities of each state, beside the loss
SHARED = 50  # states of the same options, since a graph takes longer to lay out than to run
RULES: tuple[Rule, ...] = (page, significant(VALUE_DIGITS))


@dataclass(frozen=True)
class State:
    """A run, some of its given numbers as decimals, and some quantities of one of its passes."""

    run: Key
    given: Mapping[str, str]
    names: Sequence[str]


@cache
def published(example: str) -> Mapping[str, Any]:
    """Return the graph of an example as its values page has it."""
    return example_graph(EXAMPLES[example])


def states(example: str, count: int, steps: Sequence[int]) -> Iterator[State]:
    """Yield random states of an example, after so many updates in turn."""
    random, chosen = Random(f"{example} {count} {steps}"), ""  # noqa: S311  no secret
    for place in range(count):
        if place % SHARED == 0:
            chosen = options(EXAMPLES[example], random)
        run = parse_run(f"{example}{chosen}@{random.choice(steps)}")
        graph = graph_of(run.example, run.options)
        given = [name for name, quantity in graph.forward.items() if quantity.is_given]
        own = random.sample(given, random.randrange(len(given) + 1))
        names = [graph.loss, *random.choices(computed(run.example, variant_of(run)), k=NAMES)]
        yield State(run, {name: decimal(random) for name in own}, names)


def options(example: Example, random: Random) -> str:
    """Return options as keys write them: for each a word, or a number of one's own."""
    own = {DECIMAL: lambda: decimal(random).lstrip("-"), SIGNED: lambda: decimal(random)}
    chosen = {name: random.choice(values) for name, values in example.options.items()}
    chosen |= {"momentum": f"{random.random():.2f}"} if chosen["momentum"] in own else {}
    return "".join(f";{name}={own[value]() if value in own else value}" for name, value in chosen.items())


def decimal(random: Random) -> str:
    """Return a decimal: mostly of the size of weights, now and then large, tiny, long or round."""
    kind = random.randrange(20)
    if kind < 3:
        return random.choice(("0", "1", "-1", "0.5", "2"))
    places = {3: 8, 4: 15}.get(kind, random.randrange(1, 5))
    size = {5: 12, 6: 0.001}.get(kind, 3)
    return f"{random.uniform(-size, size):.{places}f}"


@cache
def graph_of(example: str, chosen: tuple[tuple[str, str], ...]) -> Graph:
    """Return the graph of a run."""
    return EXAMPLES[example].graph(settings(EXAMPLES[example], chosen))


def variant_of(run: Key) -> str:
    """Return what a run's expressions depend on, as the published graph names it."""
    numbers = published(run.example)["settings"]
    return "".join(
        f";{name}={'number' if name in numbers else value}"
        for name, value in run.options
        if name == "momentum" or name not in numbers
    )


@cache
def computed(example: str, variant: str) -> list[str]:
    """Return the names of all that a variant computes."""
    graph = published(example)
    changed = graph["variants"].get(variant, {"expressions": {}})["expressions"]
    own = {**graph["expressions"], **changed}
    return [name for name, expr in own.items() if isinstance(expr, list)]


Shown = tuple[str, str]
Function = Callable[[Mapping[str, Any]], tuple[Any, ...]]


@cache
def functions(example: str, variant: str, chosen: tuple[tuple[str, str], ...]) -> tuple[Function, Function]:
    """Return an update of what is trained, and a pass of all names, as functions of the given numbers."""
    graph = graph_of(example, chosen)
    updates, names = list(graph.updates.values()), [graph.loss, *computed(example, variant)]
    return (
        compiled(graph, updates, "proved").straight(updates),
        compiled(graph, names, "proved").straight(names),
    )


def proved(state: State) -> list[list[Shown]] | None:
    """Return relation and digits of each name under each rule; None where balls do not tell them all."""
    for precision in PRECISIONS[:4]:
        try:
            values = values_of(state, precision)
            return [[shown(values[name], rule) for rule in RULES] for name in state.names]
        except UndecidedError:
            continue
        except ZeroDivisionError:
            return None
    return None


def shown(value: Proved, rule: Rule) -> Shown:
    """Return relation and digits of a value; one that is 0 in doubles has too many zeros."""
    if isinstance(value, arb) and float(value.mid()) == 0:
        raise UndecidedError("it is too small")
    printed = digits(value, rule)
    return printed.relation, printed.text


def values_of(state: State, precision: int) -> Mapping[str, Proved]:
    """Return all values of the pass of a state, by name."""
    run = state.run
    graph, variant = graph_of(run.example, run.options), variant_of(run)
    update, all_values = functions(run.example, variant, run.options)
    with ctx.workprec(precision):
        current: dict[str, Any] = {name: exact(text) for name, text in state.given.items()}
        for _ in range(run.step):
            current |= zip(graph.updates, map(bounded, update(current)), strict=True)
        names = [graph.loss, *computed(run.example, variant)]
        return dict(zip(names, all_values(current), strict=True))


def exact(text: str) -> fmpq:
    """Return a decimal as a rational."""
    number = Fraction(text)
    return fmpq(number.numerator, number.denominator)
