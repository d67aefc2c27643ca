"""Every kind of figure as SVG: the same bytes each time, described, readable, and alone in the world."""

import os
import re
import subprocess
import sys
from dataclasses import astuple

import pytest

from backprop.check.figures import misdrawn
from backprop.core.keys import Key
from backprop.core.registry import digits
from backprop.figures import KINDS, printed, svg
from backprop.figures.fact import Fact
from backprop.figures.style import INDEX, LIGHT
from tests.figures.reading import (
    SVG,
    described,
    drawn,
    figure_from,
    keyed,
    numbers,
    overlaps,
    root,
    specs,
    texts,
)

# What follows the kind in each directive that is tried.
TRIED = {
    "network": "mazur | signed@1 | deep | broad | chain",
    "wiring": "mazur | broad | chain",
    "forward": "mazur@1 | deep | broad | relu",
    "backward": "mazur | signed | deep | softmax | chain;bias=each@2",
    "neuron": "mazur h1 | chain;bias=shared@1 o1 | deep h3 | relu o1",
    "matrix": "mazur 1 | mazur@1 2 | deep 1 | broad 2 | softmax 1",
    "update": "mazur | relu@1 | descent;momentum=0.5@3 | line;batch=1",
    "path": (
        "mazur:dE_total/dw5 | mazur:dE_total/dw1 | mazur;bias=shared@1:dE_total/db1 | "
        "relu:dE_total/dw4 | deep:dE_total/dw12 | broad:dE_o1/dw1 | descent:dJ/dtheta0 | "
        "line;batch=2:dE_batch/dw | line:dE_total/dout_2"
    ),
    "loss": "relu | descent | deep | parabola",
    "training": "mazur 100 | mazur 101 | relu;rate=0.6 10 | descent 20 | deep@2 20 | line;batch=1 9",
    "activation": "sigmoid | tanh | relu | linear",
    "slope": "sigmoid | tanh | relu | linear",
    "slice": (
        "mazur w5 | relu;rate=0.6@5 w1 | descent;rate=0.5 theta0 | deep;bias=each b_h3 | "
        "line;batch=1 b | mazur@3 w1"
    ),
    "contour": (
        "mazur w5 w6 60 | descent theta0 theta1 20 | descent;rate=0.5 theta0 theta1 8 | "
        "deep;momentum=0.5 w1 w13 20 | line;batch=1 w b 20 | descent;momentum=0.5 theta1 theta0 7 | "
        "chain@2 w1 w2 7"
    ),
    "surface": "mazur w5 w6 60 | descent;update=sequential theta0 theta1 20 | chain;bias=shared w1 b2 20",
    "differences": "mazur:dE_total/dw5 | deep;rate=0.5:dE_o1/dout_h1 | relu@2:dE_total/dw5",
    "nudge": "chain:dE_total/dw1 0.01 | mazur@1:dE_total/dw7 0.1 | parabola;rate=0.9:dJ/dtheta0 0.001",
    "search": "mazur 1000 | broad 20 | signed;rate=2@3 120",
    "runs": (
        "50 mazur sigmoid signed | 200 mazur;rate=2 mazur;update=sequential;rate=2 | "
        "9 chain@1 descent;momentum=0.9@1 relu@1 | 20 mazur@2 sigmoid;rate=2"
    ),
    "walk": "parabola 5 | parabola;rate=1.1@1 5 | hollows;momentum=0.5 40 | parabola@60 2 | hollows 10",
    "error": "mazur@1 | deep | relu | xor",
    "passes": "broad | mazur | xor",
    "measured": "performance tools",
    "comparison": "mazur@1:out_o1 sigmoid@2:out_o1 | relu:w5 relu@1:w5 relu:w6 relu@2:w6",
    "boundary": "xor xor@60 xor@300 | xor;start=2@9",
    "hidden": "xor xor@300 | xor;start=2@50",
    "trials": "trials",
    "samples": "line | line;batch=1@4 | line;total=mean;momentum=0.5@2",
}
SPECS = specs(TRIED)
APART = {*KINDS} - {"loss", "training", "activation", "slope", "slice", "contour", "surface", "samples"}
UPRIGHT = [spec for spec in SPECS if spec.split()[0] in APART]
COMPUTED = [spec for spec in SPECS if spec.split()[0] != "measured"]  # what a clock says has no key


def test_every_kind_is_tried() -> None:
    assert {spec.split()[0] for spec in SPECS} == set(KINDS)


