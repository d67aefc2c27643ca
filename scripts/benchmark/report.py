"""Results as tables: medians, and ratios to what was measured beside them in the same run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from scripts.benchmark.clock import Cost, middle, total
from scripts.benchmark.corpus import Shape
from scripts.benchmark.jobs import BY_STAGE, STAGES, STATES, Round
from scripts.benchmark.measure import (
    CORPUS,
    KERNELS,
    LARGE,
    SITE,
    SIZES,
    UPDATES,
    Measured,
    Plan,
    kernel_name,
)
from scripts.benchmark.tools import FLOOR, Tool

NONE = "–"
WAYS = {
    "numpy": "NumPy, float64, derivatives by hand",
    "jax": "JAX, float64, compiled",
    "torch": "PyTorch, float64",
    "graph": "proved, the graph in balls",
    "matrices": "proved, matrices in balls",
    "browser": "proved, the browser's module, in Node",
}


@dataclass(frozen=True)
class Table:
    """A table of texts; `chart` is the column that is drawn, where one is."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    chart: str = ""


def tables(plan: Plan, results: Measured, machine: Mapping[str, str]) -> Mapping[str, Table]:
    """Return all tables of a run; one for which nothing was measured has no rows."""
    projects = [name for name in (SITE, CORPUS) if f"{name}, floor" in results.rounds]
    return {
        "tools": tool_table(plan, results),
        "states": state_table(projects, results),
        "stages": stage_table(projects, results),
        "growth": growth_table(plan, results),
        "saves": save_table(results),
        "core": core_table(results),
        "machine": machine_table(plan, machine),
    }


def machine_table(plan: Plan, machine: Mapping[str, str]) -> Table:
    """Return what was measured on, and how often."""
    rows = [*machine.items(), ("Rounds", str(plan.rounds))]
    return Table("What it was measured on", ("Part", "Here"), rows)


def summed(rounds: Iterable[Round]) -> Cost:
    """Return the median over the rounds of what all stages cost together."""
    return middle(total(costs.values()) for costs in rounds)


def digits(number: float) -> str:
    """Return three significant digits, or the whole number where it is longer."""
    return f"{number:,.0f}" if number >= 99.95 else format(Decimal(f"{number:.3g}"), "f")


def tool_table(plan: Plan, results: Measured) -> Table:
    """Return what each tool costs on the corpus; what is missing has a row with the reason."""
    head = (
        "Tool",
        "Mathematics",
        "CPU, s",
        "× floor",
        "By the clock, s",
        "Memory, MiB",
        "Site, MB",
        "Formulas",
    )
    floor = f"{CORPUS}, floor"
    names = {
        floor: (FLOOR.title, "nowhere", plan.corpus),
        **{tool.name: (tool.title, tool.mathematics, part_of(plan.corpus, tool)) for tool in plan.peers},
        f"{CORPUS}, cold": ("**ours**, all proved", "at the build", plan.corpus),
        f"{CORPUS}, nothing changed": ("**ours**, nothing changed", "at the build", plan.corpus),
    }
    rows = []
    for name, (title, place, shape) in names.items():
        if name in results.rounds:
            cost = summed(results.rounds[name])
            set_in = f"{results.typeset[name]} of {shape.formulas}" if place == "at the build" else NONE
            rows.append((title, place, *cost_cells(cost, results, floor), megabytes(results, name), set_in))
        else:
            rows.append((f"{title}: {results.missing.get(name, 'not measured')}", place, *[NONE] * 6))
    return Table(
        f"{plan.corpus.pages} pages, {plan.corpus.formulas} formulas, {plan.corpus.numbers} numbers",
        head,
        rows,
        head[2],
    )


def part_of(shape: Shape, tool: Tool) -> Shape:
    """Return the shape of that part of a corpus which a tool is given."""
    if tool.pages is None:
        return shape
    return Shape(
        tool.pages, shape.formulas * tool.pages // shape.pages, shape.numbers * tool.pages // shape.pages
    )


def cost_cells(cost: Cost, results: Measured, floor: str) -> tuple[str, ...]:
    """Return processor seconds, their ratio to the floor, seconds by the clock, and memory."""
    ratio = cost.cpu / summed(results.rounds[floor]).cpu
    return digits(cost.cpu), digits(ratio), digits(cost.wall), f"{cost.memory:,.0f}"


def megabytes(results: Measured, name: str) -> str:
    """Return the size of what a job made."""
    return digits(results.sizes[name] / 1e6)


