"""A graph laid out straight, to be run over any kind of number: scalars, arrays, rationals, balls.

A `Run` trains it step by step in rationals and balls, `history` in float64 and with many rates at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from flint import arb, ctx, fmpq

from backprop.core.expression import Apply, Expr, Num, Ref, lift, total
from backprop.core.graph import Graph
from backprop.core.ops import OPS, Proved
from backprop.core.states import States
from backprop.core.straight import Step, written_out, written_out_in_balls
from backprop.errors import BackpropError

if TYPE_CHECKING:
    import numpy as np

Kind = Literal["fast", "proved"]

# What a slot holds: a quantity by name, a constant, or the result of an operation on other slots.
Content = str | Num | Step
# Rationals of a run that never meets a transcendental operation triple their length with every step.
LONGEST_EXACT = 4096


@dataclass(frozen=True)
class Program:
    """Leaves and constants fill the first slots; each step, an operation on earlier ones, fills the next."""

    kind: Kind
    slots: Mapping[str, int]
    leaves: Mapping[str, int]
    constants: tuple[Any, ...]
    steps: tuple[Step, ...]

    def __call__(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return every quantity of the program; `values` replaces leaves, with any kind of number."""
        filled = self._filled(values)
        for op, sources in self.steps:
            filled.append(self._functions[op](*[filled[source] for source in sources]))
        return {name: filled[slot] for name, slot in self.slots.items()}

    def straight(self, names: Iterable[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        """Return the same for `names` alone, in their order, as a function that pays when called often."""
        results = [self.slots[name] for name in names]
        run = written_out(self.steps, range(len(self.constants)), results, self._functions)
        return lambda values: run(*self._filled(values))

    def straight_in_balls(
        self, names: Iterable[str], balls: Iterable[str], precision: int
    ) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        """Return the same to the last bit, in less time, for values that are balls which are not exact.

        They replace the leaves `balls`; all others keep their values.
        """
        given = {name: self.leaves[name] for name in balls if name in self.leaves}
        results = [self.slots[name] for name in names]
        constants = {slot: number for slot, number in enumerate(self.constants) if slot not in given.values()}
        run = written_out_in_balls(self.steps, [*given.values()], results, constants, precision)
        return lambda values: run(*[values[name] for name in given])

    @cached_property
    def _functions(self) -> Mapping[str, Callable[..., Any]]:
        return {op: getattr(OPS[op], self.kind) for op in {op for op, _ in self.steps}}

    def _filled(self, values: Mapping[str, Any]) -> list[Any]:
        filled = list(self.constants)
        for name, slot in self.leaves.items():
            if name in values:
                filled[slot] = values[name]
        return filled


def compiled(graph: Graph, names: Iterable[str], kind: Kind, free: Iterable[str] = ()) -> Program:
    """Return the program for `names` over numbers of `kind`; quantities in `free` become leaves too."""
    loose = frozenset(free)
    order = graph.ordered(names, loose)
    leaves = dict.fromkeys(name for name in order if name in loose or graph[name].is_given)
    expressions = {name: steady(graph[name].expr) for name in order if name not in leaves}
    numbers = dict.fromkeys(number for expr in expressions.values() for number in _numbers(expr))
    constants = [_constant(expr, kind) for expr in (*(graph[name].expr for name in leaves), *numbers)]
    contents: list[Content] = [*leaves, *numbers]
    slots = {content: slot for slot, content in enumerate(contents)}
    steps: list[Step] = []
    for name, expr in expressions.items():
        slots[name] = _place(expr, slots, steps, len(constants))
    named = {name: slots[name] for name in order}
    return Program(kind, named, {name: slots[name] for name in leaves}, tuple(constants), tuple(steps))


def steady(expr: Expr) -> Expr:
    """Return the share of one exponential among several as it follows from the differences of exponents.

    Balls above and below the line do not know that they move together, so they would grow with every step.
    """
    match expr:
        case Apply("div", (Apply("exp", (own,)), divisor)) if own in (exponents := _exponents(divisor)):
            exponents.remove(own)
            return 1 / total([lift(1), *(Apply("exp", (other - own,)) for other in exponents)])
    return expr


def _exponents(expr: Expr) -> list[Expr]:
    """Return the exponents of a plain sum of exponentials; none where it is something else."""
    match expr:
        case Apply("exp", (exponent,)):
            return [exponent]
        case Apply("add", (left, right)) if (first := _exponents(left)) and (last := _exponents(right)):
            return first + last
    return []


def _place(expr: Expr, slots: dict[Content, int], steps: list[Step], first: int) -> int:
    """Append the steps that make `expr`, if new, and return the slot for its value."""
    match expr:
        case Ref(name):
            return slots[name]
        case Apply(op, args):
            sources = tuple(_place(arg, slots, steps, first) for arg in args)
            if (op, sources) not in slots:
                slots[op, sources] = first + len(steps)
                steps.append((op, sources))
            return slots[op, sources]
        case Num():
            return slots[expr]
    raise TypeError(f"not an expression: {expr!r}")


def _numbers(expr: Expr) -> list[Num]:
    match expr:
        case Num():
            return [expr]
        case Apply(_, args):
            return [number for arg in args for number in _numbers(arg)]
        case _:
            return []


def _constant(expr: Expr, kind: Kind) -> Any:
    """Return the value of a given quantity; one that is set from outside has none."""
    if not isinstance(expr, Num):
        return None
    return fmpq(expr.value.numerator, expr.value.denominator) if kind == "proved" else float(expr.value)


class Run:
    """One graph trained at one working precision in bits."""

    def __init__(self, graph: Graph, precision: int) -> None:
        self.graph = graph
        self.precision = precision
        self._states: States[Mapping[str, Proved]] = States(self._next)
        self._pass: tuple[int, dict[str, Proved]] = -1, {}

    def state(self, step: int) -> Mapping[str, Proved]:
        """Return the parameters after `step` updates."""
        with ctx.workprec(self.precision):
            return self._states.at(step)

    def take_over(self, other: "Run") -> None:
        """Go on from the rational states of a run at another precision."""
        self._states.take_over(
            other._states, lambda state: not any(isinstance(x, arb) for x in state.values())
        )

    def value(self, step: int, name: str) -> Proved:
        """Return quantity `name` of the pass after `step` updates: a rational, or an enclosure."""
        if self._pass[0] != step:
            self._pass = step, dict(self.state(step))
        known = self._pass[1]
        with ctx.workprec(self.precision):
            for needed in self.graph.ordered([name], known):
                if needed not in known:
                    known[needed] = _evaluated(steady(self.graph[needed].expr), known)
        return known[name]

    def _next(self, last: Mapping[str, Proved] | None) -> Mapping[str, Proved]:
        """Return the parameters after one more update than `last`; those at the start where there is none."""
        names = self.graph.updates
        if last is None:
            values = compiled(self.graph, names, "proved")({})
            return {name: values[name] for name in names}
        if all(map(_is_inexact, last.values())):
            return dict(zip(names, self._step_in_balls(last), strict=True))
        return dict(zip(names, map(bounded, self._step(last)), strict=True))

    @cached_property
    def _updates(self) -> Program:
        return compiled(self.graph, self.graph.updates.values(), "proved")

    @cached_property
    def _step(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        return self._updates.straight(self.graph.updates.values())

    @cached_property
    def _step_in_balls(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        names = self.graph.updates
        return self._updates.straight_in_balls(names.values(), names, self.precision)


def _evaluated(expr: Expr, known: Mapping[str, Proved]) -> Proved:
    match expr:
        case Ref(name):
            return known[name]
        case Apply(op, args):
            result: Proved = OPS[op].proved(*[_evaluated(arg, known) for arg in args])
            return result
    number: Proved = _constant(expr, "proved")
    return number


def _is_inexact(value: Proved) -> bool:
    return isinstance(value, arb) and not value.is_exact()


def bounded(value: Proved) -> Proved:
    """Return a value of a state: a rational that has grown too long, as a ball."""
    if isinstance(value, fmpq) and max(value.p.bit_length(), value.q.bit_length()) > LONGEST_EXACT:
        return arb(value)
    return value


def history(
    graph: Graph, names: Iterable[str], steps: int, values: Mapping[str, Any] | None = None
) -> dict[str, "np.ndarray"]:
    """Return each quantity after 0…`steps` updates in float64, stacked along the first axis.

    `values` replaces given quantities, by arrays too: `{"eta": rates}` trains with all rates in one pass.
    A run that leaves the range of float64 raises.
    """
    import numpy as np

    wanted = list(names)
    asked = [*wanted, *graph.updates.values()]
    step = compiled(graph, asked, "fast").straight(asked)
    current = dict(values or {})
    rows: list[tuple[Any, ...]] = []
    try:
        with np.errstate(over="raise", invalid="raise"):
            for _ in range(steps + 1):
                results = step(current)
                rows.append(results[: len(wanted)])
                current |= zip(graph.updates, results[len(wanted) :], strict=True)
    except (OverflowError, FloatingPointError):
        raise BackpropError(f"found {steps} steps, which lead out of float64; expected fewer") from None
    return {
        name: np.array(np.broadcast_arrays(*column))
        for name, column in zip(wanted, zip(*rows, strict=True), strict=True)
    }
