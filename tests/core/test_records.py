"""Records: taken up where they are in use, for the very same inputs, code and examples alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backprop.core import records, registry
from backprop.core.examples import EXAMPLES
from backprop.core.keys import parse
from backprop.core.project import OWN
from backprop.core.records import digest_of_file, in_use, recorded
from backprop.files import read_checked, write_checked

MODULE = "backprop.core.digits"
Make = Callable[[], bytes]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a project that has no records."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()


@pytest.fixture
def make() -> Make:
    """Return a function whose results are numbered."""
    count = iter(range(9))
    return lambda: str(next(count)).encode()


def test_a_record_in_use_is_made_once(make: Make) -> None:
    with in_use():
        assert [recorded("room", MODULE, ["a"], make) for _ in range(3)] == [b"0"] * 3
        assert recorded("room", MODULE, ["b"], make) == b"1"
        assert recorded("room", "backprop.core.tex", ["a"], make) == b"2"


@pytest.mark.parametrize("use", [True, False])
def test_without_use_all_is_made_anew_and_nothing_left(make: Make, use: bool) -> None:
    with in_use(use=False):
        assert [recorded("room", MODULE, ["a"], make) for _ in range(2)] == [b"0", b"1"]
    assert recorded("room", MODULE, ["a"], make) == b"2"
    assert not Path(".cache/room").exists()
    with in_use(use=use):
        recorded("room", MODULE, ["a"], make)
    assert Path(".cache/room").exists() is use


def test_other_examples_have_no_records(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_use():
        recorded("room", MODULE, ["a"], make)
        monkeypatch.setitem(EXAMPLES, "mazur", EXAMPLES["relu"])
        assert recorded("room", MODULE, ["a"], make) == b"1"


def test_a_damaged_record_is_made_anew(make: Make) -> None:
    with in_use():
        recorded("room", MODULE, ["a"], make)
        (path,) = Path(".cache/room").iterdir()
        path.write_bytes(path.read_bytes() + b"more")
        assert recorded("room", MODULE, ["a"], make) == b"1"
        assert read_checked(path) == b"1"
        write_checked(path, b"forged")
        assert recorded("room", MODULE, ["a"], make) == b"forged"


def test_what_enters_a_record_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(registry, "_verify", lambda key, _: seen.append(key))
    registry.proved(parse("mazur:net_h1"), 128)
    with in_use():
        registry.proved(parse("mazur:net_h1"), 128)
    assert seen == [parse("mazur:net_h1")]


def test_the_digest_of_a_file_is_that_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("one")
    (tmp_path / "c").write_text("two")
    digests = [digest_of_file(tmp_path / name) for name in "abcd"]
    assert digests[0] == digests[1] != digests[2]
    assert digests[3] == "absent"


def test_the_examples_of_another_project_count_by_their_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "project", lambda: replace(OWN, examples="loan:EXAMPLES"))
    digests = set()
    for source in (b"A = 1\n", b"A = 2\n"):
        monkeypatch.setattr(records, "SOURCES", [source])
        digests.add(records.digest_of_examples.__wrapped__())
    assert len(digests) == 2
