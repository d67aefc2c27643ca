import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.files import read, write

FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize("text", ["", "a\nb", "a\r\nb\r\n", "a\rb", "\ufeffa", "σ ∂ 𝛼", "a\x00b"])
def test_a_text_is_read_and_written_as_it_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert write(path, text)
    assert path.read_bytes() == text.encode("utf-8")
    assert read(path) == text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.md", "missing.md: No such file or directory; expected a readable text file"),
        ("folder", "folder: Is a directory; expected a readable text file"),
        ("file/below.md", "file/below.md: Not a directory; expected a readable text file"),
        ("latin.md", "latin.md: byte 3 is not UTF-8; save the file as UTF-8"),
        ("wide.md", "wide.md: byte 0 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_told(
    name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").touch()
    Path("latin.md").write_bytes("a\n é".encode("latin-1"))
    Path("wide.md").write_bytes("a".encode("utf-16"))
    with pytest.raises(BackpropError) as raised:
        read(Path(name))
    assert str(raised.value) == message


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    assert write(tmp_path / "a.bin", b"\x00\xff\r\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff\r\n"


def test_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.svg"
    assert write(path, "a")
    assert path.read_text("utf-8") == "a"


@pytest.mark.parametrize("content", ["a\r\nσ", b"a\xff"])
def test_the_same_content_is_not_written_again(content: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert write(path, content)
    before = path.stat()
    assert not write(path, content)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o755, 0o444])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write(path, "old")
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(mode)
    assert write(path, "new")
    assert path.stat().st_mode & 0o777 == mode
    assert path.read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


class HalfFull(io.FileIO):
    """A file on a device with room for three bytes."""

    def write(self, data: object) -> int:
        assert isinstance(data, bytes)
        super().write(data[:3])
        raise FULL


def fails(*_: object, **__: object) -> None:
    """Stand in for whatever the system refuses."""
    raise FULL


BREAK: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "write": lambda patch: patch.setattr(os, "fdopen", lambda handle, mode: HalfFull(handle, mode)),
    "chmod": lambda patch: patch.setattr(Path, "chmod", fails),
    "replace": lambda patch: patch.setattr(Path, "replace", fails),
    "mkstemp": lambda patch: patch.setattr(tempfile, "mkstemp", fails),
}


@pytest.mark.parametrize("call", BREAK)
def test_when_writing_fails_the_old_file_stays_and_nothing_else(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("a.md")
    path.write_text("old content", "utf-8")
    BREAK[call](monkeypatch)
    with pytest.raises(BackpropError) as raised:
        write(path, "new content")
    assert str(raised.value) == "a.md: No space left on device; expected a file that can be written"
    assert path.read_text("utf-8") == "old content"
    assert list(Path().iterdir()) == [path]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.md"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a").touch()
    with pytest.raises(BackpropError) as raised:
        write(Path("a/b.md"), "x")
    assert str(raised.value) == "a/b.md: File exists; expected a file that can be written"


@pytest.mark.parametrize("call", ["is_file", "read_bytes"])
def test_a_folder_that_may_not_be_looked_into_is_told(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").touch()

    def denied(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, call, denied)
    with pytest.raises(BackpropError) as raised:
        write(Path("a.md"), "x")
    assert str(raised.value) == "a.md: Permission denied; expected a file that can be written"
