"""The program of an example as a notebook that has run: each stage a cell, its formulas before it.

What the notebook prints is compared with the registry; the same example gives the same bytes.
"""

import logging
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from backprop.core.example import Example
from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError
from backprop.exports import FOLDER
from backprop.exports.explanation import curve_code, curve_explanation, explanation, introduction
from backprop.exports.printed import compare
from backprop.exports.program.dialect import NUMPY
from backprop.exports.program.stages import has_program, stages, tools

SECONDS = 60  # that a cell may take
LONGEST = 90  # letters; a socket has a dozen more, and systems stop at about a hundred
# Run before each notebook, unseen: what matplotlib says at its first import is not for readers, and a warning
# that names a file of this machine is not either.
CLEAN = "import warnings\nimport matplotlib.pyplot\nwarnings.simplefilter('error')\n%reset -sf"
# What goes wrong is said once, by the error that is raised.
SILENT = logging.Logger(__name__, logging.CRITICAL)
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_files(example: Example) -> dict[str, str]:
    """Return the notebook of an example, executed, by file name; none where it has no program."""
    if not has_program(example):
        return {}
    together = tuple(each for each in EXAMPLES.values() if has_program(each))
    notebooks = _executed(together if example in together else (example,))
    return {f"{FOLDER}/{example.name}.ipynb": nbformat.writes(notebooks[example.name]) + "\n"}


def notebook(example: Example) -> Any:
    """Return the notebook of an example before it has run."""
    return new_notebook(cells=list(_cells(example)), metadata=METADATA)


def _cells(example: Example) -> Iterator[Any]:
    yield new_markdown_cell(introduction(example), id="introduction")
    yield new_code_cell(tools(example, NUMPY), id="tools")
    for stage in stages(example, NUMPY):
        yield new_markdown_cell(explanation(example, stage), id=f"{stage.name}-explained")
        yield new_code_cell(stage.code, id=stage.name)
    yield new_markdown_cell(curve_explanation(example), id="curve-explained")
    yield new_code_cell(curve_code(example), id="curve")


@cache
def _executed(examples: tuple[Example, ...]) -> dict[str, Any]:
    """Return the notebooks of several examples by name, run in one kernel, whose start takes the longest."""
    with TemporaryDirectory() as folder:
        client = NotebookClient(
            new_notebook(),
            km=_kernel(Path(folder)),
            timeout=SECONDS,
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            log=SILENT,
        )
        with client.setup_kernel(cleanup_kc=True, cwd=folder, env=_environment(folder)):
            return {example.name: _run(client, example) for example in examples}


def _kernel(folder: Path) -> AsyncKernelManager:
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


def _run(client: NotebookClient, example: Example) -> Any:
    """Return the notebook of an example, run from a clean start, with what it printed compared."""
    client.nb = new_notebook(cells=[new_code_cell(CLEAN)])
    client.execute_cell(client.nb.cells[0], 0, store_history=False)
    client.nb = program = notebook(example)
    client.reset_execution_trackers()
    cells = [(at, cell) for at, cell in enumerate(program.cells) if cell.cell_type == "code"]
    for count, (at, cell) in enumerate(cells, 1):
        try:
            client.execute_cell(cell, at, execution_count=count)
        except CellExecutionError as error:
            raise BackpropError(f"{_place(example, cell)}: {error.ename}: {error.evalue}") from error
        except CellTimeoutError as error:
            raise BackpropError(f"{_place(example, cell)}: no end within {SECONDS} seconds") from error
        except DeadKernelError as error:
            raise BackpropError(f"{_place(example, cell)}: the kernel died") from error
    compare("".join(_printed(program)), example)
    return program


def _place(example: Example, cell: Any) -> str:
    return f"{example.name}.ipynb, cell {cell.id}"


def _printed(program: Any) -> Iterator[str]:
    """Yield what the cells of a notebook have printed."""
    outputs = (output for cell in program.cells for output in cell.get("outputs", ()))
    return (output.text for output in outputs if output.output_type == "stream")
