"""The check of figures: right ones pass in every word and line, and no change of any does."""

import re
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest

from backprop.check.figures import misdrawn, misnamed, misworded, numbers_drawn
from backprop.figures import KINDS
from backprop.reading.document import Problem
from tests.check.figures.drawings import SPECS, other_digits
from tests.figures.reading import described, figure_from
from tests.figures.reading import drawn as drawing

WORDS = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]+)<")
MOST = 25  # changes that are tried of each figure


def spread(items: list[str]) -> list[str]:
    return items[:: len(items) // MOST + 1]


def test_every_kind_is_tried() -> None:
    assert {spec.split()[0] for spec in SPECS} == set(KINDS)


@pytest.mark.parametrize("spec", SPECS)
def test_a_right_figure_passes_and_so_do_its_words(spec: str) -> None:
    figure = figure_from(spec)
    assert misdrawn(figure.name, drawing(spec)) == ()
    assert numbers_drawn(drawing(spec)) > 0
    for part in ("alt", "caption"):
        assert list(misworded(figure.name, part, getattr(described(spec), part))) == []


@pytest.mark.parametrize("spec", SPECS)
def test_a_second_copy_on_a_page_passes(spec: str) -> None:
    ids = r'(?<= id=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+'
    copy = re.sub(ids, lambda name: f"{name[0]}-2", drawing(spec))
    assert misdrawn(figure_from(spec).name, copy) == ()
    moved = re.sub(r'(?<= y=")', "-2", copy, count=1)
    assert misdrawn(figure_from(spec).name, moved) or moved == copy


@pytest.mark.parametrize("spec", SPECS)
def test_every_digit_and_every_word_of_the_page_counts(spec: str) -> None:
    figure = figure_from(spec)
    for part in ("alt", "caption"):
        text = getattr(described(spec), part)
        words = [text[: word.start()] + "x" + text[word.end() :] for word in re.finditer(r"\w+", text)]
        for other in [*other_digits(text), *words]:
            assert len(list(misworded(figure.name, part, other))) == 1, other


@pytest.mark.parametrize("spec", SPECS)
def test_every_digit_of_a_file_counts(spec: str) -> None:
    text, name = drawing(spec), figure_from(spec).name
    changed = [
        text[: match.start(1)] + words + text[match.end(1) :]
        for match in WORDS.finditer(text)
        for words in other_digits(match[1])
    ]
    assert [misdrawn(name, other) for other in spread(changed)].count(()) == 0


@pytest.mark.parametrize("spec", SPECS)
def test_no_two_labels_can_change_places(spec: str) -> None:
    text, name = drawing(spec), figure_from(spec).name
    pairs = [
        text[: a.start(1)] + b[1] + text[a.end(1) : b.start(1)] + a[1] + text[b.end(1) :]
        for a, b in combinations(WORDS.finditer(text), 2)
        if a[1].strip() != b[1].strip()
    ]
    assert [misdrawn(name, other) for other in spread(pairs)].count(()) == 0


NUMBER = r"(-?\d+(?:\.\d+)?)"


def _moved(match: re.Match[str]) -> str:
    return f"{match[1]}{float(match[2]) + 1:g}"


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize(
    ("pattern", "change"),
    [
        pytest.param(rf'(<text [^>]*\by="){NUMBER}', _moved, id="a label lower"),
        pytest.param(rf'(<(?:path|line|rect)\b[^>]*? (?:d="M ?|x1?=")){NUMBER}', _moved, id="a line moved"),
        pytest.param(r"<text .*?</text>", lambda _: "", id="a label left out"),
        pytest.param(r"(<(?:path|line|rect) [^>]*/>)", lambda match: match[1] * 2, id="a line twice"),
        pytest.param(r"var\(--figure-(?!ink)\w+", lambda _: "var(--figure-ink", id="another colour"),
        pytest.param(r'(data-(?:key|at|tick)=")', lambda match: f"{match[1]}1", id="another key"),
        pytest.param(r"(<title[^>]*>).*?<", lambda match: f"{match[1]}A figure<", id="another title"),
    ],
)
def test_nothing_else_can_change(spec: str, pattern: str, change: Callable[[re.Match[str]], str]) -> None:
    text = drawing(spec)
    places = list(re.finditer(pattern, text, re.DOTALL))
    assert places or spec.startswith("passes")
    for match in places[:: len(places) // 5 + 1]:
        other = text[: match.start()] + change(match) + text[match.end() :]
        assert misdrawn(figure_from(spec).name, other), match[0]


@pytest.mark.parametrize(("spec", "other"), list(pairwise(SPECS)))
def test_the_figure_of_another_name_is_refused(spec: str, other: str) -> None:
    name = figure_from(spec).name
    assert misdrawn(name, drawing(other).replace(figure_from(other).name, name))


@pytest.mark.parametrize("spec", SPECS)
def test_a_damaged_file_is_a_flaw_and_no_accident(spec: str) -> None:
    text, name = drawing(spec), figure_from(spec).name
    for number, start in enumerate(range(0, len(text), len(text) // 20 + 1)):
        length = (1, 30, 1000, 20000)[number % 4]
        assert isinstance(misdrawn(name, text[:start] + text[start + length :]), tuple)
    assert misdrawn(name, "")
    assert misdrawn(name, "<svg></svg>")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "slice",
        "slice-mazur",
        "slice-mazur-w9",
        "slice-nobody-w5",
        "network-descent",
        "samples-mazur",
        "path-mazur-dE_total-dw99",
        "contour-mazur-w5-b1-20",
        "activation-step",
        "training-mazur-123456",
        "measured-performance",
        "measured-nobody-tools",
        "../secret",
    ],
)
def test_an_unknown_figure_is_a_flaw(name: str) -> None:
    assert misnamed(name).endswith("such as <!-- backprop: figure network mazur -->")
    assert misdrawn(name, drawing("error mazur;loss=sum"))


def test_a_flaw_says_where_what_and_what_instead() -> None:
    figure = figure_from("network mazur")
    alt = described("network mazur").alt
    start = alt.index("0.593")
    (flaw,) = misworded(figure.name, "alt", alt.replace("0.593", "0.594"))
    assert flaw == Problem(start, start + 5, "figure", "found '0.594', expected '0.593'; run backprop inject")
    text = drawing("network mazur").replace(">0.593<", ">0.594<")
    (flaw,) = misdrawn(figure.name, text)
    assert text[flaw.start : flaw.end] == "0.594"
    assert flaw.message == "found 0.594, expected 0.593 (mazur:out_h1 is 0.593269992); run backprop assets"
