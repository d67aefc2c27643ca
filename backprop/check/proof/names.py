"""What a symbol of a formula means on a page: a quantity of the example, or a formula that it stands for."""

import difflib
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from backprop.check.formulas.parser import parse_expression
from backprop.check.formulas.syntax import Derivative, Node, Shorthand, Symbol, TexError, rebuilt
from backprop.core import registry
from backprop.core.graph import derivative_name
from backprop.core.keys import Key, known_example, parse_run
from backprop.core.keys import parse as parse_key
from backprop.errors import BackpropError

# A symbol that stands for any number at all: an identity with it has to hold whatever it is.
ANY = "any"
FREE = {"x": ANY, "z": ANY, r"\sigma": ANY, r"\sigma'": ANY}

_FORMULA = re.compile(r"[\\^{}]")


@dataclass(frozen=True)
class Scope:
    """Where a formula stands: the pass it speaks of, and the symbols that its page alone uses."""

    run: Key | None
    symbols: tuple[tuple[str, str], ...] = ()


def page_scope(example: str | None, symbols: tuple[tuple[str, str], ...] = ()) -> Scope:
    """Return the scope of a page: the first pass of its example, if it has one."""
    return Scope(parse_run(example) if example else None, symbols)


def is_formula(meaning: str) -> bool:
    """Tell whether the meaning of a symbol is a formula, and neither a name, a key nor `any`."""
    return bool(_FORMULA.search(meaning))


def scopes(scope: Scope, used: frozenset[Node]) -> list[Scope]:
    """Return the scope of a formula that holds the trees `used`, or several.

    A symbol that the page declares by `w1, w2`, or by two formulas, stands for one after the other. Where it
    declares a key, such as `descent;momentum=0.9:alpha`, a formula with that symbol speaks of that key's run,
    unless its own run has one. A formula with the symbols of batches speaks of batches of one sample, unless
    its run has others.
    """
    if used & _batch_symbols(scope.run):
        scope = batched(scope)
    choices = {
        symbol: [name.strip() for name in meaning.split(",")]
        for symbol, meaning in scope.symbols
        if parse_expression(symbol) in used
    }
    longest = max(map(len, choices.values()), default=1)
    turns = (
        {symbol: meanings[turn % len(meanings)] for symbol, meanings in choices.items()}
        for turn in range(longest)
    )
    return [_declared(scope, chosen) for chosen in turns]


def batched(scope: Scope) -> Scope:
    """Return the scope with batches of one sample, where its example has batches and its run none."""
    run = scope.run
    if run is None or "batch" in dict(run.options) or "batch" not in known_example(run.example).options:
        return scope
    return replace(scope, run=parse_run(run.run.replace(run.example, f"{run.example};batch=1", 1)))


@cache
def _batch_symbols(run: Key | None) -> frozenset[Node]:
    """Return the symbols that the example has with batches alone."""
    return frozenset(_names(batched(Scope(run))).keys() - _names(Scope(run)).keys())


def _declared(scope: Scope, chosen: dict[str, str]) -> Scope:
    keys = {symbol: parse_key(meaning) for symbol, meaning in chosen.items() if ":" in meaning}
    own = _names(Scope(scope.run))
    foreign = {symbol: key for symbol, key in keys.items() if parse_expression(symbol) not in own}
    run = next((key.of("") for key in foreign.values()), scope.run)
    symbols = {symbol: meaning for symbol, meaning in chosen.items() if symbol not in keys}
    return Scope(run, tuple(symbols.items()))


def quantity(node: Node, scope: Scope) -> str | None:
    """Return the name of the quantity that `node` means in `scope`, None where it is an expression.

    A symbol that means nothing there raises `TexError` with the nearest ones.
    """
    name = _names(scope).get(node)
    if name is not None:
        return name
    match node:
        case Derivative(_, _, upper, lower):
            names = [quantity(part, scope) or ANY for part in (upper, lower)]
            if ANY in names:
                raise TexError(node.start, "found a derivative of an expression, expected one of a quantity")
            return derivative_name(*names)
        case Symbol(mark="+") if name := _names(scope).get(replace(node, mark="")):
            return f"{name}+"
        case Symbol():
            raise TexError(node.start, _unknown(node, scope))
    return None


def written_out(node: Node, scope: Scope) -> Node:
    """Return a tree with the page's formulas in the place of their symbols."""
    formulas = _formulas(scope)
    return _put(node, formulas) if formulas else node


@cache
def _names(scope: Scope) -> dict[Node, str]:
    """Return which quantity each symbol means: the page's own, those of its source, those of the example."""
    pairs = dict(FREE)
    if scope.run is not None:
        graph = registry.graph_of(scope.run)
        for name in [*graph.forward, *graph.updates.values(), *graph.signals, *graph.counts]:
            pairs[graph[name].tex] = name
        pairs |= known_example(scope.run.example).notation
    pairs |= {symbol: meaning for symbol, meaning in scope.symbols if not is_formula(meaning)}
    return {parse_expression(tex): name for tex, name in pairs.items()}


@cache
def _formulas(scope: Scope) -> dict[Node, Node]:
    """Return the tree of each symbol that stands for a formula."""
    formulas = {}
    for tex, meaning in scope.symbols:
        try:
            if is_formula(meaning):
                formulas[parse_expression(tex)] = parse_expression(meaning)
            elif scope.run and meaning != ANY:
                registry.graph_of(scope.run)[meaning.rstrip("+")]
        except (TexError, BackpropError) as error:
            raise BackpropError(f"the meaning of {tex}: {error}") from error
    return formulas


def _put(node: Any, formulas: dict[Node, Node]) -> Any:
    """Return a tree with formulas put in, each at the place of its symbol."""
    if (meaning := formulas.get(node)) is not None:
        return Shorthand(node.start, node.end, node, _placed(meaning, node))
    return rebuilt(node, lambda part: _put(part, formulas))


def _placed(node: Any, place: Node) -> Any:
    """Return a tree whose parts all stand where `place` does."""
    inner = rebuilt(node, lambda part: _placed(part, place))
    return replace(inner, start=place.start, end=place.end)


def _unknown(node: Symbol, scope: Scope) -> str:
    text = spelled(node)
    declared = "or its meaning under `symbols:` at the top of the page"
    if scope.run is None:
        return f"found {text} on a page of no example, expected `example:` with a name, {declared}"
    graph = registry.graph_of(scope.run)
    spellings = [graph[name].tex for name in graph.forward]
    plain = text.removeprefix(r"\Delta ").removeprefix("d")
    similar = [spelling for spelling in spellings if spelling[0] == plain[:1]] or spellings
    near = ", ".join(difflib.get_close_matches(plain, similar, 3) or similar[:3])
    return f"found {text}, which {scope.run.example} does not have; expected one such as {near}, {declared}"


def alike(symbol: Symbol, scope: Scope) -> list[Symbol]:
    """Return the other symbols of a scope that have the same base."""
    known = [each for each in _names(scope) if isinstance(each, Symbol) and each != symbol]
    return [each for each in known if each.base == symbol.base]


def spelled(node: Symbol) -> str:
    """Return a symbol as one would write it: `net_{h1}`."""
    index = f"_{{{node.index}}}" if len(node.index) > 1 else f"_{node.index}" if node.index else ""
    return f"{node.base}{index}" + (f"^{{{node.mark}}}" if node.mark else "")
