"""The keys of a pass in groups: what is given, forward pass, loss, backward pass and update."""

from collections.abc import Iterable, Mapping

from backprop.core.graph import Quantity
from backprop.core.keys import Key, known_example, parse_run
from backprop.core.registry import at, entry, graph_of
from backprop.errors import BackpropError

GROUP_TITLES = {
    "given": "Given",
    "forward": "Forward pass",
    "error": "Loss",
    "backward": "Backward pass",
    "update": "Update",
}
GROUPS = tuple(GROUP_TITLES)
TRAINING = "training"
_GROUP_OF_ROLE = {"error": "error", "gradient": "backward"}


def group_titles(example: str) -> Mapping[str, str]:
    """Return what the groups of an example are called."""
    return {**GROUP_TITLES, **known_example(example).titles, TRAINING: "Training"}


def group_keys(key: Key, name: str) -> list[Key]:
    """Return the keys of one group of the pass that `key` belongs to."""
    if name not in GROUPS:
        raise BackpropError(f"no group is named {name!r}; there are {', '.join(GROUPS)}")
    graph = graph_of(key)
    if name == "update":
        return [key.of(parameter, key.step + 1) for parameter in graph.updates]
    near = sorted(graph.distances().items(), key=lambda item: item[1])
    slopes = [f"d{graph.objective}/d{n}" for n, _ in near if graph.forward[n].role in {"weight", "bias"}]
    members = [
        quantity
        for quantity in map(graph.__getitem__, graph.ordered(slopes) if name == "backward" else graph.forward)
        if _group(quantity) == name
    ]
    return [at(key, quantity.name) for quantity in members]


def run_keys(run: str) -> tuple[str, ...]:
    """Return the keys of a pass, such as `mazur@1`, group by group."""
    key = parse_run(run)
    return tuple(str(member) for name in GROUPS for member in group_keys(key, name))


def group_of(key: Key) -> str:
    """Return the group of a key in the example's first pass and update; `TRAINING` for any other."""
    quantity = entry(key).quantity
    if key.options or key.step:
        return "update" if (key.options, key.step, quantity.role) == ((), 1, "update") else TRAINING
    return _group(quantity)


def _group(quantity: Quantity) -> str:
    return _GROUP_OF_ROLE.get(quantity.role) or ("given" if quantity.is_given else "forward")


def key_order(key: Key) -> tuple[object, ...]:
    """Return where a key stands among those of its example: run by run, each in the order of its graph."""
    known = list(graph_of(key).forward)
    at_forward = known.index(key.quantity) if key.quantity in known else len(known)
    return key.options, key.step, at_forward, key.quantity


def users_of(keys: Iterable[Key]) -> dict[Key, list[Key]]:
    """Return for each of `keys` those of them whose formulas hold it."""
    users: dict[Key, list[Key]] = {key: [] for key in keys}
    for key in users:
        for used in dict.fromkeys(entry(key).operands.values()):
            if used in users:
                users[used].append(key)
    return users
