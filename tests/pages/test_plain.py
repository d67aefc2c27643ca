import pytest

from backprop.pages.plain import plain
from tests.pages.conftest import typeset


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("", ""),
        ("w_5", "w5"),
        ("w_{10}", "w10"),
        ("net_{h1}", "net_h1"),
        (r"\mathrm{net}_{h1}", "net_h1"),
        (r"\text{out}_1", "out_1"),
        ("E_{total}", "E_total"),
        ("w_{i+1}", "w_(i + 1)"),
        ("w_5^+", "w5^+"),
        (r"\sigma'(x)", "σ′(x)"),
        ("e^{-x}", "e^(−x)"),
        ("W^{(2)}_{ij}", "W_ij^(2)"),
        ("w_1 i_1 + w_2 i_2 + b_1", "w1 i1 + w2 i2 + b1"),
        ("2w_1", "2w1"),
        (r"-0.5 \cdot 0.3 \approx -0.15", "−0.5 ⋅ 0.3 ≈ −0.15"),
        ("a<b", "a < b"),
        (r"x \not\in y", "x ∉ y"),
        ("f(x, y)", "f(x, y)"),
        (r"1{,}000", "1,000"),
        (r"\frac{\partial E_{total}}{\partial w_5}", "∂E_total/∂w5"),
        (r"\partial E/\partial w_5", "∂E/∂w5"),
        (r"\frac{a}{b}\frac{c}{d}", "a/b c/d"),
        (r"\frac{1}{1+e^{-x}}", "1/(1 + e^(−x))"),
        (r"\frac{1}{2}(t-out)^2", "1/2 (t − out)^2"),
        (r"out_{h1}\left(1-out_{h1}\right)", "out_h1(1 − out_h1)"),
        (r"w_5-\eta\,\frac{\partial E}{\partial w_5}", "w5 − η ∂E/∂w5"),
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"\sqrt[3]{y}", "y^(1/3)"),
        (r"\sum_{k=1}^n a_k", "∑_(k = 1)^n a_k"),
        (r"\ln x + \operatorname{ReLU}(x)", "ln x + ReLU(x)"),
        (r"\operatorname*{argmin}_x", "argmin_x"),
        (r"\hat{y} + \vec{x}", "ŷ + x⃗"),
        (r"\text{é}", "é"),
        (r"\underbrace{x+y}_{net}", "(x + y)_net"),
        (r"\overbrace{x}^{2}", "x^2"),
        (r"\begin{bmatrix}1 & 2\\3 & 4\end{bmatrix}", "[1 2; 3 4]"),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", "a = b; = c"),
        (r"a\phantom{b}\,c \text{ if } d", "a c if d"),
        (r"\htmlData{key=mazur:w5}{\htmlClass{role-weight}{w_5}}", "w5"),
        (r"\htmlClass{role-output}{out_{h1}} \htmlClass{role-output}{out_{h2}}", "out_h1 out_h2"),
        (r"2 \htmlClass{role-gradient}{\frac{\partial E}{\partial w}} {\frac{a}{b}}", "2 ∂E/∂w a/b"),
        (r"\text{<b>}", "<b>"),
    ],
)
def test_a_formula_reads_as_plain_text(tex: str, text: str) -> None:
    assert plain(typeset(tex, display=tex.startswith((r"\sum", r"\operatorname*")))) == text
