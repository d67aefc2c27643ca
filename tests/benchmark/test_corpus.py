"""The corpus: the same bytes from the same seed, and every number and formula of it proved."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from scripts.benchmark.corpus import (
    EXAMPLE,
    PAGES,
    QUANTITIES,
    Shape,
    by_hand,
    corpus_pages,
    drawn_keys,
    navigation,
    page_name,
    write_corpus,
)

TOOLS = Path(__file__).parents[2] / "node_modules"
SMALL = Shape(pages=2, formulas=6, numbers=5)
BLOCK, FENCE, HOLE = (
    re.compile("<!-- backprop: step "),
    re.compile("^```math$", re.M),
    re.compile(r"\[\?\]\("),
)


def texts(folder: Path) -> Mapping[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((folder / PAGES).glob("*.md"))}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small corpus, written once."""
    folder = tmp_path_factory.mktemp("corpus") / "small"
    write_corpus(SMALL, folder, TOOLS)
    return folder


def printed(folder: Path, *words: str, code: int = 0) -> str:
    """Run the command in a project, and return what it printed."""
    command = [sys.executable, "-m", "backprop", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("shape", "pages", "formulas", "numbers"),
    [
        (Shape(3, 10, 7), 3, 10, 7),
        (Shape(1, 0, 4), 1, 0, 4),
        (Shape(5, 3, 0), 5, 3, 0),
        (Shape(2, 60, 60, distinct=0.1), 2, 60, 60),
    ],
)
def test_a_corpus_has_the_shape_that_is_asked_for(
    shape: Shape, pages: int, formulas: int, numbers: int
) -> None:
    written = dict(corpus_pages(shape))
    text = "".join(written.values())
    assert (len(written), len(BLOCK.findall(text)), len(HOLE.findall(text))) == (pages, formulas, numbers)
    counts = [len(BLOCK.findall(page)) for page in written.values()]
    assert max(counts) - min(counts) <= 1


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    assert [*corpus_pages(Shape())] == [*corpus_pages(Shape())]
    assert [*corpus_pages(Shape())] != [*corpus_pages(Shape(seed=2))]


@pytest.mark.parametrize(
    ("count", "distinct", "expected"), [(600, 1.0, 600), (600, 0.25, 150), (10, 0.01, 1), (0, 1.0, 0)]
)
def test_the_share_of_distinct_keys_is_the_one_asked_for(count: int, distinct: float, expected: int) -> None:
    keys = drawn_keys(count, distinct, Random(1))  # noqa: S311
    assert (len(keys), len(set(keys))) == (count, expected)
    assert {quantity for _, quantity in keys} <= set(QUANTITIES)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"pages": 0}, "found 0 pages, expected 1 to 17576"),
        ({"formulas": -1}, "found -1 formulas and 600 numbers, expected 0 to 100000"),
        ({"numbers": 100_001}, "found 600 formulas and 100001 numbers, expected 0 to 100000"),
        ({"distinct": 0.0}, "found the share 0.0, expected more than 0 and at most 1"),
    ],
)
def test_a_shape_that_cannot_be_is_refused(parts: Mapping[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Shape(**parts)  # type: ignore[arg-type]


def test_names_of_pages_have_no_digits_and_their_order() -> None:
    names = [page_name(place) for place in (0, 25, 26, 700)]
    assert names == ["aaa", "aaz", "aba", "bay"] == sorted(names)


def test_readers_are_led_to_every_lesson() -> None:
    listed = re.findall(r"- (\S+)\.md", navigation(Shape(3)))
    assert listed == ["index", "lessons/aaa", "lessons/aab", "lessons/aac", f"values/{EXAMPLE}"]


def test_every_second_block_comes_to_stand_by_hand() -> None:
    block = "<!-- backprop: step a:b -->\nx\n<!-- /backprop -->\n"
    assert by_hand(f"T\n{block}{block}{block}") == f"T\n{block}x\n{block}"


def test_a_folder_that_holds_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.md").touch()
    with pytest.raises(FileExistsError, match="found files, expected an empty folder or none"):
        write_corpus(SMALL, tmp_path, TOOLS)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


def test_a_corpus_is_fresh_and_proved(corpus: Path) -> None:
    assert printed(corpus, "inject", "--check") == ""
    text = "".join(texts(corpus).values())
    assert (len(BLOCK.findall(text)), len(FENCE.findall(text)), len(HOLE.findall(text))) == (4, 6, 0)
    report = printed(corpus, "check", "--format", "brief")
    assert "; 0 findings;" in report
    assert f"{text.count(f'/{EXAMPLE}.md#') - 6} linked" in report


def test_a_wrong_digit_in_a_formula_by_hand_is_found(corpus: Path) -> None:
    name, text = next((name, text) for name, text in texts(corpus).items() if "`math" in text)
    page = corpus / PAGES / name
    place = [match.end() for match in re.finditer(r"^&\\?\S* -?\d\.\d*(?=\d$)", text, re.M)][1]
    page.write_text(f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}", "utf-8")
    try:
        assert f"{PAGES / name}:" in printed(corpus, "check", code=1)
    finally:
        page.write_text(text, "utf-8")
