import re

import pytest
from markdown import Markdown

from backprop.pages import themes


def converted(text: str) -> str:
    """Return a page as HTML, with both pictures of its figures."""
    md = Markdown()
    themes.register(md)
    return md.convert(text)


def doubled(folder: str, name: str, alt: str, title: str = "") -> str:
    """Return the HTML of a figure in both themes."""
    light = f'<img alt="{alt}" class="figure light" src="{folder}/{name}.svg"{title} />'
    return light + f'<img alt="{alt}" class="figure dark" src="{folder}/{name}.dark.svg"{title} />'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![a](figures/b.svg)", f"<p>{doubled('figures', 'b', 'a')}</p>"),
        ("![a](../figures/b.svg)", f"<p>{doubled('../figures', 'b', 'a')}</p>"),
        ("![a](../../figures/b-1.5.svg)", f"<p>{doubled('../../figures', 'b-1.5', 'a')}</p>"),
        ("x ![a](figures/b.svg) y", f"<p>x {doubled('figures', 'b', 'a')} y</p>"),
        (
            "![a](figures/b.svg)\n![c](figures/d.svg)\nx",
            f"<p>{doubled('figures', 'b', 'a')}\n{doubled('figures', 'd', 'c')}\nx</p>",
        ),
        ("- ![a](figures/b.svg)", f"<ul>\n<li>{doubled('figures', 'b', 'a')}</li>\n</ul>"),
        ("*![a](figures/b.svg)*", f"<p><em>{doubled('figures', 'b', 'a')}</em></p>"),
        (
            '![a "b"](figures/b.svg "c")',
            "<p>" + doubled("figures", "b", "a &quot;b&quot;", ' title="c"') + "</p>",
        ),
    ],
)
def test_a_figure_stands_in_both_themes(text: str, html: str) -> None:
    assert converted(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "![a](b.svg)",
        "![a](assets/b.svg)",
        "![a](figures.svg)",
        "![a](figures/b/c.svg)",
        "![a](otherfigures/b.svg)",
        "[a](figures/b.svg)",
        "`![a](figures/b.svg)`",
        "    ![a](figures/b.svg)",
        "text",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert converted(text) == Markdown().convert(text)
    assert not re.search("class=", converted(text))
