"""The site on a local address: pages tell when they have changed, and show what is wrong with them."""

import time
from collections.abc import Mapping
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread

from backprop.errors import BackpropError

HOST = "127.0.0.1"
NEWS = "/.news/"  # where a page waits for a later version than its own
PATIENCE = 20.0  # seconds that an answer may take
WAITING = "<!doctype html><title>Building</title><p>The site is being built.</p>"
_RELOADING = (
    "<script>(async function news() {{ try {{ const answer = await fetch('{news}{version}');"
    " if (Number(await answer.text()) > {version}) return location.reload(); }}"
    " catch {{ await new Promise((later) => setTimeout(later, 500)); }} news(); }})();</script>"
)
_FINDINGS = (
    '<pre role="status" style="position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 40vh; margin: 0;'
    ' padding: 0.8rem; overflow: auto; background: #b00020; color: #fff; font-size: 0.7rem">{}</pre>'
)


class Board:
    """What the pages wait for: the version of the site, and what is wrong with it, by address."""

    def __init__(self) -> None:
        self.version = time.time_ns() // 1_000_000
        self.findings: Mapping[str, list[str]] = {}
        self._changed = Condition()

    def announce(self, findings: Mapping[str, list[str]]) -> None:
        """Let all pages reload; those without an address in `findings` have none."""
        with self._changed:
            self.version, self.findings = max(self.version + 1, time.time_ns() // 1_000_000), findings
            self._changed.notify_all()

    def wait_beyond(self, version: int) -> int:
        """Return the version once it is a later one, or when patience ends."""
        with self._changed:
            self._changed.wait_for(lambda: self.version > version, PATIENCE)
            return self.version


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *given: object, board: Board, **options: object) -> None:
        self.board = board
        super().__init__(*given, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the version, with a page, or with any other file as it is."""
        address = self.path.partition("?")[0]
        if address.startswith(NEWS):
            known = address.removeprefix(NEWS)
            self._answer(str(self.board.wait_beyond(int(known) if known.isdecimal() else 0)))
        elif address.endswith("/"):
            file = Path(self.translate_path(address), "index.html")
            self._answer(self._page(file.read_text("utf-8") if file.is_file() else WAITING, address))
        else:
            super().do_GET()

    def _page(self, html: str, address: str) -> str:
        findings = self.board.findings.get(address, [])
        panel = _FINDINGS.format(escape("\n".join(findings))) if findings else ""
        body, end, rest = html.rpartition("</body>")
        script = _RELOADING.format(news=NEWS, version=self.board.version)
        return f"{body}{panel}{script}{end}{rest}" if end else f"{html}{panel}{script}"

    def _answer(self, text: str) -> None:
        body = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what is found."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Let a browser go away in the midst of an answer."""


def start_server(folder: Path, port: int, board: Board) -> ThreadingHTTPServer:
    """Show a folder at a port; raise where the port is in use."""
    handler = partial(_Handler, board=board, directory=str(folder))
    try:
        server = _Server((HOST, port), handler)
    except OSError as error:
        raise BackpropError(
            f"{HOST}:{port}: {error.strerror}; expected a free port, take another with --port"
        ) from error
    Thread(target=server.serve_forever, daemon=True).start()
    return server
