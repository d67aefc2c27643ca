"""Links of Markdown when a page moves: whatever bears an address, in any spelling; code and formulas stay."""

import pytest

from backprop.pages.patch import injected
from backprop.pages.relinking import Move, link_patches

OLD = "docs/learn/paths.md"
ASIDE, DEEPER, ABOVE = "docs/learn/sums.md", "docs/learn/back/sums.md", "docs/sums.md"


def relinked(path: str, text: str, new: str) -> str:
    return injected(text, link_patches(path, text, Move(OLD, new)))


@pytest.mark.parametrize(
    ("path", "before", "new", "after"),
    [
        ("docs/learn/a.md", "[x](paths.md)", ASIDE, "[x](sums.md)"),
        ("docs/learn/a.md", "[x](./paths.md#end)", ASIDE, "[x](sums.md#end)"),
        ("docs/learn/a.md", '[x]( <paths.md#a> "t")', DEEPER, '[x]( <back/sums.md#a> "t")'),
        ("docs/a.md", "[x](learn/paths.md), [y](learn/paths.md#a)", ABOVE, "[x](sums.md), [y](sums.md#a)"),
        ("docs/b/a.md", "[x]: ../learn/paths.md#a", DEEPER, "[x]: ../learn/back/sums.md#a"),
        ("docs/b/a.md", "> - [x][y]\n>\n> [y]: ../learn/paths.md", ABOVE, "> - [x][y]\n>\n> [y]: ../sums.md"),
        ("docs/a.md", "| [`x`](learn/paths.md) |", ABOVE, "| [`x`](sums.md) |"),
        ("docs/a.md", "![$`E`$ falls](learn/paths.md)", ABOVE, "![$`E`$ falls](sums.md)"),
        ("README.md", '<a href="docs/learn/paths.md#a">', ABOVE, '<a href="docs/sums.md#a">'),
        ("README.md", "[x](docs/learn/p%61ths.md)", ABOVE, "[x](docs/sums.md)"),
        (OLD, "[x](#a), [y](paths.md#a)", DEEPER, "[x](#a), [y](sums.md#a)"),
        (OLD, "[x](slopes.md), [y](../index.md)", DEEPER, "[x](../slopes.md), [y](../../index.md)"),
        (OLD, "![x](../figures/a.svg)", ABOVE, "![x](figures/a.svg)"),
        (OLD, "[0.4](../values/mazur.md#dE/dw5)", ABOVE, "[0.4](values/mazur.md#dE/dw5)"),
        (OLD, "[x](../values/)", ABOVE, "[x](values/)"),
        (OLD, "[x](slopes.md)", ASIDE, "[x](slopes.md)"),
    ],
)
def test_what_leads_to_a_page_or_from_it_follows(path: str, before: str, new: str, after: str) -> None:
    assert relinked(path, before, new) == after
    assert injected(after, link_patches(Move(OLD, new).of(path), after, Move(new, OLD))).count("](./") == 0


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/a.md", "[x](paths.md)"),
        ("docs/a.md", "[x](learn/paths.md.txt), [y](learn/paths), learn/paths.md"),
        ("docs/a.md", "[x](https://example.org/learn/paths.md)"),
        ("docs/a.md", "[x](/docs/learn/paths.md)"),
        ("docs/a.md", "`[x](learn/paths.md)`"),
        ("docs/a.md", "```markdown\n[x](learn/paths.md)\n```"),
        (OLD, "    [x](slopes.md)"),
        (OLD, "$`f[x](y)`$ and [x](mailto:a@example.org)"),
        (OLD, "```math\nf[x](y)\n```"),
        (OLD, "[^1]: note"),
    ],
)
def test_what_leads_elsewhere_stays(path: str, text: str) -> None:
    assert relinked(path, text, DEEPER) == text
