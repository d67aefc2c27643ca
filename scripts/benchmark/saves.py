"""The live preview: how long a saved page takes to be in it, new words and all."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from backprop import files

PAUSE = 0.02  # seconds between two looks at the page
REST = 1.0  # seconds between two saves
PATIENCE = 120.0


@dataclass(frozen=True)
class Preview:
    """How a preview is started in a folder, the page that is saved, and where it is shown."""

    command: Sequence[str]
    folder: Path
    page: Path
    address: str
    environment: Mapping[str, str]


def save_seconds(preview: Preview, count: int) -> tuple[float, list[float]]:
    """Return the seconds until the page is shown at first, and after each of so many saves."""
    start = time.perf_counter()
    with running(preview):
        wait_for(preview.address, "<article")
        first = time.perf_counter() - start
        return first, [timed_save(preview, f"saved{'again' * number}") for number in range(1, count + 1)]


@contextmanager
def running(preview: Preview) -> Iterator[None]:
    """Run the preview, and end it with all that it started."""
    process = subprocess.Popen(
        preview.command,
        cwd=preview.folder,
        env=os.environ | preview.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def timed_save(preview: Preview, word: str) -> float:
    """Save the page with a new word at its end, and return the seconds until the preview shows it."""
    time.sleep(REST)
    path = preview.folder / preview.page
    start = time.perf_counter()
    files.write(path, f"{files.read(path)}\n{word}.\n")
    wait_for(preview.address, f"{word}.")
    return time.perf_counter() - start


def wait_for(address: str, text: str) -> None:
    """Wait until a page holds a text; raise when it takes too long."""
    stop = time.monotonic() + PATIENCE
    while time.monotonic() < stop:
        if text in page_at(address):
            return
        time.sleep(PAUSE)
    raise TimeoutError(f"{address}: found no {text!r} within {PATIENCE:.0f} s")


def page_at(address: str) -> str:
    """Return the page as it is served; nothing where none is."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - this machine's own
            return str(answer.read().decode("utf-8", "replace"))
    except (URLError, OSError):
        return ""
