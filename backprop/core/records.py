"""Records of results, each taken up only for the very same inputs, code and examples.

They are in use where a command says so. All that enters one comes of values that the second route verified.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from pathlib import Path

from backprop import files
from backprop.cache import kept, place
from backprop.code import digest_of_code
from backprop.core import registry
from backprop.core.examples import EXAMPLES, KNOWN, SOURCES
from backprop.core.measurements import FOLDER as MEASUREMENTS
from backprop.core.project import project

PACKAGE = Path(__file__).parents[1]
_used: ContextVar[bool] = ContextVar("used", default=False)


@contextmanager
def in_use(*, use: bool = True) -> Iterator[None]:
    """Take results from their records and leave new ones; without, all is made anew and nothing is left."""
    token = _used.set(use)
    try:
        with registry.verified():
            yield
    finally:
        _used.reset(token)


def recorded(room: str, module: str, parts: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return what a module of the package makes of `parts`, from its record where records are in use.

    A program that puts other examples in the place of the project's gets none of their records.
    """
    return kept(room, _origin(module, parts), make) if _are_used() else make()


def is_recorded(room: str, module: str, parts: Iterable[str | bytes]) -> bool:
    """Tell whether there is a record to be taken up."""
    return _are_used() and place(room, _origin(module, parts)).is_file()


def _are_used() -> bool:
    return _used.get() and EXAMPLES == KNOWN


def _origin(module: str, parts: Iterable[str | bytes]) -> list[str | bytes]:
    return [digest_of_code(module), digest_of_examples(), *parts]


@cache
def digest_of_examples() -> str:
    """Return a digest of what examples come of, of measurements, and of the package's other files."""
    if project().is_own:
        own = [digest_of_code("backprop.networks.examples")]
    else:
        own = [repr(project()), *(sha256(source).hexdigest() for source in SOURCES)]
    beside = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in {".json", ".mjs", ".tsv"}]
    beside += sorted(MEASUREMENTS.glob("*.json"))
    return sha256("\n".join([*own, *map(digest_of_file, beside)]).encode()).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the digest of a file's text, and `absent` where there is none."""
    return sha256(files.read(path).encode()).hexdigest() if path.is_file() else "absent"
