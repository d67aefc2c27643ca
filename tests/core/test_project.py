"""The setting of a folder: where its examples stand and how it is cited, and what is refused."""

from pathlib import Path

import pytest

from backprop.core.examples import EXAMPLES, load
from backprop.core.project import OWN, Project, read
from backprop.errors import BackpropError

SETTING = """examples = "loan:EXAMPLES"
title = "A loan"
author = "A lender"
version = "0.1"
date = "2026-11-29"
"""
LOAN = Project("loan:EXAMPLES", "A loan", "A lender", "0.1", "2026-11-29")


@pytest.mark.parametrize(
    ("name", "text", "project"),
    [
        ("backprop.toml", SETTING, LOAN),
        ("pyproject.toml", f'[project]\nname = "x"\n\n[tool.backprop]\n{SETTING}', LOAN),
        ("pyproject.toml", '[project]\nname = "x"\n', OWN),
        ("mkdocs.yml", "site_name: x\n", OWN),
    ],
)
def test_a_folder_says_which_project_it_holds(tmp_path: Path, name: str, text: str, project: Project) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read(tmp_path) == project
    assert project.is_own == (project == OWN)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("examples\n", ":1:9: found Expected '=' after a key"),
        (SETTING + "colour = 1\n", ": found colour, expected examples, title, author, version, date"),
        ('examples = "loan:EXAMPLES"\n', ': found no text for title, expected title = "…"; add the line'),
        (SETTING.replace('"A loan"', "3"), ': found no text for title, expected title = "…"; add the line'),
        (SETTING.replace("loan:EXAMPLES", "loan"), ": found examples = 'loan', expected module:NAME"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "backprop.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BackpropError) as caught:
        read(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'backprop.toml'}{message}")


def test_without_a_setting_the_examples_are_those_of_the_package() -> None:
    assert load(OWN.examples) is EXAMPLES
    assert list(EXAMPLES)[:1] == ["mazur"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("no_such_module:EXAMPLES", "found no examples at no_such_module:EXAMPLES: No module named"),
        (
            "backprop.errors:EXAMPLES",
            "found no examples at backprop.errors:EXAMPLES: module 'backprop.errors'",
        ),
        ("backprop.release:TITLE", "found no examples at backprop.release:TITLE, expected a dict of names"),
    ],
)
def test_examples_that_are_not_there_are_refused(place: str, message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        load(place)
    assert str(caught.value).startswith(message)
