"""Running text: digits, names, code, headings and steps."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import prose
from backprop.reading.document import Picture
from tests.check.text.pieces import document, found, paragraph, table


def judged(source: str, example: str | None = "mazur", *declared: str, start: int = 0) -> list[str]:
    whole = paragraph(source, start=start)
    return found(prose.verdict(whole, page_scope(example), frozenset(declared)), " " * start + source)


@pytest.mark.parametrize(
    ("source", "counts"),
    [
        ("The error is [0.298371109|mazur:E_total].", {"linked": 1}),
        ("What h1 and o2 get, through w5, w₅ and b1", {"named": 5}),
        ("net_h1, out_o1, E_total, delta_h2 and dE_total/dw5", {"named": 5}),
        ("the key `mazur@1:w5` and `x = 0.5`", {"code": 2}),
        ("After 10,000 updates: [0.0000351019|mazur@10000:E_total]", {"linked": 2}),
        ("two inputs", {"words": 1}),
    ],
)
def test_what_is_accounted_for(source: str, counts: dict[str, int]) -> None:
    verdict = prose.verdict(paragraph(source), page_scope("mazur"), frozenset())
    assert (verdict.counts, verdict.problems) == (counts, ())


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "A post of 2015.",
            "2015: found 2015, expected a link to its quantity, or a declaration with a reason",
        ),
        ("The shape is 2-2-2.", "2-2-2: found 2-2-2, expected a link"),
        ("It is -0.5 there", "-0.5: found -0.5"),
        ("half, or 50%", "50%: found 50%"),
        ("After 10 steps", "10: found 10"),
        ("a 3rd way", "3rd: found 3rd"),
        ("the x² term", "x²: found x²"),
        ("What h3 gets", "h3: found h3, which mazur has not; the nearest: "),
        ("the weight w9", "w9: found w9, which mazur has not"),
        ("the weight w₉", "w₉: found w₉, which mazur has not"),
        ("the error E_o3", "E_o3: found E_o3, which mazur has not"),
        ("dE_total/dw9 is", "dE_total/dw9: found dE_total/dw9, which mazur has not"),
        ("see `mazur@1:w9`", "mazur@1:w9: mazur@1:w9: no quantity is named 'w9'"),
        ("see `mazr:w5`", "mazr:w5: no example is named 'mazr'"),
        ("three hidden neurons", "three hidden neurons: found 'three hidden neurons'"),
        ("the third output", "third output: found 'third output', expected one of o1, o2"),
    ],
)
def test_what_is_not(source: str, problem: str) -> None:
    (message,) = judged(source)
    assert message.startswith(problem)


def test_problems_stand_where_the_paragraph_does() -> None:
    assert judged("and h3 too", start=500)[0].startswith("h3: ")


@pytest.mark.parametrize(
    ("source", "declared"),
    [
        ("A post of 2015.", "2015"),
        ("the shape 2-2-2, then", "2-2-2"),
        ("under CC BY\n4.0 today", "CC BY 4.0"),
        ("three hidden neurons", "three hidden neurons"),
    ],
)
def test_what_is_declared_is_right(source: str, declared: str) -> None:
    assert judged(source, "mazur", declared) == []


@pytest.mark.parametrize("source", ["in 20150", "0.2015", "2015-2-2", "2,015"])
def test_a_declaration_is_of_whole_numbers(source: str) -> None:
    assert judged(source, "mazur", "2015", "015") != []


def test_a_page_without_example_may_name_what_any_has() -> None:
    assert judged("o2, θ₀ and b_h1", None) == []
    assert judged("o4", None)[0].startswith("o4: found o4, which no example has")


def test_titles_may_be_those_of_other_pages() -> None:
    title = paragraph("Both biases of o2", "title")
    assert prose.verdict(title, page_scope("relu"), frozenset()).problems == ()
    assert len(prose.verdict(paragraph("Both biases of o2"), page_scope("relu"), frozenset()).problems) == 2


@pytest.mark.parametrize(
    ("block", "numbers", "problems"),
    [
        (paragraph("A post of 2015"), "2015", []),
        (table("a | 2015"), "2015", []),
        (Picture(0, 9, "x.svg", "In 2015", 0, "", 0), "2015", []),
        (paragraph("A post of 2016"), "2015", ["found '2015' declared, but no text of the page uses it"]),
        (paragraph("Three Inputs"), "three inputs", []),
        (
            paragraph("none"),
            "three inputs",
            ["found 'three inputs' declared, but no text of the page uses it"],
        ),
    ],
)
def test_declarations_are_used(block: object, numbers: str, problems: list[str]) -> None:
    page = document(block, text="2015", numbers=numbers)  # type: ignore[arg-type]
    assert [problem.message for problem in prose.unused(page)] == problems


def sections(*sources: str, example: str = "mazur") -> list[str]:
    """Judge a page of headings, which begin with #, and paragraphs."""
    kinds = ["heading" if source.startswith("# ") else "paragraph" for source in sources]
    blocks = [paragraph(source.removeprefix("# "), kind) for source, kind in zip(sources, kinds, strict=True)]
    return [problem.message for problem in prose.sections(blocks, page_scope(example)).problems]


