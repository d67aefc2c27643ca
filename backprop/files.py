"""The one place where files are read and written."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from backprop.errors import BackpropError


def read(path: Path) -> str:
    """Return the text of a file with its line endings as they are; raise where it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BackpropError(f"{path}: {error.strerror}; expected a readable text file") from error
    except UnicodeDecodeError as error:
        raise BackpropError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def write(path: Path, content: str | bytes) -> bool:
    """Put `content` in place at once, or leave the file alone where it holds it; tell whether it changed."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise BackpropError(f"{path}: {error.strerror}; expected a file that can be written") from error
    return True


def write_checked(path: Path, body: bytes) -> None:
    """Write `body` below its checksum."""
    write(path, sha256(body).hexdigest().encode() + b"\n" + body)


def read_checked(path: Path) -> bytes | None:
    """Return what stands below the checksum of a file; none where it is absent or damaged."""
    try:
        if not path.is_file():  # a pipe, say, would keep its reader waiting
            return None
        checksum, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if checksum == sha256(body).hexdigest().encode() else None


def mark_used(path: Path) -> None:
    """Note that a file was used now, by its time of change, if that can be done."""
    with suppress(OSError):
        os.utime(path)


def remove_oldest(folder: Path, limit: int) -> None:
    """Where the files of a folder take more than `limit` bytes, remove the oldest down to half as many."""
    with suppress(OSError):
        stats = [(path.stat(), path) for path in folder.iterdir() if path.is_file()]
        sizes = sorted((stat.st_mtime_ns, stat.st_size, path) for stat, path in stats)
        total = sum(size for _, size, _ in sizes)
        if total <= limit:
            return
        for _, size, path in sizes:
            if total <= limit // 2:
                break
            total -= size
            path.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove a folder, where there is one, with all that it holds."""
    import shutil

    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise BackpropError(f"{folder}: {error.strerror}; expected a folder that can be removed") from error


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # what only reads is faster without

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
