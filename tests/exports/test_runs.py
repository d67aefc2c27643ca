"""Training runs as CSV: what the registry says of each cell, from two routes that have to agree."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from flint import arb

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.keys import Key, parse_run
from backprop.core.ops import OPS
from backprop.core.route import Route
from backprop.errors import BackpropError, UndecidedError
from backprop.exports import runs
from backprop.exports.runs import PRECISIONS, STEPS, columns, file_name, rates, run_files, run_table
from backprop.networks.activations import BACKWARD
from backprop.networks.examples import EXAMPLES, curve_of
from backprop.networks.polynomial import Polynomial

SHORT = (0, 1, 2, 3, 10, 40)

Row = dict[str, str]


def read(text: str) -> list[Row]:
    """Return the rows of a table by the names of their columns."""
    return list(csv.DictReader(text.splitlines(), strict=True))


def unlike(run: Key, rows: list[Row]) -> list[str]:
    """Return the keys of the cells that are not what the registry says."""
    cells = [
        (run.of(column, int(row["step"])), cell)
        for row in rows
        for column, cell in row.items()
        if column != "step"
    ]
    rule = significant(VALUE_DIGITS)
    return [str(key) for key, cell in cells if str(Decimal(registry.digits(key, rule).text)) != plain(cell)]


def plain(cell: str) -> str:
    """Return a cell as a decimal of the same digits, an exponent written out."""
    return str(Decimal(format(Decimal(cell), "f")))


def test_steps_are_dense_at_first() -> None:
    assert STEPS[:102] == (*range(101), 110)
    assert STEPS[190:193] == (1000, 1100, 1200)
    assert (STEPS[-1], len(STEPS)) == (10000, 281)
    assert list(STEPS) == sorted(set(STEPS))


COLUMNS = {
    "chain": """w1 w2 net_h1 out_h1 net_o1 out_o1 E_o1 E_total delta_h1 delta_o1
        dE_total/dw1 dE_total/dw2 dE_total/db1 dE_total/db2""",
    "chain;bias=shared": """w1 w2 b1 b2 net_h1 out_h1 net_o1 out_o1 E_o1 E_total delta_h1 delta_o1
        dE_total/dw1 dE_total/dw2 dE_total/db1 dE_total/db2""",
    "descent": "theta0 theta1 J dJ/dtheta0 dJ/dtheta1",
    "line": "w b out_1 out_2 out_3 out_4 E_1 E_2 E_3 E_4 E_total dE_total/dw dE_total/db",
}


@pytest.mark.parametrize(("example", "expected"), COLUMNS.items())
def test_the_columns(example: str, expected: str) -> None:
    assert columns(registry.graph_of(parse_run(example))) == expected.split()


@pytest.mark.parametrize(
    "run",
    [
        "mazur",
        "signed;rate=2",
        "relu",
        "relu;rate=0.6",
        "chain;rate=10",
        "softmax;rate=1",
        "descent;rate=0.5",
        "parabola;rate=1.1",
        "hollows;rate=0.2",
        "line",
        "line;batch=1",
    ],
)
def test_each_cell_is_what_the_registry_says(run: str) -> None:
    key = parse_run(run)
    rows = read(run_table(key, SHORT))
    assert [int(row["step"]) for row in rows] == list(SHORT)
    assert list(rows[0]) == ["step", *columns(registry.graph_of(key))]
    assert unlike(key, rows) == []


@pytest.mark.parametrize("column", ["w1", "E_total", "dE_total/db2"])
def test_a_cell_that_is_not_is_found(column: str) -> None:
    key = parse_run("chain")
    rows = read(run_table(key, SHORT))
    digit = rows[3][column][-1]
    rows[3][column] = rows[3][column][:-1] + str((int(digit) + 1) % 10)
    assert unlike(key, rows) == [f"chain@3:{column}"]


def test_a_late_step_is_what_the_registry_says() -> None:
    run = parse_run("chain")
    assert unlike(run, read(run_table(run, (2000,)))) == []


def test_more_bits_go_on_where_fewer_leave_off(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, route_of = [], registry.route_of

    def counted(key: Key, precision: int) -> Route:
        asked.append(precision)
        return route_of(key, precision)

    monkeypatch.setattr(registry, "route_of", counted)
    steps = (0, 50, 100, 200, 300, 700)
    run = parse_run("relu")
    rows = read(run_table(run, steps))
    assert asked == [128, 256, 512, 1024]
    assert [int(row["step"]) for row in rows] == list(steps)
    assert unlike(run, rows[:4]) == []
    assert rows[-1]["E_total"].partition("E")[2] == "-279"
    assert rows[-1]["out_o1"] == "1.0000000000000000"


def test_what_grows_has_an_exponent_and_what_is_exact_stays_short() -> None:
    grown = read(run_table(parse_run("parabola;rate=1.1"), (0, 1, 400)))
    assert grown[0]["theta0"] == "0"
    assert grown[1]["theta0"] == "6.6"
    assert grown[2]["J"].partition("E+")[2] == "64"
    settled = read(run_table(parse_run("parabola;rate=0.5"), (0, 1, 10000)))
    assert [tuple(row.values())[1:] for row in settled] == [
        ("0", "10", "-6"),
        ("3", "1", "0"),
        ("3", "1", "0"),
    ]


@pytest.mark.parametrize("where", ["matrices", "graph"])
@pytest.mark.parametrize("run", ["chain;rate=0.33", "mazur;rate=0.33"])
def test_a_mistake_in_either_route_ends_the_run(
    run: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "matrices":
        monkeypatch.setitem(BACKWARD, "sigmoid", BACKWARD["tanh"])
    else:
        monkeypatch.setitem(OPS, "sigmoid", replace(OPS["sigmoid"], proved=OPS["tanh"].proved))
    with pytest.raises(BackpropError, match=r"the graph gives .*, the second route .*; nothing is printed"):
        run_table(parse_run(run), SHORT)


@pytest.mark.parametrize("column", ["w1", "E_o1", "dE_total/db2"])
def test_a_route_that_differs_in_one_cell_alone_is_seen(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right, rows = Route.values, []

    def wrong(self: Route, step: int, names: list[str]) -> list[arb]:
        found = right(self, step, names)
        rows.append(found)
        moved = arb("1e-15") if len(rows) == 4 else arb(0)
        return [value + moved if name == column else value for name, value in zip(names, found, strict=True)]

    monkeypatch.setattr(Route, "values", wrong)
    with pytest.raises(BackpropError, match=rf"^chain@3:{column}: the graph gives .*, the second route "):
        run_table(parse_run("chain"), SHORT)


def test_what_no_precision_decides_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def undecided(*_: object) -> None:
        raise UndecidedError("too wide")

    monkeypatch.setattr(registry, "agreed", undecided)
    with pytest.raises(BackpropError) as raised:
        run_table(parse_run("parabola;rate=0.9"), (3, 5))
    assert str(raised.value) == (
        f"parabola;rate=0.9: step 3 cannot be decided with {PRECISIONS[-1]} bits: too wide; "
        "take a rate at which the run stays in bounds"
    )


def test_every_rate_has_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    example = replace(curve_of("parabola"), rates=("0.5",))
    monkeypatch.setattr(runs, "STEPS", (0, 1))
    monkeypatch.setitem(EXAMPLES, "parabola", example)
    assert rates(example) == ("0.5", "0.1")
    assert file_name(example, "0.5") == "parabola-rate-0.5.csv"
    assert run_files(example) == {
        "values/parabola-rate-0.5.csv": "step,theta0,J,dJ/dtheta0\n0,0,10,-6\n1,3,1,0\n",
        "values/parabola-rate-0.1.csv": "step,theta0,J,dJ/dtheta0\n0,0,10,-6\n1,0.6,6.76,-4.8\n",
    }


def test_what_is_not_trained_has_no_rates() -> None:
    class Fixed(Polynomial):
        options = MappingProxyType({})

    assert rates(Fixed("fixed", "No descent", ("0",), (("1", (1,)),), "0.1")) == ()


@pytest.mark.parametrize(("rate", "last"), [("0.1", 250), ("0.05", 750), ("0.6", 10000)])
def test_a_run_ends_where_a_double_ends(rate: str, last: int) -> None:
    rows = read(run_table(runs.run_key(EXAMPLES["relu"], rate), range(0, 10001, 50)))
    assert int(rows[-1]["step"]) == last
    numbers = [Decimal(cell) for row in rows for name, cell in row.items() if name != "step"]
    assert all(number == 0 or float(abs(number)) >= 2.0**-1022 for number in numbers)


def test_a_run_of_the_project_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    monkeypatch.setattr(runs, "STEPS", (0, 1))
    first = run_files(EXAMPLES["chain"])
    monkeypatch.setattr(runs, "run_table", lambda key, steps: f"{key} {steps}")
    assert run_files(EXAMPLES["chain"]) == first
    assert run_files(replace(EXAMPLES["chain"])) != first
    monkeypatch.setattr(runs, "STEPS", (0,))
    assert set(run_files(EXAMPLES["chain"]).values()) == {
        "chain;rate=0.1: (0,)",
        "chain: (0,)",
        "chain;rate=10: (0,)",
    }
