"""Symbols and digits as formulas set them: TeX as runs of letters, italic or below the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = {"theta": "θ", "delta": "δ", "eta": "η", "alpha": "α", "Delta": "Δ"}
_FRACTION = re.compile(r"\\frac\{\\partial (.+)\}\{\\partial (.+)\}")
_SYMBOL = re.compile(
    r"\\?(?P<base>[A-Za-z]+)(?:_(?:\{(?P<group>[^{}]*)\}|(?P<single>\w)))?(?:\^\{(?P<above>[^{}]*)\})?"
)
_POWER = re.compile(r"(?P<base>\d+)\^\{(?P<above>-?\d+)\}")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RUN = re.compile(r"[A-Za-z]+|[^A-Za-z]+")


@dataclass(frozen=True)
class Run:
    """Letters of one kind: a variable is italic, words and numbers are not; an index stands lower."""

    letters: str
    is_italic: bool = False
    is_index: bool = False
    is_power: bool = False
    is_text: bool = False


def runs_of(tex: str) -> Iterator[Run]:
    r"""Yield the runs of a symbol such as `w_5`, `net_{h1}` or `\frac{\partial E_{total}}{\partial w_5}`."""
    if fraction := _FRACTION.fullmatch(tex):
        for sign, symbol in zip(("∂", "/∂"), fraction.groups(), strict=True):
            yield Run(sign)
            yield from runs_of(symbol)
    elif symbol := _SYMBOL.fullmatch(tex):
        base = _LETTERS.get(symbol["base"], symbol["base"])
        yield Run(base, is_italic=len(base) == 1)
        for letters in _RUN.findall(symbol["group"] or symbol["single"] or ""):
            yield Run(letters, letters.isalpha() and len(letters) == 1, is_index=True)
        if symbol["above"]:
            yield Run(symbol["above"], is_power=True)
    elif power := _POWER.fullmatch(tex):
        yield Run(power["base"])
        yield Run(with_minus(power["above"]), is_power=True)
    else:
        yield Run(tex)


def plain(tex: str) -> str:
    """Return a symbol in plain text, numbers below the line in Unicode: `w₅`, `net_h1`, `∂E_o1/∂out_o1`."""
    text, is_named = "", False
    for run in runs_of(tex):
        begins = run.is_index and run.letters.isalpha()
        is_named = run.is_index and (begins or is_named)
        text += "_" * begins
        text += run.letters if is_named or not run.is_index else run.letters.translate(_SUBSCRIPTS)
    return text


def with_minus(number: str) -> str:
    """Return a number's digits as a picture shows them, with a true minus sign."""
    return number.replace("-", "−")
