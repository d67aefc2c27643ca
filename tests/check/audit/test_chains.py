"""Chains of sides: where one ends and the next begins."""

import pytest

from backprop.check.audit.chains import DEEPEST, chains
from backprop.check.audit.tokens import formula_tokens


def shown(text: str) -> list[str]:
    """Return each chain with `?` for a side that cannot be read."""
    found = []
    for chain in chains(formula_tokens(text, 0, len(text))):
        sides = [
            "?"
            if any(token.kind == "unread" for token in side.tokens)
            else "".join(text[token.start : token.end] for token in side.tokens)
            for side in chain.sides
        ]
        relations = [*(relation if relation in {"=", "≈"} else "other" for relation in chain.relations), ""]
        found.append(
            " ".join(f"{side} {relation}" for side, relation in zip(sides, relations, strict=True)).strip()
        )
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 = 2 = 3", ["1 = 2 = 3"]),
        (r"x = 1 \approx 2", ["? = 1 ≈ 2"]),
        ("1 = 2, 3 = 4", ["1 = 2", "3 = 4"]),
        ("1 + 2", []),
        ("= 1", ["= 1"]),
        (r"1 \le 2 = 3", ["1 other 2 = 3"]),
        ("2 (1 = 3) = 4", ["1 = 3", "? = 4"]),
        ("P(X = 1) = 2", ["? = 1", "? = 2"]),
        (r"\max(1, 2) = 2", [r"\max(1,2) = 2"]),
        ("2 (3 = 6", ["3 = 6"][:0]),
        ("3) = 4", ["? = 4"]),
        ("(1] = 4", []),
    ],
)
def test_chains_end_at_separators_and_brackets(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (r"x &= 1 \\ &= 2", ["? = 1 = 2"]),
        (r"x &=& 1 \\ &=& 2", ["? = 1 = 2"]),
        (r"x &= 1 \\ y &= 2", ["? = 1", "? = 2"]),
        (r"x &= 1 & 2 &= 3", ["? = 1", "2 = 3"]),
        (r"x &= 1 \\ & \quad + 2 \\ &= 3", ["? = 1+2 = 3"]),
        (r"x &= 1 + \\ & 2 \\ &= 3", ["? = 1+2 = 3"]),
        (r"x = 1 \\ -2 = 3", ["? = ?", "? = 3"]),
        (r"x &= 1 \\ &-2 = 3", ["? = ?", "? = 3"]),
        (r"&= 1 & &= 2 \\ &= 3 & &= 4", ["= 1", "= 2", "= 3", "= 4"]),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} = 5", [r"\begin{bmatrix}1&2\\3&4\end{bmatrix} = 5"]),
    ],
)
def test_rows_go_on_or_begin(rows: str, found: list[str]) -> None:
    assert shown(rows) == found


def test_brackets_may_be_deep() -> None:
    deep = 3 * DEEPEST
    assert shown(f"{'(' * deep}1{')' * deep} = 1") == ["? = 1"]
