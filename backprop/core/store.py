"""The store of proofs: values that both routes have proved, kept on disk so that no command repeats a run.

A file holds those of one example under its options, a line a value, in whole numbers. It is found by all that
they come of: the example, the code that computes them, and what is installed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from flint import arb, fmpq

from backprop import cache as disk
from backprop.code import digest_of_code
from backprop.core.examples import EXAMPLES, KNOWN, origin
from backprop.core.keys import Key
from backprop.core.ops import Proved

ROOM = "proofs"
# How many characters a file may hold; one that would be longer begins anew.
LONGEST = 8_000_000

# The files in use, each by its example and options; None where no store is in use.
_files: ContextVar[dict[Key, "Values"] | None] = ContextVar("files", default=None)


@dataclass(frozen=True)
class Values:
    """The values of one file as texts, by step, quantity and precision, and those not written yet."""

    path: Path
    known: dict[str, str]
    fresh: dict[str, str] = field(default_factory=dict)


@contextmanager
def kept() -> Iterator[None]:
    """Take up the values that the store holds and leave it those that are proved meanwhile.

    It belongs beside the site's `mkdocs.yml`; where the current folder has none, nothing is read or written.
    """
    used = (_files.get() or {}) if disk.SITE.is_file() else None
    token = _files.set(used)
    try:
        yield
    finally:
        _files.reset(token)
        for values in (used or {}).values():
            _close(values)


def _close(values: Values) -> None:
    """Write what is new, with what another process wrote meanwhile."""
    if values.fresh:
        texts = load(values.path) | values.fresh
        save(values.path, texts if sum(map(len, texts.values())) < LONGEST else values.fresh)
        values.fresh.clear()


def stored(key: Key, precision: int) -> Proved | None:
    """Return the value that the store in use holds; None where it holds none that can be read."""
    values = _values(key)
    try:
        return read(values.known[_name(key, precision)]) if values else None
    except (KeyError, ValueError):
        return None


def store(key: Key, precision: int, value: Proved) -> None:
    """Let a value join those of the store in use."""
    if values := _values(key):
        name = _name(key, precision)
        values.known[name] = values.fresh[name] = written(value)


def _name(key: Key, precision: int) -> str:
    return f"{key.step}:{key.quantity} {precision}"


def _values(key: Key) -> Values | None:
    """Return the file of the run of a key; an example that was put in place at run time has none."""
    used, run = _files.get(), key.of("", 0)
    if used is None or EXAMPLES.get(key.example) is not KNOWN.get(key.example):
        return None
    if run not in used:
        path = place(key).absolute()
        used[run] = Values(path, load(path))
    return used[run]


def place(key: Key) -> Path:
    """Return where the values of the run of a key are kept."""
    options = (part for option in key.options for part in option)
    made_of = origin(EXAMPLES[key.example])
    return disk.place(ROOM, [digest_of_code("backprop.core.registry"), *made_of, *options])


def load(path: Path) -> dict[str, str]:
    """Return the texts of a file by name; one that is absent or damaged holds none: all are proved anew."""
    try:
        return dict(line.split("\t") for line in (disk.read(path) or b"").decode().splitlines())
    except ValueError:
        return {}


def save(path: Path, texts: dict[str, str]) -> None:
    """Write texts by name."""
    disk.write(path, "".join(f"{name}\t{text}\n" for name, text in sorted(texts.items())).encode())


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
