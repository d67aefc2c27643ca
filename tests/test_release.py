"""The release: one version and one day wherever they stand, and a `CITATION.cff` that others can read."""

import tomllib
from pathlib import Path

import pytest
import yaml
from cffconvert import Citation
from jsonschema.exceptions import ValidationError

import backprop
from backprop import release
from backprop.exports.citation import shared

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_package_tells_its_release() -> None:
    assert (backprop.__version__, backprop.__date__) == (release.VERSION, release.DATE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "backprop.release.VERSION"}


def test_the_citation_of_the_whole_names_it() -> None:
    whole = yaml.safe_load(TEXT)
    assert (whole["version"], whole["date-released"]) == (release.VERSION, release.DATE)


def test_the_citation_of_the_whole_says_what_those_of_values_say() -> None:
    whole = yaml.safe_load(TEXT)
    assert whole["title"] == shared()["project"]
    assert whole["authors"] == [{"name": shared()["author"]}]
    assert whole["license"].replace("-", " ") == shared()["licence"].replace("-", " ")


def test_the_citation_of_the_whole_is_valid() -> None:
    citation = Citation(TEXT)
    assert citation.cffversion == "1.2.0"
    citation.validate()


@pytest.mark.parametrize(
    ("before", "after"),
    [("date-released:", "released:"), ("CC-BY-4.0", "free"), ("  - name: The backprop authors", "  []")],
)
def test_a_citation_that_is_not_valid_is_seen(before: str, after: str) -> None:
    assert before in TEXT
    with pytest.raises(ValidationError):
        Citation(TEXT.replace(before, after)).validate()


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        (
            "bibtex",
            [
                "author = {The backprop authors}",
                "title = {Backpropagation, worked in full}",
                f"year = {{{release.DATE[:4]}}}",
            ],
        ),
        ("apalike", [f"({release.DATE[:4]}). Backpropagation, worked in full (version {release.VERSION})."]),
    ],
)
def test_others_turn_it_into_their_format(form: str, parts: list[str]) -> None:
    found = getattr(Citation(TEXT), f"as_{form}")()
    assert [part for part in parts if part not in found] == [], found
