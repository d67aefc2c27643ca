"""What the tests of exports share: the documents of all examples, with the pages that print their keys."""

from collections.abc import Mapping
from typing import Any

import pytest

from backprop.core import store
from backprop.core.keys import parse
from backprop.exports.data import document
from backprop.networks.examples import EXAMPLES

PAGES = {
    parse("chain@7:dE_total/dw1"): ("", "chain/training/"),
    parse("mazur:w1"): ("mazur/",),
}

Documents = Mapping[str, Any]


@pytest.fixture(scope="session")
def documents() -> Documents:
    """Return the document of each example by name."""
    with store.kept():
        return {name: document(example, PAGES) for name, example in EXAMPLES.items()}
