from html import escape

import pytest

from backprop.reading.layers import formula

FRACTION = (
    "<mfrac><mn>1</mn><mn>2</mn></mfrac>",
    '<i class="vlist"><i style="top:-2.3em;">2</i><i style="top:-3em;"></i><i style="top:-3.7em;">1</i></i>',
)
SCRIPTS = (
    "<msubsup><mi>w</mi><mn>5</mn><mo>+</mo></msubsup>",
    'w<span class="vlist"><span style="top:-2.4em;">5</span><span style="top:-3.1em;">+</span></span>',
)
TABLE = (
    "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
    '<i class="vlist"><i style="top:-2em;">3</i><i style="top:-3em;">1</i></i><i class="vlist"><i>2</i></i>',
)
SUM = (
    "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
    '<i class="vlist"><i style="top:-1em;">i=1</i><i style="top:-2em;">∑</i><i style="top:-3em;">n</i></i>',
)


def katex(tex: str, math: str, picture: str) -> str:
    return (
        '<span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML">'
        f'<semantics><mrow>{math}</mrow><annotation encoding="application/x-tex">{escape(tex)}</annotation>'
        f'</semantics></math></span><span class="katex-html" aria-hidden="true">{picture}</span></span>'
    )


@pytest.mark.parametrize(
    ("tex", "math", "picture"),
    [
        ("a < 5", "<mi>a</mi><mo>&lt;</mo><mn>5</mn>", "<span>a</span> &lt; <span>5</span>\u200b"),
        (r"\frac{1}{2}", *FRACTION),
        (r"w_5^{+}", *SCRIPTS),
        (r"w^{+}_5", *SCRIPTS),
        (r"\begin{array}{cc} 1 & 2 \\[8pt] 3 \end{array}", *TABLE),
        (r"\sum_{i=1}^n", *SUM),
        (r"\max(0)", "<mi>max</mi><mo>\u2061</mo><mo>(</mo><mn>0</mn><mo>)</mo>", "max(0)"),
        (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>", "3x"),
        (r"\hat{y}", '<mover accent="true"><mi>y</mi><mo>^</mo></mover>', "y^"),
        (r"a \neq b", "<mi>a</mi><mo>≠</mo><mi>b</mi>", "a\ue020=b"),
        (r"\text{if } x", "<mtext>if\u00a0</mtext><mi>x</mi>", "if\u00a0x"),
        (
            r"\left(1\right)",
            '<mo fence="true">(</mo><mn>1</mn><mo fence="true">)</mo>',
            '<i class="delimsizing mult">⎝⎜⎛</i>1',
        ),
        (r"\htmlData{key=mazur:w5}{0.4}", "<mn>0.4</mn>", '<span data-key="mazur:w5">0.4</span>'),
    ],
)
def test_layers_that_say_the_same(tex: str, math: str, picture: str) -> None:
    found = formula(katex(tex, math, picture))
    assert (found.tex, found.difference) == (tex, "")
    assert katex(tex, math, picture)[found.start : found.end] == escape(tex)


@pytest.mark.parametrize(
    ("tex", "math", "picture", "message"),
    [
        (
            "a = 5",
            "<mi>a</mi><mo>=</mo><mn>5</mn>",
            "a=6",
            "found a=6 in the picture of the formula, expected a=5 as in the MathML",
        ),
        (
            r"a \approx 5 - b",
            "<mi>a</mi><mo>=</mo><mn>5</mn><mo>−</mo><mi>b</mi>",
            "a=5−b",
            "found a=5−b in the MathML of the formula, expected a≈5−b as in the TeX",
        ),
        (
            r"a \cdot b",
            "<mi>a</mi><mo>+</mo><mi>b</mi>",
            "a+b",
            "found a+b in the MathML of the formula, expected a⋅b as in the TeX",
        ),
        (
            "a = 5",
            "<mi>a</mi><mo>=</mo><mn>6</mn>",
            "a=6",
            "found a=6 in the MathML of the formula, expected a=5 as in the TeX",
        ),
        (
            "a = 5",
            "<mi>a</mi><mo>=</mo><mn>5</mn>",
            "a≈5",
            "found a≈5 in the picture of the formula, expected a=5 as in the MathML",
        ),
        (
            r"\frac{2}{1}",
            "<mfrac><mn>2</mn><mn>1</mn></mfrac>",
            FRACTION[1],
            "found 12 in the picture of the formula, expected 21 as in the MathML",
        ),
        (
            r"\htmlData{key=mazur:w5}{0.4}",
            "<mn>0.4</mn>",
            '<span data-key="mazur:w6">0.4</span>',
            "found mazur:w6=04 in the keys of the picture of the formula, expected mazur:w5=04 as in the TeX",
        ),
        (
            r"\htmlData{key=mazur:w5}{0.4}",
            "<mn>0.4</mn>",
            "0.4",
            "found nothing in the keys of the picture of the formula, expected mazur:w5=04 as in the TeX",
        ),
    ],
)
def test_layers_that_differ_are_named(tex: str, math: str, picture: str, message: str) -> None:
    assert formula(katex(tex, math, picture)).difference == message


GOOD = katex("5", "<mn>5</mn>", "5")


@pytest.mark.parametrize(
    ("element", "message"),
    [
        ("<span class='katex'>5</span>", "found no TeX"),
        (GOOD.replace("</math>", ""), "found mismatched tag"),
        (GOOD.replace("</annotation>", "</annotation>6"), "found another structure"),
        (GOOD.replace("</math>", "</math>6"), "found another structure"),
        (GOOD.replace("</math>", "</math><b>6</b>"), "found another structure"),
        (GOOD.removesuffix("</span>") + "6</span>", "found another structure"),
        (GOOD.removesuffix("</span>") + "<span>6</span></span>", "found another structure"),
        (katex("5", "<mn>5</mn>", "<i>" * 400 + "5" + "</i>" * 400), "found another structure"),
        (GOOD.replace("5", "&nosuch;"), "found undefined entity"),
    ],
)
def test_what_katex_does_not_write_is_refused(element: str, message: str) -> None:
    assert formula(element).difference.startswith(message)
    assert formula(element).difference.endswith(", expected a formula as KaTeX writes it")
