"""What the tests of exports share: the documents of all examples, and an export of two of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from backprop.core import store
from backprop.core.keys import parse
from backprop.exports import export, runs
from backprop.exports.data import document
from backprop.networks.examples import EXAMPLES

PAGES = {
    parse("chain@7:dE_total/dw1"): ("", "chain/training/"),
    parse("mazur:w1"): ("mazur/",),
}

FEW = ("parabola", "chain")
PRINTED = {parse("chain:w1"): ("chain/",)}

Documents = Mapping[str, Any]


@pytest.fixture(scope="session")
def documents() -> Documents:
    """Return the document of each example by name."""
    with store.kept():
        return {name: document(example, PAGES) for name, example in EXAMPLES.items()}


def leave_few(patch: pytest.MonkeyPatch) -> None:
    """Leave two examples to export, and few steps of their runs."""
    patch.setattr(export, "EXAMPLES", {name: EXAMPLES[name] for name in FEW})
    patch.setattr(runs, "STEPS", (0, 1, 9, 10))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of two examples, to be read."""
    folder = tmp_path_factory.mktemp("exported")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        leave_few(patch)
        export.export(folder / "data", PRINTED)
    return folder / "data"
