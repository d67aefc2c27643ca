"""A part of a pass: lines that compute, and lines that show what came out."""

from dataclasses import dataclass, field

DIGITS = 12  # of the sixteen that float64 has, those that roundings on the way leave alone


@dataclass(frozen=True)
class Part:
    """The lines of one stage of a pass; what is computed again in training is not shown again."""

    computed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def show(key: str, variable: str, first: int = 1) -> str:
    """Return the line that prints an array, a number a line, under keys that count from `first`."""
    start = "" if first == 1 else f", first={first}"
    return f'show("{key}", {variable}{start})'


def printed(key: str, variable: str) -> str:
    """Return the line that prints one number under its key; braces in the key are filled in."""
    return f'print(f"{key} {{{variable}:.{DIGITS}g}}")'


def autograd(error: str) -> list[str]:
    """Return the lines that let PyTorch find the gradients."""
    return ["descent.zero_grad()", f"{error}.backward()"]
