"""Expressions written out in TeX, plain text, spreadsheets or Python, terms in the author's order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.ops import ATOM, OPS, PRODUCT, SUM

Written = Callable[[str], str]
Mark = Callable[[str, str], str]


@dataclass(frozen=True)
class Spelling:
    """How a notation writes an operation: arguments in braces; how tightly it binds, and they have to."""

    template: str
    level: int
    needs: tuple[int, ...]


Notation = Mapping[str, Spelling]

TEX = {name: Spelling(op.tex, op.level, op.needs) for name, op in OPS.items()}
SPELLED = {name: Spelling(op.spelled or op.tex, op.level, op.needs) for name, op in OPS.items()}
PLAIN = {name: Spelling(op.plain, op.level, op.needs) for name, op in OPS.items()}
SHEET = {
    name: Spelling(op.sheet, op.level, op.sheet_needs or op.line_needs or op.needs)
    for name, op in OPS.items()
}


def unmarked(_name: str, text: str) -> str:
    """Leave the text of a quantity as it is."""
    return text


def symbolic(expr: Expr, symbol: Written, mark: Mark = unmarked) -> str:
    """Return `expr` with the symbol of each quantity."""
    return _Symbols(TEX, symbol, mark).text(expr)


def substituted(expr: Expr, number: Written, mark: Mark = unmarked) -> str:
    """Return `expr` with the printed number of each quantity, functions written out."""
    return _Writer(SPELLED, number, mark).text(expr)


def plain(expr: Expr, written: Written) -> str:
    """Return `expr` in plain text, with whatever `written` gives for a name."""
    return _Writer(PLAIN, written, fraction=str).text(expr)


def sheet_formula(expr: Expr, address: Written) -> str:
    """Return `expr` as a formula of spreadsheets, with the name or the address of each quantity's cell."""
    return _Writer(SHEET, address, fraction="({})".format).text(expr)


def code(expr: Expr, notation: Notation, variable: Written) -> str:
    """Return `expr` as Python in the notation of a library, with the variable of each quantity."""
    return _Code(notation, variable, fraction=significant(VALUE_DIGITS)).text(expr)


@dataclass(frozen=True)
class _Writer:
    """The notation, what is written for a name, the mark around it, and a constant that is no integer."""

    notation: Notation
    written: Written
    mark: Mark = unmarked
    fraction: Callable[[Fraction], str] = lambda value: rf"\frac{{{value.numerator}}}{{{value.denominator}}}"

    def text(self, expr: Expr) -> str:
        """Return an expression that stands by itself."""
        return self.write(expr, leading=True)[0]

    def write(self, expr: Expr, *, leading: bool) -> tuple[str, int]:
        """Return the TeX and how tightly it binds; `leading`: no sign before it could touch its own."""
        match expr:
            case Num(value):
                return self._constant(value, leading=leading)
            case Ref(name):
                text = self.written(name)
                return self.mark(name, text), _level(text.startswith("-"), leading=leading)
            case Apply(op, args):
                return self._apply(op, args, leading=leading)
        raise TypeError(f"not an expression: {expr!r}")

    def _apply(self, op: str, args: tuple[Expr, ...], *, leading: bool) -> tuple[str, int]:
        spelling, template = self.notation[op], self._template(op, args)
        parts = [
            self._part(template, place, arg, need, leading)
            for place, (arg, need) in enumerate(zip(args, spelling.needs, strict=True))
        ]
        return template.format(*parts), spelling.level

    def _part(self, template: str, place: int, arg: Expr, need: int, leading: bool) -> str:
        signed = f"-{{{place}}}" in template
        first = leading if template.startswith(f"{{{place}}}") else need == 0
        text, level = self.write(arg, leading=first and not signed)
        if level >= (max(need, PRODUCT) if signed else need):
            return text
        return f"({self.text(arg)})"

    def _template(self, op: str, _args: tuple[Expr, ...]) -> str:
        return self.notation[op].template

    def _constant(self, value: Fraction, *, leading: bool) -> tuple[str, int]:
        text = str(value) if value.denominator == 1 else self.fraction(value)
        return text, _level(value < 0, leading=leading)


class _Symbols(_Writer):
    """Symbols, which need no dot between them where they are letters."""

    def _template(self, op: str, args: tuple[Expr, ...]) -> str:
        touch = op == "mul" and self._may_touch(*args)
        return "{0} {1}" if touch else self.notation[op].template

    def _may_touch(self, left: Expr, right: Expr) -> bool:
        r"""Tell whether a product needs no dot: `2 \theta_0`, `w_1 i_1`, but `w_5 \cdot out_{h1}`."""
        return isinstance(left, Num | Ref) and all(self._is_letter(side) for side in (left, right))

    def _is_letter(self, expr: Expr) -> bool:
        match expr:
            case Ref(name):
                head = self.written(name).partition("_")[0].partition("^")[0]
                return len(head) == 1 or (head.startswith("\\") and head[1:].isalpha())
            case Apply("power", (base, _)):
                return self._is_letter(base)
            case Num(value):
                return value.denominator == 1
            case Apply("mul", args):
                return self._may_touch(*args)
        return False


class _Code(_Writer):
    """Python, which has no space around the power of a name."""

    def _template(self, op: str, args: tuple[Expr, ...]) -> str:
        is_name = isinstance(args[0], Ref) and self.written(args[0].name).isidentifier()
        return "{0}**{1}" if op == "power" and is_name else self.notation[op].template


def _level(is_signed: bool, *, leading: bool) -> int:
    """Return how tightly a number or a name binds: one with a sign no tighter than the sign."""
    return (PRODUCT if leading else SUM) if is_signed else ATOM
