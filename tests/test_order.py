"""The order of the course: no page needs or uses what a later one teaches, and each leads to the next."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from backprop.pages.lessons import Lesson, is_lesson, order_faults, read_lessons
from backprop.reading.front import blank_front
from tests.pages.test_lessons import lesson

DOCS = Path(__file__).parents[1] / "docs"
COURSE = "learn"
# What no page can write before its lesson, whatever its front matter says.
MARKS = {
    r"E_\{|\bE_total\b": "loss",
    r"net_\{": "net input",
    r"\\sigma": "sigmoid",
    r"\\sigma'|σ′": "activation slope",
    r"\\tanh|\btanh\b": "tanh",
    r"\bReLUs?\b": "ReLU",
    r"\\max\b": "ReLU",
    r"\\eta|η": "learning rate",
    r"\^\{\+\}|\bone update\b": "update",
    r"\\partial|∂": "partial derivative",
    r"\\theta|θ": "gradient descent",
    r"\\nabla|∇|\bgradient\b(?! descent)": "gradient",
    r"\\begin\{bmatrix\}": "vector",
    r"\\begin\{bmatrix\}[^\\]*&": "matrix",
    r"(?i)\bmatri(?:x|ces)\b": "matrix",
    r"\^(?:T|\\top|\{\\top\})|\btransposed?\b": "transpose",
    r"\bW\^": "matrix",
    r"\\odot": "element-wise product",
    r"(?i)\bdifference quotients?\b": "difference quotient",
    r"(?i)\bchain rule\b": "chain rule",
    r"\\sum|Σ": "sum sign",
    r"\\delta|δ|(?i:\berror signals?\b)": "error signal",
    r"(?i)\bbackward pass\b": "backward pass",
    r"(?i)\bforward pass\b": "forward pass",
    r"(?i)\bbackpropagat\w+": "backpropagation",
    r"(?i)\bsoftmax\b": "softmax",
    r"(?i)\bcross-entropy\b": "cross-entropy",
    r"(?i)\bepochs?\b": "epoch",
    r"(?i)\b(?:mini-?)?batch(?:es)?\b": "batch",
    r"(?i)\bstochastic\b": "stochastic gradient descent",
    r"(?i)\bmomentum\b": "momentum",
    r"\\Delta": "momentum",
    r"(?i)\bsaddles?\b": "saddle point",
    r"(?i)\bhyperparameters?\b": "hyperparameter",
    r"(?i)\b(?:local|global) minim": "local minimum",
}
# A link leads to where its words are explained, a comment is for programs; the words for a picture are read.
_UNREAD = re.compile(r"(?<!!)\[[^\]]*\]\([^)]*\)|<!--.*?-->|(?<=\]\()[^)]*", re.DOTALL)


def read_words(text: str) -> str:
    """Return a page with blanks for what nobody reads in it, line by line."""
    return _UNREAD.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blank_front(text))


def early_marks(lessons: Sequence[Lesson]) -> Iterator[str]:
    """Yield a line for each mark that stands on a page of the course before its lesson."""
    taught: set[str] = set()
    for page in (page for page in lessons if is_lesson(page, COURSE)):
        taught |= page.front.teaches.keys()
        words = read_words(page.text)
        for mark, concept in MARKS.items():
            if concept not in taught and (match := re.search(mark, words)):
                line = words.count("\n", 0, match.start()) + 1
                yield f"{page.file}:{line}: found {match[0]}, expected {concept} to be taught before"


LESSONS = read_lessons(DOCS)


def test_the_course_is_in_order() -> None:
    assert list(map(str, order_faults(LESSONS, COURSE))) == []


def test_no_mark_stands_before_its_lesson() -> None:
    assert list(early_marks(LESSONS)) == []


def test_every_mark_has_a_lesson() -> None:
    assert set(MARKS.values()) <= {concept for page in LESSONS for concept in page.front.teaches}


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Nothing yet.", []),
        (r"$`\sigma(x)`$", [r"\sigma"]),
        ("The error signal δ", ["error signal"]),
        ("more of [softmax](softmax.md) later", []),
        ("![A picture of the backward pass](a.svg)", ["backward pass"]),
        ("![A picture](softmax.svg)", []),
        ("<!-- backprop: table batches line -->", []),
        (r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}", [r"\begin{bmatrix}"]),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}", [r"\begin{bmatrix}", r"\begin{bmatrix} 1 &"]),
        (r"\frac{\partial E_{total}}{\partial w_5}", ["E_{", r"\partial"]),
        ("gradient descent, and the gradient", ["gradient"]),
    ],
)
def test_an_early_mark_is_seen(words: str, marks: list[str]) -> None:
    page = lesson("learn/first.md", body=words)
    expected = [f"docs/learn/first.md:5: found {mark}, expected" for mark in marks]
    assert [line.partition(" expected")[0] + " expected" for line in early_marks([page])] == expected


def test_a_mark_may_stand_where_it_is_taught_and_later() -> None:
    first = lesson("learn/first.md", teaches="sigmoid", body=r"$`\sigma(x)`$")
    assert list(early_marks([first, lesson("learn/second.md", body=r"$`\sigma(x)`$")])) == []


_NEXT = re.compile(r"^Next: \[[^\]]+\]\((?P<address>[^)]+)\)\.$", re.MULTILINE)


def misled(lessons: Sequence[Lesson]) -> list[str]:
    """Return the pages of the course whose last link does not lead to the page that follows them."""
    following = pairwise(lessons)
    return [
        f"{page.file}: expected Next: […]({after.path})"
        for page, after in following
        if page.path.parts[0] == COURSE and next_address(page) != (DOCS / after.path)
    ]


def next_address(page: Lesson) -> Path | None:
    match = _NEXT.search(page.text)
    return (DOCS / page.path.parent / match["address"]).resolve() if match else None


def test_every_page_of_the_course_leads_to_the_one_that_follows() -> None:
    assert misled(LESSONS) == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Next: [b](b.md).\n", 0),
        ("Next: [c](c.md).\n", 1),
        ("No link.\n", 1),
        ("Next: [b](../other/b.md).\n", 1),
    ],
)
def test_a_link_that_leads_elsewhere_is_seen(body: str, count: int) -> None:
    assert len(misled([lesson("learn/a.md", body=body), lesson("learn/b.md")])) == count
