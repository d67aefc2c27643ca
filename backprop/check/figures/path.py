"""Chains as drawn: stations with their values, and the local derivative on each line between two of them."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from backprop.check.figures.chains import MOST_NAMED, Chains, Link, chains
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label, Picture, Stroke
from backprop.check.figures.lines import Line, nearest
from backprop.check.figures.names import label
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import told, unknown
from backprop.check.figures.wording import Value
from backprop.core.graph import derivative_name

ALIKE = 1.0  # points that what stands above each other may lie aside
ABOVE, BELOW, BENEATH, TIP = 25.0, 35.0, 18.0, 4.0  # how far from a station's name lines and values may end


@dataclass(frozen=True)
class Parts:
    """The labels of a picture by what they are."""

    whole: Label
    named: list[Label]
    faint: list[Label]
    values: list[Label]
    links: list[Label]


def path(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of a diagram of chains."""
    if not any(one.is_bold for one in picture.labels):
        yield from unknown(picture.labels)
        return
    parts = _parts(picture.labels)
    found = chains(subject)
    yield from told(parts.whole, *_equation(subject, Link(*subject.names)))
    every = {name for link in found.links for name in (link.upper, link.lower)}
    stations = yield from _stations(parts.named, found.stations)
    stations |= yield from _stations(parts.faint, every - found.stations)
    yield from _aside(subject, stations)
    yield from _values(subject, parts, stations)
    yield from _links(subject, picture, parts, found, stations)


def _parts(labels: Sequence[Label]) -> Parts:
    *named, whole = sorted((one for one in labels if one.is_bold), key=lambda one: one.y)
    plain = [one for one in labels if not one.is_bold]
    links = [one for one in plain if one.color == whole.color]
    rest = [one for one in plain if one.color != whole.color]
    values = [one for one in rest if any(_is_beneath(one, name) for name in named)]
    return Parts(whole, named, [one for one in rest if one not in values], values, links)


def _is_beneath(one: Label, name: Label) -> bool:
    return abs(one.x - name.x) < ALIKE and 0 < one.y - name.y < BENEATH


def _equation(subject: Subject, link: Link) -> tuple[str, Value]:
    name = derivative_name(link.upper, link.lower)
    return f"{label(name)} ", Value(subject.key(name), related=True)


def _stations(
    labels: Sequence[Label], names: set[str] | frozenset[str]
) -> Generator[Flaw, None, dict[str, Label]]:
    """Yield labels that name no station, or one twice, or that are missing; return the others by name."""
    spelled = {label(name): name for name in sorted(names)}
    found: dict[str, Label] = {}
    for one in labels:
        name = spelled.pop(one.words, "")
        if name:
            found[name] = one
        else:
            expected = ", ".join(spelled) or "no further one"
            yield Flaw("svg", one.start, one.end, f"found the station {one.words!r}, expected {expected}")
    if spelled and len(labels) == len(found):
        yield Flaw("svg", 0, 0, f"found {len(labels)} stations, expected {', '.join(spelled)} too")
    return found


def _aside(subject: Subject, stations: Mapping[str, Label]) -> Iterator[Flaw]:
    """Yield stations of one role and height that do not stand in their order from the left."""
    forward = subject.graph.forward
    known = [(name, stations[name]) for name in forward if name in stations]
    for (name, one), (following, other) in pairwise(known):
        alike = forward[name].role == forward[following].role and abs(one.y - other.y) < ABOVE
        if alike and one.x > other.x:
            yield Flaw(
                "svg", one.start, one.end, f"found {one.words} right of {other.words}, expected it left"
            )


def _values(subject: Subject, parts: Parts, stations: Mapping[str, Label]) -> Iterator[Flaw]:
    for one in parts.values:
        above = [name for name, station in stations.items() if _is_beneath(one, station)]
        for name in above:
            yield from told(one, Value(subject.key(name)))
    for named in parts.named:
        if not any(_is_beneath(one, named) for one in parts.values):
            yield Flaw("svg", named.start, named.end, f"found no value beneath {named.words}, expected one")


def _links(
    subject: Subject, picture: Picture, parts: Parts, found: Chains, stations: Mapping[str, Label]
) -> Iterator[Flaw]:
    """Yield links that are not drawn, and labels that do not belong to the line they lie on."""
    lines: dict[Link, Line] = {}
    for link in found.links:
        if not {link.upper, link.lower} <= set(stations):
            return
        line = _line(picture.strokes, stations[link.lower], stations[link.upper])
        if line is None:
            one = stations[link.lower]
            message = f"found no line from {one.words}, expected one to {link.upper}"
            yield Flaw("svg", one.start, one.end, message)
            return
        lines[link] = line
    yield from _labelled(subject, parts.links, found, {link: lines[link] for link in found.told})
    if len(parts.links) < len(found.told):
        message = f"found {len(parts.links)} lines with numbers, expected {len(found.told)}"
        yield Flaw("svg", parts.whole.start, parts.whole.end, message)


def _labelled(
    subject: Subject, labels: Sequence[Label], found: Chains, left: dict[Link, Line]
) -> Iterator[Flaw]:
    """Yield labels that tell another derivative than that of the line they lie on."""
    for one in labels:
        link = nearest(one, left)
        if link is None:
            yield from unknown([one])
            continue
        name, value = _equation(subject, link)
        is_bare = found.beside(link) > MOST_NAMED
        yield from told(one, *([replace(value, related=False)] if is_bare else [name, value]))
        del left[link]


def _line(strokes: Sequence[Stroke], lower: Label, upper: Label) -> Line | None:
    """Return the line from the top of one station to the foot of another."""
    for stroke in strokes:
        (x0, y0), (x1, y1) = stroke.first, stroke.last
        begins = abs(x0 - lower.x) < ALIKE and 0 < lower.y - y0 < ABOVE
        if begins and abs(x1 - upper.x) < TIP and 0 < y1 - upper.y < BELOW:
            return (x0, y0), (x1, y1)
    return None
