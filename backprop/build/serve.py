"""The live preview: a saved page gets its numbers, is checked, rendered and reloaded; all others follow."""

import os
import signal
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Event
from typing import NoReturn

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from backprop import progress
from backprop.build.preview import Rendered, mend, refresh, render, render_all
from backprop.build.rendering import SETTINGS, SITE, digests_below
from backprop.build.server import HOST, Board, start_server
from backprop.code import ROOT
from backprop.errors import BackpropError
from backprop.pages.pages import address

# Seconds without a change: so many make a save complete, and so many let the other pages follow.
CALM, IDLE = 0.05, 2.0
# What is made of the pages, below their folder.
MADE = ("figures/", "programs/", "values/", "values.json", "ro-crate-metadata.json", "assets/katex/")

Say = Callable[[str], None]


class Preview:
    """What is shown, what the files were before it was made, and what is wrong with which page."""

    def __init__(self, docs: Path, board: Board, say: Say) -> None:
        self.docs, self.board, self.say = docs, board, say
        self.findings: dict[str, list[str]] = {}
        self.site: Rendered | None = None
        self.sources = source_times()
        self.files: dict[str, str] = {}
        self.is_behind = False

    def show_all(self) -> None:
        """Bring everything up to date; what cannot be read is said on every page."""
        self.files, self.findings = page_files(self.docs), {}
        try:
            findings = refresh(self.docs)
            self.site = render_all()
        except (BackpropError, SystemExit) as error:
            findings = [str(error)]
        for finding in findings:
            place = PurePosixPath(finding.partition(":")[0])
            is_page = place.suffix == ".md" and place.is_relative_to(self.docs)
            page = f"/{address(place.relative_to(self.docs))}" if is_page else "/"
            self.findings.setdefault(page, []).append(finding)
        self._announce(findings)

    def show_page(self, path: PurePosixPath) -> None:
        """Bring one page up to date."""
        assert self.site is not None
        try:
            fresh, findings = mend(self.docs, path)
            self.files[(self.docs / path).as_posix()] = sha256(fresh.encode()).hexdigest()
            findings += render(self.site, path)
        except BackpropError as error:
            findings = [str(error)]
        self.findings[f"/{address(path)}"] = findings
        self._announce(findings or [f"{self.docs / path}: right"])

    def _announce(self, lines: list[str]) -> None:
        for line in lines:
            self.say(line)
        self.board.announce({page: findings for page, findings in self.findings.items() if findings})

    def follow(self) -> None:
        """Show what has changed since the last time."""
        if source_times() != self.sources:
            restart()
        files = page_files(self.docs)
        changed = {name for name, _ in self.files.items() ^ files.items()}
        self.files = files
        pages = [PurePosixPath(name).relative_to(self.docs) for name in changed if name.endswith(".md")]
        if self.site and len(pages) == len(changed) and all(map(self.site.knows, pages)):
            for page in pages:
                if (self.docs / page).is_file():
                    self.show_page(page)
            self.is_behind = self.is_behind or bool(pages)
        elif changed:
            self.show_all()

    def catch_up(self) -> None:
        """Let the pages follow that hold what others print."""
        if self.is_behind:
            self.is_behind = False
            try:
                refresh(self.docs)
            except BackpropError:  # the page that it stands on shows it
                return
            self.follow()


def page_files(docs: Path) -> dict[str, str]:
    """Return the digests of what authors write."""
    made = tuple(f"{docs.as_posix()}/{name}" for name in MADE)
    every = digests_below([docs, SETTINGS])
    return {name: each for name, each in every.items() if name.endswith(".md") or not name.startswith(made)}


def source_times() -> dict[Path, int]:
    """Return when each file of the package was changed."""
    kinds = {".py", ".mjs", ".json", ".tsv"}
    return {path: path.stat().st_mtime_ns for path in ROOT.rglob("*") if path.suffix in kinds}


def restart() -> None:
    """Begin again with the package as it is now; pages that are open reload when it is there."""
    os.execv(sys.executable, [sys.executable, "-m", "backprop", *sys.argv[1:]])  # noqa: S606


def serve(docs: Path, port: int, say: Say) -> None:
    """Show the site until the program is ended: at once what was built before, then what is written."""
    progress.hide()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    changed, observer = Event(), Observer()
    try:
        board = Board()
        start_server(SITE, port, board)
        for folder, recursive in ((docs, True), (ROOT, True), (SETTINGS.parent, False)):
            observer.schedule(_Waker(changed), str(folder), recursive=recursive)
        observer.start()
        say(f"http://{HOST}:{port}/")
        _follow(Preview(docs, board, say), changed)
    except KeyboardInterrupt:
        observer.stop()


def _follow(preview: Preview, changed: Event) -> NoReturn:
    """Show every change, once nothing more changes for a moment."""
    preview.show_all()
    while True:
        if changed.wait(IDLE):
            while changed.is_set():
                changed.clear()
                changed.wait(CALM)
            preview.follow()
        else:
            preview.catch_up()


class _Waker(FileSystemEventHandler):
    def __init__(self, event: Event) -> None:
        self.event = event

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake whoever waits, unless a file was only read."""
        if event.event_type in {"created", "deleted", "modified", "moved"}:
            self.event.set()
