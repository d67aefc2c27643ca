"""Expressions written out in TeX, plain text or spreadsheets' formulas, terms in the author's order."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.ops import ATOM, OPS, PRODUCT, SUM, Op

Written = Callable[[str], str]
Mark = Callable[[str, str], str]


def unmarked(_name: str, text: str) -> str:
    """Leave the text of a quantity as it is."""
    return text


def symbolic(expr: Expr, symbol: Written, mark: Mark = unmarked) -> str:
    """Return `expr` with the symbol of each quantity."""
    return _Writer(symbol, mark, lambda row: row.tex, touching=True).write(expr, leading=True)[0]


def substituted(expr: Expr, number: Written, mark: Mark = unmarked) -> str:
    """Return `expr` with the printed number of each quantity, functions written out."""
    return _Writer(number, mark, lambda row: row.spelled or row.tex).write(expr, leading=True)[0]


def plain(expr: Expr, written: Written) -> str:
    """Return `expr` in plain text, with whatever `written` gives for a name."""
    writer = _Writer(written, unmarked, lambda row: row.plain, fraction="{0}/{1}")
    return writer.write(expr, leading=True)[0]


def sheet(expr: Expr, address: Written) -> str:
    """Return `expr` as a formula of spreadsheets, with the name or the address of each quantity's cell."""
    writer = _Writer(
        address,
        unmarked,
        lambda row: row.sheet,
        lambda row: row.sheet_needs or row.needs,
        fraction="({0}/{1})",
    )
    return writer.write(expr, leading=True)[0]


@dataclass(frozen=True)
class _Writer:
    """What is written for a name, the mark around it, the notation and its needs, how letters touch."""

    written: Written
    mark: Mark
    notation: Callable[[Op], str]
    needs: Callable[[Op], tuple[int, ...]] = lambda row: row.needs
    touching: bool = False
    fraction: str = r"\frac{{{0}}}{{{1}}}"

    def write(self, expr: Expr, *, leading: bool) -> tuple[str, int]:
        """Return the TeX and how tightly it binds; `leading`: no sign before it could touch its own."""
        match expr:
            case Num(value):
                return self._constant(value, leading=leading)
            case Ref(name):
                text = self.written(name)
                sign = (PRODUCT if leading else SUM) if text.startswith("-") else ATOM
                return self.mark(name, text), sign
            case Apply(op, args):
                return self._apply(OPS[op], args, leading=leading)
        raise TypeError(f"not an expression: {expr!r}")

    def _apply(self, row: Op, args: tuple[Expr, ...], *, leading: bool) -> tuple[str, int]:
        touch = self.touching and row is OPS["mul"] and self._may_touch(*args)
        template = "{0} {1}" if touch else self.notation(row)
        parts = [
            self._part(template, place, arg, need, leading)
            for place, (arg, need) in enumerate(zip(args, self.needs(row), strict=True))
        ]
        return template.format(*parts), row.level

    def _part(self, template: str, place: int, arg: Expr, need: int, leading: bool) -> str:
        signed = f"-{{{place}}}" in template
        first = leading if template.startswith(f"{{{place}}}") else need == 0
        text, level = self.write(arg, leading=first and not signed)
        if level >= (max(need, PRODUCT) if signed else need):
            return text
        return f"({self.write(arg, leading=True)[0]})"

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

    def _constant(self, value: Fraction, *, leading: bool) -> tuple[str, int]:
        template = "{0}" if value.denominator == 1 else self.fraction
        sign = (PRODUCT if leading else SUM) if value < 0 else ATOM
        return template.format(value.numerator, value.denominator), sign
