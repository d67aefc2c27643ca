"""TeX as tokens: one spelling for each thing, exact places, and nothing of what nobody reads."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.check.formulas.commands import ENVIRONMENTS, FIXED
from backprop.check.formulas.syntax import TexError
from backprop.check.formulas.tokens import plain, quoted, tokens


def spelled(tex: str) -> list[str]:
    """Return kind and text of each token, the kind alone where the text says no more."""
    return [kind if kind == text else f"{kind} {text}" for kind, text, _, _ in tokens(tex)[:-2]]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("", []),
        (" \n\t ~ \\, \\quad % words", []),
        ("net w", ["name net", "name w"]),
        (r"\theta θ", [r"name \theta", r"name \theta"]),
        (r"\mathrm{net} \text{net} net", ["name net"] * 3),
        (r"\text{ net }", ["words  net "]),
        (r"\text{and}", ["words and"]),
        (r"\hat{y} \widehat y", [r"name \hat{y}"] * 2),
        (r"\hat\theta", [r"name \hat{\theta}"]),
        ("w_1 w_{1} w₁", ["name w", "index 1"] * 3),
        (r"_{h1} _{\text{h}1} _{h_1} _{ h 1 } _\text{h1}", ["index h1"] * 5),
        (r"_{h,1} _\theta _{\theta_{1}}", ["index h,1", r"index \theta", r"index \theta1"]),
        ("^+ ^{+} ^{ + }", ["mark +"] * 3),
        (r"' ^\prime ^{\prime} ^{'} ′", ["mark '"] * 5),
        (r"'' ^{\prime\prime}", ["mark ''"] * 2),
        (r"^* ^{*} ^\ast", ["mark *"] * 3),
        (r"^{new} ^{\text{old}} ^\mathrm{mid}", ["mark new", "mark old", "mark mid"]),
        (r"^T ^{T} ^\top ^{\mathsf{T}} ^\mathsf{T} ^\intercal", ["transposed T"] * 6),
        ("^2 ²", ["raised 2"] * 2),
        ("^23 ^2.5", ["^", "number 23", "^", "number 2.5"]),
        ("{}^{*}W", ["before *", "name W"]),
        ("0.15 .5 10", ["number 0.15", "number .5", "number 10"]),
        ("10{,}000 10,000 10\\,000", ["number 10000"] * 3),
        ("1,000,000.5", ["number 1000000.5"]),
        ("0,100", ["number 0", ",", "number 100"]),
        ("1,00", ["number 1", ",", "number 00"]),
        ("1,0000", ["number 1", ",", "number 0000"]),
        (r"50\% 50 \%", ["number 50e-2"] * 2),
        (r"3.5e-7 3.5 \cdot 10^{-7} 3.5\times10^{-7}", ["number 3.5e-7"] * 3),
        (r"2 \cdot 10^3 2 × 10^{+3}", ["number 2e3", "number 2e+3"]),
        (r"2 \cdot 10^{n}", ["number 2", "times *", "number 10", "^", "{", "name n", "}"]),
        ("2e 2e99999", ["number 2", "name e", "number 2", "name e", "number 99999"]),
        ("- −", ["-", "-"]),
        (r"\cdot \times * · ×", ["times *"] * 5),
        (r"\approx ≈", ["relation ≈"] * 2),
        (r":= \coloneqq", ["relation :="] * 2),
        (r"\le \leq ≤", ["relation ≤"] * 3),
        (r"\left( \bigl( (", ["("] * 3),
        (r"\left. a \right.", ["name a"]),
        (r"\\ \\[6pt] \\* \cr", ["row \\"] * 4),
        (r"\\ [a", ["row \\", "[", "name a"]),
        (r"\begin{bmatrix} \end{bmatrix}", ["matrix bmatrix", "end bmatrix"]),
        (r"\begin{array}{r@{}l} \begin{array}[t]{c}", ["array"] * 2),
        (r"\begin{alignat*}{2}", ["aligned alignat*"]),
        (r"\htmlData{key=a;b=c@1:w5}", ["keyed a;b=c@1:w5"]),
        (r"\color{red} \textcolor{red} \label{eq:1} \tag{1} \phantom{{}+ 1}", []),
        ("a % b\n c", ["name a", "name c"]),
    ],
)
def test_one_thing_has_one_spelling(tex: str, expected: list[str]) -> None:
    assert spelled(tex) == expected


@pytest.mark.parametrize(
    ("tex", "pieces"),
    [
        (r" net_{h1}  + w_5 ^{+}", ["net", "_{h1}", "+", "w", "_5", "^{+}"]),
        (r"10{,}000 \cdot 3.5 \cdot 10^{-7} = 50\% .", [
            "10{,}000", r"\cdot", r"3.5 \cdot 10^{-7}", "=", r"50\%", "."
        ]),
        (r"\left( \mathrm{net} \, \hat{y} \right)", ["(", r"\mathrm{net}", r"\hat{y}", ")"]),
    ],
)  # fmt: skip
def test_a_token_knows_its_place(tex: str, pieces: list[str]) -> None:
    assert [tex[start:end] for _, _, start, end in tokens(tex)[:-2]] == pieces


def test_the_end_stands_behind_the_last_token() -> None:
    assert tokens("a  \n")[-2:] == [("", "", 1, 1)] * 2


def test_a_range_is_read_with_the_places_of_the_whole() -> None:
    assert tokens(r"\sum_{i=1} a", 7, 9)[:-2] == [("relation", "=", 7, 8), ("number", "1", 8, 9)]


@pytest.mark.parametrize(
    ("tex", "offset", "message"),
    [
        (r"a \foo", 2, r"found \foo, expected a command that is read here, or a waiver"),
        ("a ☃", 2, "found ☃, expected a sign that is read here, or a waiver"),
        ("a \x00", 2, r"found \x00, expected a sign that is read here, or a waiver"),
        ("\\", 0, "found \\, expected a sign that is read here, or a waiver"),
        ("a_", 1, "found _, expected a sign that is read here, or a waiver"),
        ("a_{ }", 1, "found _{ }, expected an index in it"),
        (f"a {'9' * 1001}", 2, "found a number of 1001 characters, expected at most 1000"),
        (f"0.{'1' * 5000}", 0, "found a number of 5002 characters, expected at most 1000"),
        (r"a \begin{foo}", 2, r"found \begin{foo}, expected one such as aligned or bmatrix, or a waiver"),
        (r"\text{by 0.5 or so}", 9, "found the number 0.5 in words, expected it in the formula"),
    ],
)
def test_what_is_no_token_is_refused(tex: str, offset: int, message: str) -> None:
    with pytest.raises(TexError) as caught:
        tokens(tex)
    assert (caught.value.offset, str(caught.value)) == (offset, message)


@pytest.mark.parametrize("words", ["neuron h1", "of w_5", "of w_{5}", "the v1.2"])
def test_a_name_in_words_is_no_number(words: str) -> None:
    assert spelled(rf"\text{{{words}}}") == [f"words {words}"]


@pytest.mark.parametrize("text", [text for text in FIXED if FIXED[text][0]])
def test_each_sign_and_command_is_one_token(text: str) -> None:
    assert len(spelled(f"{text} ")) == 1


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_each_environment_begins_and_ends(name: str) -> None:
    columns = "{2}" if name.startswith(("array", "aligna", "alignedat")) else ""
    begin, end = spelled(rf"\begin{{{name}}}{columns}\end{{{name}}}")
    assert begin.split()[-1] == name
    assert end == f"end {name}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("_{h1}", "h1"), (r"_{\text{h}_1}", "h1"), ("_{ h , 1 }", "h,1"), (r"_{i\,j}", "ij"), ("₁₂", "12")],
)
def test_an_index_without_its_markup(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "a"), (" a\n b ", "a b"), ("a" * 50, "a" * 39 + "…"), ("\x07", r"\x07"), ("☃", "☃")],
)
def test_what_is_quoted_stays_on_a_line(text: str, expected: str) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab12.,+-=()_^{}'% \n"))
def test_tokens_stand_one_after_the_other(tex: str) -> None:
    with suppress(TexError):
        places = [place for _, _, start, end in tokens(tex)[:-2] for place in (start, end)]
        assert places == sorted(places)
        assert len(set(places[::2])) == len(places) // 2
