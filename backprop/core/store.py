"""The store of proofs: values that both routes have proved, kept on disk so that no command repeats a run.

Its one file is named for all that the values depend on, the project's sources and the versions beneath them,
so that a change of any makes another file. It holds a checksum and a line a value, in whole numbers.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import flint
import numpy as np
from flint import arb, fmpq

from backprop import files
from backprop.core import examples
from backprop.core.ops import Proved
from backprop.core.registry import STORE, STORED

SITE = Path("mkdocs.yml")
SUFFIX = ".proofs"
VERSIONS = (sys.version, np.__version__, flint.__version__, flint.__FLINT_VERSION__)


def title(sources: Iterable[Path], versions: tuple[str, ...]) -> str:
    """Return the name of the file for values that come of these sources and versions."""
    parts = [*versions, *(f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in sources)]
    return sha256("\n".join(parts).encode()).hexdigest() + SUFFIX


# Both are taken while modules are loaded and so describe what runs, whatever is edited or put there later.
# All modules that values come of count: one too many costs a run, one too few a wrong number.
SOURCES = [*sorted(Path(__file__).parent.glob("*.py")), *examples.SOURCES]
TITLE = title(SOURCES, VERSIONS)


@dataclass(frozen=True)
class Store:
    """The values of one file by key and precision, and how many of them it held when it was read."""

    path: Path
    values: dict[str, Proved]
    held: int


@contextmanager
def kept(folder: Path = STORE) -> Iterator[None]:
    """Take up the values that `folder` holds and leave it those that are proved meanwhile.

    Like the cache of formulas, the folder belongs beside the site's `mkdocs.yml`; where the current folder
    has none, nothing is read or written.
    """
    if not SITE.is_file():
        yield
        return
    store = _opened(folder.absolute() / TITLE)
    token = STORED.set(store.values)
    try:
        yield
    finally:
        STORED.reset(token)
        _close(store)


@cache
def _opened(path: Path) -> Store:
    values = load(path)
    return Store(path, values, len(values))


def _close(store: Store) -> None:
    """Write what is new, with what another process wrote meanwhile, and remove what has become old."""
    if len(store.values) == store.held:
        return
    save(store.path, load(store.path) | store.values)
    _opened.cache_clear()
    for old in set(store.path.parent.glob(f"*{SUFFIX}")) - {store.path}:
        old.unlink(missing_ok=True)


def save(path: Path, values: dict[str, Proved]) -> None:
    """Write values by name."""
    lines = sorted(f"{name}\t{written(value)}\n" for name, value in values.items())
    files.write_checked(path, "".join(lines).encode())


def load(path: Path) -> dict[str, Proved]:
    """Return the values of a file by name; one that is absent or damaged holds none: all are proved anew."""
    try:
        rows = (line.split("\t") for line in (files.read_checked(path) or b"").decode().splitlines())
        return {name: read(text) for name, text in rows}
    except ValueError:
        return {}


def written(value: Proved) -> str:
    """Return a rational as two whole numbers, p and q; a ball as four, middle and radius as m · 2^e."""
    if isinstance(value, fmpq):
        return f"{int(value.p):x} {int(value.q):x}"
    numbers = (*value.mid().man_exp(), *value.rad().man_exp())
    return " ".join(format(int(number), "x") for number in numbers)


def read(text: str) -> Proved:
    """Return the value of a text; python-flint rounds a radius of more than 29 bits up, by one unit of 30."""
    match [int(number, 16) for number in text.split(" ")]:
        case [p, q] if q > 0:
            return fmpq(p, q)
        case [middle, shift, radius, scale]:
            return arb((middle, shift), (radius, scale))
    raise ValueError(f"found {text!r}, expected the two numbers of a rational or the four of a ball")
