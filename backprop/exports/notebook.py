"""The program of an example as a notebook that has run: each stage a cell, its formulas before it.

What the notebook prints is compared with the registry; the same example gives the same bytes.
"""

from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from backprop.core.example import Example
from backprop.exports import FOLDER, RunCells
from backprop.exports.explanation import curve_code, curve_explanation, explanation, introduction
from backprop.exports.printed import compare
from backprop.exports.program.dialect import NUMPY
from backprop.exports.program.stages import has_program, stages, tools

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_files(example: Example, run: RunCells) -> dict[str, str]:
    """Return the notebook of an example by file name, once `run` has run it; none where it has no program."""
    if not has_program(example):
        return {}
    program, file = notebook(example), f"{example.name}.ipynb"
    run(program, file)
    compare("".join(_printed(program)), example)
    return {f"{FOLDER}/{file}": nbformat.writes(program) + "\n"}


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


def _printed(program: Any) -> Iterator[str]:
    """Yield what the cells of a notebook have printed."""
    outputs = (output for cell in program.cells for output in cell.get("outputs", ()))
    return (output.text for output in outputs if output.output_type == "stream")
