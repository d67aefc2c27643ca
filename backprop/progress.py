"""How far a command is that takes more than a second, for a person at a terminal.

A command shows it while it runs, on standard error. Nothing of it goes into a pipe, or into a program that
imports the package.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

# Seconds before anything is shown, and between two times that it is drawn.
DELAY, PAUSE = 1.0, 0.1
T = TypeVar("T")


@contextmanager
def show_progress() -> Iterator[None]:
    """Show how far the work within is, where standard error is a terminal."""
    bar = Bar() if sys.stderr is not None and sys.stderr.isatty() else None
    token = _bar.set(bar)
    try:
        yield
    finally:
        _bar.reset(token)
        if bar:
            bar.clear()


def hide() -> None:
    """Show nothing from here on, as in a process that works for another."""
    _bar.set(None)


def track(items: Collection[T], words: str) -> Iterator[T]:
    """Yield items, and show how many of them are done."""
    return track_total(len(items), items, words)


def track_total(total: int, items: Iterable[T], words: str) -> Iterator[T]:
    """Yield items, which will be so many, and show how many of them are done."""
    done = counter(total, words)
    for item in items:
        yield item
        done()


def counter(total: int, words: str) -> Callable[[], None]:
    """Return what is to be called whenever one more of so many is done."""
    bar, numbers = _bar.get(), count()

    def done() -> None:
        if bar:
            bar.show(next(numbers), total, words)

    done()
    return done


class Bar:
    """The line at a terminal that shows how far the work is; it is gone when all is done."""

    def __init__(self) -> None:
        self.next = monotonic() + DELAY
        self.progress: Progress | None = None

    def show(self, done: int, total: int, words: str) -> None:
        """Draw the line, unless it is too early or just drawn."""
        if done >= total:
            self.clear()
        elif monotonic() > self.next:
            self.progress = self.progress or _progress()
            self.progress.update(self.progress.task_ids[0], completed=done, total=total, description=words)
            self.progress.start()
            self.progress.refresh()
            self.next = monotonic() + PAUSE

    def clear(self) -> None:
        """Take the line away."""
        if self.progress:
            self.progress.stop()
            self.progress = None


_bar: ContextVar[Bar | None] = ContextVar("bar", default=None)


def _progress() -> "Progress":
    """Return a progress bar that draws when it is asked to: a thread of its own would not outlive a fork."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    progress = Progress(
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task("")
    return progress
