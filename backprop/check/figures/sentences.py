"""The sentences of figures: titles, text alternatives and captions, and where a text tells something else."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from string import Formatter

from backprop.check.figures.chains import Link, chains
from backprop.check.figures.facts import FACTS, path, title
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.subject import Subject
from backprop.check.figures.wording import Made, Slot, Value, Wording, deviations

# Title, text alternative and caption.
SENTENCES = {
    "network": (
        "{title}: values of the forward pass",
        (
            "Diagram of a network of {shape}. From the {inputs} come the {hidden}{outputs}, "
            "against the {targets}."
        ),
        "The number in a neuron is its output; the total error is {loss}{dashed}{many}.",
    ),
    "path": (
        "{title}: the chain from {lower} to {upper}",
        (
            "{count} from {lower} up to {upper}, with the local {links}. "
            "The derivative of {upper} by {lower} is {slope}."
        ),
        "{derivative} {equals}, {how}{few}.",
    ),
    "loss": (
        "{title}: the loss at {rates}",
        "Curves of {name} against the step, all from {first}. After {steps} it is {ends}.",
        "{label} over {steps} at each learning rate{above}{below}.",
    ),
    "training": (
        "{title}: {steps} of training",
        "Two panels against the step. In {steps} {name} goes from {first} to {last}; at the end {ends}.",
        "{label} and the {what} over {steps}{dotted}.",
    ),
    "activation": (
        "The {function} function and its derivative",
        (
            "Two curves against the net input: the {function} function is {shape}, and its derivative, "
            "dashed, is {slope}."
        ),
        "The {function} function, solid, and its derivative, dashed.",
    ),
    "slice": (
        "{title}: the loss along {parameter}",
        (
            "Curve of {name} along {parameter}, all other parameters kept. At {parameter} {now} it is {loss} "
            "high and its tangent has the slope {slope}; the next update moves {parameter} to {then}."
        ),
        "The loss along {label}; the update goes {way}.",
    ),
    "contour": (
        "{title}: contours of the loss over {one} and {other}",
        "Contours of {name} over {one} and {other}. The path of {steps} leads from {start}, {end}.",
        "Contours of {label} with {steps} of descent in {pair}{alone}{away}.",
    ),
    "surface": (
        "{title}: the loss as a surface over {one} and {other}",
        "Surface of {name} over {one} and {other}. The path of {steps} leads from {start}, {end}.",
        "{label} as a surface with {steps} of descent in {pair}{alone}{away}.",
    ),
    "differences": (
        "{title}: differences for the derivative of {upper} by {lower}",
        (
            "Errors of difference quotients for the derivative of {upper} by {lower}, against the step h "
            "from {large} down to {small}. The forward difference is best at h = {forward}; the central "
            "difference is best at h = {central}."
        ),
        (
            "Errors of the difference quotients for {derivative} {equals}, computed with 53 bits; beyond the "
            "lowest point of a curve, smaller steps do not help: rounding errors grow."
        ),
    ),
    "nudge": (
        "{title}: a nudge of {nudge} at {lower}",
        (
            "Chain from {lower} to {upper}. A nudge of {nudge} moves {moves}. With the local {rates}, the "
            "derivative of {upper} by {lower} is {slope}."
        ),
        (
            "A nudge of {nudge} at {low} moves {high} by {change}; the derivative {slope} times {nudge} is "
            "{product}."
        ),
    ),
    "runs": (
        "{head}{common}: {count} compared",
        "The loss of {count} against the step, over {steps}.{ends}",
        "The loss of {count} over {steps}{scale}.",
    ),
    "search": (
        "{title}: random search and descent",
        (
            "Two curves, the smallest {name} that random search has found so far and {name} of descent: "
            "{parts}."
        ),
        (
            "{label} after up to {tries} tries or updates{scale}. The search draws all weights evenly from "
            "-1 to 1, with seed {seed}, and keeps the best."
        ),
    ),
    "walk": (
        "{title}: {steps} on the curve",
        (
            "Curve of {name} over {parameter}, with the {steps} of descent upon it. {parameter} {goes}; "
            "{name} is {first} at the start and {last} at the end."
        ),
        "{steps} of descent{turning}: from {label} {from} to {label} {to}.",
    ),
    "error": (
        "{title}: outputs, targets and errors",
        "Outputs and targets on a scale: {rows}. The total error is {loss}.",
        "Each output beside its target; the errors add up to {loss}.",
    ),
    "passes": (
        "{title}: the two passes",
        (
            "Scheme of a network with {hidden}. Forward, each layer makes net and out, down to the error; "
            "backward, dashed, the error makes δ layer by layer, and each δ the slopes of the weights "
            "before it."
        ),
        "The forward pass makes net, out and the error; the backward pass makes δ and the slopes.",
    ),
    "samples": (
        "{title}: the samples and the line",
        (
            "{points} and a line over the input: {rows}. "
            "The line has w {weight_alone} and b {bias_alone}; E_total is {loss_alone}."
        ),
        "The line with w {weight} and b {bias}, and how far each target lies off it; {label} {loss}.",
    ),
}
TITLE, ALT, CAPTION = range(3)

_LINK = re.compile(r"\bof (\S+) by (\S+) [-−\d]")


@lru_cache(maxsize=4096)
def wording(subject: Subject, part: int, order: tuple[Link, ...] = ()) -> Wording:
    """Return the expected title, text alternative or caption; `order` is that of the links of a path."""
    facts = path(subject, order) if subject.kind == "path" else FACTS[subject.kind](subject)
    facts = {**facts, "title": title(subject)}
    pieces: list[Slot] = []
    for words, slot, _, _ in Formatter().parse(SENTENCES[subject.kind][part]):
        pieces += [words, *([facts[slot]] if slot else [])]
    return tuple(_joined(_flat(tuple(pieces))))


def _flat(slot: Slot) -> Iterator[str | Value | Made]:
    if isinstance(slot, tuple):
        for part in slot:
            yield from _flat(part)
    else:
        yield slot


def _joined(pieces: Iterator[str | Value | Made]) -> Iterator[str | Value | Made]:
    """Yield the pieces, words that follow each other as one."""
    for is_words, group in groupby(pieces, lambda piece: isinstance(piece, str)):
        found = list(group)
        yield from ["".join(map(str, found))] if is_words else found


def ordered(subject: Subject, text: str) -> tuple[Link, ...]:
    """Return the links that a text tells of a path, in its order; those it should where it tells others."""
    if subject.kind != "path":
        return ()
    found = tuple(Link(*names) for names in _LINK.findall(text))
    told = chains(subject).told
    return found if sorted(found) == sorted(told) else told


def sentence(
    subject: Subject, part: str, kind: int, text: str, alt: str = "", start: int = 0
) -> Iterator[Flaw]:
    """Yield the flaws of a title, text alternative or caption that begins at `start` of its part."""
    expected = wording(subject, kind, ordered(subject, alt or text))
    for begin, end, message in deviations(text, expected, "-"):
        yield Flaw(part, start + begin, start + end, message)
