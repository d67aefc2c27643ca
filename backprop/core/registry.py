"""From a key to its quantity: symbol, formula, provenance, and digits that are proved by two routes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TypeVar

from flint import arb, ctx

from backprop.cache import HOME
from backprop.core import digits as rounding
from backprop.core import store
from backprop.core.digits import Digits, Rule
from backprop.core.example import Example
from backprop.core.examples import EXAMPLES
from backprop.core.expression import Expr, refs
from backprop.core.graph import Graph, Quantity
from backprop.core.keys import Key, settings
from backprop.core.ops import Proved, ball
from backprop.core.program import Run
from backprop.core.route import Route
from backprop.core.tex import substituted, symbolic
from backprop.errors import BackpropError, UndecidedError

PRECISIONS = (128, 256, 512, 1024, 2048, 4096)
AGREED_BITS = 64
# What the longest run may take, in quantities computed; each update costs what so many more of them do.
LONGEST_RUN, UPDATE = 3_000_000, 80

T = TypeVar("T")
_verifies: ContextVar[bool] = ContextVar("verifies", default=False)


@dataclass(frozen=True)
class Entry:
    """What a key stands for: a quantity, and the key of each quantity its expression uses."""

    key: Key
    quantity: Quantity
    operands: Mapping[str, Key]

    @property
    def expr(self) -> Expr | None:
        """How the quantity is made; None for what is given."""
        return None if self.quantity.is_given else self.quantity.expr

    @property
    def formula(self) -> str:
        """The expression in symbols, as TeX; empty for what is given."""
        graph = graph_of(self.key)
        return symbolic(self.expr, lambda name: graph[name].tex) if self.expr else ""

    @property
    def substitution(self) -> str:
        """The expression with the operands' printed digits, as TeX; empty for what is given."""
        return self.substituted(lambda _key, text: text)

    def substituted(self, mark: Callable[[Key, str], str]) -> str:
        """Return the same, each number as `mark` writes it for its key."""
        if self.expr is None:
            return ""
        return substituted(
            self.expr,
            lambda name: digits(self.operands[name]).text,
            lambda name, text: mark(self.operands[name], text),
        )


def run_of(key: Key, precision: int) -> Run:
    """Return the run that a key belongs to, at a precision in bits."""
    return _run(key.example, key.options, precision)


