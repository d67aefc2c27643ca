"""Changes that leave a page as true as it was, each with the reason: a check that let them pass is right."""

import re
from collections.abc import Callable

from flint import ctx, fmpq

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import TexError, has_names
from backprop.check.mutation.mutants import Mutant
from backprop.check.printed import exact
from backprop.check.proof.assignment import PRECISION, SEEDS, random_assignment
from backprop.check.proof.evaluation import is_zero
from backprop.check.proof.names import Scope, page_scope, quantity
from backprop.check.value import NUMBER, key_of
from backprop.core import registry
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key
from backprop.reading.document import Link, Mathematics, inlines
from backprop.reading.markdown import read_markdown

_ZERO, _ONE = re.compile(r"0(?:\.0*)?(?![0-9.])"), re.compile(r"1(?:\.0*)?")
_PRODUCT = r"(?:\d+(?:\.\d+)?\s*\\cdot\s*)*0"
_NOTHING = re.compile(rf"\s*[-+]\s*{_PRODUCT}|{_PRODUCT}\s*\+?\s*")
_FACTORS = re.compile(r"(?:\(?-?[0-9.]+\)?\s*\\cdot\s*)+")
_SUMMAND = re.compile(r"\s*[-+]\s*(?P<factor>\d+(?:\.\d+)?)\s*\\cdot\s*\(?-?(?P<small>\d+\.\d+)\)?")
_ROUNDED = re.compile(r"\\approx\s*-?\d+\.(?P<decimals>\d+)\s*\Z")
# What stands around and between the entries of a factor.
_BETWEEN = re.compile(r"\\[co]dot|\\(?:begin|end)\{bmatrix\}|\\\\(?:\[\d+pt\])?|[&\s]")
_AHEAD = 30


def reason(text: str, mutant: Mutant) -> str | None:
    """Return why a mutant of `text` that the check let pass claims nothing wrong; None if none is known."""
    with ctx.workprec(PRECISION):
        return next((why for why, holds in REASONS.items() if holds(text, mutant)), None)


def _is_minus_zero(text: str, mutant: Mutant) -> bool:
    dropped, ahead = text[mutant.start : mutant.end], text[mutant.end : mutant.end + _AHEAD]
    return mutant.kind == "sign" and dropped + mutant.replacement in {"-", "−"} and bool(_ZERO.match(ahead))


def _drops_zero(text: str, mutant: Mutant) -> bool:
    dropped = text[mutant.start : mutant.end].rstrip()
    rest = dropped.removesuffix(mutant.replacement)
    return mutant.kind == "factor" and rest + mutant.replacement == dropped and bool(_NOTHING.fullmatch(rest))


def _leaves_zero(text: str, mutant: Mutant) -> bool:
    dropped, ahead = text[mutant.start : mutant.end], text[mutant.end : mutant.end + _AHEAD].lstrip()
    is_dropped = mutant.kind == "factor" and not mutant.replacement
    return is_dropped and bool(_FACTORS.fullmatch(dropped)) and bool(_ZERO.match(ahead))


def _drops_one(text: str, mutant: Mutant) -> bool:
    entries = _BETWEEN.sub(" ", text[mutant.start : mutant.end] + mutant.replacement).split()
    return mutant.kind == "factor" and bool(entries) and all(map(_ONE.fullmatch, entries))


def _leads_to_the_same(text: str, mutant: Mutant) -> bool:
    """Tell whether both links lead to what is one and the same in both runs, whatever the numbers."""
    if mutant.kind != "link":
        return False
    old, new = (_key_at(mutant, page) for page in (text, mutant.applied(text)))
    if old is None or new is None or old.step != new.step or old.step > 1:
        return False
    names = {registry.entry(key).quantity.name for key in (old, new)}
    drawn = [[random_assignment(key.of("", 0), seed) for key in (old, new)] for seed in SEEDS]
    return len(names) == 1 and all(
        is_zero(one.value(name) - other.value(name)) for one, other in drawn for name in names
    )


