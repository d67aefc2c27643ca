"""A network trained from many starts: how often it learns, by two roads that agree on every start.

Seeds from 1 on give the starts. A sample is right where its output lies on the same side of one half as its
target, and a start has learned where all samples are right after the last update. One road trains each start
in ball arithmetic, at a precision that decides on which side each output lies and the digits of the loss; the
other trains all of them together in float64 and knows nothing of balls or graphs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from flint import arb, ctx, fmpq

from backprop.cache import kept
from backprop.code import digest_of_code
from backprop.core.digits import digits, page
from backprop.core.example import Example, Options
from backprop.core.expression import Expr, Num, Ref, total
from backprop.core.graph import Graph, Quantity
from backprop.core.interval import interval_route
from backprop.core.program import compiled
from backprop.core.route import Route
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.network import Network
from backprop.networks.starts import drawn, started

PRECISIONS = (768, 1536, 3072)
HALF = fmpq(1, 2)
ROLE = "trial"
# How far the losses of the two roads may lie apart; a run that swings makes much of what float64 rounds off.
NEAR = 1e-4


@dataclass(frozen=True)
class Row:
    """What a start comes to: its seed, the digits of the loss, and how many samples are right."""

    seed: str
    loss: str
    right: int

    @classmethod
    def read(cls, line: str) -> "Row":
        """Return a row from its text."""
        seed, loss, right = line.split(" ")
        return cls(seed, loss, int(right))

    def __str__(self) -> str:
        return f"{self.seed} {self.loss} {self.right}"


@dataclass(frozen=True)
class Trials(Example):
    """So many starts of a network of several samples with one output, each trained with so many updates."""

    name: str
    title: str
    network: Network
    starts: int
    updates: int

    rate = ""
    route_name = "counts in float64 arrays"
    route_words = "counts made in arrays of float64 that do not know the graph"

    @property
    def titles(self) -> Mapping[str, str]:
        """What each stage is of."""
        return {"given": "Counted", "forward": "Put together"}

    @property
    def tables(self) -> Mapping[str, str]:
        """The table of all starts."""
        return {f"{self.name}.csv": table(self)}

    @cached_property
    def places(self) -> range:
        """How many samples may be right."""
        return range(1 + len(self.network.samples))

    def graph(self, _: Options) -> Graph:
        """Return the counts of the road in balls."""
        return self._graph([row.right for row in rows(self)])

    def route(self, _: Options, precision: int) -> Route:
        """Return the counts of the road in float64, and what follows of them in intervals."""
        return interval_route(self._graph([right for right, _ in _in_floats(self)]), precision)

    def _graph(self, rights: Sequence[int]) -> Graph:
        """Return how many starts get how many samples right, and what follows of it."""
        counts: list[Expr] = [Ref(f"right_{place}") for place in self.places]
        words = "number of starts that get {} of the samples right"
        made = (
            ("starts", "n_{starts}", "number of starts", total(counts)),
            ("learned", "n_{learned}", "number of starts that learn", counts[-1]),
            ("failed", "n_{failed}", "number of starts that do not learn", total(counts[:-1])),
            ("share", "p", "share of the starts that do not learn", Ref("failed") / Ref("starts")),
        )
        quantities = [
            _count("updates", "n_{updates}", "number of updates from each start", self.updates),
            *(_count(f"right_{n}", f"n_{n}", words.format(n), rights.count(n)) for n in self.places),
            *(Quantity(name, tex, words, ROLE, expr) for name, tex, words, expr in made),
        ]
        return Graph(quantities, "share", {})


def _count(name: str, tex: str, words: str, number: int) -> Quantity:
    return Quantity(name, tex, words, ROLE, Num(Fraction(number)))


def table(trials: Trials) -> str:
    """Return all starts as CSV: the seed, where each parameter starts, the loss at the end, what is right."""
    names = _parameters(trials)
    lines = [
        [row.seed, *(drawn(row.seed, name) for name in names), row.loss, str(row.right)]
        for row in rows(trials)
    ]
    return "".join(f"{','.join(line)}\n" for line in [["seed", *names, "loss", "right"], *lines])


@cache
def rows(trials: Trials) -> list[Row]:
    """Return the row of each start, once both roads agree on it."""
    parts = (digest_of_code(__name__), repr(trials))
    text = kept("trials", parts, lambda: "".join(f"{row}\n" for row in _in_balls(trials)).encode()).decode()
    in_balls = [Row.read(line) for line in text.splitlines()]
    for ours, (right, loss) in zip(in_balls, _in_floats(trials), strict=True):
        if ours.right != right or abs(float(ours.loss) - loss) > NEAR:
            parted = f"{ours.right} samples right and {ours.loss} in balls, {right} and {loss} in float64"
            raise BackpropError(f"{trials.name}: found {parted} from seed {ours.seed}; nothing is printed")
    return in_balls


def _parameters(trials: Trials) -> tuple[str, ...]:
    return trials.network.graph(_usual(trials)).parameters


def _usual(trials: Trials) -> Options:
    return {name: values[0] for name, values in trials.network.options.items()}


@cache
def _in_floats(trials: Trials) -> list[tuple[int, float]]:
    """Return for each start how many samples are right and the loss, from the road in float64."""
    from backprop.networks import batched

    network = trials.network
    starts = [started(network, {"start": str(seed)}) for seed in range(1, trials.starts + 1)]
    outputs, losses = batched.trained(network, starts, trials.updates)
    targets = [row[0] for row in network.target_rows]
    rights = [
        int(sum((out > 0.5) == (float(target) > 0.5) for out, target in zip(row, targets, strict=True)))
        for row in outputs[:, :, 0]
    ]
    return list(zip(rights, losses.tolist(), strict=True))


def _in_balls(trials: Trials) -> Iterator[Row]:
    """Yield the row of each start, from the road in balls."""
    training = cache(lambda precision: _training(trials, precision))
    for seed in map(str, range(1, trials.starts + 1)):
        start = {name: _rational(drawn(seed, name)) for name in _parameters(trials)}
        yield _decided_row(trials, seed, (training(precision)(start) for precision in PRECISIONS))


def _decided_row(trials: Trials, seed: str, tries: Iterator[Sequence[arb]]) -> Row:
    """Return the row of the first try whose balls leave nothing open."""
    targets = [_rational(row[0]) for row in trials.network.target_rows]
    for *outputs, loss in tries:
        try:
            pairs = zip(outputs, targets, strict=True)
            right = sum(_is_upper(out) == (target > HALF) for out, target in pairs)
            return Row(seed, digits(loss, page).text, right)
        except UndecidedError:
            continue
    raise BackpropError(f"{trials.name}: found seed {seed} undecided with {PRECISIONS[-1]} bits")


def _is_upper(out: arb) -> bool:
    """Tell whether an output lies above one half; a ball that leaves it open raises."""
    if not (out > HALF or out < HALF):
        raise UndecidedError("an output cannot be told from one half")
    return bool(out > HALF)


def _rational(decimal: str) -> fmpq:
    number = Fraction(decimal)
    return fmpq(number.numerator, number.denominator)


def _training(trials: Trials, precision: int) -> Callable[[Mapping[str, fmpq]], Sequence[arb]]:
    """Return the function from a start to the outputs and the loss after all updates, as balls."""
    network, graph = trials.network, trials.network.graph(_usual(trials))
    updated = graph.updates.values()
    program = compiled(graph, updated, "proved")
    first, later = program.straight(updated), program.straight_in_balls(updated, graph.updates, precision)
    outputs = [network.label("output", network.units[-1][0], sample).name for sample in network.samples]
    last = compiled(graph, [*outputs, graph.loss], "proved").straight([*outputs, graph.loss])

    def train(start: Mapping[str, fmpq]) -> Sequence[arb]:
        with ctx.workprec(precision):
            state = first(start)
            for _ in range(trials.updates - 1):
                state = later(dict(zip(graph.updates, state, strict=True)))
            return last(dict(zip(graph.updates, state, strict=True)))

    return train
