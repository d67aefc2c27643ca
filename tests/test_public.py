"""What `import backprop` offers: a few names, described with examples that hold, and quickly there."""

import doctest
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

import backprop
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import parse_run
from backprop.core.value import Value
from backprop.networks.examples import EXAMPLES

ROOT = Path(__file__).parents[1]
NAMES = ["BackpropError", "Value", "__date__", "__version__", "examples", "keys", "value"]


def test_the_public_names_are_listed_and_no_others() -> None:
    assert dir(backprop) == backprop.__all__ == NAMES
    assert [name for name in NAMES if getattr(backprop, name, None) is None] == []
    assert backprop.Value is Value


def test_a_name_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(AttributeError) as raised:
        backprop.values  # type: ignore[attr-defined]  # noqa: B018
    assert str(raised.value) == f"module 'backprop' has no attribute 'values'; it has {', '.join(NAMES)}"


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(backprop) == (0, 9)


def test_help_leads_from_an_example_to_each_name() -> None:
    text = pydoc.plain(pydoc.render_doc(backprop))
    assert '>>> loss = backprop.value("mazur@1:E_total")' in text
    for name in (
        "examples() -> dict[str, str]",
        "keys(run: str)",
        "value(key: str) -> 'Value'",
        "class Value(",
    ):
        assert name in text
    assert "TYPE_CHECKING" not in text


def test_importing_the_package_loads_no_arithmetic() -> None:
    code = "import sys; before = set(sys.modules); import backprop; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["backprop", "backprop.errors", "backprop.release"]


def test_a_value_is_there_without_numpy() -> None:
    code = "import backprop, sys; backprop.value('mazur:w1'); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_examples_are_named_with_their_titles() -> None:
    assert list(backprop.examples()) == list(EXAMPLES)
    assert backprop.examples()["mazur"] == "The two-output network"


@pytest.mark.parametrize("run", [*EXAMPLES, "mazur@1", "mazur;bias=each@2", "descent;rate=0.5"])
def test_each_key_of_a_run_leads_to_its_value(run: str) -> None:
    keys = backprop.keys(run)
    assert keys == tuple(str(key) for group in GROUPS for key in group_keys(parse_run(run), group))
    assert len(set(keys)) == len(keys) > 0
    for key in (keys[0], keys[-1]):
        assert backprop.value(key).key == key


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ("mazr", "no example is named 'mazr'; the nearest: mazur"),
        ("mazr@1", "no example is named 'mazr'; the nearest: mazur"),
        ("Mazur", "found 'Mazur', expected a run such as mazur or mazur;bias=each@1"),
        ("mazur@one", "found 'mazur@one', expected a run such as mazur or mazur;bias=each@1"),
        ("mazur:E_total", "found 'mazur:E_total', expected a run such as mazur or mazur;bias=each@1"),
        ("mazur;bias=eech", "mazur: found bias=eech, expected one of fixed, each, shared"),
    ],
)
def test_a_run_that_there_is_not_is_refused(run: str, message: str) -> None:
    with pytest.raises(backprop.BackpropError) as raised:
        backprop.keys(run)
    assert str(raised.value) == message


def test_a_key_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(backprop.BackpropError, match="no quantity is named 'E_totl'; the nearest: E_total"):
        backprop.value("mazur:E_totl")