@pytest.mark.parametrize("spec", SPECS)
def test_a_figure_is_described(spec: str) -> None:
    picture = root(drawn(spec))
    ids = {element.get("id"): element for element in picture.iter()}
    title, desc = (ids[name] for name in picture.attrib["aria-labelledby"].split())
    assert picture.get("role") == "img"
    assert (title.tag, title.text) == (f"{SVG}title", described(spec).title)
    assert (desc.tag, desc.text) == (f"{SVG}desc", described(spec).alt)


@pytest.mark.parametrize("spec", SPECS)
def test_every_number_curve_and_marker_is_where_the_check_expects_it(spec: str) -> None:
    assert misdrawn(figure_from(spec).name, drawn(spec)) == ()


@pytest.mark.parametrize("spec", SPECS)
def test_a_figure_asks_nothing_of_others(spec: str) -> None:
    text = drawn(spec)
    bare = re.sub(r'xmlns(:\w+)?="[^"]+"', "", text)
    assert not re.search(r"https?:|<script|<!|<\?|<image|\bon\w+=|@import", bare)
    links = re.findall(r'href="([^"]*)"|url\(([^)]*)\)', bare)
    assert all("".join(link).startswith("#") for link in links)


@pytest.mark.parametrize("spec", SPECS)
def test_text_is_text_and_large_enough_and_the_file_is_lighter_than_a_photograph(spec: str) -> None:
    assert min(map(float, re.findall(r"font-size: ([\d.]+)px", drawn(spec)))) >= INDEX
    assert "DejaVu" not in drawn(spec)
    assert len(drawn(spec)) < 250_000


@pytest.mark.parametrize("spec", SPECS)
def test_alternative_text_may_stand_in_markdown(spec: str) -> None:
    for words in astuple(described(spec)):
        assert not set(words) & set("[]()|\"'`*<>\n")
    assert described(spec).alt.endswith(".")


@pytest.mark.parametrize("spec", COMPUTED)
def test_every_decimal_in_words_is_that_of_a_key(spec: str) -> None:
    asked = {*spec.split(), *(digits(key).text for key in figure_from(spec).keys)}

    def show(value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
        text = printed(value, places=places, relation=relation)
        asked.add(text.split()[-1])
        return text

    for words in astuple(figure_from(spec).describe(show)):
        assert [number for number in numbers(words) if number not in asked and "." in number] == []


@pytest.mark.parametrize("spec", SPECS)
def test_a_figure_knows_the_keys_of_the_numbers_in_its_picture(spec: str) -> None:
    bare = (each.attrib for each in keyed(drawn(spec)) if not {"data-where", "data-then"} & {*each.attrib})
    keys = {key for attributes in bare for key in attributes["data-key"].split()}
    assert keys <= set(map(str, figure_from(spec).keys))


@pytest.mark.parametrize("spec", UPRIGHT)
def test_no_text_lies_on_another_or_leaves_the_picture(spec: str) -> None:
    words = texts(drawn(spec))
    width, height = map(float, root(drawn(spec)).attrib["viewBox"].split()[2:])
    assert overlaps(words) == []
    for text in words:
        assert 0 <= text.box.x - text.box.width / 2 <= text.box.x + text.box.width / 2 <= width, text.words
        assert 0 <= text.box.y - text.box.height / 2 <= text.box.y + text.box.height / 2 <= height, text.words


def test_ids_differ_within_a_figure_and_between_figures() -> None:
    ids = [re.findall(r' id="([^"]+)"', drawn(spec)) for spec in ("loss relu", "loss descent")]
    assert all(len(set(names)) == len(names) for names in ids)
    assert not set(ids[0]) & set(ids[1])


STABLE = [f"{kind} {words.rpartition(' | ')[2]}" for kind, words in TRIED.items()]


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from backprop.figures import figure, svg\n"
        "for words in sys.argv[1:]: sys.stdout.write(svg(figure(words.split())))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8", "SOURCE_DATE_EPOCH": "1"}
    run = [sys.executable, "-c", code, *STABLE]
    output = subprocess.run(run, env=environment, capture_output=True, check=True, encoding="utf-8").stdout
    assert output == "".join(svg(figure_from(spec)) for spec in STABLE)


@pytest.mark.parametrize("spec", SPECS)
def test_every_colour_is_one_of_the_page(spec: str) -> None:
    names = LIGHT.properties
    assert set(re.findall(r"#[0-9a-f]{6}", drawn(spec))) <= set(names.values())
    bare = re.sub(
        r"var\(--figure-([\w-]+), (#[0-9a-f]{6})\)", lambda m: "" if names[m[1]] == m[2] else "#", drawn(spec)
    )
    assert not re.search(r"[:\s]#[0-9a-f]{3,6}\b|(?:fill|stroke): (?:black|white|rgb)", bare)
