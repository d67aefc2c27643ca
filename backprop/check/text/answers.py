"""The signs of what words beside steps are said of: sums, answers, errors, and parts of derivatives."""

import re

from backprop.check.proof.names import Scope
from backprop.check.text.meaning import parts, units
from backprop.check.text.named import mentions
from backprop.check.text.numbers import numbers, role_of, value_of
from backprop.check.text.place import Place, Signs
from backprop.check.text.signs import sign
from backprop.check.text.words import ORDINALS


def signal(_match: re.Match[str], place: Place) -> Signs:
    """Return the sign of the error signal before, or of that of the only output."""
    signals = [key for key in place.before if key.quantity.startswith("delta_")][-1:]
    outputs = units(place.run)[-1:]
    if not signals and outputs and len(outputs[0]) == 1:
        signals = [place.pass_.of(f"delta_{outputs[0][0]}")]
    return list(map(sign, signals))


def sums(_match: re.Match[str], place: Place) -> Signs:
    """Return the signs of the net inputs of the layer that the steps nearby are of."""
    return [sign(place.pass_.of(f"net_{unit}")) for unit in _layer(place)]


def halves(match: re.Match[str], place: Place) -> Signs:
    """Return on which side of one half two outputs lie."""
    answers = units(place.run)[-1] if match["noun"] == "answers" and units(place.run) else ()
    values = [value_of(place.pass_.of(f"out_{unit}")) for unit in answers or _layer(place)]
    return [(2 * one > 1) - (2 * one < 1) for one in values]


def _layer(place: Place) -> tuple[str, ...]:
    """Return the two neurons of the layer that the steps nearby are of."""
    near = [key for key in (*place.before[::-1], *place.behind) if re.match(r"net_|out_", key.quantity)][:1]
    layers = (layer for layer in units(place.run) for key in near if key.quantity.partition("_")[2] in layer)
    return next((layer for layer in layers if len(layer) == 2), ())


def answer(match: re.Match[str], place: Place) -> Signs:
    """Return by the sign of its error's derivative whether an output is too high."""
    outputs = units(place.run)[-1:]
    if not outputs:
        return []
    number = ORDINALS[match["nth"].lower()] if match["nth"] else 0
    unit = outputs[0][number - 1] if 0 < number <= len(outputs[0]) else _meant(match, place, outputs[0])
    return [sign(place.pass_.of(f"dE_{unit}/dout_{unit}"))] if unit else []


def _meant(match: re.Match[str], place: Place, outputs: tuple[str, ...]) -> str:
    """Return the output that "it", "that" or "the output" is: the only one, or the last that is told."""
    if len(outputs) == 1:
        return outputs[0]
    if match["it"]:
        start, end = next(
            ((start, end) for start, end in place.line.sentences if end == match.start()), (0, 0)
        )
        scope = Scope(place.run)
        told = [names for at, names in mentions(place.line, scope) if start <= at < end]
        told += [parts(one.key, one.key.quantity) for one in numbers(place.line) if start <= one.place < end]
    else:
        told = [parts(key.of("", 0), key.quantity) for key in place.before[-1:]]
    meant = {unit for names in told for unit in names if unit in outputs}
    return meant.pop() if len(meant) == 1 else ""


def part(match: re.Match[str], place: Place) -> Signs:
    """Return the sign of the part of a derivative that comes from one output."""
    outputs, number = units(place.run)[-1:], ORDINALS[match["nth"].lower()]
    if not outputs or number > len(outputs[0]):
        return []
    upper = f"dE_{outputs[0][number - 1]}/d"
    return [sign(key) for key in place.before if key.quantity.startswith(upper)][-1:]


def worse(match: re.Match[str], place: Place) -> Signs:
    """Return whether the error of the output that is told is larger than those of all others."""
    outputs, number = units(place.run)[-1:], ORDINALS[match["nth"].lower()]
    if not outputs or number > len(outputs[0]) or not (match["start"] or _has_errors(place)):
        return []
    pass_ = place.run.of("", 0) if match["start"] else place.pass_
    errors = {unit: value_of(pass_.of(f"E_{unit}")) for unit in outputs[0]}
    told = errors.pop(outputs[0][number - 1])
    return [1 if all(told > other for other in errors.values()) else -1]


def difference(match: re.Match[str], _place: Place) -> Signs:
    """Return the sign of the difference of an answer that is too high or too low."""
    return [1 if match["high"].lower() == "high" else -1]


def _has_errors(place: Place) -> bool:
    return any(role_of(key) == "error" for key in place.before)
