"""The cache of finished files: what takes long to make is kept beside the site's sources, as proofs are.

Its folder is named for all that the files depend on, so that a change of any makes another folder. Each file
begins with a checksum; one that is damaged is made anew.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from backprop import files
from backprop.core import store
from backprop.core.example import Example
from backprop.core.examples import KNOWN

FOLDER = Path(".cache/exports")
SOURCES = [*store.SOURCES, *sorted(Path(__file__).parent.glob("*.py"))]
TITLE = store.title(SOURCES, store.VERSIONS).removesuffix(store.SUFFIX)


def cached(example: Example, name: str, make: Callable[[], str]) -> str:
    """Return the file `name` of an example from the cache, or make it and leave it there.

    Where the current folder has no `mkdocs.yml`, nothing is read or written.
    """
    if not store.SITE.is_file() or KNOWN.get(example.name) is not example:
        return make()
    path = FOLDER / TITLE / name
    body = files.read_checked(path)
    if body is None:
        body = make().encode()
        files.write_checked(path, body)
        _remove_old()
    return body.decode()


def _remove_old() -> None:
    """Remove what older sources have left."""
    for old in FOLDER.iterdir():
        if old.name != TITLE:
            shutil.rmtree(old, ignore_errors=True)
