"""Copies of a page with one thing changed, so that the check has something to find.

A kind is a row of `KINDS`. Where two kinds make the same page, the mutant belongs to the upper one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backprop.check.mutation.changes import (
    Change,
    Changes,
    claims,
    derivatives,
    digits,
    exponents,
    factors,
    indices,
    names,
    operators,
    relations,
    signs,
    slopes,
)
from backprop.check.mutation.spots import Page, Spot, page_of, page_of_figure
from backprop.reading.document import Document

ONE_DIGIT, EVERY_DIGIT = (1,), tuple(range(1, 10))

_FRAGMENT = re.compile(r"(?P<options>(?:;[^@:;#]+)*)(?:@(?P<step>[0-9]+))?:?(?P<name>[^@:;]+)")
_OPTION = re.compile(r";(?P<name>\w+)=(?P<value>[^@:;]+)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one kind: what stands between two offsets of a page's file is replaced."""

    path: str
    kind: str
    start: int
    end: int
    replacement: str

    def applied(self, text: str) -> str:
        """Return the page with the change made."""
        return text[: self.start] + self.replacement + text[self.end :]


def mutants(document: Document, amounts: tuple[int, ...] = ONE_DIGIT) -> Iterator[Mutant]:
    """Yield the mutants of a page, each once; each digit is changed by each of `amounts`."""
    yield from _mutants(page_of(document, amounts))


def figure_mutants(path: str, svg: str, amounts: tuple[int, ...] = ONE_DIGIT) -> Iterator[Mutant]:
    """Yield the mutants of the texts in a figure."""
    yield from _mutants(page_of_figure(path, svg, amounts))


def _mutants(page: Page) -> Iterator[Mutant]:
    seen = set()
    for kind, changes in KINDS.items():
        for start, end, replacement in changes(page):
            change = _least(page.text, start, end, replacement)
            if change not in seen and (change[0] < change[1] or change[2]):
                seen.add(change)
                yield Mutant(page.path, kind, start, end, replacement)


def _least(text: str, start: int, end: int, replacement: str) -> Change:
    """Return the one spelling of a change: no more than differs, and as far to the left as it can stand."""
    while start < end and replacement and text[end - 1] == replacement[-1]:
        end, replacement = end - 1, replacement[:-1]
    while start < end and replacement and text[start] == replacement[0]:
        start, replacement = start + 1, replacement[1:]
    if start == end or not replacement:
        while start and (moved := text[start:end] or replacement) and moved[-1] == text[start - 1]:
            start, end, replacement = start - 1, end - 1, (replacement[-1:] + replacement[:-1])
    return start, end, replacement


def _on(roles: str, *functions: Callable[[Spot, Page], Changes]) -> Callable[[Page], Changes]:
    """Return what makes the changes of some functions in all spots of some roles."""

    def changes(page: Page) -> Changes:
        for spot in page.spots:
            if spot.role in roles.split():
                for function in functions:
                    for start, end, replacement in function(spot, page):
                        yield spot.start + start, spot.start + end, replacement

    return changes


def _links(page: Page) -> Changes:
    """Lead each value link to the next other quantity of the page, to another step, to another option."""
    written = [page.text[start:end] for start, end in page.addresses]
    for number, (span, address) in enumerate(zip(page.addresses, written, strict=True)):
        onward = written[number + 1 :] + written[:number]
        if other := next((other for other in onward if other != address), None):
            yield (*span, other)
        if key := _FRAGMENT.fullmatch(address):
            yield from ((*span, other) for other in _other_runs(key, written))


def _other_runs(key: re.Match[str], written: list[str]) -> Iterator[str]:
    options, step, name = key["options"], key["step"], key["name"]
    yield _fragment(options, str(int(step or 0) + 1), name)
    for option in _OPTION.finditer(options):
        option_text = re.compile(rf";{option['name']}=[^@:;]+")
        others = sorted(
            {other for address in written for other in option_text.findall(address)} - {option[0]}
        )
        other = next((other for other in others if other > option[0]), (others or [""])[0])
        yield _fragment(options.replace(option[0], other), step, name)


def _fragment(options: str, step: str | None, name: str) -> str:
    run = options + (f"@{step}" if step else "")
    return f"{run}:{name}" if run else name


KINDS: dict[str, Callable[[Page], Changes]] = {
    "derivative": _on("formula symbol", derivatives),
    "slope": _on("formula symbol", slopes),
    "symbol": _on("symbol", indices),
    "index": _on("formula", indices),
    "exponent": _on("formula symbol", exponents),
    "operator": _on("formula symbol", operators),
    "factor": _on("formula symbol", factors),
    "sign": _on("formula symbol prose output", signs),
    "alternative": _on("alternative", names, relations, signs, digits),
    "figure": _on("figure", names, relations, signs, digits),
    "link": _links,
    "claim": _on("claim", claims),
    "digit": _on("formula symbol prose output", digits),
}
