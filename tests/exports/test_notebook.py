"""Notebooks of every example: they have run, hold what is proved, and come out the same byte by byte."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from backprop.core import registry
from backprop.core.groups import group_keys
from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.exports import RunCells
from backprop.exports import kernel as kernels
from backprop.exports.kernel import kernel
from backprop.exports.notebook import METADATA, notebook_files
from backprop.exports.printed import compare
from backprop.exports.program.file import program_files
from backprop.exports.program.stages import has_program
from backprop.networks.examples import EXAMPLES

CHAIN = EXAMPLES["chain"]
WITH_PROGRAM = [name for name, example in EXAMPLES.items() if has_program(example)]


@pytest.fixture(scope="module")
def run() -> Iterator[RunCells]:
    """Give a kernel that all tests share."""
    with kernel() as run:
        yield run


@pytest.fixture(scope="module")
def texts(run: RunCells) -> dict[str, str]:
    """Return the notebook of each example, run, by the example's name."""
    return {
        name: text for name, example in EXAMPLES.items() for text in notebook_files(example, run).values()
    }


def cells(text: str, kind: str = "code") -> list[Any]:
    return [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == kind]


def source(cell: Any) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("name", WITH_PROGRAM)
def test_a_notebook_is_valid_and_has_run(name: str, texts: dict[str, str]) -> None:
    nbformat.validate(nbformat.reads(texts[name], as_version=4))
    *others, curve = cells(texts[name])
    assert [cell["execution_count"] for cell in (*others, curve)] == list(range(1, len(others) + 2))
    outputs = [output for cell in others for output in cell["outputs"]]
    assert {(output["output_type"], output["name"]) for output in outputs} == {("stream", "stdout")}
    assert ["image/png" in output["data"] for output in curve["outputs"]] == [True]


@pytest.mark.parametrize("name", WITH_PROGRAM)
def test_what_a_notebook_holds_is_proved(name: str, texts: dict[str, str]) -> None:
    printed = [
        "".join(output["text"])
        for cell in cells(texts[name])
        for output in cell["outputs"]
        if output["output_type"] == "stream"
    ]
    compare("".join(printed), EXAMPLES[name])
    with pytest.raises(BackpropError, match="found no line"):
        compare("".join(printed[1:]), EXAMPLES[name])


@pytest.mark.parametrize("name", WITH_PROGRAM)
def test_a_notebook_runs_the_program(name: str, texts: dict[str, str]) -> None:
    program = program_files(EXAMPLES[name])[f"values/{name}_numpy.py"]
    blocks = re.split(r"\n\n+# .*\n", program.split('"""\n\n', 1)[1])
    assert [source(cell).rstrip() for cell in cells(texts[name])[:-1]] == [block.rstrip() for block in blocks]


@pytest.mark.parametrize("name", WITH_PROGRAM)
def test_the_formulas_are_those_of_the_graph(name: str, texts: dict[str, str]) -> None:
    words = "\n".join(source(cell) for cell in cells(texts[name], "markdown"))
    lines = re.findall(r"^(?P<left>\S.*?) &= (?P<right>.+?)(?: \\\\)?$", words, re.M)
    graph = registry.graph_of(parse(f"{name}:x"))
    slopes = [f"d{graph.loss}/d{parameter}" for parameter in graph.updates]
    made = {
        graph[given].tex
        for given in graph.ordered([*graph.forward, *graph.signals, *graph.updates.values(), *slopes])
    }
    assert {left for left, _ in lines} <= made
    for key in [key for group in ("forward", "error", "update") for key in keys(name, group)]:
        assert (registry.entry(key).quantity.tex, registry.entry(key).formula) in lines
    assert {graph[slope].tex for slope in slopes} <= dict(lines).keys()
    assert words.count("$$") == 2 * words.count(r"\begin{aligned}") == 2 * words.count(r"\end{aligned}")


def keys(name: str, group: str) -> list[Any]:
    return group_keys(parse(f"{name}:x"), group)


