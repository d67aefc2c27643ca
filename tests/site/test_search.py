"""The search: what readers type finds the pages that have it, and its index has the words of pages alone."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Visit

# The words of the index that a worker makes, and those that have a document.
WORDS = """
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
const [folder, address] = process.argv.slice(1);
const answered = new Promise((answer) => (globalThis.postMessage = answer));
let listen, index;
globalThis.self = globalThis;
globalThis.location = new URL(address, "https://example.org/");
globalThis.addEventListener = (_, listener) => (listen = listener);
globalThis.importScripts = (path) => runInThisContext(readFileSync(`${folder}/${path}`, "utf8"));
importScripts(location.pathname);
const { build } = lunr.Builder.prototype;
lunr.Builder.prototype.build = function () { return (index = build.call(this)); };
listen({ data: { type: 0, data: { ...JSON.parse(readFileSync(0, "utf8")), options: {} } } });
await answered;
const words = [index.tokenSet.toArray(), Object.keys(index.invertedIndex)];
console.log(JSON.stringify(words.map((list) => list.sort())));
"""
# The theme's own worker takes what follows `a` and `c` for equal: 1 and 3, each to node 3; and 1 to node 333.
CLASH = ["a1", "a3", "b" + "z" * 326, "c1q"]


def words_of(site: Path, worker: str, index: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the words that a worker's search looks through, and the words that its documents have."""
    node = [str(Path(sys.executable).with_name("node")), "--input-type=module", "--eval", WORDS]
    answer = subprocess.run(
        [*node, str(site / "assets"), worker],
        input=json.dumps(index),
        capture_output=True,
        text=True,
        check=True,
    )
    searched, written = json.loads(answer.stdout)
    return searched, written


@pytest.fixture(scope="module")
def theme_worker(site: Path) -> str:
    (worker,) = (site / "assets/javascripts/workers").glob("*.js")
    return worker.relative_to(site / "assets").as_posix()


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / "search/search_index.json").read_text("utf-8"))
    return read


def test_every_word_of_the_index_has_a_document(site: Path, theme_worker: str, index: dict[str, Any]) -> None:
    searched, written = words_of(site, f"search.js?{theme_worker}", index)
    assert searched == written
    assert len(written) > 1000


@pytest.mark.parametrize(
    ("prefix", "searched"),
    [("search.js?", CLASH), ("", ["a1", "a3", CLASH[2], "c1", "c3"])],
    ids=["the site's worker", "the theme's alone"],
)
def test_digits_are_no_numbers_of_nodes(
    site: Path, theme_worker: str, index: dict[str, Any], prefix: str, searched: list[str]
) -> None:
    documents = [{"location": "", "title": "", "text": " ".join(CLASH)}]
    assert words_of(site, prefix + theme_worker, {**index, "docs": documents}) == (searched, CLASH)


TYPED = [
    *("softmax", "sigmoid", "relu", "mazur", "signed", "w5", "mazur:dE_total/dw5", "0.298"),
    *("activation", "backpropagation", "bias", "chain rule", "cross-entropy", "delta", "derivative", "epoch"),
    *("gradient", "hidden layer", "learning rate", "loss", "mini-batch", "momentum", "net input", "neuron"),
    *("one-hot", "saturation", "tanh", "transpose", "weighted sum"),
]
# What is marked in each page that the search shows.
MARKED = """
[...document.querySelectorAll('.md-search-result__item')]
  .map(item => [...item.querySelectorAll('mark')].map(mark => mark.textContent.toLowerCase()))
"""


def test_what_is_typed_is_marked_in_every_result(visit: Visit) -> None:
    """One visit for all: the worker makes its index once, and the console has to stay clean."""
    page = visit("")
    page.locator(".md-search__input").click()
    wrong = {typed: marked for typed in TYPED if not fits(typed, marked := results(page, typed))}
    assert wrong == {}


def results(page: Page, typed: str) -> list[list[str]]:
    """Type into the search, and return what is marked in each of its results once they are there."""
    field, count = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    for text, answer in (("", "Type to start searching"), (typed, re.compile(r"\d+ matching document"))):
        field.fill(text)
        field.press("End")
        expect(count).to_have_text(answer, timeout=60_000)
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    marked: list[list[str]] = page.evaluate(MARKED)
    return marked


def words(typed: str) -> list[str]:
    """Return the words that the search takes from what was typed."""
    return re.split(r"[\s:/-]+", typed.lower())


def fits(typed: str, marked: list[list[str]]) -> bool:
    """Return whether there are results, each with a word that begins as one typed does."""
    starts = tuple(words(typed))
    return bool(marked) and all(any(mark.startswith(starts) for mark in marks) for marks in marked)


@pytest.mark.parametrize(
    ("marked", "is_fit"), [([["sigmoid's"]], True), ([], False), ([["sigmoid"], ["sign"]], False)]
)
def test_a_result_without_the_word_does_not_fit(marked: list[list[str]], *, is_fit: bool) -> None:
    assert fits("sigmoid", marked) is is_fit
