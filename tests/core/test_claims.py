"""Titles of links: what they say is parsed, computed in balls, and refused where it is no claim."""

from fractions import Fraction
from typing import Any

import pytest
from flint import arb, fmpq

from backprop.core import claims
from backprop.core.claims import parse_claim
from backprop.core.digits import decimals, digits
from backprop.core.expression import Ref
from backprop.core.keys import parse
from backprop.errors import BackpropError, UndecidedError


@pytest.mark.parametrize(
    ("key", "title", "places", "expected"),
    [
        ("mazur:dE_total/dw5", "/ dE_total/dw1", 0, "187"),
        ("mazur:w5", "* 2 + 1", 1, "1.8"),
        ("mazur:w5", "2 * (it + 1)", 1, "2.8"),
        ("mazur:w5", "0 - it", 1, "-0.4"),
        ("mazur:w5", "- w6 - 1", 2, "-1.05"),
        ("mazur:w5", "^2", 2, "0.16"),
        ("mazur:w5", "(it - w6)^2 / (w7 - w8)^2", 2, "1.00"),
        ("mazur@1:E_total", "(@0:E_total - it) / @0:E_total * 100", 2, "2.46"),
        ("mazur;bias=each@1:E_total", "- mazur@1:E_total", 9, "-0.010556327"),
        ("mazur;rate=2@1:E_total", "/ ;rate=1@1:E_total", 4, "0.9472"),
    ],
)
def test_numbers_derived_from_a_quantity(key: str, title: str, places: int, expected: str) -> None:
    value = claims.enclosure_of(parse_claim(title, parse(key)).value)
    assert digits(value, decimals(places)).text == expected


@pytest.mark.parametrize(
    ("key", "title", "holds"),
    [
        ("mazur:E_o2", "< E_o1 / 10", True),
        ("mazur:E_o2", "> E_o1 / 10", False),
        ("mazur:E_o2", ">= E_o1, E_total", False),
        ("mazur@1:E_total", "< @0:E_total", True),
        ("mazur:E_total", "> relu:E_total", False),
        ("mazur:w5", "= 2 / 5", True),
        ("mazur:w5", "= 0.41", False),
        ("mazur:w5", "<= 0.4", True),
        ("mazur:E_total", "≈ 0.3", True),
        ("mazur:E_total", "≈ 0.32", False),
        ("mazur:dE_total/dw7", "≈ -0.0226", True),
        ("mazur:weights", "= 8", True),
        ("mazur:E_total", "= E_o1 + E_o2", True),
        ("mazur@7:E_total", "= E_o1 + E_o2", True),
        ("mazur:dE_total/dw2", "= 2 * dE_total/dw1", True),
        ("mazur:dE_total/dw2", "= 3 * dE_total/dw1", False),
        ("mazur@1:w1", "= @0:w1 - @0:eta * @0:dE_total/dw1", True),
        ("softmax:out_o1", "= 1 - out_o2 - out_o3", True),
        ("relu@3:out_h1", "= net_h1 + net_h2", False),
    ],
)
def test_relations_are_proved_or_refuted(key: str, title: str, *, holds: bool) -> None:
    claim = parse_claim(title, parse(key))
    assert all(claims.is_proved(claim.value, claim.relation, other) for other in claim.others) is holds


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("* 0 = @2:w1 - @1:w1 + @0:eta * @1:dE_total/dw1", "write ≈"),
        ("≈ 0", "write = for what is exactly 0"),
        ("/ (E_total - E_o1 - E_o2) > 1", "the divisor in the title is 0, or cannot be told from 0"),
        ("< E_o1 + E_o2", "too near to each other"),
    ],
)
def test_enclosures_that_touch_decide_nothing(title: str, message: str) -> None:
    claim = parse_claim(title, parse("mazur:E_total"))
    with pytest.raises(UndecidedError, match=message):
        claims.is_proved(claim.value, claim.relation, claim.others[0])


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (">", "found the end in the title '>', expected a name or a number"),
        ("> E_o9", "no quantity is named 'E_o9'"),
        ("> mazr:E_o1", "no example is named 'mazr'"),
        ("> 1 2", "found 2 in the title '> 1 2', expected the end of the title"),
        ("> (1", "expected a closing bracket"),
        ("> 1 ! 2", "found '! 2' in the title, expected a name, a number, + - * / ^ ( ) or one of"),
        ("1 + 2", "expected the quantity of the link, or it, on its left"),
        ("^21", "found 21 in the title '^21', expected a whole number up to 20"),
        ("^w5", "a whole number up to 20"),
        ("(it ^ 9) ^ 9", "a power of what holds no power"),
        ("> 1,000", "found 1,0 in the title, expected numbers such as 1000 or 0.5"),
        ("< E_o1", "found mazur:E_o1 on both sides of '< E_o1', expected another quantity"),
        ("≥ 0", "or one of < > <= >= = ≈"),
        ("/ 0", "found a division by 0"),
        ("+ 1" * 200, "found a title of 600 characters, expected at most 300"),
        ("(" * 150, "expected a name or a number"),
    ],
)
def test_what_is_no_claim_is_refused(title: str, message: str) -> None:
    with pytest.raises(BackpropError) as error:
        claims.enclosure_of(parse_claim(title, parse("mazur:E_o1")).value)
    assert message in str(error.value)


def test_the_numbers_of_a_title_are_kept_as_written() -> None:
    claim = parse_claim("> 0.50 * E_o1 + 10", parse("mazur:E_o2"))
    assert claim.numbers == {"0.50", "10"}
    assert Fraction("0.50") == Fraction(1, 2)


@pytest.mark.parametrize(
    ("title", "value"),
    [("* 2 + 1", 7), ("/ 3", 1), ("- E_o2 * 0", 3), ("+ it * 0", 3), ("- E_o1", None)],
)
def test_a_title_goes_on_from_another_value(title: str, value: int | None) -> None:
    """A quantity that is named a second time keeps its own value."""
    key = parse("mazur:E_o1")
    expected = fmpq(value) if value is not None else 3 - claims.value_of(Ref("mazur:E_o1"), 128)
    after: Any = claims.value_after(parse_claim(title, key).value, fmpq(3), 128)
    assert (after - expected).overlaps(arb(0, 1e-30)) if isinstance(after, arb) else after == expected
