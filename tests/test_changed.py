"""Which tests scripts/check runs for what changed."""

from collections.abc import Sequence

import pytest

from scripts.changed import HOUSE, chosen_tests

TESTS = {
    HOUSE: "",
    "tests/core/test_keys.py": "from backprop.core.keys import parse\n",
    "tests/core/test_names.py": "from backprop.core import keys\nfrom backprop.core.tex import symbol\n",
    "tests/cli/test_value.py": "from backprop.core.keys import parse\nfrom backprop import errors, files\n",
    "tests/site/test_card.py": "from backprop.core.tex import symbol\n",
    "tests/test_wheel.py": "from backprop.release import VERSION\n",
}


@pytest.mark.parametrize(
    ("changed", "chosen"),
    [
        ([], []),
        (["README.md", "docs/index.md", "tests/gone.py"], []),
        (["tests/core/test_names.py"], ["tests/core/test_names.py"]),
        (["backprop/core/keys.py"], ["tests/core/test_keys.py"]),
        (["backprop/core/tex.py"], ["tests/core/test_names.py"]),
        (["backprop/errors.py"], ["tests/cli/test_value.py"]),
        (["backprop/core/errors.py", "backprop/file.py"], []),
        (["tests/site/test_card.py", "backprop/release.py"], []),
        (
            ["backprop/core/keys.py", "backprop/files.py"],
            ["tests/cli/test_value.py", "tests/core/test_keys.py"],
        ),
    ],
)
def test_what_changed_chooses_its_tests(changed: Sequence[str], chosen: list[str]) -> None:
    assert chosen_tests(changed, TESTS) == [*chosen, HOUSE]
