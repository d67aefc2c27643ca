"""The check of figures: right ones pass in every word, and no changed digit, sign or place does."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from backprop.check.figures import Flaw, Verdict, claims, drawn
from backprop.figures import DARK, printed, svg
from tests.check.figures.drawings import SPECS, drawing, made, spans, with_other_digits

DOCS = Path(__file__).parents[3] / "docs"
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*?([^/)]*)\.svg\)\n\n\*(.*)\*")
ASKED: set[tuple[str, str, str]] = {
    match for page in DOCS.rglob("*.md") for match in PICTURE.findall(page.read_text(encoding="utf-8"))
}


def test_the_pages_have_figures() -> None:
    assert len({name for _, name, _ in ASKED}) > 40


@pytest.mark.parametrize(("alt", "name", "caption"), sorted(ASKED))
def test_what_pages_say_of_figures_is_right(alt: str, name: str, caption: str) -> None:
    assert claims(name, alt, caption).flaws == ()


@pytest.mark.parametrize("spec", SPECS)
def test_a_right_figure_passes(spec: str) -> None:
    found = drawn(made(spec).name, drawing(spec))
    assert found.flaws == ()
    assert found.numbers > 0 or spec.startswith("passes")


@pytest.mark.parametrize("spec", [SPECS[0], SPECS[2], SPECS[-5], SPECS[-3]])
def test_both_themes_are_read_alike(spec: str) -> None:
    dark = drawn(made(spec).name, svg(made(spec), DARK))
    assert dark == drawn(made(spec).name, drawing(spec))


@pytest.mark.parametrize("spec", SPECS)
def test_every_digit_of_a_file_counts(spec: str) -> None:
    text, name = drawing(spec), made(spec).name
    for start, end in spans(text):
        for words in with_other_digits(text[start:end]):
            assert drawn(name, text[:start] + words + text[end:]).flaws, f"{text[start:end]} as {words}"


@pytest.mark.parametrize("spec", SPECS)
def test_every_digit_of_the_page_counts(spec: str) -> None:
    figure = made(spec)
    for alt in with_other_digits(figure.alt(printed)):
        assert claims(figure.name, alt, figure.caption(printed)).flaws, alt
    for caption in with_other_digits(figure.caption(printed)):
        assert claims(figure.name, figure.alt(printed), caption).flaws, caption


@pytest.mark.parametrize("spec", SPECS)
def test_every_word_counts(spec: str) -> None:
    figure = made(spec)
    for word in re.finditer(r"\w+", figure.alt(printed)):
        alt = figure.alt(printed)[: word.start()] + "x" + figure.alt(printed)[word.end() :]
        assert claims(figure.name, alt, figure.caption(printed)).flaws, alt


@pytest.mark.parametrize("spec", SPECS)
def test_every_label_has_its_place(spec: str) -> None:
    text, name = drawing(spec), made(spec).name
    pairs = [pair for pair in combinations(spans(text), 2) if text[slice(*pair[0])] != text[slice(*pair[1])]]
    for (a, b), (c, d) in pairs[:: len(pairs) // 60 + 1]:
        mixed = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
        assert drawn(name, mixed).flaws, f"{text[a:b]} and {text[c:d]} swapped"


@pytest.mark.parametrize("spec", SPECS)
def test_a_damaged_file_is_a_flaw_and_no_accident(spec: str) -> None:
    text, name = drawing(spec), made(spec).name
    for number, start in enumerate(range(0, len(text), len(text) // 60 + 1)):
        length = (1, 30, 1000, 20000)[number % 4]
        assert isinstance(drawn(name, text[:start] + text[start + length :]), Verdict)
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
    assert drawn(name, drawing("error mazur")).flaws


def test_a_flaw_says_where_what_and_what_instead() -> None:
    figure = made("network mazur")
    alt = figure.alt(printed).replace("0.593", "0.594")
    start = alt.index("0.594")
    message = "found 0.594, expected 0.593 (mazur:out_h1 is 0.593269992)"
    assert claims(figure.name, alt, figure.caption(printed)).flaws == (
        Flaw("alt", start, start + 5, message),
    )


def test_words_outside_of_any_text_are_a_flaw() -> None:
    text = drawing("error mazur").replace("<defs>", "<defs>0.751", 1)
    (flaw,) = drawn("error-mazur", text).flaws
    assert (text[flaw.start : flaw.end].strip(), flaw.message) == (
        "0.751",
        "found '0.751\\n  ' outside of any text",
    )


@pytest.mark.parametrize("tag", ["title", "desc"])
def test_a_file_without_title_or_description_is_flawed(tag: str) -> None:
    text = re.sub(rf" <{tag}.*?</{tag}>", "", drawing("error mazur"))
    assert [flaw.message for flaw in drawn("error-mazur", text).flaws] == [f"found no <{tag}>, expected one"]
