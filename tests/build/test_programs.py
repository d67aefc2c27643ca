"""The programs that a site is published with: complete, the same bytes of the same code, and no others."""

import tarfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from backprop.build import programs
from backprop.build.programs import SUMS, anonymous, build, sources_below, write_programs
from backprop.core.project import Project
from backprop.errors import BackpropError
from backprop.release import DATE, VERSION
from tests.project import ROOT

WHEEL, ARCHIVE = f"backprop-{VERSION}-py3-none-any.whl", f"backprop-{VERSION}.tar.gz"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return programs.programs(ROOT)


def test_there_are_a_wheel_and_an_archive_with_their_checksums(made: dict[str, bytes]) -> None:
    assert list(made) == [WHEEL, ARCHIVE, SUMS]
    assert made[SUMS].decode().splitlines() == [
        f"{sha256(made[name]).hexdigest()}  {name}" for name in (WHEEL, ARCHIVE)
    ]


def test_both_hold_the_sources(made: dict[str, bytes]) -> None:
    sources = sources_below(ROOT)
    package = {path: text for path, text in sources.items() if path.startswith("backprop/")}
    assert len(package) > 300
    with ZipFile(BytesIO(made[WHEEL])) as wheel:
        assert {path: wheel.read(path) for path in package} == package
    with tarfile.open(fileobj=BytesIO(made[ARCHIVE])) as archive:
        found = {
            member.name.partition("/")[2]: file.read()
            for member in archive
            if (file := archive.extractfile(member))
        }
    assert {path: found[path] for path in sources} == sources


def test_times_and_owners_are_those_of_no_machine(made: dict[str, bytes]) -> None:
    with ZipFile(BytesIO(made[WHEEL])) as wheel:
        days = {"-".join(f"{part:02}" for part in info.date_time[:3]) for info in wheel.infolist()}
    assert days == {DATE}
    with tarfile.open(fileobj=BytesIO(made[ARCHIVE])) as archive:
        assert {(member.uid, member.gid, member.uname, member.gname) for member in archive} == {
            (0, 0, "", "")
        }
        assert len({member.mtime for member in archive}) == 1
    assert anonymous(made[ARCHIVE]) == made[ARCHIVE]


def test_the_same_sources_give_the_same_bytes(
    made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    again = build(sources_below(ROOT))
    assert [name for name in again if again[name] != made[name]] == []


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(
        BackpropError, match=r"^pyproject.toml: setuptools ended with .+; run scripts/install$"
    ):
        build({"pyproject.toml": b"[project"})


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of pages of a checkout whose programs take no time."""
    for name in programs.MADE_OF:
        (tmp_path / name).touch()
    monkeypatch.setattr(programs, "programs", lambda _: {WHEEL: b"wheel", SUMS: b"sums"})
    return tmp_path / "docs"


def test_programs_of_an_earlier_version_go(docs: Path) -> None:
    write_programs(docs)
    (docs / "programs/backprop-0.9.0.tar.gz").touch()
    write_programs(docs)
    assert sorted(path.name for path in (docs / "programs").iterdir()) == sorted([WHEEL, SUMS])


def test_a_subject_of_its_own_and_what_is_no_checkout_have_none(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (docs.parent / "LICENSE").unlink()
    write_programs(docs)
    (docs.parent / "LICENSE").touch()
    own = Project("subject:EXAMPLES", "Title", "Author", "1.0.0", DATE)
    monkeypatch.setattr(programs, "project", lambda: own)
    write_programs(docs)
    assert not docs.exists()
