"""The cache of finished files: what takes long to make is kept beside the site's sources, as proofs are.

Its folder is named for all that the files depend on, so that a change of any makes another folder. Each file
begins with a checksum; one that is damaged is made anew.
"""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from backprop import files
from backprop.core import store
from backprop.networks.examples import EXAMPLES

FOLDER = Path(".cache/exports")
SOURCES = [*store.SOURCES, *sorted(Path(__file__).parent.glob("*.py"))]
TITLE = store.title(SOURCES, store.VERSIONS).removesuffix(store.SUFFIX)


def kept(example: str, name: str, make: Callable[[], str]) -> str:
    """Return the file `name` of an example from the cache, or make it and leave it there.

    Where the current folder has no `mkdocs.yml`, nothing is read or written.
    """
    if not store.SITE.is_file() or EXAMPLES.get(example) is not store.KNOWN.get(example):
        return make()
    file = FOLDER / TITLE / name
    text = _read(file)
    if text is None:
        text = make()
        files.write(file, _checksum(text.encode()) + b"\n" + text.encode())
        _tidy()
    return text


def _read(file: Path) -> str | None:
    try:
        checksum, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body.decode() if checksum == _checksum(body) else None


def _checksum(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode()


def _tidy() -> None:
    """Remove what older sources have left."""
    for old in FOLDER.iterdir():
        if old.name != TITLE:
            shutil.rmtree(old, ignore_errors=True)
