"""A terminal of its own for a program, as a person sits at one: what it shows, and what is typed."""

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from select import select

LONGEST = 120.0
# Makes the terminal that of the program, so that Ctrl-C reaches it, even where tests run in the background.
_BEGIN = """\
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """A program that runs in a terminal of 100 columns, and all that it has shown."""

    def __init__(self, *command: str, folder: Path, environment: Mapping[str, str]) -> None:
        self.shown = ""
        self.line, inner = pty.openpty()
        search = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, *command],
            cwd=folder,
            env={
                "PATH": search,
                "TERM": "xterm-256color",
                "COLUMNS": "100",
                "LC_ALL": "C.UTF-8",
                **environment,
            },
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.line)

    @property
    def text(self) -> str:
        """What is shown, without its colours."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.shown)

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.line, text.encode())

    def wait_for(self, text: str) -> None:
        """Go on once a text is shown."""
        while text not in self.text:
            assert self._read(), f"found the end without {text!r} in {self.shown!r}"

    def end(self) -> int:
        """Return the exit code once all is shown."""
        while self._read():
            pass
        return self.process.wait()

    def interrupt(self) -> int:
        """Return the exit code after Ctrl-C, pressed again where a read that was about to begin goes on."""
        self.type("\x03")
        while self._read("\x03"):
            pass
        return self.process.wait()

    def _read(self, keys: str = "") -> bool:
        """Take up what is shown next, pressing keys while nothing is; tell whether anything was."""
        until = time.monotonic() + LONGEST
        while not select([self.line], [], [], 2)[0]:
            assert time.monotonic() < until, f"found nothing new after {self.shown!r}"
            self.type(keys)
        try:
            data = os.read(self.line, 65_536)
        except OSError:  # so Linux says that nobody is at the other side any more
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)