W5, W6 = (
    f"[Derivative of the total error by the weight from h{n} to o1|mazur:dE_total/dw{w}]"
    for n, w in ((1, 5), (2, 6))
)


@pytest.mark.parametrize(
    ("heading", "step", "problems"),
    [
        ("# From h1 to o1", W5, []),
        ("# The first weight into o1", W5, []),
        ("# The second weight of o1", W6, []),
        ("# Put together", W5, []),
        ("# From h2 to o1", W5, ["the heading names h2, o1; the last step below it is mazur:dE_total/dw5"]),
        (
            "# Into the second output",
            W5,
            ["the heading names o2; the last step below it is mazur:dE_total/dw5"],
        ),
        (
            "# The second weight into o1",
            W5,
            ["the heading names o1, w6; the last step below it is mazur:dE_total/dw5"],
        ),
        ("# The output layer", W5, []),
        ("# From the hidden layer to the output layer", W5, []),
        (
            "# The hidden layer",
            W5,
            ["found 'The hidden layer' above mazur:dE_total/dw5, which is of another layer"],
        ),
    ],
)
def test_a_heading_names_what_its_last_step_is_about(heading: str, step: str, problems: list[str]) -> None:
    assert sections(heading, step) == problems


def test_no_step_alone_is_of_another_pass() -> None:
    steps = [f"[Net input of {unit}|mazur@1:net_{unit}]" for unit in ("h1", "h2", "o1", "o2")]
    assert sections(*steps) == []
    for at, unit in enumerate(("h1", "h2", "o1", "o2")):
        changed = [*steps[:at], f"[Net input of {unit}|mazur@2:net_{unit}]", *steps[at + 1 :]]
        assert sections(*changed) == [f"found mazur@2:net_{unit} among steps of mazur@1"]


UPDATED = "[Parameter θ₀, updated|hollows@{}:theta0]"


@pytest.mark.parametrize(
    ("steps", "problems"),
    [
        (["[Cost|hollows:J]", "[Derivative|hollows:dJ/dtheta0]", UPDATED.format(1)], []),
        (
            ["[Cost|hollows:J]", "[Derivative|hollows:dJ/dtheta0]", UPDATED.format(2)],
            ["found hollows@2:theta0 among steps of hollows"],
        ),
        ([UPDATED.format(1), UPDATED.format(1), "[Cost|hollows@1:J]"], []),
    ],
)
def test_an_updated_parameter_stands_among_the_steps_it_comes_of(
    steps: list[str], problems: list[str]
) -> None:
    assert sections(*steps, example="hollows") == problems


def test_what_never_changes_is_of_any_pass() -> None:
    keys = "softmax@2:dE_total/dnet_o1", "softmax:dnet_o1/db_o1", "softmax@2:dE_total/db_o1"
    assert sections(*(f"[Derivative|{key}]" for key in keys), example="softmax") == []


def test_the_subject_of_a_formula_is_the_link_above_it() -> None:
    assert str(prose.subject(paragraph("[Net input of h1|mazur:net_h1]"))) == "mazur:net_h1"
    for other in (
        "[0.4|mazur:w5]",
        "so [Net input of h1|mazur:net_h1]",
        "[Net input of h3|mazur:net_h3]",
        "",
    ):
        assert prose.subject(paragraph(other)) is None
