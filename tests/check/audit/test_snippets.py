"""Formulas and lines found in Markdown, LaTeX and plain text."""

import pytest

from backprop.check.audit.snippets import PLACEHOLDER, snippets


def pieces_of(text: str) -> list[tuple[str, str]]:
    words, pieces = snippets(text)
    return [
        ("formula", text[one.start : one.end]) if one.is_formula else ("line", words[one.start : one.end])
        for one in pieces
    ]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("so $1 + 1 = 2$.", "1 + 1 = 2"),
        ("$$\n1 + 1 = 2\n$$", "\n1 + 1 = 2\n"),
        (r"\(1 + 1 = 2\)", "1 + 1 = 2"),
        (r"\[1 + 1 = 2\]", "1 + 1 = 2"),
        ("$`1 + 1 = 2`$", "1 + 1 = 2"),
        ("```math\n1 + 1 = 2\n```\n", "1 + 1 = 2\n"),
        (r"\begin{align*}1 &= 2 - 1\end{align*}", "1 &= 2 - 1"),
        (r"\begin{eqnarray}1 &=& 2 - 1\end{eqnarray}", "1 &=& 2 - 1"),
        (r"$ \frac12 = 0.5 $", r" \frac12 = 0.5 "),
    ],
)
def test_a_formula_is_what_its_marks_hold(text: str, formula: str) -> None:
    assert ("formula", formula) in pieces_of(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2 * 3 = 6", ["2 * 3 = 6"]),
        ("- 2 * 3 = 6\n1. 1 + 1 = 2\n> * 3 = 4 - 1", ["2 * 3 = 6", "1 + 1 = 2", "3 = 4 - 1"]),
        ("x\n= 2 * 3\n= 6\n\ny = 1", ["x\n= 2 * 3\n= 6", "y = 1"]),
        ("Heading 1\n=========\n", ["========="]),
        ("it costs $5 and 3 = $3", ["it costs $5 and 3 = $3"]),
        ("```\n2 * 3 = 6\n```", ["2 * 3 = 6"]),
        ("<!-- 2 * 3 = 7 -->\n% 2 * 3 = 7", []),
        ("a $b$ = 2", [f"a {PLACEHOLDER * 3} = 2"]),
        ("no relation, 12 of them", []),
    ],
)
def test_a_line_stands_without_its_bullet(text: str, lines: list[str]) -> None:
    assert [line for kind, line in pieces_of(text) if kind == "line"] == lines


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("1 + 1 = 2", True, True),
        ("0.5 +\n1 + 1 = 2", False, True),
        ("0.5\n* 3 = 1.5", False, True),
        ("1 + 1 = 2\n+ 5", True, False),
        ("- 1 + 1 = 2\n- 5", True, True),
        ("0.5 +\n\n1 + 1 = 2", True, True),
    ],
)
def test_a_line_may_go_on(text: str, begins: bool, ends: bool) -> None:
    _, (line,) = snippets(text)
    assert (line.begins, line.ends) == (begins, ends)


@pytest.mark.parametrize("behind", ["%", r"\%", "!", "°"])
def test_what_follows_may_change_a_number(behind: str) -> None:
    _, (formula,) = (lambda text: (None, [one for one in snippets(text)[1] if one.is_formula]))(
        f"$1 + 1 = 2${behind}"
    )
    assert not formula.ends


def test_a_hyphen_may_be_a_minus() -> None:
    _, (line,) = snippets("- 2 * 3 = -6")
    assert (line.start, line.signed) == (2, 0)