@cache
def _run(example: str, options: tuple[tuple[str, str], ...], precision: int) -> Run:
    run = Run(_graph(example, options), precision)
    if precision > PRECISIONS[0]:
        run.take_over(_run(example, options, precision // 2))
    return run


def graph_of(key: Key) -> Graph:
    """Return the graph of the run that a key belongs to; raise where the run would take minutes."""
    if key.step and key.step > (latest := _latest_step(key.example, key.options)):
        raise BackpropError(
            f"{key.run}: found step {key.step}, expected at most {latest}; take an earlier one"
        )
    return _graph(key.example, key.options)


@cache
def _graph(example: str, options: tuple[tuple[str, str], ...]) -> Graph:
    return EXAMPLES[example].graph(settings(EXAMPLES[example], options))


@cache
def _latest_step(example: str, options: tuple[tuple[str, str], ...]) -> int:
    """Return the step up to which a run takes no more than some seconds."""
    graph = _graph(example, options)
    return LONGEST_RUN // (UPDATE + len(graph.ordered(graph.updates.values())))


@cache
def entry(key: Key) -> Entry:
    """Return what `key` stands for; raise on an unknown quantity, with the nearest names."""
    graph = graph_of(key)
    if key.quantity.endswith("+"):
        raise BackpropError(f"{key}: write {key.of(key.quantity[:-1], key.step + 1)} for an updated quantity")
    try:
        quantity = graph[key.quantity]
    except BackpropError as error:
        raise BackpropError(f"{key}: {error}") from error
    before = key.step
    if key.step and key.quantity in graph.updates:
        quantity, before = graph[graph.updates[key.quantity]], key.step - 1
    elif key.step and quantity.is_given:
        raise BackpropError(
            f"{key}: {key.quantity} is given and never changes; write {key.of(key.quantity, 0)}"
        )
    operands = {name: operand(key, name, before) for name in refs(quantity.expr)}
    return Entry(key, quantity, operands)


def is_known(key: Key) -> bool:
    """Tell whether there is such a quantity."""
    try:
        entry(key)
    except BackpropError:
        return False
    return True


def operand(key: Key, name: str, step: int) -> Key:
    """Return the key of `name` in the run of `key`: after `step` updates, of step 0 if it never changes."""
    graph = graph_of(key)
    if name.endswith("+"):
        return key.of(name[:-1], step + 1)
    fixed = graph[name].is_given and name not in graph.updates
    return key.of(name, 0 if fixed else step)


def at(key: Key, name: str) -> Key:
    """Return the key of `name` in the pass of `key`."""
    return operand(key, name, key.step)


def route_of(key: Key, precision: int) -> Route:
    """Return the second way to the values of the run that a key belongs to."""
    return _route(EXAMPLES[key.example], key.options, precision)


@cache
def _route(example: Example, options: tuple[tuple[str, str], ...], precision: int) -> Route:
    route = example.route(settings(example, options), precision)
    if precision > PRECISIONS[0]:
        route.take_over(_route(example, options, precision // 2))
    return route


def proved(key: Key, precision: int) -> Proved:
    """Return the value, a rational where it is exact, else an enclosure; the two routes must agree."""
    if _verifies.get():
        _verify(key, precision)
    return _stored_or_proved(key, precision)


@cache
def _stored_or_proved(key: Key, precision: int) -> Proved:
    """Return the value that the store in use holds, or prove it and let it join them."""
    stored = store.stored(key, precision)
    if stored is not None:
        return stored
    value = _proved(key, precision)
    if isinstance(value, arb):
        if not value.is_finite():
            return value
        # As the store gives it back: python-flint rounds a radius of more than 29 bits up, by one unit of 30.
        value = arb(value.mid().man_exp(), value.rad().man_exp())
    store.store(key, precision, value)
    return value


def _proved(key: Key, precision: int) -> Proved:
    entry(key)
    first = run_of(key, precision).value(key.step, key.quantity)
    with ctx.workprec(precision):
        return agreed(key, first, _second(key, precision))


def _second(key: Key, precision: int) -> arb:
    return route_of(key, precision).value(key.step, key.quantity)


@contextmanager
def verified() -> Iterator[None]:
    """Hold each value that the store of proofs gives to the second route, made anew."""
    token = _verifies.set(True)
    try:
        yield
    finally:
        _verifies.reset(token)


@cache
def _verify(key: Key, precision: int) -> None:
    value, second = _stored_or_proved(key, precision), _second(key, precision)
    with ctx.workprec(precision):
        try:
            agreed(key, value, second)
        except UndecidedError:
            raise
        except BackpropError as error:
            kept, right = (ball(number).str(12, radius=False) for number in (value, second))
            parted = f"the store of proofs holds {kept}, the second route gives {right}"
            raise BackpropError(f"{key}: {parted}; remove {HOME / store.ROOM}") from error


def agreed(key: Key, first: Proved, second: arb) -> Proved:
    """Return the first route's value of `key`; raise where the second one differs, or says too little."""
    if not ball(first).overlaps(second):
        raise BackpropError(f"{key}: the graph gives {first}, the second route {second}; nothing is printed")
    if not _is_narrow(second, around_zero=ball(first).contains(0)):
        raise UndecidedError(f"the second route gives {second.str(10)}, too wide to agree with anything")
    return first


def _is_narrow(second: arb, *, around_zero: bool) -> bool:
    """Tell whether the second route holds the digits of a value at all, so that agreement means something."""
    return second.rel_accuracy_bits() >= AGREED_BITS or (around_zero and second.rad() < 2.0**-AGREED_BITS)


@cache
def digits(key: Key, rule: Rule = rounding.page) -> Digits:
    """Return the digits of `key` under `rule`, at whatever precision makes them certain."""
    return _decided(key, lambda value: rounding.digits(value, rule))


def settled(key: Key, rule: Callable[[Fraction], T]) -> T:
    """Return what `rule`, which never falls as its number grows, makes of the value of `key`."""
    return _decided(key, lambda value: rounding.settled(*rounding.ends(value), rule))


def enclosure(key: Key) -> Proved:
    """Return the value at the lowest precision that decides it."""
    return _decided(key, lambda value: value)


def _decided(key: Key, use: Callable[[Proved], T]) -> T:
    try:
        return decided(lambda precision: use(proved(key, precision)))
    except UndecidedError as reason:
        raise BackpropError(f"{key}: it cannot be decided with {PRECISIONS[-1]} bits: {reason}") from reason


def decided(use: Callable[[int], T]) -> T:
    """Return what `use` makes at the lowest precision, in bits, that decides it."""
    for precision in PRECISIONS[:-1]:
        try:
            return use(precision)
        except UndecidedError:
            continue
    return use(PRECISIONS[-1])
