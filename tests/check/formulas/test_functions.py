"""The table of functions: a row is all that a function needs, and its series gives its derivative."""

from collections.abc import Iterator

import pytest
from flint import arb, arb_series, ctx, fmpq

from backprop.check.formulas.functions import FUNCTIONS, Function, exp, first
from backprop.check.formulas.parser import parse
from backprop.check.proof.equations import judge
from backprop.check.proof.names import page_scope
from backprop.errors import UndecidedError

OF_ONE = [name for name, row in FUNCTIONS.items() if row.arity == 1 and not row.of_column and "'" not in name]
STEP = fmpq(1, 10**12)


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    with ctx.workprec(256):
        ctx.cap = 2
        yield


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("x", [fmpq(7, 10), fmpq(9, 4)])
def test_a_series_gives_the_derivative(name: str, x: fmpq) -> None:
    value = FUNCTIONS[name].value
    series = value(arb_series([arb(x), 1]))
    slope = series[1] if isinstance(series, arb_series) else arb(0)
    quotient = (value(x + STEP) - value(x - STEP)) / (2 * STEP)
    assert abs(slope - quotient) < arb("1e-20")
    assert first(series).overlaps(arb(value(x))) if isinstance(series, arb_series) else series == value(x)


@pytest.mark.parametrize("name", ["relu", "step"])
def test_a_branch_on_what_may_be_0_is_undecided(name: str) -> None:
    with pytest.raises(UndecidedError):
        FUNCTIONS[name].value(arb(0, 1))


def test_a_row_is_all_that_a_function_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FUNCTIONS, "sinh", Function(lambda x: (exp(x) - exp(-x)) / 2))
    flaws = judge(
        (r"\sinh x = \frac{e^x - e^{-x}}{2}", r"\operatorname{sinh}(z) = e^z"), page_scope(None)
    ).flaws
    assert [flaw.part for flaw in flaws] == [1]
    parse.cache_clear()
    judge.cache_clear()


@pytest.mark.parametrize(
    ("identity", "holds"),
    [
        (r"\sin(x)^2 + \cos(x)^2 = 1", True),
        (r"\tan(x) = \frac{\sin x}{\cos x}", True),
        (r"\tan(x) = \frac{\cos x}{\sin x}", False),
        (r"\sqrt{x^2} = |x|", True),
        (r"\sqrt{x^2} = x", False),
        (r"\log_2 8 = 3", True),
        (r"\log_2 8 = 4", False),
        (r"4! = 24", True),
        (r"4! = 23", False),
        (r"\sigma'(x) = \sigma(x) (1 - \sigma(x))", True),
        (r"\sigma'(x) = \sigma(x) (1 + \sigma(x))", False),
        (r"\tanh'(x) = 1 - \tanh(x)^2", True),
        (r"e^{\ln |x|} = |x|", True),
    ],
)
def test_identities_are_proved_or_refused(identity: str, *, holds: bool) -> None:
    assert (judge((identity,), page_scope(None)).flaws == ()) is holds
