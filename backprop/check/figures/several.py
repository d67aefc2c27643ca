"""Several runs in one chart: what tells them apart, and whose curve is whose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from backprop.check.figures.axes import LINEAR, LOGARITHMIC, NEAR, STEPS, Scale, fitted
from backprop.check.figures.curves import FEW, at_steps, is_wide, long, misfit
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture
from backprop.check.figures.names import counted, label
from backprop.check.figures.panels import Panel, around, handle, only, panels
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order
from backprop.check.figures.wording import Facts, Value
from backprop.core.keys import Key, settings
from backprop.errors import BackpropError

MOST = 6  # runs that line styles tell apart


def facts(subject: Subject) -> Facts:
    """Return what is told of several runs."""
    each = _each(subject)
    alike = len({one.run.example for one in each}) == 1
    common = [pair for pair in each[0].run.options if all(pair in one.run.options for one in each)]
    shared = [f", {name} {value}" for name, value in common]
    if each[0].run.step and _alike(one.run.step for one in each):
        shared.append(f", step {each[0].run.step:,}")
    ends = [
        (
            *(" ", name[:1].upper() + name[1:], f": {one.run.quantity} goes from ", Value(one.run)),
            *(" to ", Value(one.key(one.run.quantity, one.steps)), "."),
        )
        for name, one in names(subject).items()
    ]
    return {
        "head": each[0].example.title if alike else "Different examples",
        "common": "".join(shared),
        "count": counted(len(each), "run"),
        "steps": counted(subject.steps, "step"),
        "ends": tuple(ends),
        "scale": ", on a logarithmic scale" if _is_wide(subject) else "",
    }


def _each(subject: Subject) -> list[Subject]:
    """Return a subject for each run; runs that are too many, or alike, raise."""
    if not len(set(subject.runs)) == len(subject.runs) <= MOST:
        raise BackpropError(f"found {len(subject.runs)} runs, expected different ones, {MOST} at the most")
    return [replace(subject, run=run) for run in subject.runs]


def names(subject: Subject) -> dict[str, Subject]:
    """Return the runs by what tells them apart."""
    each = _each(subject)
    full = {one.run: settings(one.example, one.run.options) for one in each}
    options = [name for name in dict.fromkeys(n for made in full.values() for n in made) if _sets(name, full)]
    found = {}
    for one in each:
        words = [one.example.title] if not _alike(other.run.example for other in each) else []
        words += [f"{name} {full[one.run][name]}" for name in options if name in full[one.run]]
        words += [f"from step {one.run.step:,}"] if not _alike(other.run.step for other in each) else []
        found[", ".join(words)] = one
    return found


def _sets(name: str, full: Mapping[Key, Mapping[str, str]]) -> bool:
    """Tell whether an option sets a run apart from others, or is given by some of them alone."""
    given = [name in dict(run.options) for run in full]
    return not (_alike(made[name] for made in full.values() if name in made) and _alike(given))


def _alike(values: Iterable[object]) -> bool:
    return len(set(values)) == 1


@lru_cache(maxsize=64)
def _is_wide(subject: Subject) -> bool:
    losses = [one.near(one.run.quantity, step) for one in _each(subject) for step in range(one.steps + 1)]
    return is_wide(losses)


def several(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of the curves of several runs."""
    (panel,), legend = panels(picture, 1)
    called = names(subject)
    losses = {one.run.quantity for one in called.values()}
    wide = _is_wide(subject)
    heading = label(losses.pop()) if len(losses) == 1 else "loss"
    yield from around(panel, heading + (", on a logarithmic scale" if wide else ""), "step")
    yield from only(panel, "ends")
    yield from in_order(legend, [(name,) for name in called])
    across, wrong = fitted(panel.level, LINEAR if subject.steps <= FEW else STEPS)
    yield from wrong
    up, wrong = fitted(panel.upright, LOGARITHMIC if wide else LINEAR)
    yield from wrong
    if not across or not up or len(legend) != len(called) or len(panel.of("ends")) != len(called):
        yield Flaw("svg", 0, 0, f"found other than {len(called)} curves with their ends and scales")
        return
    for words, one in zip(legend, called.values(), strict=True):
        sign = handle(picture, words)
        color = sign.color if sign else ""
        yield from _curve(one, picture, panel, color, (across, up))
        ends = [end for end in panel.of("ends") if end.color == color]
        yield from in_order(ends, [(Value(one.key(one.run.quantity, one.steps)),)], words.start)


def _curve(
    one: Subject, picture: Picture, panel: Panel, color: str, by: tuple[Scale, Scale]
) -> Iterator[Flaw]:
    """Yield a flaw where the curve of a colour is not that of a run, or ends early."""
    strokes = panel.strokes(picture, color)
    value = partial(one.near, one.run.quantity)
    off = [misfit(at_steps(stroke, panel.frame, by[0], one.steps), by[1], value) for stroke in strokes]
    if len(off) != 1 or off[0] > NEAR:
        where, _ = panel.upright[0]
        yield Flaw(
            "svg", where.start, where.end, f"found no curve of {one.run.run} on this scale, expected one"
        )
    yield from long(panel, strokes, by[0], one.steps)
