"""The one home of what is kept on disk, `.cache` beside the site's `mkdocs.yml`.

A result is found by all that it was made of. What is missing, damaged or unreadable is made anew; where
nothing can be written, work goes on without. It knows nothing of what it keeps.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError

SITE, HOME = Path("mkdocs.yml"), Path(".cache")
# How many bytes a room may hold, and after how many files written to it this is seen to again.
LIMIT, TURN = 400_000_000, 500

_written: dict[Path, "count[int]"] = {}


def kept(room: str, parts: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return what `make` returns, from `.cache/<room>/` where it was made before of the same `parts`."""
    if not SITE.is_file():
        return make()
    path = place(room, parts)
    body = read(path)
    if body is None:
        body = make()
        write(path, body)
    return body


def place(room: str, parts: Iterable[str | bytes]) -> Path:
    """Return where the result of these parts is kept: a name for their lengths and contents."""
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return HOME / room / digest.hexdigest()


def read(path: Path) -> bytes | None:
    """Return what is kept at a place, and note that it was used; None where nothing sound is."""
    body = files.read_checked(path)
    if body is not None:
        files.mark_used(path)
    return body


def empty() -> None:
    """Remove all that is kept; raise where that cannot be done."""
    files.remove(HOME)


def write(path: Path, body: bytes) -> None:
    """Keep `body` at a place, if that can be done; now and then remove what its room used longest ago."""
    with suppress(BackpropError):
        files.write_checked(path, body)
        if next(_written.setdefault(path.parent, count())) % TURN == 0:
            files.remove_oldest(path.parent, LIMIT)
