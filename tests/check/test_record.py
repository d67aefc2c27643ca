"""What the check said of a page, recorded: it stands for the same page and the same files beside it alone."""

from pathlib import Path

import pytest

from backprop.check import survey as rounds
from backprop.check.record import read_page, written_page
from backprop.check.report import Finding, Page
from backprop.check.survey import survey
from backprop.core.records import in_use
from backprop.errors import BackpropError
from backprop.files import read_checked, write_checked

RIGHT = "The output of h1 is [0.593269992](../values/mazur.md#out_h1).\n"
WRONG = RIGHT.replace("992", "993")
PAGE = Path("docs/mazur/index.md")
SOURCE = Path("docs/sources/slides.json")
QUOTE = "It prints [0.3](../sources/slides.md#line-1).\n"
SLIDES = (Path(__file__).parents[2] / "docs/sources/slides.json").read_text("utf-8")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a project with one page, which is right."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    PAGE.parent.mkdir(parents=True)
    PAGE.write_text(RIGHT, "utf-8")


def findings(*, anew: bool = False) -> list[str]:
    with in_use(use=not anew):
        return [each.message for each in survey(Path("docs")).findings]


def test_a_page_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings() == []

    def refuse(*_: object) -> None:
        raise BackpropError("checked again")

    monkeypatch.setattr(rounds, "check_page", refuse)
    assert findings() == []
    with pytest.raises(BackpropError, match="checked again"):
        findings(anew=True)
    PAGE.write_text(RIGHT + "More.\n", "utf-8")
    with pytest.raises(BackpropError, match="checked again"):
        findings()


@pytest.mark.parametrize(
    ("page", "file", "before", "after"),
    [
        (RIGHT, PAGE, RIGHT, WRONG),
        ("Made in 2015.\n", Path("docs/declared.yml"), '"2015": a year\n', '"2016": a year\n'),
        (QUOTE.replace("line-1", "line-320"), SOURCE, SLIDES, SLIDES.replace('"line-320"', '"line-999"')),
    ],
)
def test_what_becomes_wrong_is_found(page: str, file: Path, before: str, after: str) -> None:
    PAGE.write_text(page, "utf-8")
    file.parent.mkdir(exist_ok=True)
    outcomes = []
    for text in (before, after, before):
        file.write_text(text, "utf-8")
        outcomes.append(findings())
        assert outcomes[-1] == findings(anew=True)
    assert outcomes[0] == outcomes[2] != outcomes[1]


def test_a_forged_record_is_found_when_all_is_checked_anew() -> None:
    findings()
    right = [path for path in Path(".cache/checks").iterdir() if b"findings" in path.read_bytes()]
    PAGE.write_text(WRONG, "utf-8")
    assert len(findings()) == 1
    for path in Path(".cache/checks").iterdir():
        if b"findings" in path.read_bytes():
            write_checked(path, read_checked(right[0]) or b"")
    assert findings() == []
    assert len(findings(anew=True)) == 1


def test_a_page_comes_back_as_it_was_written() -> None:
    finding = Finding("docs/a.md", 1, 2, "value", "found 1, expected 2", ("a ", "1", " b"))
    page = Page("docs/a.md", {"linked": 3}, 4, {"x = 1": "a limit"}, (finding,))
    assert read_page(written_page(page)) == page
