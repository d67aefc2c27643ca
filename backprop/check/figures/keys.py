"""Which quantities a figure prints: in its description, its caption, its title and its labels."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from backprop.check.figures import rates
from backprop.check.figures.chains import chains
from backprop.check.figures.facts import crowded
from backprop.check.figures.sentences import ALT, CAPTION, ordered, wording
from backprop.check.figures.subject import Subject, subject_of
from backprop.check.figures.wording import Value
from backprop.core.keys import Key, settings
from backprop.errors import BackpropError

# The quantity that is the value of an option.
_OPTIONS = {"rate": "eta", "momentum": "alpha", "weights": "w1", "start": "theta0"}


@lru_cache(maxsize=1024)
def keys(name: str) -> frozenset[Key]:
    """Return what the figure of that name prints; nothing where there is no such figure."""
    try:
        subject = subject_of(name)
        said = [piece for part in (ALT, CAPTION) for piece in wording(subject, part, ordered(subject, ""))]
        labels = _LABELS.get(subject.kind, _no_more)(subject)
        return frozenset([*_titled(subject), *labels, *(one.key for one in said if isinstance(one, Value))])
    except BackpropError:
        return frozenset()


def _titled(subject: Subject) -> Iterator[Key]:
    """Yield the options that a title tells in digits."""
    for run in subject.runs or (subject.run,):
        yield from (run.of(_OPTIONS[option], 0) for option, _ in run.options if option in _OPTIONS)


def _no_more(_: Subject) -> list[Key]:
    return []


def _network(subject: Subject) -> list[Key]:
    """Return weights upon their lines, and biases."""
    network = subject.network
    rows = [row for place, rows in enumerate(network.weights) for row in rows if not crowded(network, place)]
    biases = network.biases(network.bias_mode(settings(network, subject.run.options)))
    return [subject.key(name) for row in (*rows, *biases) for name in row or ()]


def _stations(subject: Subject) -> list[Key]:
    return [subject.key(name) for name in chains(subject).stations]


_LABELS: Mapping[str, Callable[[Subject], list[Key]]] = {
    "network": _network,
    "path": _stations,
    "nudge": _stations,
    "loss": lambda subject: [key.of("eta", 0) for key in rates.runs(subject.run.example).values()],
    "runs": lambda subject: [run.of("eta", 0) for run in subject.runs],
}
