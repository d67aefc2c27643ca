"""The live preview: what is saved is shown, with its numbers, or with what is wrong with it."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.project import TEXT, Project

PATIENCE = 90
PAGE = "docs/index.md"


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """Run the preview, and see that it ends in order when it is told to."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [".venv/bin/python", "-m", "backprop", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project.root, env=project.environment, stderr=subprocess.PIPE)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")


def shown(address: str, text: str, *, gone: bool = False) -> None:
    """Wait until a page shows a text, or no longer."""
    stop = time.monotonic() + PATIENCE
    while time.monotonic() < stop:
        with suppress(URLError, ConnectionError, TimeoutError), urlopen(address, timeout=10) as answer:  # noqa: S310
            if (text in answer.read().decode()) is not gone:
                return
        time.sleep(0.1)
    pytest.fail(f"found no {text!r}" if not gone else f"found {text!r} still")


def test_each_save_is_shown(project: Project, address: str) -> None:
    shown(address, "<article")
    project.write(PAGE, f"{TEXT}\nThe bias is [?](values/line.md#b).\n")
    shown(address, "The bias is")
    assert "The bias is [0.2](values/line.md#b)." in project.read(PAGE)
    broken = f"{TEXT}\n<!-- backprop: step line:net_1 -->\n"
    project.write(PAGE, broken)
    shown(address, "docs/index.md:5:1: found &lt;!-- backprop: step line:net_1 --&gt;, expected a line")
    assert project.read(PAGE) == broken
    project.write(PAGE, f"{TEXT}\nThe bias is 0.25.\n")
    shown(address, "docs/index.md:5:13: number: found 0.25")
    project.write(PAGE, TEXT)
    shown(address, "docs/index.md:", gone=True)
    project.change("backprop/release.py", '"""', '"""Anew: ')
    time.sleep(2)
    shown(address, "<article")
