"""Figures drawn into the page."""

import re
from pathlib import Path

import pytest
from markdown import Markdown

from backprop.pages import drawings

SVG = (
    '<svg role="img" aria-labelledby="b-title b-desc"><title id="b-title">t</title>'
    '<desc id="b-desc">old</desc><path id="b-p"/><use href="#b-p" clip-path="url(#b-c)"/></svg>\n'
)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Make a folder with one figure."""
    (tmp_path / "b-1.5.svg").write_text(SVG, "utf-8")
    return tmp_path


def converted(text: str, figures: Path) -> str:
    """Return a page as HTML."""
    md = Markdown()
    drawings.register(md, figures)
    return md.convert(text)


def drawn(alt: str, copy: str = "") -> str:
    """Return the HTML of a drawing with its words; `copy` ends the ids of all but the first."""
    ids = re.sub(r"\bb-(title|desc|p|c)\b", rf"b-\1{copy}", SVG.strip())
    return f'<span class="drawing" data-search-exclude="true">{ids.replace("old", alt)}</span>'


def figure(inner: str, caption: str = "") -> str:
    """Return the HTML of a figure."""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="figure">{inner}{below}</figure>'


PICTURE = "![a](figures/b-1.5.svg)"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (PICTURE, figure(drawn("a"))),
        ("![a](../../figures/b-1.5.svg)", figure(drawn("a"))),
        ("![a < 5 & b](figures/b-1.5.svg)", figure(drawn("a &lt; 5 &amp; b"))),
        (f"{PICTURE}\n\n*c*", figure(drawn("a"), "c")),
        (
            f"{PICTURE}\n\n*∂E_total/∂w₁₂ is 2, net_h1 too*",
            figure(
                drawn("a"),
                '∂<span class="name"><i>E</i><sub>total</sub></span>/∂'
                '<span class="name"><i>w</i><sub>12</sub></span> is 2, '
                '<span class="name">net<sub>h1</sub></span> too',
            ),
        ),
        (f"{PICTURE}\n\n*c `d` e*\n\nf", figure(drawn("a"), "c <code>d</code> e") + "\n<p>f</p>"),
        (f"{PICTURE}\n\n*c* d", figure(drawn("a")) + "\n<p><em>c</em> d</p>"),
        (f"{PICTURE}\n\nd\n\n*c*", figure(drawn("a")) + "\n<p>d</p>\n<p><em>c</em></p>"),
        (
            f"{PICTURE}\n\n*c*\n\n{PICTURE}\n\n*c*",
            f"{figure(drawn('a'), 'c')}\n{figure(drawn('a', '-2'), 'c')}",
        ),
        (f"{PICTURE}\n{PICTURE}\n\n*c*", figure(f"{drawn('a')}\n{drawn('a', '-2')}", "c")),
        (f"x {PICTURE} y\n\n*c*", f"<p>x {drawn('a')} y</p>\n<p><em>c</em></p>"),
        (f"- {PICTURE}", f"<ul>\n<li>{drawn('a')}</li>\n</ul>"),
        (f"*{PICTURE}*", f"<p><em>{drawn('a')}</em></p>"),
    ],
)
def test_a_figure_is_drawn_in_the_page(text: str, html: str, figures: Path) -> None:
    assert converted(text, figures) == html


@pytest.mark.parametrize(
    "text",
    [
        "![a](b-1.5.svg)",
        "![a](assets/b-1.5.svg)",
        "![a](otherfigures/b-1.5.svg)",
        "![a](figures/b/b-1.5.svg)",
        "![a](figures/missing.svg)",
        "![a](figures/b.png)\n\n*c*",
        "[a](figures/b-1.5.svg)",
        "`![a](figures/b-1.5.svg)`",
        "    ![a](figures/b-1.5.svg)",
        "text",
    ],
)
def test_all_else_stays(text: str, figures: Path) -> None:
    assert converted(text, figures) == Markdown().convert(text)


def test_each_page_counts_for_itself(figures: Path) -> None:
    md = Markdown()
    drawings.register(md, figures)
    assert md.convert(PICTURE) == md.reset().convert(PICTURE)
