"""The store of proofs: exact on disk, bound to the sources, not trusted where damaged, no trace elsewhere."""

import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from backprop.cli import main
from backprop.core import registry, store
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse
from backprop.core.ops import Proved, ball
from backprop.core.registry import proved
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from tests.test_house import dependencies, modules

KEY = parse("mazur@1:E_total")
NAME = "mazur@1:E_total 128"
RUNS = (
    "mazur",
    "mazur;bias=shared@1",
    "sigmoid;rate=2@3",
    "signed@2",
    "relu@2",
    "chain;momentum=0.9@1",
    "descent@1",
)
KEYS = [key for run in RUNS for name in GROUPS for key in group_keys(parse(f"{run}:"), name)]
EXPONENTS = st.integers(-(10**30), 10**30)


def bits(value: Proved) -> tuple[object, ...]:
    """Return all that a value is made of."""
    if isinstance(value, fmpq):
        return fmpq, value.p, value.q
    return arb, *value.mid().man_exp(), *value.rad().man_exp()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a new site of which nothing is known, and return where its store will be."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    forget()
    return tmp_path / ".cache" / "proofs" / store.TITLE


def forget() -> None:
    """Let this process know nothing, as a new one."""
    for known in (registry._stored_or_proved, registry.digits, store._opened):
        known.cache_clear()


def kept(key: Key = KEY) -> Proved:
    """Return a value as a command would that runs by itself."""
    forget()
    with store.kept():
        return proved(key, 128)


@pytest.fixture
def no_runs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which any run is a mistake."""

    def refuse(*_: object) -> None:
        pytest.fail("a run was made although its value is kept")

    def switch() -> None:
        monkeypatch.setattr(registry, "route_of", refuse)
        monkeypatch.setattr(registry, "run_of", refuse)

    return switch


@pytest.mark.parametrize("precision", [128, 1024])
def test_every_kind_of_value_is_read_as_it_was_written(precision: int) -> None:
    values = {str(key): proved(key, precision) for key in KEYS}
    assert len(values) > 200
    assert {type(value) for value in values.values()} == {fmpq, arb}
    assert [
        key for key, value in values.items() if bits(store.read(store.written(value))) != bits(value)
    ] == []


@given(st.integers(), EXPONENTS, st.integers(0, 2**30 - 1), EXPONENTS, st.sampled_from([53, 128, 4096]))
def test_a_ball_is_settled_by_writing_it_once(m: int, e: int, r: int, x: int, precision: int) -> None:
    with ctx.workprec(precision):
        first = arb((m, e), (r, x))
        again = store.read(store.written(first))
        assert isinstance(again, arb)
        assert again.contains(first)
        assert bits(again.mid()) == bits(first.mid())
        assert bits(store.read(store.written(again))) == bits(again)


@given(st.floats(-50, 50), st.integers(-2000, 2000))
def test_a_computed_ball_grows_by_no_more_than_the_last_bit_of_its_radius(x: float, e: int) -> None:
    with ctx.workprec(128):
        first = arb(x).exp() * arb((1, e)) / 7
        settled = store.read(store.written(first))
        assert isinstance(settled, arb)
        assert settled.contains(first)
        assert settled.rad() <= first.rad() * (1 + arb(2) ** -29)


@given(st.integers(), st.integers(min_value=1))
def test_a_rational_is_read_as_it_was_written(p: int, q: int) -> None:
    assert bits(store.read(store.written(fmpq(p, q)))) == bits(fmpq(p, q))


def test_numbers_of_any_length_are_kept() -> None:
    long = fmpq(3**20_000, 2**30_000)
    assert store.read(store.written(long)) == long


@pytest.mark.parametrize("text", ["", "1", "1 0", "1 -2", "1 2 3", "1 2 3 4 5", "1.5 2", "x 2", "1  2"])
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"invalid literal|expected the two numbers of a rational"):
        store.read(text)


def test_what_is_kept_is_not_proved_again(site: Path, no_runs: Callable[[], None]) -> None:
    first = {key: kept(key) for key in KEYS[:5]}
    no_runs()
    assert {key: bits(kept(key)) for key in KEYS[:5]} == {key: bits(value) for key, value in first.items()}
    assert len(store.load(site)) == 5


def test_a_value_is_the_same_with_and_without_the_store(site: Path) -> None:
    without = bits(proved(KEY, 128))
    assert not site.exists()
    assert [bits(kept()), bits(kept())] == [without, without]
    assert bits(store.load(site)[NAME]) == without


def test_only_a_site_has_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept()
    assert list(tmp_path.iterdir()) == []


def test_no_store_is_used_outside_of_its_block(site: Path) -> None:
    kept()
    proved(parse("mazur@1:E_o2"), 128)
    kept()
    assert set(store.load(site)) == {NAME}


def change(number: int) -> Callable[[bytes], bytes]:
    """Return what changes the digit so many places before the end."""

    def changed(data: bytes) -> bytes:
        digit = b"1" if data[-number - 1 : -number] != b"1" else b"2"
        return data[: -number - 1] + digit + data[-number:]

    return changed


def body(text: bytes) -> Callable[[bytes], bytes]:
    """Return what puts other lines in place under a checksum that is right."""
    return lambda _: sha256(text).hexdigest().encode() + b"\n" + text


@pytest.mark.parametrize(
    "damage",
    [
        change(1),
        change(12),
        change(40),
        lambda data: data[:-1],
        lambda data: data + data.splitlines(keepends=True)[1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"mazur", b"relu"),
        lambda data: data.partition(b"\n")[2],
        lambda _: b"",
        lambda _: b"\xff\x00\n" * 9,
        lambda _: b'{"not": ["the format", 1]}',
        body(b"\xff\n"),
        body(f"{NAME}\n".encode()),
        body(f"{NAME}\t1 2\t3\n".encode()),
        body(f"{NAME}\t1 0\n".encode()),
        body(f"{NAME}\tone half\n".encode()),
        body(b"[]\n"),
    ],
)
def test_a_damaged_store_is_proved_anew_and_mended(site: Path, damage: Callable[[bytes], bytes]) -> None:
    value, sound = kept(), site.read_bytes()
    site.write_bytes(damage(sound))
    assert store.load(site) == {}
    assert bits(kept()) == bits(value)
    assert site.read_bytes() == sound


def test_a_wrong_value_under_a_right_checksum_is_what_only_a_forger_makes(site: Path) -> None:
    kept()
    store.save(site, {NAME: fmpq(1, 3)})
    assert kept() == fmpq(1, 3)


def sources(folder: Path, **texts: str) -> list[Path]:
    """Write modules and return where they are."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    return sorted(folder.glob("*.py"))


