"""Results as tables: medians, ratios to the floor of the same run, and a row for what is missing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from scripts.benchmark.jobs import STAGES
from scripts.benchmark.measure import Measured, Plan
from scripts.benchmark.report import Table, as_text, digits, summed, tables
from tests.benchmark.results import MACHINE, PLAN, STOCK, results

TABLES = tables(PLAN, results(), MACHINE)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.000134, "0.000134"),
        (0.00001, "0.00001"),
        (1.005, "1"),
        (12.345, "12.3"),
        (99.96, "100"),
        (1234.5, "1,234"),
    ],
)
def test_digits_are_three_or_whole(number: float, text: str) -> None:
    assert digits(number) == text


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("tools", ("Material for MkDocs, the same files", "nowhere", "2", "1", "4", "200", "2.5", "–")),
        ("tools", ("Zensical: no such package", "in the browser", *["–"] * 6)),
        ("tools", ("mkdocs-katex-ssr", "at the build", "4", "2", "8", "400", "2.5", "599 of 600")),
        (
            "tools",
            (STOCK.title, "at the build", "30", "15", "60", "3,000", "2.5", "30 of 30"),
        ),
        ("states", ("this site", "floor", "2", "1", "4", "200")),
        ("stages", (next(iter(STAGES)), "4", "0.5", "4", "0.5")),
        ("growth", ("300", "floor", "2", "6.67", "1", "200")),
        ("growth", ("20", "floor", "2", "100", "1", "200")),
        ("core", ("NumPy, float64, derivatives by hand", "200 (1 ×)", "0.1 (1 ×)", "–", "–")),
        ("core", ("proved, the graph in balls", "500 (2.5 ×)", "200 (2,000 ×)", "–", "more than 120 s")),
        ("machine", ("Cores", "2")),
        ("machine", ("Rounds", "3")),
        ("saves", ("the first page", "3")),
        ("saves", ("a saved page, the median of 3", "1.5")),
        ("saves", ("the slowest of them", "4")),
    ],
)
def test_a_table_has_the_row(table: str, row: Sequence[str]) -> None:
    assert tuple(row) in [tuple(each) for each in TABLES[table].rows]


def test_a_job_costs_the_sum_of_its_stages() -> None:
    rounds = results().rounds["corpus, cold, by stage"]
    assert summed(rounds).cpu == 4 * len(STAGES)


def test_every_row_is_as_long_as_its_head() -> None:
    assert {len(row) - len(table.head) for table in TABLES.values() for row in table.rows} == {0}


@pytest.mark.parametrize(
    ("plan", "measured", "empty"),
    [
        (PLAN, results(), []),
        (replace(PLAN, large=None), results(), ["growth"]),
        (PLAN, Measured(), ["states", "stages", "growth", "saves", "core"]),
    ],
)
def test_a_table_without_measurements_has_no_rows(plan: Plan, measured: Measured, empty: list[str]) -> None:
    drawn = tables(plan, measured, MACHINE)
    assert [name for name, table in drawn.items() if not table.rows] == empty


def test_a_table_is_aligned_in_the_terminal() -> None:
    table = Table("T", ("A", "Bcd"), [("one", "2"), ("x", "")])
    assert as_text(table) == "T\nA    Bcd\none  2\nx"
