"""The store of proofs: exact on disk, bound to the sources, not trusted where damaged, no trace elsewhere."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from backprop import code
from backprop.cli import main
from backprop.core import registry, store
from backprop.core.examples import KNOWN
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse
from backprop.core.ops import Proved, ball
from backprop.core.registry import proved
from backprop.core.store import load, place, read, save, written
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network

KEY = parse("mazur@1:E_total")
NAME = "1:E_total 128"
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
    """Stand in a new site of which nothing is known, and return where the run of `KEY` will be kept."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    forget()
    return tmp_path / place(KEY)


def forget() -> None:
    """Let this process know nothing, as a new one."""
    for known in (registry._stored_or_proved, registry._verify, registry.digits):
        known.cache_clear()


def name(key: Key, precision: int = 128) -> str:
    """Return what a value is called in the file of its run."""
    return f"{key.step}:{key.quantity} {precision}"


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
    assert [key for key, value in values.items() if bits(read(written(value))) != bits(value)] == []


@given(st.integers(), EXPONENTS, st.integers(0, 2**30 - 1), EXPONENTS, st.sampled_from([53, 128, 4096]))
def test_a_ball_is_settled_by_writing_it_once(m: int, e: int, r: int, x: int, precision: int) -> None:
    with ctx.workprec(precision):
        first = arb((m, e), (r, x))
        again = read(written(first))
        assert isinstance(again, arb)
        assert again.contains(first)
        assert bits(again.mid()) == bits(first.mid())
        assert bits(read(written(again))) == bits(again)


@given(st.floats(-50, 50), st.integers(-2000, 2000))
def test_a_computed_ball_grows_by_no_more_than_the_last_bit_of_its_radius(x: float, e: int) -> None:
    with ctx.workprec(128):
        first = arb(x).exp() * arb((1, e)) / 7
        settled = read(written(first))
        assert isinstance(settled, arb)
        assert settled.contains(first)
        assert settled.rad() <= first.rad() * (1 + arb(2) ** -29)


@given(st.integers(), st.integers(min_value=1))
def test_a_rational_is_read_as_it_was_written(p: int, q: int) -> None:
    assert bits(read(written(fmpq(p, q)))) == bits(fmpq(p, q))


def test_numbers_of_any_length_are_kept() -> None:
    long = fmpq(3**20_000, 2**30_000)
    assert read(written(long)) == long


@pytest.mark.parametrize("text", ["", "1", "1 0", "1 -2", "1 2 3", "1 2 3 4 5", "1.5 2", "x 2", "1  2"])
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"invalid literal|expected the two numbers of a rational"):
        read(text)


def test_what_is_kept_is_not_proved_again(site: Path, no_runs: Callable[[], None]) -> None:
    first = {key: kept(key) for key in KEYS[:5]}
    no_runs()
    assert {key: bits(kept(key)) for key in KEYS[:5]} == {key: bits(value) for key, value in first.items()}
    assert set(load(site)) == {name(key) for key in KEYS[:5]}


def test_a_value_is_the_same_with_and_without_the_store(site: Path) -> None:
    without = bits(proved(KEY, 128))
    assert not site.exists()
    assert [bits(kept()), bits(kept())] == [without, without]
    assert bits(read(load(site)[NAME])) == without


def test_only_a_site_has_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept()
    assert list(tmp_path.iterdir()) == []


def test_no_store_is_used_outside_of_its_block(site: Path) -> None:
    kept()
    proved(parse("mazur@1:E_o2"), 128)
    kept()
    assert set(load(site)) == {NAME}


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
        lambda data: data.replace(b"E_total", b"E_o1"),
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
        body(f"{NAME}\t\n".encode()),
    ],
)
def test_a_damaged_store_is_proved_anew_and_mended(site: Path, damage: Callable[[bytes], bytes]) -> None:
    value, sound = kept(), site.read_bytes()
    site.write_bytes(damage(sound))
    assert bits(kept()) == bits(value)
    assert site.read_bytes() == sound


def test_a_wrong_value_under_a_right_checksum_is_what_only_a_forger_makes(site: Path) -> None:
    kept()
    save(site, {NAME: "1 3"})
    assert kept() == fmpq(1, 3)


def changed(monkeypatch: pytest.MonkeyPatch, name: str, **fields: object) -> None:
    """Put an example in place as a project does that defines it so."""
    example = replace(EXAMPLES[name], **fields)  # type: ignore[arg-type]
    for examples in (EXAMPLES, KNOWN):
        monkeypatch.setitem(examples, name, example)


RUNS_APART = [parse(f"{run}:") for run in ("mazur", "mazur;rate=2", "mazur;bias=each", "sigmoid", "descent")]


def places() -> list[Path]:
    return [place(key) for key in RUNS_APART]


