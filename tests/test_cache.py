"""What is kept on disk: found by its parts, not trusted where damaged, never why anything fails."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backprop import cache, files
from backprop.cache import empty, kept, place, read, write
from backprop.errors import BackpropError

BODY = b"\x00\xff\r\n"
PARTS = ("a", b"\xff")


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a new site."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    return tmp_path


def once(body: bytes = BODY) -> Callable[[], bytes]:
    """Return what makes a body and must not be asked again."""
    bodies = iter([body])
    return lambda: next(bodies)


def test_what_is_kept_is_not_made_again() -> None:
    make = once()
    assert [kept("room", iter(PARTS), make) for _ in range(3)] == [BODY] * 3
    assert [path.parent for path in Path(".cache").rglob("*") if path.is_file()] == [Path(".cache/room")]


def test_what_was_emptied_is_made_again() -> None:
    for body in (b"first", b"second"):
        empty()
        assert kept("room", PARTS, lambda body=body: body) == body  # type: ignore[misc]


def test_what_cannot_be_emptied_ends_in_a_line() -> None:
    Path(".cache").write_text("a file in the place of the folder")
    with pytest.raises(BackpropError, match="Not a directory; expected a folder that can be removed"):
        empty()


@pytest.mark.parametrize(
    ("room", "parts"),
    [
        ("other", PARTS),
        ("room", ("a",)),
        ("room", ("a", b"\xff", "")),
        ("room", (b"\xff", "a")),
        ("room", ("", "a", b"\xff")),
        ("room", (b"a\xff",)),
        ("room", ("a1:", b"\xff")),
        ("room", ("b", b"\xff")),
    ],
)
def test_other_parts_make_another_result(room: str, parts: tuple[str | bytes, ...]) -> None:
    kept("room", PARTS, once())
    assert kept(room, parts, once(b"other")) == b"other"
    assert kept("room", PARTS, once(b"none")) == BODY


def replace_by_folder(path: Path) -> None:
    path.unlink()
    (path / "full").mkdir(parents=True)


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def replace_by_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes() + b"\n"),
        lambda path: path.write_bytes(path.read_bytes().replace(BODY, BODY[::-1])),
        lambda path: path.write_bytes(BODY),
        lambda path: path.write_bytes(b"\xff" * 99),
        replace_by_pipe,
        replace_by_link,
    ],
)
def test_what_is_damaged_is_made_anew_and_mended(damage: Callable[[Path], object]) -> None:
    kept("room", PARTS, once())
    damage(place("room", PARTS))
    assert read(place("room", PARTS)) is None
    assert [kept("room", PARTS, once(b"new")) for _ in range(2)] == [b"new"] * 2
    assert read(place("room", PARTS)) == b"new"


def put_file_for_room() -> None:
    Path(".cache").mkdir()
    Path(".cache/room").touch()


def fill_with_folder() -> None:
    kept("room", PARTS, once())
    replace_by_folder(place("room", PARTS))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: Path(".cache").write_bytes(b""),
        lambda: Path(".cache").symlink_to("nowhere/at/all"),
        put_file_for_room,
        fill_with_folder,
    ],
)
def test_where_nothing_can_be_written_work_goes_on(spoil: Callable[[], object]) -> None:
    spoil()
    assert [kept("room", PARTS, once()) for _ in range(2)] == [BODY] * 2


def test_a_full_disk_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_replace", refuse)
    assert [kept("room", PARTS, once()) for _ in range(2)] == [BODY] * 2


def test_what_cannot_be_made_is_not_kept() -> None:
    with pytest.raises(ZeroDivisionError):
        kept("room", PARTS, lambda: b"1" * (1 // 0))
    assert kept("room", PARTS, once()) == BODY


def test_elsewhere_nothing_is_read_or_written(site: Path) -> None:
    kept("room", PARTS, once())
    Path("mkdocs.yml").unlink()
    before = sorted(site.rglob("*"))
    assert [kept("room", parts, once(b"new")) for parts in (PARTS, ())] == [b"new"] * 2
    assert sorted(site.rglob("*")) == before


def test_a_room_is_bounded_and_what_was_not_used_for_longest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LIMIT", 10 * len(bytes(100)))
    monkeypatch.setattr(cache, "TURN", 1)
    for number in range(20):
        write(place("room", [str(number)]), bytes(100))
        os.utime(place("room", [str(number)]), (number, number))
        assert read(place("room", ["0"])) is not None
    held = [number for number in range(20) if place("room", [str(number)]).exists()]
    assert held[0] == 0
    assert 2 <= len(held) <= 6
    assert held[1:] == [*range(21 - len(held), 20)]


WORKER = """
import sys
from backprop.cache import kept
for number in range(10**9):
    body = str(number % 40).encode() * 20_000
    assert kept("room", [str(number % 40)], lambda: body) == body
    if number % 40 == 0:
        __import__("shutil").rmtree(".cache/room", ignore_errors=True)
"""


def start(program: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, encoding="utf-8")


def test_kills_and_other_processes_leave_nothing_wrong() -> None:
    for turn in range(int(os.environ.get("KILLS", "5"))):
        workers = [start(WORKER), start(WORKER)]
        while not Path(".cache/room").is_dir():
            time.sleep(0.01)
        time.sleep(turn * 0.037 % 0.2)
        for worker in workers:
            worker.send_signal(signal.SIGKILL)
        assert [worker.communicate()[1] for worker in workers] == ["", ""]
        for number in range(40):
            body = str(number).encode() * 20_000
            assert read(place("room", [str(number)])) in {None, body}
            assert kept("room", [str(number)], once(body)) == body
