"""One run of the bench: what is measured, how often, and all that came out of it."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.benchmark.clock import CommandError
from scripts.benchmark.corpus import Shape, write_corpus
from scripts.benchmark.jobs import (
    CORPUS_PAGE,
    ROOT,
    SITE_PAGE,
    Job,
    Project,
    Round,
    clone,
    floor_job,
    our_jobs,
    peer_job,
    preview_of,
    read_pages,
    run,
    size_of,
    stage_jobs,
    typeset_in,
)
from scripts.benchmark.saves import Preview, save_seconds
from scripts.benchmark.tools import PEERS, Tool, installed

SITE, CORPUS, LARGE = "this site", "corpus", "large corpus"
UPDATES = 10_000
SIZES = (10, 20, 50)
IN_FLOATS, PROVED = ("numpy", "jax", "torch"), ("graph", "matrices", "browser")
# Kernel, neurons in a layer, updates: the first one as it is proved, and many of those that are over at once.
KERNELS: Sequence[tuple[str, int, int]] = (
    *((name, 2, UPDATES) for name in (*IN_FLOATS, *PROVED)),
    *((name, size, 100) for size in SIZES for name in IN_FLOATS),
    *((name, size, 1) for size in SIZES for name in PROVED),
)
OTHERS = Tool("core", "", "", ("numpy==2.4.6", "torch==2.13.0", "jax==0.10.2"), dict, {})
OURS = ("numpy", *PROVED)
PATIENCE = 120.0  # seconds for one kernel
TIMES, SAVES = 3, 20
PREVIEW = "preview"


@dataclass(frozen=True)
class Plan:
    """What a run measures, and in how many rounds."""

    corpus: Shape
    large: Shape | None
    peers: tuple[Tool, ...]
    has_site: bool
    rounds: int


FULL = Plan(Shape(), Shape(pages=300, formulas=9000, numbers=9000), PEERS, has_site=True, rounds=TIMES)
QUICK = Plan(
    Shape(4, 60, 60), None, tuple(tool for tool in PEERS if tool.name != "stock"), has_site=False, rounds=1
)


@dataclass
class Measured:
    """What came out: the rounds of each job, bytes and formulas it made, and what could not be measured."""

    rounds: dict[str, list[Round]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    typeset: dict[str, int] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    kernels: dict[str, list[float]] = field(default_factory=dict)
    saves: dict[str, list[float]] = field(default_factory=dict)

    def take(self, jobs: Sequence[Job], rounds: int) -> None:
        """Run jobs in turn, round after round; one that fails is missing from then on."""
        for number in range(1, rounds + 1):
            for job in jobs:
                if job.name not in self.missing:
                    self._take_job(job, number)
        for job in jobs:
            self.sizes[job.name] = size_of(job.folder / job.output)
            self.typeset[job.name] = typeset_in(job.folder / job.output)

    def _take_job(self, job: Job, number: int) -> None:
        try:
            costs = run(job, number)
        except CommandError as error:
            self.missing[job.name] = str(error)
            print(f"{job.name}, round {number}: {error}", file=sys.stderr, flush=True)
        else:
            self.rounds.setdefault(job.name, []).append(costs)
            seconds = sum(cost.cpu for cost in costs.values())
            print(f"{job.name}, round {number}: {seconds:.2f} s", file=sys.stderr, flush=True)


def measure(plan: Plan, folder: Path) -> Measured:
    """Measure all that a plan names, in and below a folder."""
    results = Measured()
    package = folder / "site"
    clone(package)
    results.take(corpus_jobs(plan, folder, package, results), plan.rounds)
    if plan.has_site:
        site = Project(SITE, package, package, SITE_PAGE)
        results.take(site_jobs(site, folder), plan.rounds)
        measure_saves(results, preview_of(site), SAVES)
    if plan.large:
        results.take(large_jobs(plan.large, folder, package), 1)
    measure_kernels(results, folder, plan.rounds)
    return results


def corpus_jobs(plan: Plan, folder: Path, package: Path, results: Measured) -> list[Job]:
    """Return the jobs on the corpus: the floor, each tool that can be installed, and ours."""
    corpus = fresh_corpus(plan.corpus, folder / "corpus")
    pages = read_pages(corpus / "docs")
    jobs = [floor_job(CORPUS, corpus, programs(), folder / "floor")]
    for tool in plan.peers:
        environment = installed(tool, folder / "environments")
        if environment.missing:
            results.missing[tool.name] = environment.missing
        else:
            jobs.append(peer_job(tool, environment.programs, pages, folder / tool.name))
    ours = Project(CORPUS, corpus, package, CORPUS_PAGE)
    return [*jobs, *our_jobs(ours), *stage_jobs(ours)]


def site_jobs(site: Project, folder: Path) -> list[Job]:
    """Return the jobs on this site: the floor, and ours."""
    floor = floor_job(SITE, site.folder, programs(), folder / "site-floor")
    return [floor, *our_jobs(site), *stage_jobs(site)]


def large_jobs(shape: Shape, folder: Path, package: Path) -> list[Job]:
    """Return the jobs on many pages: the floor, and ours from nothing, again, and with a page edited."""
    corpus = fresh_corpus(shape, folder / "large")
    floor = floor_job(LARGE, corpus, programs(), folder / "large-floor")
    return [floor, *our_jobs(Project(LARGE, corpus, package, CORPUS_PAGE))[:3]]


def fresh_corpus(shape: Shape, folder: Path) -> Path:
    """Write a corpus where another one may stand, and return its folder."""
    shutil.rmtree(folder, ignore_errors=True)
    write_corpus(shape, folder, ROOT / "node_modules")
    return folder


def programs() -> Path:
    """Return the folder of the programs of this project's own environment."""
    return Path(sys.executable).parent


def measure_saves(results: Measured, preview: Preview, count: int) -> None:
    """Measure saves in a live preview, or say why there are none."""
    try:
        first, seconds = save_seconds(preview, count)
    except TimeoutError as error:
        results.missing[PREVIEW] = str(error)
    else:
        results.saves = {"first": [round(first, 3)], "saved": [round(each, 3) for each in seconds]}


def measure_kernels(results: Measured, folder: Path, rounds: int) -> None:
    """Measure updates computed alone, in turn."""
    others = installed(OTHERS, folder / "environments")
    for _ in range(rounds):
        for name, size, updates in KERNELS:
            job = kernel_name(name, size, updates)
            if name not in OURS and others.missing:
                results.missing[job] = others.missing
            elif job not in results.missing:
                python = programs() if name in OURS else others.programs
                take_kernel(results, job, [str(python / "python"), "-m", "scripts.benchmark.kernels"])


def kernel_name(name: str, size: int, updates: int) -> str:
    """Return the words that a kernel is started with, which also name it in the results."""
    return f"{name} {size} {updates}"


def take_kernel(results: Measured, job: str, program: Sequence[str]) -> None:
    """Run a kernel once, and keep the seconds that it prints."""
    command = [*program, *job.split()]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        results.missing[job] = f"more than {PATIENCE:.0f} s"
    except subprocess.CalledProcessError as error:
        results.missing[job] = (error.stderr.strip().splitlines() or ["no message"])[-1]
    else:
        results.kernels.setdefault(job, []).append(float(done.stdout.split()[-1]))
