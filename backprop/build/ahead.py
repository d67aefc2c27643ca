"""Work done ahead by several processes: they leave records, which the build takes up in its own order.

So nothing they do can change a result. What one of them fails at, or leaves when it is killed, the build does
itself, and tells what is wrong with it.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from backprop import progress
from backprop.core import store

Round: TypeAlias = Callable[[Any], None]


@dataclass(frozen=True)
class Worker:
    """A process, what it is talked to by, and the numbers of the shares that it has taken."""

    process: BaseProcess
    line: Connection
    taken: list[int]


def work_ahead(rounds: Sequence[Round], shares: Sequence[Any], processes: int | None = None) -> None:
    """Do every round for each share, in as many processes as there are processors.

    No round begins before the last one has ended everywhere. A share stays with the process that took it
    first, which remembers what it made.
    """
    count = min(processes or os.cpu_count() or 1, len(shares))
    if count < 2 or "fork" not in get_all_start_methods():
        return
    workers = [_start(rounds, shares) for _ in range(count)]
    free = list(range(len(shares)))
    done = progress.counter(len(rounds) * len(shares), "preparing")
    for number in range(len(rounds)):
        _run_round(number, workers, free, done)
    for worker in workers:  # all, since each process holds the lines of those before it
        worker.line.close()
    for worker in workers:
        worker.process.join()


def _start(rounds: Sequence[Round], shares: Sequence[Any]) -> Worker:
    """Start a process, which ends when its line is closed."""
    context = get_context("fork")
    line, other = context.Pipe()
    process = context.Process(target=_work, args=(line, other, rounds, shares), daemon=True)
    process.start()
    other.close()
    return Worker(process, line, [])


def _run_round(number: int, workers: Sequence[Worker], free: list[int], done: Callable[[], None]) -> None:
    """Let each process do its shares of a round; `done` is called after each."""
    turns = {worker.line: _turns(worker.taken, free) for worker in workers}
    busy = [line for line in turns if _ask(line, number, turns[line])]
    while busy:
        ready = wait(busy)
        for line in [line for line in busy if line in ready]:
            answered = _has_answered(line)
            if answered:
                done()
            if not (answered and _ask(line, number, turns[line])):
                busy.remove(line)


def _turns(taken: list[int], free: list[int]) -> Iterator[int]:
    """Yield the shares that a process has taken, then those that are free, which it takes."""
    yield from list(taken)
    while free:
        taken.append(free.pop(0))
        yield taken[-1]


def _ask(line: Connection, number: int, turns: Iterator[int]) -> bool:
    """Ask for the next share of a round; tell whether there is one, and anybody to ask."""
    share = next(turns, None)
    with suppress(OSError):
        if share is not None:
            line.send((number, share))
            return True
    return False


def _has_answered(line: Connection) -> bool:
    """Tell whether a process has done what it was asked for, and not come to its end."""
    with suppress(EOFError, OSError):
        line.recv()
        return True
    return False


def _work(line: Connection, parent: Connection, rounds: Sequence[Round], shares: Sequence[Any]) -> None:
    """Do what is asked for, a number of a round and of a share at a time."""
    progress.hide()
    line.close()  # which came along, and whose end this process waits for
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            number, share = parent.recv()
            with suppress(Exception), store.kept():
                rounds[number](shares[share])
            parent.send(None)