@pytest.mark.parametrize(
    ("texts", "versions", "same"),
    [
        ({"ops": "a = 1", "keys": "b"}, ("3.11", "2.4"), True),
        ({"ops": "a = 2", "keys": "b"}, ("3.11", "2.4"), False),
        ({"ops": "a = 1 ", "keys": "b"}, ("3.11", "2.4"), False),
        ({"opz": "a = 1", "keys": "b"}, ("3.11", "2.4"), False),
        ({"ops": "b", "keys": "a = 1"}, ("3.11", "2.4"), False),
        ({"ops": "a = 1"}, ("3.11", "2.4"), False),
        ({"ops": "a = 1", "keys": "b", "more": ""}, ("3.11", "2.4"), False),
        ({"ops": "a = 1", "keys": "b"}, ("3.11", "2.5"), False),
        ({"ops": "a = 1", "keys": "b"}, ("3.12", "2.4"), False),
    ],
)
def test_the_name_changes_with_all_that_values_depend_on(
    texts: dict[str, str], versions: tuple[str, ...], same: bool, tmp_path: Path
) -> None:
    usual = store.title(sources(tmp_path / "usual", ops="a = 1", keys="b"), ("3.11", "2.4"))
    assert (store.title(sources(tmp_path / "other", **texts), versions) == usual) is same


def test_every_module_that_the_registry_needs_is_among_the_sources() -> None:
    uses = dependencies(modules())
    todo = ["core.registry", "networks.examples"]
    needed = set(todo)
    while todo:
        new = uses[todo.pop()] - needed
        needed |= new
        todo += new
    assert {"core.ops", "core.graph", "networks.matrix", "core.program"} <= needed
    known = {f"{path.parent.name}.{path.stem}" for path in store.SOURCES}
    assert needed - {"errors", "files", "release"} <= known
    assert store.title(store.SOURCES, store.VERSIONS) == store.TITLE
    assert len(set(store.VERSIONS)) == len(store.VERSIONS) == 4


