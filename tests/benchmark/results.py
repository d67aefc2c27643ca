"""Results to report on, with numbers that are easily reckoned with."""

from scripts.benchmark.clock import Cost
from scripts.benchmark.corpus import Shape
from scripts.benchmark.jobs import BY_STAGE, STAGES, STATES, Round
from scripts.benchmark.measure import CORPUS, LARGE, SITE, Measured, Plan
from scripts.benchmark.tools import PEERS

ZENSICAL, SSR, STOCK = (tool for tool in PEERS if tool.name in {"zensical", "ssr", "stock"})
PLAN = Plan(Shape(), Shape(300, 9000, 9000), (ZENSICAL, SSR, STOCK), has_site=True, rounds=3)


def build(*seconds: float, stages: tuple[str, ...] = ("build",)) -> list[Round]:
    """Return a round for each time, its stages of the same time each."""
    return [{stage: Cost(cpu, 2 * cpu, 100 * cpu) for stage in stages} for cpu in seconds]


def results() -> Measured:
    """Return what a run might measure: a tool is missing, another loses a formula."""
    rounds = {f"{project}, floor": build(2, 1, 9) for project in (SITE, CORPUS, LARGE)}
    rounds |= {"ssr": build(5, 4, 3), "stock": build(30, 30, 30)}
    ours = {"cold": 4.0, "nothing changed": 0.5, "one page edited": 0.6, "a comment changed": 0.7}
    for project in (SITE, CORPUS, LARGE):
        rounds |= {f"{project}, {state}": build(ours[state]) for state in STATES}
        again = {f"{project}, {state}{BY_STAGE}": ours[state] for state in ("cold", "nothing changed")}
        rounds |= {name: build(seconds, stages=tuple(STAGES)) for name, seconds in again.items()}
    return Measured(
        rounds,
        sizes=dict.fromkeys(rounds, 2_500_000),
        typeset=dict.fromkeys(rounds, 600) | {"ssr": 599, "stock": 30},
        missing={"zensical": "no such package", "graph 50 1": "more than 120 s"},
        kernels=KERNELS,
        saves={"first": [3.0], "saved": [1.0, 4.0, 1.5]},
    )


KERNELS = {
    "numpy 2 10000": [0.1, 0.3, 0.2],
    "graph 2 10000": [0.5],
    "numpy 10 100": [0.01],
    "graph 10 1": [0.2],
}
MACHINE = {"Processor": "A fast one", "Cores": "2"}