@pytest.mark.usefixtures("site")
def test_a_change_of_an_example_empties_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    before = places()
    assert len(set(before)) == len(before)
    changed(monkeypatch, "mazur", rate="0.4")
    assert [new == old for new, old in zip(places(), before, strict=True)] == [False] * 3 + [True] * 2
    monkeypatch.setitem(EXAMPLES, "more", EXAMPLES["mazur"])
    assert places()[3:] == before[3:]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("module", "alike"),
    [
        ("core.ops", [False, False]),
        ("core.route", [False, False]),
        ("core.expression", [False, False]),
        ("networks.matrix", [False, True]),
        ("networks.monomials", [True, False]),
        ("networks.quantities", [False, False]),
        ("networks.examples", [True, True]),
        ("figures.network", [True, True]),
        ("core.claims", [True, True]),
    ],
)
def test_a_change_of_code_empties_what_comes_of_it(
    module: str, alike: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [parse("mazur:"), parse("descent:")]
    before = [place(key) for key in keys]
    code.digest_of_code.cache_clear()
    outline = code._outline
    edited = f"backprop.{module}"
    monkeypatch.setattr(code, "_outline", lambda name: [*("+" * (name == edited)), *outline(name)])
    after = [place(key) for key in keys]
    code.digest_of_code.cache_clear()
    assert [new == old for new, old in zip(after, before, strict=True)] == alike


def test_a_run_has_a_file_of_its_own(site: Path) -> None:
    for key in (KEY, parse("mazur;rate=2@1:E_total"), parse("mazur@2:E_o1")):
        kept(key)
    assert set(load(site)) == {NAME, "2:E_o1 128"}
    assert set(load(place(parse("mazur;rate=2:")))) == {NAME}


@pytest.mark.usefixtures("site")
def test_a_file_that_would_be_too_long_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    monkeypatch.setattr(store, "LONGEST", 50)
    kept(parse("mazur:w1"))
    assert set(load(place(KEY))) == {"0:w1 128"}


def test_nothing_new_is_nothing_written(site: Path) -> None:
    kept()
    before = site.stat().st_ino
    kept()
    assert site.stat().st_ino == before


def test_what_another_process_wrote_meanwhile_stays(site: Path) -> None:
    with store.kept():
        proved(KEY, 128)
        save(site, {"0:w1 128": "3 14"})
    assert set(load(site)) == {NAME, "0:w1 128"}


def test_a_block_within_a_block_shares_what_is_known(site: Path) -> None:
    with store.kept():
        proved(KEY, 128)
        with store.kept():
            proved(parse("mazur@1:E_o1"), 128)
        assert set(load(site)) == {NAME, "1:E_o1 128"}
        proved(parse("mazur@1:E_o2"), 128)
    assert set(load(site)) == {NAME, "1:E_o1 128", "1:E_o2 128"}


def test_what_was_proved_before_an_error_is_kept(site: Path) -> None:
    def command() -> None:
        with store.kept():
            proved(KEY, 128)
            proved(parse("mazur:w9"), 128)

    with pytest.raises(BackpropError, match="no quantity is named 'w9'"):
        command()
    assert set(load(site)) == {NAME}


def test_an_example_made_up_at_run_time_is_not_kept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    for name in ("made-up", "mazur"):
        layer = Layer((("0.5",),), "linear")
        monkeypatch.setitem(EXAMPLES, name, Network(name, "Made up", ("1",), ("1",), (layer,), rate="0.1"))
    registry._graph.cache_clear()
    registry._run.cache_clear()
    registry.entry.cache_clear()
    assert [kept(parse(f"{name}:E_total")) for name in ("made-up", "mazur")] == [fmpq(1, 8)] * 2
    assert set(load(site)) == {NAME}
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


def put_file_for_folder() -> None:
    Path(".cache").touch()


def forbid_writing() -> None:
    Path(".cache/proofs").mkdir(parents=True)
    Path(".cache/proofs").chmod(0o500)


@pytest.mark.parametrize("spoil", [put_file_for_folder, forbid_writing])
def test_where_nothing_can_be_kept_a_value_is_printed_all_the_same(
    spoil: Callable[[], None], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil()
    for _ in range(2):
        forget()
        assert main(["value", str(KEY)]) == 0
        assert capsys.readouterr() == ("mazur@1:E_total ≈ 0.29102777369359935\n", "")
    site.parent.parent.chmod(0o700)


WORDS = ("value", "mazur@10:E_total", "relu@2:w1", "relu;rate=0.1@90:out_o1", "mazur;bias=each@1:b_o1")


@pytest.mark.parametrize("more", [[], ["--json"], ["--digits", "100"]], ids=str)
def test_the_command_prints_the_same_with_and_without_the_store(
    site: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for situation in ("nothing kept", "all kept", "no site"):
        forget()
        if situation == "no site":
            Path("mkdocs.yml").unlink()
        assert main([*WORDS, *more]) == 0
        printed.append(capsys.readouterr().out)
        assert site.exists()
    assert printed[0] == printed[1] == printed[2] != ""


def test_commands_that_are_killed_leave_nothing_wrong(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [str(Path(sys.executable).with_name("backprop")), *WORDS]
    for turn in range(int(os.environ.get("KILLS", "4"))):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as killed:
            time.sleep(0.05 + turn * 0.173 % 0.8)
            killed.kill()
    assert main([*WORDS]) == 0
    with_store = capsys.readouterr().out
    Path("mkdocs.yml").unlink()
    forget()
    assert main([*WORDS]) == 0
    assert capsys.readouterr().out == with_store != ""
    assert site.exists()


def test_processes_at_the_same_time_leave_a_sound_store(site: Path) -> None:
    command = [str(Path(sys.executable).with_name("backprop")), *WORDS]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(3)]
    printed = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(printed) == 1
    assert set(load(place(parse("relu;rate=0.1:")))) == {"90:out_o1 256"}
    with ctx.workprec(128):
        one = ball(read(load(site)["10:E_total 128"]))
        assert one.overlaps(ball(proved(parse("mazur@10:E_total"), 128)))
    assert len(list(site.parent.iterdir())) == 4
