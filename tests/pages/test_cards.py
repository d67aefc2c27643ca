import pytest

from backprop.pages.cards import cards, sections, slug
from tests.pages.conftest import size_of_png
from tests.pages.test_mark import SVG

NAVIGATION = """
site_name: A site
site_url: !ENV [SITE_URL, ""]
nav:
  - Home: index.md
  - Learn:
      - learn/index.md
      - In general:
          - One page: learn/matrices.md
  - Two outputs, with biases:
      - mazur/index.md
"""


def test_each_section_has_a_card_of_the_size_that_is_asked_for() -> None:
    drawn = cards(NAVIGATION, SVG)
    assert list(drawn) == ["site.png", "learn.png", "in-general.png", "two-outputs-with-biases.png"]
    assert {size_of_png(data) for data in drawn.values()} == {(1200, 630)}
    assert len(set(drawn.values())) == len(drawn)


def test_the_same_settings_give_the_same_bytes() -> None:
    assert cards(NAVIGATION, SVG) == cards(NAVIGATION, SVG)


def test_a_site_without_a_navigation_has_a_card() -> None:
    assert list(cards("site_name: A site\n", SVG)) == ["site.png"]


@pytest.mark.parametrize(
    ("navigation", "expected"),
    [
        ([], []),
        (["a.md", {"A page": "b.md"}], []),
        ([{"Outer": [{"Inner": ["a.md"]}]}], [("Outer", ""), ("Inner", "Outer")]),
    ],
)
def test_sections_know_where_they_stand(navigation: list[object], expected: list[tuple[str, str]]) -> None:
    assert list(sections(navigation)) == expected


@pytest.mark.parametrize(
    ("title", "name"), [("Learn", "learn"), ("Two outputs, with biases", "two-outputs-with-biases")]
)
def test_a_section_names_its_file(title: str, name: str) -> None:
    assert slug(title) == name
