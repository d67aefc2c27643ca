import pytest

from backprop.grade.sheet import reads, sources

HEADS = {"B": "w5", "C": "out_h1", "D": "dE/dw5"}
NAMES = {"B": "w5", "C": "out_h1", "D": "dE_total/dw5"}


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("=B14*C14", "=w5·out_h1"),
        ("=B13-$G$1*D13", "=w5[row 13]-η·dE/dw5[row 13]"),
        ("=$B$4+C14", "=w5[row 4]+out_h1"),
        ("=EXP(-C14)+Z9+LOG10(2)", "=EXP(-out_h1)+Z9+LOG10(2)"),
        ("", ""),
    ],
)
def test_a_formula_is_read_with_heads_for_addresses(formula: str, words: str) -> None:
    assert reads(formula, 14, HEADS, {"G1": "η"}) == words


def test_a_formula_names_what_it_reads() -> None:
    assert sources("=B13-$G$1*D13+Z9", NAMES, {"G1": "eta"}) == {"w5", "eta", "dE_total/dw5"}