@pytest.mark.parametrize("name", WITH_PROGRAM)
def test_a_notebook_tells_nothing_of_where_and_when_it_was_made(name: str, texts: dict[str, str]) -> None:
    assert re.findall(r"/(?:tmp|home|root|Users)\b|\b20\d\d-\d\d|\d\d:\d\d:\d\d|ipykernel", texts[name]) == []
    whole = json.loads(texts[name])
    assert whole["metadata"] == METADATA
    assert all(cell["metadata"] == {} for cell in whole["cells"])


def settings_of_a_person(folder: Path) -> dict[str, str]:
    """Return an environment whose settings would change what a notebook shows."""
    startup = folder / "profile_default/startup/first.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("print('Good morning')\n")
    (folder / "matplotlibrc").write_text("figure.figsize: 2, 2\n")
    kernel = folder / "kernels/python3/kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps({"argv": ["false"], "display_name": "Mine", "language": "python"}))
    folders = dict.fromkeys(("IPYTHONDIR", "MATPLOTLIBRC", "JUPYTER_PATH"), str(folder))
    return folders | {"MPLBACKEND": "agg"}


def test_a_notebook_is_the_same_alone_and_for_everyone(
    texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings_of_a_person(tmp_path).items():
        monkeypatch.setenv(name, value)
    with kernel() as alone:
        assert notebook_files(CHAIN, alone) == {"values/chain.ipynb": texts["chain"]}


def program_of(*lines: str) -> Any:
    """Return a notebook with a cell for each line, named for its place."""
    return new_notebook(cells=[new_code_cell(line, id=f"{at}") for at, line in enumerate(lines)])


def test_notebooks_that_share_a_kernel_share_nothing_else(run: RunCells) -> None:
    first = program_of("a = 1", "import matplotlib.pyplot as plt")
    second = program_of("print({'a', 'b', 'plt'} & set(globals()))")
    for program in (first, second):
        run(program, "some.ipynb")
    assert [cell.execution_count for cell in (*first.cells, *second.cells)] == [1, 2, 1]
    assert second.cells[0].outputs[0].text == "set()\n"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1 / 0", "some.ipynb, cell 1: ZeroDivisionError: division by zero"),
        ("1 +", "some.ipynb, cell 1: SyntaxError: invalid syntax"),
        ("import warnings; warnings.warn('Mind this')", "some.ipynb, cell 1: UserWarning: Mind this"),
    ],
)
def test_a_cell_that_fails_is_told_in_one_line(
    cell: str, message: str, run: RunCells, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BackpropError) as caught:
        run(program_of("a = 1", cell), "some.ipynb")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("import os; os._exit(1)", "some.ipynb, cell 1: the kernel died"),
        ("while True: pass", "some.ipynb, cell 1: no end within 2 seconds"),
    ],
)
def test_a_kernel_that_dies_or_hangs_is_told(
    cell: str, message: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(kernels, "CLEAN", "")  # takes its time, and there is but one notebook
    monkeypatch.setattr(kernels, "SECONDS", 2)
    with kernel() as alone, pytest.raises(BackpropError, match=f"^{message}$"):
        alone(program_of("a = 1", cell), "some.ipynb")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("chain:E_total 0.1", "chain: found chain:E_total 0.1, expected 0.0907"),
        ("chain:E_totl 0.1", "no quantity is named 'E_totl'"),
    ],
)
def test_what_is_printed_and_not_proved_is_told(printed: str, message: str) -> None:
    def prints(notebook: Any, _: str) -> None:
        notebook.cells[1].outputs = [new_output("stream", text=f"{printed}\n")]

    with pytest.raises(BackpropError, match=re.escape(message)):
        notebook_files(CHAIN, prints)


def test_a_folder_whose_name_is_too_long_for_sockets_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackpropError, match="set TMPDIR to a shorter folder"):
        kernels.manager(tmp_path / ("x" * 90))
