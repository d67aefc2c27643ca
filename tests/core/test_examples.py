"""What the values of an example come of: its literal, or all that stands in the folder of its class."""

from pathlib import Path

import pytest

from backprop.code import digest_of_code
from backprop.core import examples
from backprop.core.examples import EXAMPLES, origin, sources
from tests.subject import loan


def test_a_literal_of_ours_comes_of_its_class_and_of_what_it_says() -> None:
    mazur = EXAMPLES["mazur"]
    assert origin(mazur) == (digest_of_code("backprop.networks.network"), repr(mazur))
    assert len({origin(example) for example in EXAMPLES.values()}) == len(EXAMPLES)


def test_any_other_comes_of_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "SOURCES", sources(f"{loan.__name__}:EXAMPLES"))
    folder = Path(loan.__file__).parent
    texts = tuple(path.read_bytes() for path in sorted(folder.glob("*.py")))
    assert Path(loan.__file__).read_bytes() in texts
    assert origin(loan.EXAMPLES["loan"]) == ("loan", *texts)


def test_of_our_own_no_folder_counts() -> None:
    assert sources("backprop.networks.examples:EXAMPLES") == ()