def _rounds_alike(text: str, mutant: Mutant) -> bool:
    """Tell whether a link with digits leads to a quantity that rounds to the same, as the check has seen."""
    link = _link_at(mutant, text) if mutant.kind == "link" else None
    return link is not None and not link.title and bool(NUMBER.search(link.text))


def _link_at(mutant: Mutant, text: str) -> Link | None:
    """Return the link whose address a mutant changes."""
    for block in read_markdown(mutant.path, text).blocks:
        for part in inlines(block):
            if isinstance(part, Link) and part.address[0] <= mutant.start <= part.address[1]:
                return part
    return None


def _key_at(mutant: Mutant, text: str) -> Key | None:
    link = _link_at(mutant, text)
    return key_of(link.key) if link else None


def _claims_as_well(text: str, mutant: Mutant) -> bool:
    """Tell whether a link with a claim leads elsewhere; the check has proved what it claims there."""
    link = _link_at(mutant, text) if mutant.kind == "link" else None
    return link is not None and bool(link.title)


def _names_the_same(text: str, mutant: Mutant) -> bool:
    """Tell whether a symbol and its change name one quantity, by the declarations of the page."""
    if mutant.kind != "symbol":
        return False
    document = read_markdown(mutant.path, text, tuple(EXAMPLES))
    scope = page_scope(document.example, tuple(document.declared.symbols.items()))
    end = mutant.start + len(mutant.replacement)
    old = _formulas_over(mutant.path, text, mutant.start, mutant.end)
    new = _formulas_over(mutant.path, mutant.applied(text), mutant.start, end)
    names = [_quantity_named_by(formula.tex, scope) for formula in (*old, *new)]
    return len(names) == 2 and names[0] is not None and names[0] == names[1]


def _quantity_named_by(tex: str, scope: Scope) -> str | None:
    (statement,) = parse(tex)
    try:
        return quantity(statement.sides[0], scope)
    except TexError:
        return None


def _is_proved(text: str, mutant: Mutant) -> bool:
    """Tell whether the change is in a side of symbols, which the check has proved to be right."""
    start, end = mutant.start, mutant.start + len(mutant.replacement)
    formulas = _formulas_over(mutant.path, mutant.applied(text), start, end)
    return any(_in_symbols(formula.tex, start - formula.start, end - formula.start) for formula in formulas)


def _formulas_over(path: str, text: str, start: int, end: int) -> list[Mathematics]:
    """Return the formula that holds what stands between two offsets of a page."""
    pieces = list(read_markdown(path, text).pieces)
    return [
        piece
        for piece in pieces
        if isinstance(piece, Mathematics) and piece.start <= start and end <= piece.end
    ]


def _in_symbols(tex: str, start: int, end: int) -> bool:
    """Tell whether two offsets of a formula lie in a side of symbols that others are said to be equal to."""
    statements = [statement for statement in parse(tex) if statement.relations]
    sides = [side for statement in statements for side in statement.sides if has_names(side)]
    return any(side.start <= start and end <= side.end for side in sides)


def _drops_little(text: str, mutant: Mutant) -> bool:
    """Tell whether a summand is dropped that is too small for the digits of the number before it."""
    dropped = _SUMMAND.fullmatch(text, mutant.start, mutant.end)
    before = _ROUNDED.search(text, 0, mutant.start)
    if mutant.kind != "factor" or mutant.replacement or not dropped or not before:
        return False
    size = abs(exact(dropped["factor"], 0) * exact(dropped["small"], 0))
    return bool(2 * size < fmpq(1, 10 ** len(before["decimals"])))


REASONS: dict[str, Callable[[str, Mutant], bool]] = {
    "minus zero is zero": _is_minus_zero,
    "a summand zero adds nothing": _drops_zero,
    "a product with zero is zero": _leaves_zero,
    "a factor one changes nothing": _drops_one,
    "the link leads to the same quantity": _leads_to_the_same,
    "the digits are those of the other quantity as well": _rounds_alike,
    "the claim holds of the other quantity as well": _claims_as_well,
    "the symbol names the same quantity": _names_the_same,
    "the changed equation is true as well": _is_proved,
    "the digits that are left do not show so small a summand": _drops_little,
}