def test_what_is_old_goes_and_what_is_not_ours_stays(site: Path) -> None:
    site.parent.mkdir(parents=True)
    old, other = site.parent / f"{'0' * 64}.proofs", site.parent / ".begun.proofs.x7"
    old.touch()
    other.touch()
    kept()
    assert sorted(site.parent.iterdir()) == sorted([site, other])


def test_nothing_new_is_nothing_written(site: Path) -> None:
    kept()
    before = site.stat()
    kept()
    assert (site.stat().st_mtime_ns, site.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_another_process_wrote_meanwhile_stays(site: Path) -> None:
    with store.kept():
        proved(KEY, 128)
        store.save(site, {"relu:w1 128": fmpq(3, 25)})
    assert set(store.load(site)) == {NAME, "relu:w1 128"}


def test_what_was_proved_before_an_error_is_kept(site: Path) -> None:
    def command() -> None:
        with store.kept():
            proved(KEY, 128)
            proved(parse("mazur:w9"), 128)

    with pytest.raises(BackpropError, match="no quantity is named 'w9'"):
        command()
    assert set(store.load(site)) == {NAME}


def test_an_example_made_up_at_run_time_is_not_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    for name in ("made-up", "mazur"):
        layer = Layer((("0.5",),), "linear")
        monkeypatch.setitem(EXAMPLES, name, Network(name, "Made up", ("1",), ("1",), (layer,), rate="0.1"))
    registry._graph.cache_clear()
    registry._run.cache_clear()
    registry.entry.cache_clear()
    assert [kept(parse(f"{name}:E_total")) for name in ("made-up", "mazur")] == [fmpq(1, 8)] * 2
    assert set(store.load(site)) == {NAME}
    for known in (registry._graph, registry._run, registry.entry):
        known.cache_clear()


@pytest.mark.parametrize("value", [arb("nan"), arb("inf"), arb(0, "inf")], ids=str)
def test_what_is_no_finite_number_is_passed_on_but_not_kept(
    value: arb, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_proved", lambda *_: value)
    assert [kept() is value, kept() is value] == [True, True]
    assert not site.exists()


def test_what_is_undecided_is_not_kept(site: Path) -> None:
    with store.kept(), pytest.raises(UndecidedError):
        proved(parse("relu;rate=0.1@90:out_o1"), 128)
    assert not site.exists()


def test_routes_that_part_leave_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "route_of", lambda *_: type("Seven", (), {"value": lambda *_: arb(7)})())
    with pytest.raises(BackpropError, match="nothing is printed"):
        kept()
    assert not site.exists()


def test_a_place_that_cannot_be_written_is_told_in_one_line(site: Path) -> None:
    Path(".cache").touch()
    with pytest.raises(BackpropError) as caught:
        kept()
    assert str(caught.value) == f"{site}: Not a directory; expected a file that can be written"


WORDS = ("value", "mazur@10:E_total", "relu@2:w1", "relu;rate=0.1@90:out_o1", "mazur;bias=each@1:b_o1")


@pytest.mark.parametrize("more", [[], ["--json"], ["--digits", "100"]], ids=str)
def test_the_command_prints_the_same_with_and_without_the_store(
    site: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for place in ("nothing kept", "all kept", "no site"):
        forget()
        if place == "no site":
            Path("mkdocs.yml").unlink()
        assert main([*WORDS, *more]) == 0
        printed.append(capsys.readouterr().out)
        assert site.exists()
    assert printed[0] == printed[1] == printed[2] != ""


def test_processes_at_the_same_time_leave_a_sound_store(site: Path) -> None:
    command = [str(Path(sys.executable).with_name("backprop")), *WORDS]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(3)]
    printed = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(printed) == 1
    held = store.load(site)
    assert {"mazur@10:E_total 128", "relu;rate=0.1@90:out_o1 256"} <= set(held)
    with ctx.workprec(128):
        assert ball(held["mazur@10:E_total 128"]).overlaps(ball(proved(parse("mazur@10:E_total"), 128)))
    assert [path.name for path in site.parent.iterdir()] == [site.name]
