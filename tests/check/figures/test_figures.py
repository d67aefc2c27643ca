"""The check of figures: right ones pass in every word and line, and no change of any does."""

import re
from collections.abc import Callable
from dataclasses import astuple
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from backprop.check.figures import Flaw, Outcome, claims, drawn, keys, stem
from backprop.figures import KINDS, printed
from tests.check.figures.drawings import SPECS, other_digits
from tests.figures.reading import drawn as drawing
from tests.figures.reading import figure_from

DOCS = Path(__file__).parents[3] / "docs"
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*?([^/)]*)\.svg\)\n\n\*(.*)\*")
ASKED: set[tuple[str, str, str]] = {
    match for page in DOCS.rglob("*.md") for match in PICTURE.findall(page.read_text(encoding="utf-8"))
}
WORDS = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]+)<")
MOST = 25  # changes that are tried of each figure


def spread(items: list[str]) -> list[str]:
    return items[:: len(items) // MOST + 1]


def test_the_pages_have_figures_and_every_kind_is_tried() -> None:
    assert len({name for _, name, _ in ASKED}) > 40
    assert {spec.split()[0] for spec in SPECS} == set(KINDS)


@pytest.mark.parametrize(("alt", "name", "caption"), sorted(ASKED))
def test_what_pages_say_of_figures_is_right(alt: str, name: str, caption: str) -> None:
    assert claims(name, alt, caption).flaws == ()


@pytest.mark.parametrize("spec", SPECS)
def test_a_right_figure_passes(spec: str) -> None:
    outcome = drawn(figure_from(spec).name, drawing(spec))
    assert outcome.flaws == ()
    assert outcome.numbers > 0


@pytest.mark.parametrize("spec", SPECS)
def test_a_second_copy_on_a_page_passes(spec: str) -> None:
    ids = r'(?<= id=")[^"]+|(?<=href="#)[^"]+|(?<=url\(#)[^)]+'
    copy = re.sub(ids, lambda name: f"{name[0]}-2", drawing(spec))
    assert drawn(figure_from(spec).name, copy).flaws == ()
    moved = re.sub(r'(?<= y=")', "-2", copy, count=1)
    assert drawn(figure_from(spec).name, moved).flaws or moved == copy


@pytest.mark.parametrize("spec", SPECS)
def test_every_digit_and_every_word_of_the_page_counts(spec: str) -> None:
    figure = figure_from(spec)
    _, alt, caption = astuple(figure.describe(printed))
    words = [alt[: word.start()] + "x" + alt[word.end() :] for word in re.finditer(r"\w+", alt)]
    for other in [*other_digits(alt), *words]:
        assert {flaw.part for flaw in claims(figure.name, other, caption).flaws} == {"alt"}, other
    for other in other_digits(caption):
        assert {flaw.part for flaw in claims(figure.name, alt, other).flaws} == {"caption"}, other


@pytest.mark.parametrize("spec", SPECS)
def test_every_digit_of_a_file_counts(spec: str) -> None:
    text, name = drawing(spec), figure_from(spec).name
    changed = [
        text[: match.start(1)] + words + text[match.end(1) :]
        for match in WORDS.finditer(text)
        for words in other_digits(match[1])
    ]
    assert [drawn(name, other).flaws for other in spread(changed)].count(()) == 0


@pytest.mark.parametrize("spec", SPECS)
def test_no_two_labels_can_change_places(spec: str) -> None:
    text, name = drawing(spec), figure_from(spec).name
    pairs = [
        text[: a.start(1)] + b[1] + text[a.end(1) : b.start(1)] + a[1] + text[b.end(1) :]
        for a, b in combinations(WORDS.finditer(text), 2)
        if a[1].strip() != b[1].strip()
    ]
    assert [drawn(name, other).flaws for other in spread(pairs)].count(()) == 0


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
        assert drawn(figure_from(spec).name, other).flaws, match[0]


@pytest.mark.parametrize(("spec", "other"), [*pairwise(SPECS), ("loss relu", "loss mazur")])
def test_the_figure_of_another_name_is_refused(spec: str, other: str) -> None:
    assert drawn(
        figure_from(spec).name, drawing(other).replace(figure_from(other).name, figure_from(spec).name)
    ).flaws


@pytest.mark.parametrize("spec", SPECS)
def test_a_damaged_file_is_a_flaw_and_no_accident(spec: str) -> None:
    text, name = drawing(spec), figure_from(spec).name
    for number, start in enumerate(range(0, len(text), len(text) // 20 + 1)):
        length = (1, 30, 1000, 20000)[number % 4]
        assert isinstance(drawn(name, text[:start] + text[start + length :]), Outcome)
    assert drawn(name, "").flaws
    assert drawn(name, "<svg></svg>").flaws


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
        "../secret",
    ],
)
def test_an_unknown_figure_is_a_flaw(name: str) -> None:
    assert {flaw.part for flaw in claims(name, "A figure.", "A figure.").flaws} == {"alt", "caption"}
    assert drawn(name, drawing("error mazur;loss=sum")).flaws
    assert keys(name) == frozenset()


def test_a_flaw_says_where_what_and_what_instead() -> None:
    figure = figure_from("network mazur")
    _, alt, caption = astuple(figure.describe(printed))
    start = alt.index("0.593")
    (flaw,) = claims(figure.name, alt.replace("0.593", "0.594"), caption).flaws
    assert flaw == Flaw("alt", start, start + 5, "found '0.594', expected '0.593'")
    text = drawing("network mazur").replace(">0.593<", ">0.594<")
    (flaw,) = drawn(figure.name, text).flaws
    assert text[flaw.start : flaw.end] == "0.594"
    assert flaw.message == "found 0.594, expected 0.593 (mazur:out_h1 is 0.593269992)"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("slice-mazur-w5", {"mazur:w5", "mazur@1:w5", "mazur:E_total", "mazur:dE_total/dw5"}),
        (
            "walk-parabola-rate-0.5-2",
            {
                *("parabola;rate=0.5:eta", "parabola;rate=0.5:theta0", "parabola;rate=0.5:J"),
                *("parabola;rate=0.5@1:theta0", "parabola;rate=0.5@2:theta0", "parabola;rate=0.5@2:J"),
            },
        ),
        ("passes-mazur", set()),
        ("activation-relu", set()),
    ],
)
def test_what_a_figure_prints(name: str, expected: set[str]) -> None:
    assert set(map(str, keys(name))) == expected


def test_the_name_of_a_file() -> None:
    assert stem("loss-mazur.svg") == "loss-mazur"
