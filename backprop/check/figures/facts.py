"""What the sentences of a figure must tell: the facts of each kind, computed from its subject."""

from collections.abc import Callable, Mapping, Sequence

from backprop.check.figures.chains import MOST_LABELS, Link, chains
from backprop.check.figures.differences import facts as _differences
from backprop.check.figures.names import counted, label, listed, noun
from backprop.check.figures.nudge import facts as _nudge
from backprop.check.figures.rates import course, runs
from backprop.check.figures.search import facts as _search
from backprop.check.figures.several import facts as _runs
from backprop.check.figures.subject import Subject
from backprop.check.figures.walk import facts as _walk
from backprop.check.figures.way import falls, is_whole, leaves
from backprop.check.figures.wording import Facts, Slot, Value
from backprop.core.graph import derivative_name
from backprop.errors import BackpropError
from backprop.networks.examples import networks
from backprop.networks.network import Network

MOST_LAYERS = 3  # of neurons; between more of them there is no room for words

# What the eye sees: the function, and its derivative.
_SHAPES = {
    "sigmoid": (
        "an S-shaped curve that rises from near zero to near one",
        "a low bell with its peak at zero",
    ),
    "tanh": ("an S-shaped curve that rises from near minus one to near one", "a bell with its peak at zero"),
    "relu": ("zero on the left and a rising straight line on the right", "a step from zero to one"),
    "linear": ("a rising straight line", "one everywhere"),
}


def title(subject: Subject) -> str:
    """Return the example's title and what sets the run apart."""
    options = "".join(f", {name} {value}" for name, value in subject.run.options)
    return f"{subject.example.title}{options}{f', step {subject.run.step:,}' if subject.run.step else ''}"


def _if(condition: bool, words: str) -> str:
    return words if condition else ""


def _network(subject: Subject) -> Facts:
    inputs, *hidden, outputs = subject.network.units
    layers = subject.network.weights
    layer_shapes = [counted(len(units), "hidden neuron") for units in hidden]
    shape = [counted(len(inputs), "input"), *layer_shapes, counted(len(outputs), "output")]
    weights = [name for layer in layers for row in layer for name in row]
    told = [_values(subject, "hidden output", [f"out_{unit}" for unit in units]) for units in hidden]
    return {
        "shape": listed(shape),
        "inputs": _values(subject, "input", inputs),
        "hidden": (*_in_turn(told), " and at last the ") if told else "",
        "outputs": _values(subject, "output", [f"out_{unit}" for unit in outputs]),
        "targets": _values(subject, "target", [f"t_{unit}" for unit in outputs]),
        "loss": Value(subject.run),
        "dashed": _if(
            any(subject.near(name) < 0 for name in weights), "; dashed lines carry negative weights"
        ),
        "many": _if(
            any(crowded(subject.network, place) for place in range(len(layers))),
            "; layers of many edges are drawn without their weights",
        ),
    }


