"""Passes of an edited graph in float64, of which only what the edit reaches is computed anew."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import Any

from backprop.core.expression import Apply, Expr, Num, Ref, refs
from backprop.core.graph import Graph
from backprop.core.ops import OPS
from backprop.core.program import steady

State = Mapping[str, Any]


class Pass(dict[str, Any]):
    """The values of one pass of a graph by name, each computed when it is first asked for."""

    def __init__(self, graph: Graph, state: State, known: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__(known)
        self.graph, self.state = graph, state

    def __missing__(self, name: str) -> Any:
        quantity = self.graph[name]
        is_set = quantity.is_given and name in self.state
        self[name] = self.state[name] if is_set else self._computed(steady(quantity.expr))
        return self[name]

    def _computed(self, expr: Expr) -> Any:
        match expr:
            case Ref(name):
                return self[name]
            case Num(number):
                return float(number)
            case Apply(op, args):
                return OPS[op].fast(*map(self._computed, args))
        raise TypeError(f"not an expression: {expr!r}")

    def filled(self, names: Iterable[str]) -> "Pass":
        """Compute these, which stand operands first, so that none waits for a long chain of others."""
        for name in names:
            with suppress(ArithmeticError):  # whoever asks for this one meets the error
                self[name]
        return self

    @cached_property
    def users(self) -> Mapping[str, set[str]]:
        """The values of the pass that each one enters directly."""
        users: dict[str, set[str]] = {}
        for name in self:
            for operand in refs(self.graph[name].expr):
                users.setdefault(operand, set()).add(name)
        return users

    def next_state(self) -> State:
        """Return what the updates make of the parameters."""
        return {name: self[update] for name, update in self.graph.updates.items()}


def edited_pass(
    usual: Graph, edited: Graph, changes: Iterable[str], names: tuple[str, ...], step: int
) -> Pass:
    """Return the pass of `edited`, which makes `changes` otherwise than `usual`, after `step` updates."""
    changed, state = set(changes), dict[str, Any]()
    updates = tuple(usual.updates.values())
    for earlier in range(step):
        state = dict(_edited(usual_pass(usual, updates, earlier), edited, changed, state).next_state())
    return _edited(usual_pass(usual, names, step), edited, changed, state)


def _edited(usual: Pass, edited: Graph, changed: set[str], state: State) -> Pass:
    moved = {name for name, value in state.items() if name not in usual.state or usual.state[name] != value}
    reached = _reached(usual, changed | moved)
    known = ((name, value) for name, value in usual.items() if name not in reached)
    return Pass(edited, state, known).filled(name for name in usual if name in reached)


@lru_cache(maxsize=200)
def usual_pass(graph: Graph, names: tuple[str, ...], step: int) -> Pass:
    """Return the pass that a graph as it stands makes after `step` updates, with all that `names` need."""
    before = usual_pass(graph, tuple(graph.updates.values()), step - 1) if step else None
    return Pass(graph, before.next_state() if before else {}).filled(graph.ordered(names))


def _reached(usual: Pass, changed: set[str]) -> set[str]:
    """Return what is changed and all in the pass that is made of it."""
    reached, todo = set(changed), [*changed]
    while todo:
        new = usual.users.get(todo.pop(), set()) - reached
        reached |= new
        todo += new
    return reached