def state_table(projects: Sequence[str], results: Measured) -> Table:
    """Return what ours costs in each state of a project."""
    head = ("Project", "State", "CPU, s", "× floor", "By the clock, s", "Memory, MiB")
    rows = []
    for project in projects:
        floor = f"{project}, floor"
        for state in ("floor", *STATES):
            name = f"{project}, {state}"
            if name in results.rounds:
                rows.append((project, state, *cost_cells(summed(results.rounds[name]), results, floor)))
            elif name in results.missing:
                rows.append((project, f"{state}: {results.missing[name]}", *[NONE] * 4))
    return Table("What each change costs", head, rows)


def stage_table(projects: Sequence[str], results: Measured) -> Table:
    """Return the processor seconds of each stage of ours, from nothing and again."""
    names = [f"{project}, {state}" for project in projects for state in ("cold", "nothing changed")]
    names = [name for name in names if f"{name}{BY_STAGE}" in results.rounds]
    by_stage = [results.rounds[f"{name}{BY_STAGE}"] for name in names]
    rows = [
        (stage, *(digits(median(costs[stage].cpu for costs in rounds)) for rounds in by_stage))
        for stage in STAGES
        if names
    ]
    return Table("Stage by stage, CPU, s", ("Stage", *names), rows)


def growth_table(plan: Plan, results: Measured) -> Table:
    """Return what a page costs on few pages and on many."""
    head = ("Pages", "State", "CPU, s", "A page, ms", "× floor", "Memory, MiB")
    rows = []
    for project, shape in ((CORPUS, plan.corpus), (LARGE, plan.large)):
        for state in ("floor", "cold", "nothing changed", "one page edited"):
            name = f"{project}, {state}"
            if shape and plan.large and name in results.rounds:
                cost = summed(results.rounds[name])
                cpu, ratio, _, memory = cost_cells(cost, results, f"{project}, floor")
                rows.append(
                    (f"{shape.pages}", state, cpu, digits(1000 * cost.cpu / shape.pages), ratio, memory)
                )
    return Table("Few pages and many", head, rows)


def save_table(results: Measured) -> Table:
    """Return what a writer waits for in the live preview."""
    rows: list[tuple[str, str]] = []
    if results.saves:
        saved = results.saves["saved"]
        rows = [
            ("the first page", digits(results.saves["first"][0])),
            (f"a saved page, the median of {len(saved)}", digits(median(saved))),
            ("the slowest of them", digits(max(saved))),
        ]
    return Table("Live preview, by the clock", ("Until it is shown", "s"), rows)


def core_table(results: Measured) -> Table:
    """Return the milliseconds of updates computed alone, each with its ratio to NumPy."""
    head = ("Way", f"2-2-2, {UPDATES:,} updates", *(f"{size}-{size}-{size}, an update" for size in SIZES))
    rows = []
    for name, title in WAYS.items():
        cells = [kernel_cell(results, name, 2, UPDATES)]
        rows.append((title, *cells, *(kernel_cell(results, name, size, 1) for size in SIZES)))
    return Table("Updates computed alone, CPU, ms, and × NumPy", head, rows if results.kernels else [])


def kernel_cell(results: Measured, name: str, size: int, updates: int) -> str:
    """Return the milliseconds of so many updates and their ratio to NumPy, or why there are none."""
    taken, base = (milliseconds(results, each, size, updates) for each in (name, "numpy"))
    if not taken:
        reasons = (
            results.missing.get(kernel_name(*kernel)) for kernel in KERNELS if kernel[:2] == (name, size)
        )
        return next(filter(None, reasons), NONE)
    return f"{digits(taken)} ({digits(taken / base)} ×)" if base else digits(taken)


def milliseconds(results: Measured, name: str, size: int, updates: int) -> float:
    """Return the median milliseconds of so many updates, from those that were measured; 0 without any."""
    for kernel in KERNELS:
        if kernel[:2] == (name, size) and (seconds := results.kernels.get(kernel_name(*kernel))):
            return 1000 * median(seconds) * updates / kernel[2]
    return 0.0


def as_text(table: Table) -> str:
    """Return a table for the terminal, its columns aligned."""
    lines = [table.head, *table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join([table.title, *(row.rstrip() for row in rows)])


def as_data(table: Table) -> dict[str, Any]:
    """Return a table as the results file holds it."""
    return {
        "title": table.title,
        "head": [*table.head],
        "rows": [[*row] for row in table.rows],
        "chart": table.chart,
    }
