"""The main jobs timed as ratios, so that the machine cancels out."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from backprop.core.keys import settings
from backprop.core.program import Run, history
from backprop.networks import matrix
from backprop.networks.examples import network_of
from backprop.networks.network import Network

STEPS = 10_000
QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def seconds(job: Callable[[], object]) -> float:
    """Return the time of one run of `job`."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def plain(network: Network) -> None:
    """Train in float64 matrices, what everything else is compared with."""
    options = settings(network, ())
    state = matrix.start(network, options)
    for _ in range(STEPS):
        state = matrix.update(matrix.run_pass(state))


def command(program: str, *words: str) -> Callable[[], object]:
    """Return a job that runs an installed program by itself, as people do."""
    run = [str(Path(sys.executable).with_name(program)), *words]
    return lambda: subprocess.run(run, check=True, capture_output=True, env=QUIET)


def main() -> None:
    """Print a line for each job; the proofs that commands share are kept before they are timed."""
    network = network_of("mazur")
    options = settings(network, ())
    graph = network.graph(options)
    baseline = seconds(lambda: plain(network))
    inject, check = command("backprop", "inject", "--check"), command("backprop", "check")
    inject()
    with TemporaryDirectory() as folder:
        jobs: dict[str, Callable[[], object]] = {
            "the graph in balls, 128 bits": lambda: Run(graph, 128).value(STEPS, "E_total"),
            "the matrices in balls, 128 bits": lambda: network.route(options, 128).value(STEPS, "E_total"),
            "the graph in float64": lambda: history(graph, ["E_total"], STEPS),
            "all pages made anew and compared": inject,
            "all pages and figures checked": check,
            "the site built by MkDocs": command("mkdocs", "build", "--quiet", "--site-dir", folder),
        }
        print(f"{STEPS:,} steps of mazur in float64 matrices: 1.00 ({baseline:.2f} s)")
        for name, job in jobs.items():
            print(f"{name}: {seconds(job) / baseline:.2f}")


if __name__ == "__main__":
    main()
