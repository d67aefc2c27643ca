"""What a built page declares in its head."""

import pytest

from backprop.errors import BackpropError
from backprop.reading.declared import declared_in, example_in


def test_declarations_are_read_from_the_head() -> None:
    text = (
        """<meta name="declared-numbers" content='{"2015": "the year"}'>"""
        """<meta name="declared-symbols" content='{"\\\\Delta": "delta_o1", "a\\u003cb": "any"}'>"""
    )
    declared = declared_in("a/index.html", text)
    assert declared.numbers == {"2015": "the year"}
    assert declared.symbols == {"\\Delta": "delta_o1", "a<b": "any"}
    assert declared.waived == {}


@pytest.mark.parametrize("content", ["", "[1]", "{", "7"])
def test_what_is_no_map_is_an_error(content: str) -> None:
    with pytest.raises(
        BackpropError, match="as declared waived, expected a JSON object; build the site anew"
    ):
        declared_in("a/index.html", f"""<meta name="declared-waived" content='{content}'>""")


@pytest.mark.parametrize(
    ("content", "example"),
    [("mazur", "mazur"), ("mazer", None), ("", None)],
    ids=["known", "unknown", "none"],
)
def test_a_built_page_names_its_example(content: str, example: str | None) -> None:
    text = f"<meta name=\"declared-example\" content='{content}'>"
    assert example_in(text, ["mazur"]) == example
