"""Live parts: what a page shows without scripts, and the box in the built page that the live part grows in.

A directive `live PART …` names the part. The page itself holds its still form, another block: the one
that the part usually has, or the one behind the word `as`.
"""

from collections.abc import Callable, Mapping
from html import escape

from backprop.errors import BackpropError

LIVE, AS = "live", "as"

Words = tuple[str, ...]

# The still form of each part, as the words of a block, from those behind its name.
STILLS: Mapping[str, Callable[..., Words]] = {
    "network": lambda run: ("figure", "network", run.partition(":")[0]),
    "stepper": lambda run: ("figure", "forward", run),
    "nudge": lambda key, nudge: ("figure", "nudge", key, nudge),
    "rate": lambda run, *_: ("figure", "loss", run),
    "check": lambda example, *_: ("table", "given", example),
    "conventions": lambda example: ("table", "conventions", example),
    "answer": lambda key, *unnamed: ("asked", key, *unnamed),
    "tasks": lambda count, *_: ("tasks", count),
    "training": lambda run, steps, *_: ("figure", "training", run, steps),
    "playground": lambda run: ("figure", "network", run),
}


def still_words(words: Words) -> Words:
    """Return the words of the block that a page holds for a directive: of any but a live part, its own."""
    if words[:1] != (LIVE,):
        return words
    part, own, still = _divided(words)
    if still:
        return still
    try:
        return STILLS[part](*own)
    except TypeError:
        raise BackpropError(f"found {' '.join(words)}, expected {_usage(part)}") from None


def live_box(words: Words) -> str:
    """Return the box for the live part of a directive, in the HTML of the built page."""
    part, own, _ = _divided(words)
    return f'<div class="live" data-live="{part}" data-words="{escape(" ".join(own))}"></div>'


def _divided(words: Words) -> tuple[str, Words, Words]:
    """Return the part of a directive, its own words, and those of the still form that it asks for."""
    _, part, *rest = (*words, "")[: max(len(words), 2)]
    if part not in STILLS:
        raise BackpropError(f"found live {part or 'without a part'}, expected one of {', '.join(STILLS)}")
    place = rest.index(AS) if AS in rest else len(rest)
    return part, tuple(rest[:place]), tuple(rest[place + 1 :])


def _usage(part: str) -> str:
    code = STILLS[part].__code__
    names = (name.upper() for name in code.co_varnames[: code.co_argcount])
    return " ".join([LIVE, part, *names])
