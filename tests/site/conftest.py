"""The built site, served locally, and a browser to read it with."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
# Without these, Chromium asks its maker's hosts at every start; a test sees only what pages ask for.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Path:
    """Return the built site; there is none to test before scripts/build."""
    assert (SITE / "index.html").is_file(), f"no site at {SITE}; run scripts/build first"
    return SITE


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """Return the address of every page of the site, relative to its root."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return [path.removesuffix("index.html") for path in found]


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """Serve the site on a local address."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that scripts/browser found."""
    assert "CHROMIUM" in os.environ, (
        "CHROMIUM names no browser; run scripts/test, or set it to $(scripts/browser)"
    )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        yield started
        started.close()
