"""A worked step: symbol = formula = substitution ≈ value."""

from collections.abc import Iterable

from backprop.core import registry
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered, arguments


def step(words: tuple[str, ...], context: Context) -> Rendered:
    """Return one step: `step KEY`."""
    (key,), _ = arguments(words, "step KEY", 1)
    return steps_of([parse(key)], context)


def steps(words: tuple[str, ...], context: Context) -> Rendered:
    """Return a run of steps: `steps RUN NAME…`, a name being a quantity or a group of the pass."""
    if len(words) < 2:
        raise BackpropError(f"found {' '.join(('steps', *words))}, expected steps RUN NAME…")
    run, *names = words
    keys = [key for name in names for key in keys_of_name(run, name)]
    return steps_of(keys, context)


def keys_of_name(run: str, name: str) -> list[Key]:
    """Return the keys that a name of a pass stands for: a group's, or the one quantity's."""
    key = parse(f"{run}:{name}")
    return group_keys(key, name) if name in GROUPS else [key]


def steps_of(keys: list[Key], context: Context) -> Rendered:
    """Return the steps of all `keys`, one after the other."""
    used = frozenset(keys).union(*(registry.entry(key).operands.values() for key in keys))
    return Rendered("\n\n".join(_step(key, context) for key in keys), used)


def _step(key: Key, context: Context) -> str:
    entry = registry.entry(key)
    words = entry.quantity.words
    title = context.link(key, words[0].upper() + words[1:]) + ("{ .step }" if context.marked else "")
    body = " \\\\[8pt]\n".join(lines(key, context))
    return f"{title}\n\n```math\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n```"


def lines(key: Key, context: Context) -> list[str]:
    """Return the lines of the step, each beginning with what it is aligned at."""
    entry = registry.entry(key)
    text = registry.digits(key).text
    value = f"{relation_of([key])} {context.mark(key, text)}"
    if entry.expr is None:
        return [f"{entry.quantity.tex} &{value}"]
    middle = f"&{relation_of(entry.operands.values())} {entry.substituted(context.mark)}"
    formula = f"{entry.quantity.tex} &= {entry.formula}"
    return [formula, f"&{value}"] if entry.substitution == text else [formula, middle, f"&{value}"]


def relation_of(keys: Iterable[Key]) -> str:
    """Return the sign that may stand before the printed numbers of `keys`: = where all are exact."""
    return "=" if all(registry.digits(key).exact for key in keys) else r"\approx"
