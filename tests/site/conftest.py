"""The built site, served locally, and a browser to read it with."""

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from backprop.check.survey import is_redirect

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
# A busy machine takes its time: what a test expects may come late, and what never comes fails then.
expect.set_options(timeout=60_000)


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
    """Return the address of every page of the site, relative to its root; none that leads on to another."""
    every = (path for path in site.rglob("index.html") if not is_redirect(path))
    found = sorted(path.relative_to(site).as_posix() for path in every)
    return [path.removesuffix("index.html") for path in found]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a local address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """Return the address of the site."""
    with served(site) as address:
        yield address


@pytest.fixture
def version(site: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of the site as one version among others, in a folder of its own."""
    (tmp_path / "1.0.0").symlink_to(site)
    with served(tmp_path) as address:
        yield f"{address}1.0.0/"


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


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Visit]:
    """Return what opens a page; at last, no page may have complained or asked another host for anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        address: str, *, at: str = base, width: int = 1280, is_still: bool = False, **options: Any
    ) -> Page:
        """Open a page; where time `is_still`, only `page.clock` moves it on."""
        options |= {"viewport": {"width": width, "height": 900}}
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith((at, "data:")) else complaints.append(r.url))
        page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if is_still:
            page.clock.install()
        page.goto(at + address)
        if is_still:
            page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
