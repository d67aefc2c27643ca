"""How the values of an example are divided into pages: all of them, each once, as many as a page takes."""

import re
from itertools import pairwise

import pytest

from backprop.core.examples import EXAMPLES
from backprop.core.groups import GROUPS, TRAINING, group_of
from backprop.core.keys import Key, parse
from backprop.pages import value_pages
from backprop.pages.value_pages import LIMIT, ValuesPage, values_pages
from backprop.reading.links import PART

# So many errors after so many updates that they take several pages.
DIVIDED = [name for name in EXAMPLES if name not in {"line", "trials"}]
MANY = [Key("chain", (), step, "E_total") for step in range(1, 400)]


def size(page: ValuesPage) -> int:
    return sum(map(value_pages._size_of_run, page.runs))


@pytest.mark.parametrize("example", ["line", *DIVIDED])
def test_each_key_stands_on_one_page_which_takes_it(example: str) -> None:
    pages = values_pages(example, [])
    keys = [key for page in pages for key in page.keys]
    assert len(keys) == len(set(keys)) > 70
    assert [page.name for page in pages if size(page) > LIMIT] == []
    assert len({page.name for page in pages}) == len({page.title for page in pages}) == len(pages)


def test_what_fits_on_one_page_is_not_divided() -> None:
    (page,) = values_pages("line", [])
    assert (page.name, page.title) == ("", "")
    assert {run.group for run in page.runs} == {*GROUPS, TRAINING}


@pytest.mark.parametrize("example", DIVIDED)
def test_a_page_holds_one_group(example: str) -> None:
    for page in values_pages(example, []):
        group = re.sub(r"-\d+$", "", page.name)
        assert {run.group for run in page.runs} == {group_of(key) for key in page.keys} == {group}


def test_a_page_is_named_as_links_expect_it() -> None:
    names = [page.name for example in EXAMPLES for page in values_pages(example, MANY) if page.name]
    assert {*GROUPS, TRAINING, "training-2"} <= set(names)
    assert [name for name in names if not re.fullmatch(PART, name)] == []


def test_many_steps_take_several_pages_in_order() -> None:
    pages = [page for page in values_pages("chain", MANY) if page.name.startswith(TRAINING)]
    assert [page.name for page in pages[:3]] == ["training", "training-2", "training-3"]
    assert [page.title for page in pages[:3]] == ["Training", "Training II", "Training III"]
    printed = [key for page in pages for key in page.keys if key in set(MANY)]
    assert printed == MANY
    assert all(size(page) + size(after) > LIMIT for page, after in pairwise(pages))


def test_what_pages_print_of_another_example_adds_nothing() -> None:
    assert values_pages("line", MANY) == values_pages("line", [])


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        ([], []),
        ([1], [[1]]),
        ([LIMIT, 1], [[LIMIT], [1]]),
        ([LIMIT - 1, 1, 1], [[LIMIT - 1, 1], [1]]),
        ([1, LIMIT + 9, 1], [[1], [LIMIT + 9], [1]]),
    ],
)
def test_a_page_takes_as_much_as_fits_and_one_thing_at_least(
    sizes: list[int], batches: list[list[int]]
) -> None:
    assert list(map(list, value_pages._fitting(sizes, lambda size: size))) == batches


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("error", "Loss"),
        ("backward-2", "Backward pass II"),
        ("training-4", "Training IV"),
        ("training-19", "Training XIX"),
        ("training-144", "Training CXLIV"),
    ],
)
def test_a_page_is_numbered_in_letters(name: str, title: str) -> None:
    assert value_pages.page_title("chain", name) == title


@pytest.mark.parametrize(
    ("key", "tokens", "fractions", "indices"),
    [("chain:w1", 3, 0, 1), ("chain:net_h1", 24, 0, 4), ("chain:dE_total/dw2", 64, 4, 8)],
)
def test_an_entry_weighs_what_its_formulas_do(key: str, tokens: int, fractions: int, indices: int) -> None:
    weight = value_pages.TOKEN * tokens + value_pages.FRACTION * fractions + value_pages.INDEX * indices
    assert value_pages._size(parse(key)) == value_pages.ENTRY + weight
