"""What a command costs, with all processes that it starts."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

PAUSE = 0.05  # seconds between two looks at the memory
KIB, MIB = 1 << 10, 1 << 20
BECOME_REAPER = 36  # PR_SET_CHILD_SUBREAPER: processes that lost their parent come to this one


class CommandError(RuntimeError):
    """A command that is measured ended with an error, or took too long."""


@dataclass(frozen=True)
class Cost:
    """Seconds of all processors together, seconds by the clock, and the most memory in MiB at one time.

    The memory is looked at every now and then, and only on Linux; the system's own figure for the largest
    process is never below what the one held that started it.
    """

    cpu: float
    wall: float
    memory: float


def total(costs: Iterable[Cost]) -> Cost:
    """Return what commands cost one after the other."""
    listed = list(costs)
    return Cost(
        sum(cost.cpu for cost in listed),
        sum(cost.wall for cost in listed),
        max(cost.memory for cost in listed),
    )


def middle(costs: Iterable[Cost]) -> Cost:
    """Return the median of each part."""
    listed = list(costs)
    return Cost(*(median(getattr(cost, part) for cost in listed) for part in ("cpu", "wall", "memory")))


def measured(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], limit: float = 3600.0
) -> Cost:
    """Run a command in a folder and return what it cost; raise with its last line where it fails."""
    adopt_orphans()
    log = folder / "bench.log"
    before, start = processor_seconds(), time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with Memory(process.pid) as memory:
            code = ended(process, limit)
        wall = time.perf_counter() - start
        end_session(process.pid)
    if code:
        raise CommandError(f"{' '.join(command)}: {failure(code, log)}")
    used = processor_seconds() - before
    return Cost(round(used, 3), round(wall, 3), round(memory.most, 1))


def processor_seconds() -> float:
    """Return what all ended processes below this one have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ended(process: "subprocess.Popen[bytes]", limit: float) -> int:
    """Wait for a process, end it by force where it takes too long, and return its exit code."""
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def adopt_orphans() -> None:
    """Let processes that lose their parent come to this one, where the system can, to be accounted for."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(BECOME_REAPER, 1, 0, 0, 0)


def end_session(session: int) -> None:
    """End what a command has left running, and take its account."""
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)
    while True:
        try:
            os.waitpid(-session, 0)
        except ChildProcessError:
            return


def failure(code: int, log: Path) -> str:
    """Return why a command failed."""
    if code == -signal.SIGKILL:
        return "ended by force"
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {code}"


class Memory:
    """Looks at the memory of all processes of a session until it ends; what they share counts once."""

    def __init__(self, session: int) -> None:
        self.most = 0.0
        self._session, self._stop = session, Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(PAUSE):
            self.most = max(self.most, sum(map(proportional, processes(self._session))))


def processes(session: int) -> Iterable[Path]:
    """Return the folders of the processes of a session; none where the system does not show them."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield folder


def proportional(process: Path) -> float:
    """Return the MiB of a process, those it shares divided by the processes that share them."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    sizes = (line.split()[1] for line in lines if line.startswith("Pss:"))
    return sum(map(int, sizes)) * KIB / MIB
