"""Notebooks of every example: they have run, hold what is proved, and come out the same byte by byte."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from backprop.core import registry
from backprop.core.groups import group_keys
from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.exports import notebook
from backprop.exports.printed import compare
from backprop.exports.program.file import program_files
from backprop.networks.examples import EXAMPLES

CHAIN = EXAMPLES["chain"]
ALONE = replace(CHAIN, title="The same chain, by itself")


def text(name: str) -> str:
    return notebook.notebook_files(EXAMPLES[name])[f"values/{name}.ipynb"]


def cells(name: str, kind: str = "code") -> list[Any]:
    return [cell for cell in json.loads(text(name))["cells"] if cell["cell_type"] == kind]


def source(cell: Any) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_a_notebook_is_valid_and_has_run(name: str) -> None:
    nbformat.validate(nbformat.reads(text(name), as_version=4))
    *others, curve = cells(name)
    assert [cell["execution_count"] for cell in (*others, curve)] == list(range(1, len(others) + 2))
    outputs = [output for cell in others for output in cell["outputs"]]
    assert {(output["output_type"], output["name"]) for output in outputs} == {("stream", "stdout")}
    assert ["image/png" in output["data"] for output in curve["outputs"]] == [True]


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_what_a_notebook_holds_is_proved(name: str) -> None:
    printed = [
        "".join(output["text"])
        for cell in cells(name)
        for output in cell["outputs"]
        if output["output_type"] == "stream"
    ]
    compare("".join(printed), EXAMPLES[name])
    with pytest.raises(BackpropError, match="found no line"):
        compare("".join(printed[1:]), EXAMPLES[name])


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_a_notebook_runs_the_program(name: str) -> None:
    program = program_files(EXAMPLES[name])[f"values/{name}_numpy.py"]
    blocks = re.split(r"\n\n+# .*\n", program.split('"""\n\n', 1)[1])
    assert [source(cell).rstrip() for cell in cells(name)[:-1]] == [block.rstrip() for block in blocks]


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_the_formulas_are_those_of_the_graph(name: str) -> None:
    words = "\n".join(source(cell) for cell in cells(name, "markdown"))
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


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_a_notebook_tells_nothing_of_where_and_when_it_was_made(name: str) -> None:
    assert re.findall(r"/(?:tmp|home|root|Users)\b|\b20\d\d-\d\d|\d\d:\d\d:\d\d|ipykernel", text(name)) == []
    whole = json.loads(text(name))
    assert whole["metadata"] == notebook.METADATA
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


def test_a_notebook_is_the_same_alone_and_again_and_for_everyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = notebook.notebook_files(CHAIN)
    for name, value in settings_of_a_person(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(notebook, "EXAMPLES", {})
    assert notebook.notebook_files(CHAIN) == before


def test_notebooks_that_share_a_kernel_share_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "EXAMPLES", {"chain": ALONE, "line": EXAMPLES["line"]})
    monkeypatch.setattr(
        notebook, "curve_code", lambda _: "print(sorted({'W1', 'w', 'plt'} & set(globals())))"
    )
    monkeypatch.setattr(notebook, "compare", lambda *_: None)
    found = [
        json.loads(text)["cells"][-1]["outputs"][0]["text"]
        for example in (ALONE, EXAMPLES["line"])
        for text in notebook.notebook_files(example).values()
    ]
    assert found == [["['W1']\n"], ["['w']\n"]]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1 / 0", "chain.ipynb, cell curve: ZeroDivisionError: division by zero"),
        ("1 +", "chain.ipynb, cell curve: SyntaxError: invalid syntax"),
        ("import os; os._exit(1)", "chain.ipynb, cell curve: the kernel died"),
        ("print('chain:E_total 0.1')", "chain: found chain:E_total 0.1, expected 0.0907"),
        ("print('chain:E_totl 0.1')", "no quantity is named 'E_totl'"),
        ("import warnings; warnings.warn('Mind this')", "UserWarning: Mind this"),
    ],
)
def test_a_notebook_that_fails_is_told_in_one_line(
    cell: str, message: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(notebook, "curve_code", lambda _: cell)
    with pytest.raises(BackpropError) as caught:
        notebook.notebook_files(replace(CHAIN, title=f"With {cell}"))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_notebook_without_an_end_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(notebook, "curve_code", lambda _: "while True: pass")
    monkeypatch.setattr(notebook, "CLEAN", "")  # takes its time, and there is but one notebook
    monkeypatch.setattr(notebook, "SECONDS", 5)
    with pytest.raises(BackpropError, match=r"^chain\.ipynb, cell curve: no end within 5 seconds$"):
        notebook.notebook_files(replace(CHAIN, title="For ever"))
    assert capfd.readouterr() == ("", "")


def test_a_folder_whose_name_is_too_long_for_sockets_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackpropError, match="set TMPDIR to a shorter folder"):
        notebook._kernel(tmp_path / ("x" * 90))
