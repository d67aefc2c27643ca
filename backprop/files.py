"""The one place where files are read and written."""

import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from hashlib import sha256
from pathlib import Path

from backprop.errors import BackpropError

# What is written for a file that comes in by standard input, and how large a file of others may be.
INPUT, LARGEST = Path("-"), 25_000_000


def read(path: Path) -> str:
    """Return the text of a file with its line endings as they are; raise where it is missing or not UTF-8."""
    try:
        return (read_bytes(path) if path == INPUT else path.read_bytes()).decode("utf-8")
    except OSError as error:
        raise BackpropError(f"{path}: {error.strerror}; expected a readable text file") from error
    except UnicodeDecodeError as error:
        raise BackpropError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or comes in by standard input for `-`; raise where it is too large."""
    if path == INPUT and sys.stdin is None:
        raise BackpropError("-: found no standard input, expected a file; name it, or pipe it in")
    with nullcontext(sys.stdin.buffer) if path == INPUT else path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BackpropError(
            f"{path}: found more than {LARGEST // 10**6} MB, expected at most as much; keep only what matters"
        )
    return data


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


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return files by name as the body of one."""
    return json.dumps({name: b64encode(content).decode() for name, content in contents.items()}).encode()


def unpacked(body: bytes) -> dict[str, bytes]:
    """Return the files by name that were packed."""
    return {name: b64decode(content) for name, content in json.loads(body).items()}


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
