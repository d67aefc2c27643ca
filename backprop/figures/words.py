"""Lines of words as figures set them: text in the page's face, symbols and digits as formulas have them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from backprop.figures.markup import NOTHING, Attributes, element, style_of
from backprop.figures.style import INDEX, ITALIC, TEXT, UPRIGHT
from backprop.figures.symbols import Run, runs_of, with_minus

DROP, RISE = 0.22, -0.36  # how far an index stands below the line and a power above it, as shares of the size
_INDEX = 0.78  # size of an index, where that is not too small to be read

# How wide letters are at the most in the faces of the page, as a share of their size.
_WIDTHS = (
    dict.fromkeys(" ", 0.25)
    | dict.fromkeys("ijl.,:;'|-", 0.34)
    | dict.fromkeys("ft()I", 0.4)
    | dict.fromkeys("rsz/", 0.5)
    | dict.fromkeys("bdhknpqu", 0.63)
    | dict.fromkeys("ABCDEFGHKLNOPQRTUVXYZ−+=≈×", 0.78)
    | dict.fromkeys("mwMW→…", 1.0)
)
_USUAL_WIDTH, _BOLD = 0.56, 1.08


@dataclass(frozen=True)
class Number:
    """Digits, and the attributes that say which quantity they are."""

    digits: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Symbol:
    """The name of a quantity in TeX."""

    tex: str


Words: TypeAlias = Sequence[str | Number | Symbol]  # or one string


def letters_of(words: Words) -> str:
    """Return a line of words without its faces."""
    return "".join(run.letters for run, _ in _runs(words))


def width_of(words: Words, size: float = TEXT, *, bold: bool = False) -> float:
    """Return how wide a line of words is at most."""
    widths = (
        _size(run, size) * sum(_WIDTHS.get(letter, _USUAL_WIDTH) for letter in run.letters)
        for run, _ in _runs(words)
    )
    return sum(widths) * (_BOLD if bold else 1)


def spans(words: Words, size: float) -> Iterator[str]:
    """Yield the runs as SVG; each that leaves the line is followed by one that comes back."""
    depth = 0.0
    for run, known in _runs(words):
        depth, before = _depth(run) * size, depth
        look: Attributes = {
            "font-family": None if run.is_text else ITALIC if run.is_italic else UPRIGHT,
            "font-size": f"{_size(run, size):g}px" if _size(run, size) != size else None,
            "font-style": "italic" if run.is_italic else None,
        }
        attributes: Attributes = {"dy": depth - before or None, "style": style_of(look) or None, **known}
        letters = escape(run.letters, quote=False)
        yield element("tspan", attributes, letters) if any(attributes.values()) else letters


def _runs(words: Words) -> Iterator[tuple[Run, Mapping[str, str]]]:
    for piece in [words] if isinstance(words, str) else words:
        match piece:
            case Number(digits, attributes):
                yield Run(with_minus(digits)), attributes
            case Symbol(tex):
                yield from ((run, NOTHING) for run in runs_of(tex))
            case str():
                yield Run(piece, is_text=any(map(str.isalnum, piece))), NOTHING


def _depth(run: Run) -> float:
    return DROP if run.is_index else RISE if run.is_power else 0.0


def _size(run: Run, size: float) -> float:
    return max(INDEX, round(_INDEX * size, 1)) if run.is_index or run.is_power else size
