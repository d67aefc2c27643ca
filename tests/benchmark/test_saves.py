"""Saves in a preview, tried with one that serves the file itself: whatever is saved is there at once."""

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.benchmark import saves
from scripts.benchmark.saves import Preview, save_seconds


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """Return a preview on a free port."""
    monkeypatch.setattr(saves, "REST", 0.0)
    (tmp_path / "page.html").write_text("<article>\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    return Preview(command, tmp_path, Path("page.html"), f"http://127.0.0.1:{port}/page.html", {})


def test_each_save_is_waited_for(preview: Preview) -> None:
    first, seconds = save_seconds(preview, 3)
    assert (first > 0, len(seconds)) == (True, 3)
    assert (preview.folder / preview.page).read_text().split() == [
        "<article>",
        *(f"saved{'again' * number}." for number in (1, 2, 3)),
    ]
    assert saves.page_at(preview.address) == ""  # it has ended


def test_a_page_that_is_never_shown_ends_the_waiting(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saves, "PATIENCE", 0.3)
    idle = replace(preview, command=(sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(TimeoutError, match="found no '<article' within 0 s"):
        save_seconds(idle, 1)
