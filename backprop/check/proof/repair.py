"""The one change that makes a wrong side equal to the one before it: another symbol, or the other sign."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from backprop.check.formulas.syntax import Binary, Node, Symbol, TexError, rebuilt, walk
from backprop.check.proof.assignment import difference
from backprop.check.proof.names import Scope, alike, spelled
from backprop.errors import BackpropError

_OTHER = {"+": "-", "-": "+"}


def repair(base: Node, side: Node, scope: Scope) -> str:
    """Return in words which change makes an equation hold; nothing where no single one does."""
    for words, changed in _changes(side, scope):
        try:
            if difference(base, changed, scope) is None:
                return f"; it holds with {words}"
        except (TexError, BackpropError):  # no value with that one
            continue
    return ""


def _changes(side: Node, scope: Scope) -> Iterator[tuple[str, Node]]:
    for node in walk(side):
        if isinstance(node, Symbol):
            for other in alike(node, scope):
                words = f"{spelled(other)} in the place of {spelled(node)}"
                yield words, _exchanged(side, node, replace(other, start=node.start, end=node.end))
        elif isinstance(node, Binary) and node.operator in _OTHER:
            other_sign = _OTHER[node.operator]
            words = f"{other_sign} in the place of {node.operator}"
            yield words, _exchanged(side, node, replace(node, operator=other_sign))


def _exchanged(tree: Any, part: Node, other: Node) -> Any:
    return other if tree is part else rebuilt(tree, lambda inner: _exchanged(inner, part, other))