def _in_turn(told: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple(piece for values in told for piece in (", then the ", values))[1:]


def crowded(network: Network, place: int) -> bool:
    """Tell whether the lines into a layer are too many, or too short, to bear their weights."""
    return sum(map(len, network.weights[place])) > MOST_LABELS or len(network.layers) > MOST_LAYERS


def _values(subject: Subject, one: str, names: list[str] | tuple[str, ...]) -> Slot:
    return f"{noun(len(names), one)} ", listed([Value(subject.key(name)) for name in names])


def path(subject: Subject, order: tuple[Link, ...]) -> Facts:
    """Return the facts of a path that tells of its links in that order."""
    upper, lower = subject.names
    found = chains(subject)
    slope = derivative_name(upper, lower)
    how = "the product of the derivatives along the chain"
    if found.count > 1:
        how = f"the sum over {found.count} chains of the products of the derivatives along each"
    told = [
        (f"of {link.upper} by {link.lower} ", Value(subject.key(derivative_name(link.upper, link.lower))))
        for link in order
    ]
    return {
        "upper": upper,
        "lower": lower,
        "count": f"{counted(found.count, 'chain')} {'leads' if found.count == 1 else 'lead'}",
        "links": (f"{noun(len(order), 'derivative')} ", listed(told)),
        "slope": Value(subject.key(slope)),
        "derivative": label(slope),
        "equals": Value(subject.key(slope), related=True),
        "how": how,
        "few": _if(len(order) < len(found.lit), "; rows of many links are drawn without numbers"),
    }


def _loss(subject: Subject) -> Facts:
    made = course(subject.run.example)
    keys = runs(subject.run.example)
    ends = [(Value(key.of(key.quantity, made.steps)), f" at rate {rate}") for rate, key in keys.items()]
    return {
        "rates": counted(len(keys), "learning rate"),
        "name": subject.run.quantity,
        "label": label(subject.run.quantity),
        "first": Value(subject.run),
        "steps": counted(made.steps, "step"),
        "ends": listed(ends),
        "above": _if(made.climbs, "; a curve that climbs beyond twice its start leaves the picture"),
        "below": _if(made.sinks, "; the lower scale ends at a billionth of the start"),
    }


def followed(subject: Subject) -> dict[str, str]:
    """Return what a training follows, each with the name of its target: none where it has no targets."""
    if subject.run.example in networks():
        return {f"out_{unit}": f"t_{unit}" for unit in subject.network.units[-1]}
    return dict.fromkeys(subject.parameters, "")


def _training(subject: Subject) -> Facts:
    names = followed(subject)
    ends = [
        (f"{name} is ", Value(subject.key(name, subject.steps)), *_against(subject, target))
        for name, target in names.items()
    ]
    has_targets = any(names.values())
    return {
        "steps": counted(subject.steps, "step"),
        "name": subject.run.quantity,
        "label": label(subject.run.quantity),
        "first": Value(subject.run),
        "last": Value(subject.key(subject.run.quantity, subject.steps)),
        "ends": listed(ends),
        "what": "outputs" if has_targets else "parameters",
        "dotted": _if(has_targets, ", their targets dotted"),
    }


def _against(subject: Subject, target: str) -> tuple[Slot, ...]:
    return (" against the target ", Value(subject.key(target))) if target else ()


def _activation(subject: Subject) -> Facts:
    (function,) = subject.names
    if function not in _SHAPES:
        raise BackpropError(f"found the function {function!r}, expected one of {', '.join(_SHAPES)}")
    shape, slope = _SHAPES[function]
    return {"function": function, "shape": shape, "slope": slope}


def _slice(subject: Subject) -> Facts:
    (parameter,) = subject.names
    slope = derivative_name(subject.run.quantity, parameter)
    step = subject.near(parameter, 1) - subject.near(parameter)
    against = step * subject.near(slope) < 0
    way = f"to the {'right' if step > 0 else 'left'}, {'against' if against else 'with'} the slope"
    still = "nowhere" if subject.near(slope) else "nowhere: the slope is nothing"
    return {
        "name": subject.run.quantity,
        "parameter": parameter,
        "label": label(parameter),
        "now": Value(subject.key(parameter)),
        "then": Value(subject.key(parameter, 1)),
        "loss": Value(subject.run),
        "slope": Value(subject.key(slope)),
        "way": way if step else still,
    }


def _landscape(subject: Subject) -> Facts:
    one, other = subject.names
    whole = is_whole(subject)
    end: Slot = f"{'downhill' if falls(subject) else 'uphill'}, all other parameters held"
    return {
        "name": subject.run.quantity,
        "label": label(subject.run.quantity),
        "one": one,
        "other": other,
        "steps": counted(subject.steps, "step"),
        "start": _place(subject, 0),
        "end": ("to ", _place(subject, subject.steps)) if whole else end,
        "pair": f"{label(one)} and {label(other)}",
        "alone": _if(not whole, ", trained alone while all other parameters are held"),
        "away": _if(leaves(subject), "; the path leaves the picture"),
    }


def _place(subject: Subject, later: int) -> Slot:
    one, other, loss = (Value(subject.key(n, later)) for n in (*subject.names, subject.run.quantity))
    return f"{subject.names[0]} ", one, f" and {subject.names[1]} ", other, ", where it is ", loss


def _error(subject: Subject) -> Facts:
    value = {name: Value(subject.key(name)) for name in subject.graph.forward}
    rows = [
        (
            *("; ", f"{unit} is ", value[f"out_{unit}"], ", its target ", value[f"t_{unit}"]),
            *(" and its error ", value[f"E_{unit}"]),
        )
        for unit in subject.network.units[-1]
    ]
    return {"rows": tuple(piece for row in rows for piece in row)[1:], "loss": value["E_total"]}


def _passes(subject: Subject) -> Facts:
    hidden = len(subject.network.layers) - 1
    return {"hidden": counted(hidden, "hidden layer") if hidden else "no hidden layer"}


def _samples(subject: Subject) -> Facts:
    names = {"weight": "w", "bias": "b", "loss": subject.run.quantity}
    rows = [
        (
            *("; ", "at ", Value(subject.key(f"x_{k}")), " the target is ", Value(subject.key(f"t_{k}"))),
            *(" and the output ", Value(subject.key(f"out_{k}"))),
        )
        for k in subject.samples
    ]
    return {
        "points": counted(len(rows), "point"),
        "rows": tuple(piece for row in rows for piece in row)[1:],
        "label": label(subject.run.quantity),
        **{slot: Value(subject.key(name), related=True) for slot, name in names.items()},
        **{f"{slot}_alone": Value(subject.key(name)) for slot, name in names.items()},
    }


FACTS: Mapping[str, Callable[[Subject], Facts]] = {
    "network": _network,
    "loss": _loss,
    "training": _training,
    "activation": _activation,
    "slice": _slice,
    "contour": _landscape,
    "surface": _landscape,
    "differences": _differences,
    "nudge": _nudge,
    "runs": _runs,
    "search": _search,
    "walk": _walk,
    "error": _error,
    "passes": _passes,
    "samples": _samples,
}
