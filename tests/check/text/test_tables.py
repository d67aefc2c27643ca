"""Tables: every number agrees with its column and its row, so no two cells can trade places."""

from itertools import combinations

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import tables
from backprop.reading.document import Link, Table
from tests.check.text.pieces import found, table

GIVEN = """Symbol | Meaning | Value
$i_1$ | input i1 | [0.05|mazur:i1]
$w_5$ | weight from h1 to o1 | [0.4|mazur:w5]
$\\eta$ | learning rate | [0.5|mazur:eta]"""
EPOCHS = """Updates | $out_{o1}$ | $E_{total}$
0 | [0.751|mazur:out_o1] | [0.298|mazur:E_total]
1 | [0.742|mazur@1:out_o1] | [0.291|mazur@1:E_total]
10,000 | [0.0159|mazur@10000:out_o1] | [0.0000351|mazur@10000:E_total]"""
RATES = """Updates | $\\eta = 0.1$ | $\\eta = 0.5$
none | [0.298|mazur;rate=0.1:E_total] | [0.298|mazur:E_total]
one | [0.297|mazur;rate=0.1@1:E_total] | [0.291|mazur@1:E_total]"""
OPTIONS = """Updates | bias fixed | bias each
0 | [0.298|mazur:E_total] | [0.298|mazur;bias=each:E_total]
1 | [0.291|mazur@1:E_total] | [0.280|mazur;bias=each@1:E_total]"""
WEIGHTS = """Parameter | at the start | after 1 update
$w_5$ | [0.4|mazur:w5] | [0.359|mazur@1:w5]
$w_6$ | [0.45|mazur:w6] | [0.409|mazur@1:w6]"""
UNITS = """Neuron | i1 | i2
h1 | [0.12|relu:w1] | [0.33|relu:w2]
h2 | [0.15|relu:w3] | [0.09|relu:w4]"""
KEYS = """Key | Is | Value
`mazur:i1` | an input, given | [0.05|mazur:i1]
`relu@1:w5` | the same weight after one update | [0.159|relu@1:w5]"""
WITHOUT = """At the start | With biases | Without
$net_{h1}$ | [0.3775|mazur:net_h1] | [0.0275|sigmoid:net_h1]
$out_{h1}$ | [0.593|mazur:out_h1] | [0.507|sigmoid:out_h1]"""
BEFORE = """By layers | Before | After
$w^1$ | [0.3|chain:w1] | [0.339|chain@1:w1]
$w^2$ | [0.8|chain:w2] | [0.865|chain@1:w2]"""
PRODUCT = """Rate | Updates | Error
[2|sigmoid;rate=2:eta] | one hundred | [0.00516|sigmoid;rate=2@100:E_total]
[1|sigmoid;rate=1:eta] | two hundred | [0.00521|sigmoid;rate=1@200:E_total]"""
BATCHES = """Epochs | batch 4 | batch 2 | batch 1
1 | [1.84|line@1:w] | [1.7265|line;batch=2@2:w] | [1.5992|line;batch=1@4:w]
2 | [2.059|line@2:w] | [2.0124|line;batch=2@4:w] | [1.981|line;batch=1@8:w]"""
TURNS = """Updates | $s_1$ | $s_2$ | $E_{batch}$
0 | [1|line;batch=1:s_1] | [0|line;batch=1:s_2] | [0.32|line;batch=1:E_batch]
1 | [0|line;batch=1@1:s_1] | [1|line;batch=1@1:s_2] | [2.55|line;batch=1@1:E_batch]"""
ALL = [
    ("mazur", GIVEN),
    ("mazur", EPOCHS),
    ("mazur", RATES),
    ("mazur", OPTIONS),
    ("mazur", WEIGHTS),
    ("relu", UNITS),
    (None, KEYS),
    ("sigmoid", WITHOUT),
    ("chain", BEFORE),
    ("sigmoid", PRODUCT),
    ("line", BATCHES),
    ("line", TURNS),
]


def judged(made: Table, example: str | None, source: str = "") -> list[str]:
    return found(tables.verdict(made, page_scope(example), frozenset()), source)


@pytest.mark.parametrize(("example", "source"), ALL)
def test_right_tables(example: str | None, source: str) -> None:
    assert judged(table(source), example) == []


@pytest.mark.parametrize(("example", "source"), ALL)
def test_two_numbers_that_trade_places_are_seen(example: str | None, source: str) -> None:
    rows = table(source).rows
    places = [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if _is_number(cell)]
    for (r, c), (s, d) in combinations(places, 2):
        swapped = [list(row) for row in rows]
        swapped[r][c], swapped[s][d] = swapped[s][d], swapped[r][c]
        assert judged(Table(0, len(source), tuple(map(tuple, swapped))), example), (rows[r][c], rows[s][d])


