"""The graph of an example as JSON: expressions a program in any language can run, for every option.

An expression is a name, `{"number": "1/2"}`, or a list of an operation's name and its arguments. A quantity
named `w1+` replaces `w1` in the next pass. Options that are words have *variants*: what differs in their
graph, as a difference from the default; `;momentum=number` stands for any momentum. Options that are numbers
*set* given quantities. `options` tells what each takes, in the order of keys: its default, words and what
pages call them, and whether a number, `decimal` or `signed`.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from backprop.core.example import DECIMAL, SIGNED, Example
from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.core.keys import default, settings, words_of
from backprop.networks.words import OPTIONS, choice_words

PROBE = "0.123456789"  # a number that is no example's own, to see which quantities an option sets

_KINDS = {DECIMAL: "decimal", SIGNED: "signed"}

Expression = str | dict[str, str] | list[Any]


def example_graph(example: Example) -> dict[str, Any]:
    """Return all quantities of an example by name, its updates, and what each option changes."""
    graph = example.graph(settings(example, ()))
    usual = expressions(graph)
    others = {name: (variant, expressions(variant)) for name, variant in variants(example)}
    return {
        "loss": graph.loss,
        "objective": graph.objective,
        "expressions": usual,
        "updates": dict(graph.updates),
        "options": {name: accepted(example, name) for name in example.options},
        "settings": {name: setting(example, name) for name in numeric(example)},
        "variants": {name: changes(usual, own, variant) for name, (variant, own) in others.items()},
        "quantities": meanings([(graph, usual), *others.values()]),
    }


def meanings(graphs: Iterable[tuple[Graph, Iterable[str]]]) -> dict[str, dict[str, Any]]:
    """Return symbol, words and role of each name, and its sample, as the first of several graphs has it."""
    known: dict[str, dict[str, Any]] = {}
    for graph, names in graphs:
        known |= {name: meaning(graph, graph[name]) for name in names if name not in known}
    return known


def meaning(graph: Graph, quantity: Quantity) -> dict[str, Any]:
    """Return what a quantity is; `sample` where it, or what it is a slope of or along, belongs to one."""
    parts = [quantity, *(graph[name] for name in (quantity.upper, quantity.lower) if name)]
    sample = next((part.sample for part in parts if part.sample), None)
    own = {"symbol": quantity.tex, "words": quantity.words, "role": quantity.role}
    return {**own, "sample": sample} if sample else own


def expressions(graph: Graph) -> dict[str, Expression]:
    """Return every quantity that has a key, each after those it uses."""
    wanted = [*graph.forward, *_derivatives(graph), *graph.signals, *graph.updates.values()]
    return {name: as_json(graph[name].expr) for name in graph.ordered(wanted)}


def as_json(expr: Expr) -> Expression:
    """Return one expression as JSON."""
    match expr:
        case Ref(name):
            return name
        case Num(value):
            return {"number": str(value)}
        case Apply(op, args):
            return [op, *map(as_json, args)]
    raise TypeError(f"not an expression: {expr!r}")


def _derivatives(graph: Graph) -> Iterator[str]:
    """Yield the names of all derivatives that are not 0."""
    for upper, lower in product(graph.forward, repeat=2):
        if upper != lower and graph.depends(upper, lower):
            yield derivative_name(upper, lower)


def accepted(example: Example, option: str) -> dict[str, Any]:
    """Return what an option takes."""
    words = words_of(example, option)
    return {
        "title": OPTIONS.get(option, option),
        "default": default(example, option),
        "words": words,
        "names": {value: choice_words(option, value) for value in words},
        "number": _KINDS.get(example.options[option][-1]),
    }


def numeric(example: Example) -> list[str]:
    """Return the options that take any number."""
    return [name for name, values in example.options.items() if values[-1] in _KINDS]


def setting(example: Example, option: str) -> list[str]:
    """Return the given quantities that a number for `option` sets."""
    chosen = settings(example, ((option, PROBE),))
    forward = example.graph(chosen).forward
    return [name for name, quantity in forward.items() if quantity.expr == Num(Fraction(PROBE))]


def variants(example: Example) -> Iterator[tuple[str, Graph]]:
    """Yield each choice of words other than the default, as keys write it, and its graph."""
    choices = {name: _words(example, name) for name in example.options}
    for chosen in product(*choices.values()):
        pairs = tuple(
            (name, value)
            for (name, words), value in zip(choices.items(), chosen, strict=True)
            if value != words[0]
        )
        if pairs:
            yield _variant_name(pairs), example.graph(settings(example, pairs))


def _variant_name(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(f";{name}={'number' if value == PROBE else value}" for name, value in pairs)


def _words(example: Example, option: str) -> tuple[str, ...]:
    """Return the values of an option whose graphs differ: a momentum, whatever it is, counts as one."""
    if option == "momentum":
        return ("0", PROBE)
    return example.options[option][:1] if option in numeric(example) else example.options[option]


def changes(usual: Mapping[str, Expression], own: Mapping[str, Expression], graph: Graph) -> dict[str, Any]:
    """Return what a variant has otherwise: expressions by name, null for a name that it lacks."""
    differing = {name: expr for name, expr in own.items() if usual.get(name) != expr}
    missing = dict.fromkeys(name for name in usual if name not in own)
    return {"expressions": differing | missing, "updates": dict(graph.updates), "objective": graph.objective}
