r"""Summands and factors found by brackets alone: lines that go on, matrices, fractions, what is unclosed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.check.mutation.terms import closing, fractions, sums

LINES = r"""\begin{aligned}
a &= (b - c) \\
&\quad \cdot d \\[8pt]
&\quad + e f \\
g &= h
\end{aligned}"""


def found(tex: str) -> list[list[list[str]]]:
    return [[[tex[slice(*factor)] for factor in term.factors] for term in terms] for terms in sums(tex)]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x", [[["x"]]]),
        (r"w_1 i_1 + w_{12} \cdot i_2", [[["w_1", "i_1"], ["w_{12}", "i_2"]]]),
        (r"-a b = c", [[["a", "b"]], [["c"]]]),
        (r"2 \theta_0^{+} - 0.5", [[["2", r"\theta_0^{+}"], ["0.5"]]]),
        (r"\sigma'(z^1) w", [[[r"\sigma'(z^1)", "w"]], [["z^1"]]]),
        (r"a^1 (1 - a^1)", [[["a^1", "(1 - a^1)"]], [["1"], ["a^1"]]]),
        (r"\max(0, p q)", [[[r"\max(0, p q)"]], [["0"]], [["p", "q"]]]),
        (r"e^{-x} \odot y", [[["e^{-x}", "y"]], [["x"]]]),
        (r"\frac{a + b}{2} \cdot c", [[[r"\frac{a + b}{2}", "c"]], [["a"], ["b"]], [["2"]]]),
        (
            r"\frac{\partial E}{\partial w} \cdot 3",
            [[[r"\frac{\partial E}{\partial w}", "3"]]],
        ),
        (r"\delta w [\,net > 0\,] i", [[[r"\delta", "w", r"[\,net > 0\,]", "i"]], [["net"]], [["0"]]]),
        (
            r"\begin{bmatrix} a & -b \\[6pt] -c & d \end{bmatrix}^{T} v",
            [
                [[r"\begin{bmatrix} a & -b \\[6pt] -c & d \end{bmatrix}^{T}", "v"]],
                [["a"]],
                [["b"]],
                [["c"]],
                [["d"]],
                [["T"]],
            ],
        ),
        (
            LINES,
            [[["a"]], [["(b - c)", "d"], ["e", "f"]], [["g"]], [["h"]], [["b"], ["c"]]],
        ),
    ],
)
def test_sums_from_the_outside_in(tex: str, expected: list[list[list[str]]]) -> None:
    powers = [["+"]]
    assert [terms for terms in found(tex) if terms != powers] == expected


def test_a_term_begins_with_its_sign() -> None:
    tex = "-a + b c"
    ((first, second),) = sums(tex)
    assert (tex[first.start : first.end], tex[second.start : second.end]) == ("-a", "+ b c")


@pytest.mark.parametrize(
    ("tex", "start", "end"), [("(a(b)c)d", 0, 7), ("(a(b)c)d", 2, 5), ("{a}", 0, 3), ("[a", 0, 2)]
)
def test_a_bracket_ends_at_its_partner(tex: str, start: int, end: int) -> None:
    assert closing(tex, start) == end


def test_fractions_within_fractions() -> None:
    tex = r"\frac{1}{\frac{a}{b}} \frac 12"
    assert [(tex[slice(*upper)], tex[slice(*lower)]) for upper, lower in fractions(tex)] == [
        ("{1}", r"{\frac{a}{b}}"),
        ("{a}", "{b}"),
    ]


@given(
    st.lists(st.sampled_from([*r"\{}()[]_^&+-=' 1ax", r"\frac", r"\begin{b}", r"\end{b}", r"\cdot "])).map(
        "".join
    )
)
def test_no_text_is_too_broken(tex: str) -> None:
    for terms in sums(tex):
        for term in terms:
            assert 0 <= term.start < term.end <= len(tex)
    assert all(tex[upper[0]] == "{" for upper, _ in fractions(tex))
