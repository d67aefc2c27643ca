"""Which pages print a key, and at which addresses."""

from pathlib import Path, PurePosixPath

import pytest

from backprop.core.keys import parse
from backprop.pages.printing import address, printing

PAGES = {
    "index.md": "[?](values/chain.md#w1) and [?](values/chain.md#w1)",
    "learn/rate.md": "[?](../values/chain.md#w1), [?](../values/chain.md#@9:w1)",
    "values/chain.md": "[?](../values/chain.md#w1)\n\n<!-- backprop: values chain -->\n<!-- /backprop -->\n",
    "values/index.md": "[?](../values/chain.md#@9:w1)",
    "values/line.md": "[?](../values/chain.md#@9:w2)",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("glossary.md", "glossary/"),
        ("mazur/index.md", "mazur/"),
        ("learn/two-parameters.md", "learn/two-parameters/"),
    ],
)
def test_the_address_of_a_page(path: str, expected: str) -> None:
    assert address(PurePosixPath(path)) == expected


def test_each_key_has_the_pages_that_print_it(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert printing(tmp_path) == {
        parse("chain:w1"): ["", "learn/rate/"],
        parse("chain@9:w1"): ["learn/rate/", "values/"],
        parse("chain@9:w2"): ["values/line/"],
    }
