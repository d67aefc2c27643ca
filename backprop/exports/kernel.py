"""A Python of its own that runs notebooks, each from a clean start and whatever a person has set."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from backprop.errors import BackpropError
from backprop.exports import RunCells

SECONDS = 60  # that a cell may take
LONGEST = 90  # letters; a socket has a dozen more, and systems stop at about a hundred
# Run before each notebook, unseen: what matplotlib says at its first import is not for readers, and a warning
# that names a file of this machine is not either.
CLEAN = "import warnings\nimport matplotlib.pyplot\nwarnings.simplefilter('error')\n%reset -sf"
# What goes wrong is said once, by the error that is raised.
SILENT = logging.Logger(__name__, logging.CRITICAL)


@contextmanager
def kernel() -> Iterator[RunCells]:
    """Start a kernel, give what runs notebooks in it one after the other, and end it."""
    with TemporaryDirectory() as folder:
        client = NotebookClient(
            new_notebook(),
            km=manager(Path(folder)),
            timeout=SECONDS,
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            log=SILENT,
        )
        with client.setup_kernel(cleanup_kc=True, cwd=folder, env=_environment(folder)):
            yield partial(run_cells, client)


def manager(folder: Path) -> AsyncKernelManager:
    """Return a kernel of this very Python, which talks through sockets in `folder` and needs no port."""
    if len(str(folder)) > LONGEST:
        raise BackpropError(f"{folder}: sockets cannot have such long names; set TMPDIR to a shorter folder")
    specs = KernelSpecManager(kernel_dirs=[])
    connection = str(folder / "kernel.json")
    return AsyncKernelManager(
        kernel_spec_manager=specs, transport="ipc", connection_file=connection, log=SILENT
    )


def _environment(folder: str) -> dict[str, str]:
    """Return an environment in which no settings of a person change what a notebook shows."""
    return {
        **os.environ,
        "IPYTHONDIR": folder,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MATPLOTLIBRC": str(Path(mpl.get_data_path(), "matplotlibrc")),
    }


def run_cells(client: NotebookClient, notebook: Any, file: str) -> None:
    """Run the cells of a notebook from a clean start; one that fails raises with its name."""
    client.nb = new_notebook(cells=[new_code_cell(CLEAN)])
    client.execute_cell(client.nb.cells[0], 0, store_history=False)
    client.nb = notebook
    client.reset_execution_trackers()
    cells = [(at, cell) for at, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for count, (at, cell) in enumerate(cells, 1):
        place = f"{file}, cell {cell.id}"
        try:
            client.execute_cell(cell, at, execution_count=count)
        except CellExecutionError as error:
            raise BackpropError(f"{place}: {error.ename}: {error.evalue}") from error
        except CellTimeoutError as error:
            raise BackpropError(f"{place}: no end within {SECONDS} seconds") from error
        except DeadKernelError as error:
            raise BackpropError(f"{place}: the kernel died") from error