@pytest.mark.parametrize(("example", "source"), ALL)
def test_neighbours_of_different_kinds_that_trade_places_are_seen(example: str | None, source: str) -> None:
    rows = table(source).rows
    for r, row in enumerate(rows[1:], 1):
        for c in range(len(row) - 1):
            if _is_number(row[c]) == _is_number(row[c + 1]):
                continue
            swapped = [list(row) for row in rows]
            swapped[r][c], swapped[r][c + 1] = swapped[r][c + 1], swapped[r][c]
            assert judged(Table(0, len(source), tuple(map(tuple, swapped))), example), row


def _is_number(cell: tuple[object, ...]) -> bool:
    return any(isinstance(part, Link) for part in cell)


@pytest.mark.parametrize(
    ("example", "source", "old", "new", "problem"),
    [
        ("mazur", EPOCHS, "out_{o1}", "out_{o2}", "found mazur:out_o1, but row or column is of out_o2"),
        (
            "mazur",
            EPOCHS,
            "10,000",
            "1,000",
            "found mazur@10000:out_o1, but row or column is after 1000 updates",
        ),
        ("mazur", RATES, "= 0.1", "= 0.2", "found mazur;rate=0.1:E_total, but row or column has rate 0.2"),
        (
            "mazur",
            RATES,
            "\none |",
            "\ntwo |",
            "found mazur;rate=0.1@1:E_total, but row or column is after 2 updates",
        ),
        ("mazur", OPTIONS, "bias each", "bias shared", "but row or column has bias shared"),
        ("mazur", WEIGHTS, "after 1", "after 2", "found mazur@1:w5, but row or column is after 2 updates"),
        ("mazur", WEIGHTS, "$w_5$", "$w_7$", "found mazur:w5, but row or column is of w7"),
        (
            "mazur",
            GIVEN,
            "h1 to o1",
            "h2 to o1",
            "found 'weight from h2 to o1', expected 'weight from h1 to o1'",
        ),
        ("mazur", RATES, "none", "nune", "found 'nune', expected a number of updates"),
        ("relu", UNITS, "h1 |", "h2 |", "found relu:w1, but row or column is of h2"),
        ("relu", UNITS, "i1 |", "i2 |", "found relu:w1, but row or column is of i2"),
        (None, KEYS, "`mazur:i1`", "`mazur:i2`", "found mazur:i1 in the row of mazur:i2"),
        (None, KEYS, "one update", "two updates", "found 'two updates'"),
        (None, KEYS, "an input", "a weight", "found 'weight' beside i1, which is of the kind input"),
        (
            "sigmoid",
            WITHOUT,
            "With biases",
            "Without",
            "found mazur:net_h1, but the column is without biases",
        ),
        ("sigmoid", PRODUCT, "one hundred", "two hundred", "is after 200 updates"),
        ("sigmoid", PRODUCT, "[2|sigmoid;rate=2:eta]", "[1|sigmoid;rate=1:eta]", "has rate 1"),
        ("mazur", EPOCHS, "[0.298|mazur:E_total]", "0.298", "found 0.298, expected a link"),
        ("mazur", WEIGHTS, "Parameter | at the start", "at the start | Parameter", "is after 0 updates"),
    ],
)
def test_wrong_tables(example: str | None, source: str, old: str, new: str, problem: str) -> None:
    changed = source.replace(old, new, 1)
    assert changed != source
    assert any(problem in message for message in judged(table(changed), example))


def test_numbers_that_no_head_tells_apart() -> None:
    source = "a | b\nx | [0.4|mazur:w5]\ny | [0.45|mazur:w6]\nz | 5"
    assert "no head and no first cell" not in " ".join(judged(table(source), "mazur"))
    loose = "a | b | c\nx | [0.4|mazur:w5] | -\ny | - | [0.45|mazur:w6]"
    assert any("no head and no first cell says which quantity" in m for m in judged(table(loose), "mazur"))


def test_heads_are_counted_where_numbers_agree_with_them() -> None:
    verdict = tables.verdict(table(EPOCHS), page_scope("mazur"), frozenset())
    assert verdict.counts == {"linked": 6, "table heads": 3}


@pytest.mark.parametrize(("heads", "count"), [("Before | After", 0), ("After | Before", 1), ("Old | New", 0)])
def test_before_is_earlier_than_after(heads: str, count: int) -> None:
    source = f"Weight | {heads}\n$w_1$ | [0.3|chain:w1] | [0.339|chain@1:w1]"
    messages = judged(table(source), "chain")
    assert sum("found chain@1:w1 before chain:w1" in message for message in messages) == count


def test_a_message_shows_the_number_of_a_cell() -> None:
    source = "Updates | Error\n[0.5|mazur:eta] | [0.298|mazur:E_total]"
    assert any("found '0.5', expected a number of updates" in one for one in judged(table(source), "mazur"))
