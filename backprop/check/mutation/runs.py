"""The power of the check, measured: each mutant is given to it, and one that it lets pass is a survivor.

Many thousand mutants take minutes, so they are spread over all processors. These begin as copies of a process
that has checked every page once, so what the check remembers of them is there from the start.
"""

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest
from random import Random

from backprop.check.mutation.equivalence import reason
from backprop.check.mutation.mutants import KINDS, Mutant
from backprop.check.report import finding
from backprop.errors import BackpropError
from backprop.progress import track, track_total
from backprop.reading.document import Problem

Check = Callable[[str, str], Sequence[object]]
Equivalent = Callable[[str, Mutant], str | None]
Glance = Callable[[Mutant], bool]

STATUSES = ("killed", "equivalent", "survived", "failed")
_CHUNK = 50
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: killed; equivalent, with the reason; survived; failed, with the error."""

    mutant: Mutant
    status: str
    note: str = ""


@dataclass(frozen=True)
class Report:
    """How often each kind met each status, and every outcome that is not killed, in order."""

    tallies: Mapping[str, Mapping[str, int]]
    outcomes: tuple[Outcome, ...]

    @property
    def code(self) -> int:
        """The exit code: 1 where a mutant survived or the check failed on one."""
        return int(any(outcome.status in {"survived", "failed"} for outcome in self.outcomes))


def blind(_: Mutant) -> bool:
    """See nothing at a glance."""
    return False


def run(
    pages: Mapping[str, str],
    check: Check,
    chosen: Iterable[Mutant],
    equivalent: Equivalent = reason,
    processes: int | None = None,
    glance: Glance = blind,
) -> Report:
    """Return what `check` makes of the chosen mutants of `pages`, texts by path, which themselves must pass.

    What is seen at a `glance` need not be checked in full. A mutant that passes is shown to `equivalent`,
    with its page's text, which may know why it may.
    """
    todo = list(chosen)
    for path in track(dict.fromkeys(mutant.path for mutant in todo), "checking"):
        if problems := check(path, pages[path]):
            mistakes = f"{len(problems)} mistake{'s' * (len(problems) > 1)}"
            raise BackpropError(
                f"{path}: found {mistakes} before any change, expected none; see backprop check"
            )
    judge = partial(_outcome_of, pages, check, equivalent, glance)
    outcomes = _outcomes(judge, todo, processes or os.cpu_count() or 1)
    return _report(track_total(len(todo), outcomes, "trying changes"))


def sample(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return `count` mutants in their order, drawn from each kind in turn until it has no more.

    The same mutants, count and seed give the same sample; a larger count adds to it.
    """
    kinds: dict[str, list[tuple[int, Mutant]]] = {}
    for number, mutant in enumerate(mutants):
        kinds.setdefault(mutant.kind, []).append((number, mutant))
    drawn = Random(seed)  # noqa: S311 - a sample, not a secret
    for of_kind in kinds.values():
        drawn.shuffle(of_kind)
    turns = [numbered for numbered in chain.from_iterable(zip_longest(*kinds.values())) if numbered]
    return [mutant for _, mutant in sorted(turns[:count], key=lambda numbered: numbered[0])]


def as_text(report: Report, pages: Mapping[str, str]) -> str:
    """Return each survivor and failure, the reasons of equivalent mutants, and a row per kind."""
    head = f"{'':12}{'made':>9}" + "".join(f"{status:>12}" for status in STATUSES)
    total = sum((Counter(tally) for tally in report.tallies.values()), Counter[str]())
    reasons = Counter(outcome.note for outcome in report.outcomes if outcome.status == "equivalent")
    return "\n".join(
        [
            *(_finding_text(outcome, pages) for outcome in report.outcomes if outcome.status != "equivalent"),
            *(f"equivalent: {count:,} where {why}" for why, count in sorted(reasons.items())),
            head,
            *(_row(kind, tally) for kind, tally in report.tallies.items()),
            _row("all", total),
        ]
    )


def _outcome_of(
    pages: Mapping[str, str], check: Check, equivalent: Equivalent, glance: Glance, mutant: Mutant
) -> Outcome:
    """Return what becomes of one mutant; any error that is not for a person is a failure of the check."""
    text = pages[mutant.path]
    try:
        if glance(mutant) or check(mutant.path, mutant.applied(text)):
            return Outcome(mutant, "killed")
    except BackpropError:
        return Outcome(mutant, "killed")
    except Exception as error:
        return Outcome(mutant, "failed", f"{type(error).__name__}: {error}")
    why = equivalent(text, mutant)
    return Outcome(mutant, "survived") if why is None else Outcome(mutant, "equivalent", why)


# What a process works on: how to judge, and all mutants.
_shared: list[tuple[Callable[[Mutant], Outcome], Sequence[Mutant]]] = []


def _outcomes(
    judge: Callable[[Mutant], Outcome], todo: Sequence[Mutant], processes: int
) -> Iterator[Outcome]:
    """Yield the outcomes in order, from forked processes where the machine has them."""
    if processes == 1 or len(todo) <= _CHUNK or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(judge, todo)
        return
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, fork, _share, (judge, todo)) as workers:
        yield from chain.from_iterable(workers.map(_chunk, range(0, len(todo), _CHUNK)))


def _share(judge: Callable[[Mutant], Outcome], todo: Sequence[Mutant]) -> None:
    _shared[:] = [(judge, todo)]


def _chunk(start: int) -> list[Outcome]:
    ((judge, todo),) = _shared
    return [judge(mutant) for mutant in todo[start : start + _CHUNK]]


def _report(outcomes: Iterable[Outcome]) -> Report:
    tallies: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    kept = []
    for outcome in outcomes:
        tallies[outcome.mutant.kind][outcome.status] += 1
        if outcome.status != "killed":
            kept.append(outcome)
    return Report({kind: tally for kind, tally in tallies.items() if tally}, tuple(kept))


def _row(kind: str, tally: Mapping[str, int]) -> str:
    counts = "".join(f"{tally.get(status, 0):12,}" for status in STATUSES)
    return f"{kind:12}{sum(tally.values()):9,}{counts}"


def _finding_text(outcome: Outcome, pages: Mapping[str, str]) -> str:
    """Return where a mutant stands, what it changes, the line and, where the check failed, the error."""
    mutant, text = outcome.mutant, pages[outcome.mutant.path]
    changed = f"found {_quoted(text[mutant.start : mutant.end])} → {_quoted(mutant.replacement)}"
    message = f"{changed}; the check ended in {outcome.note}" if outcome.note else changed
    return str(finding(mutant.path, text, Problem(mutant.start, mutant.end, mutant.kind, message)))


def _quoted(text: str) -> str:
    """Return a text in quotation marks and on one line, its middle left out where it is long."""
    line = " ".join(text.split()) if text.strip() else text
    return f"'{line}'" if len(line) <= 2 * _SHOWN else f"'{line[:_SHOWN]} … {line[-_SHOWN:]}'"
