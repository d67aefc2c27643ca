"""Elements of SVG as text."""

import pytest

from backprop.figures.markup import element, style_of


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        (element("a", {"b": '<"&', "c": None}), '<a b="&lt;&quot;&amp;"/>'),
        (element("a", {"d": -0.001, "e": 2.50, "f": 1 / 3}, "g"), '<a d="0" e="2.5" f="0.33">g</a>'),
        (style_of({"a": None, "b": 1.5, "c": "d"}), "b: 1.5; c: d"),
    ],
)
def test_what_has_a_value_is_written(drawn: str, text: str) -> None:
    assert drawn == text
