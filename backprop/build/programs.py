"""The programs of a site, published with it: the wheel, the source archive and the checksums of both.

They are made of nothing but the files of a checkout and the day of the release: the same code gives the same
bytes.
"""

import gzip
import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from backprop import files
from backprop.cache import kept
from backprop.code import versions
from backprop.core.project import project
from backprop.errors import BackpropError

FOLDER, SUMS = "programs", "SHA256SUMS"
MADE_OF = ("backprop", "pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT")
_BUILD = """
from setuptools import build_meta
build_meta.build_wheel("made")
build_meta.build_sdist("made")
"""


def write_programs(docs: Path) -> None:
    """Put the programs below `docs`, where these are the pages of the package itself, and no others."""
    if not project().is_own or not all((docs.parent / name).exists() for name in MADE_OF):
        return
    contents = programs(docs.parent)
    folder = docs / FOLDER
    if folder.is_dir() and not {path.name for path in folder.iterdir()} <= contents.keys():
        files.remove(folder)
    for name, content in contents.items():
        files.write(folder / name, content)


def programs(root: Path) -> dict[str, bytes]:
    """Return the files by name, from the cache where they were made of the same sources before."""
    sources = sources_below(root)
    named = [part for name, source in sources.items() for part in (name, source)]
    parts = (project().date, *versions(), files.read_bytes(Path(__file__)), *named)
    contents = files.unpacked(kept("programs", parts, lambda: files.packed(build(sources))))
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items())
    return {**contents, SUMS: sums.encode()}


def sources_below(root: Path) -> dict[str, bytes]:
    """Return the sources of the package by their paths in a checkout, without what Python leaves there."""
    places = (root / name for name in MADE_OF)
    every = (file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*"))))
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in every
        if file.is_file() and "__pycache__" not in file.parts
    }


def build(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the wheel and the source archive that setuptools makes of sources; raise where it fails."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, source in sources.items():
            files.write(folder / path, source)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(_seconds())}
        command = [sys.executable, "-c", _BUILD]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise BackpropError(f"pyproject.toml: setuptools ended with {reason}; run scripts/install")
        made = {path.name: path.read_bytes() for path in sorted((folder / "made").iterdir())}
    return {name: anonymous(data) if name.endswith(".gz") else data for name, data in made.items()}


def anonymous(archive: bytes) -> bytes:
    """Return a source archive without its owner and its times, other than the day of the release."""
    output = BytesIO()
    with (
        tarfile.open(fileobj=BytesIO(archive)) as old,
        gzip.GzipFile("", "wb", fileobj=output, mtime=_seconds()) as packed,
        tarfile.open(fileobj=packed, mode="w") as new,
    ):
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            plain = tarfile.TarInfo(member.name)
            plain.type, plain.size, plain.mtime = member.type, member.size, _seconds()
            plain.mode = 0o755 if member.isdir() else 0o644
            new.addfile(plain, old.extractfile(member))
    return output.getvalue()


def _seconds() -> int:
    return int(datetime.fromisoformat(project().date).replace(tzinfo=UTC).timestamp())
