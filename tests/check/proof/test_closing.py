"""Printed lines close from their printed operands, whatever the values are said to be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flint import fmpq

from backprop.check.proof import assignment
from backprop.check.proof.equations import judge
from backprop.check.proof.names import page_scope
from backprop.check.survey import survey
from backprop.core import registry, store
from backprop.core.keys import parse

MAZUR = page_scope("mazur")
SUM = r"E_{total} = E_{o1} + E_{o2} \approx 0.274811083 + 0.023560026"
SLOPE = (
    r"\frac{\partial E_{total}}{\partial w_5} = \delta_{o1} \cdot out_{h1}"
    r" \approx 0.138498562 \cdot 0.593269992"
)
FORGED = {
    "E_total": fmpq(2986694804, 10**10),
    "net_h1": fmpq(3875, 10**4),
    "dE_total/dw5": fmpq(8, 100),
}


@pytest.fixture
def _forged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give some quantities other values than they have."""
    known = assignment.proved_value
    monkeypatch.setattr(assignment, "proved_value", lambda run, name: FORGED.get(name) or known(run, name))
    judge.cache_clear()
    yield
    judge.cache_clear()


LINES = [
    (rf"{SUM} \approx 0.298371109", rf"{SUM} \approx 0.298669480"),
    (
        r"net_{h1} = w_1 i_1 + w_2 i_2 + b_1 = 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 = 0.3775",
        r"net_{h1} = w_1 i_1 + w_2 i_2 + b_1 = 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 = 0.3875",
    ),
    (rf"{SLOPE} \approx 0.082167041", rf"{SLOPE} = 0.08"),
]


@pytest.mark.parametrize("line", [right for right, _ in LINES])
def test_what_closes_is_proved(line: str) -> None:
    assert judge((line,), MAZUR).flaws == ()


@pytest.mark.parametrize("line", [wrong for _, wrong in LINES])
@pytest.mark.usefixtures("_forged")
def test_what_does_not_close_is_refused_whatever_the_values_are_said_to_be(line: str) -> None:
    flaws = judge((line,), MAZUR).flaws
    assert [(flaw.rule, line[flaw.start : flaw.end]) for flaw in flaws] == [
        ("closes", line.rpartition(" ")[2])
    ]


def test_a_branch_on_a_rounded_zero_may_go_either_way() -> None:
    line = r"out_{h1} = \max(0, net_{h1}) \approx \max(0, 0.000) \approx 0.000"
    assert "closes" not in {flaw.rule for flaw in judge((line,), page_scope("relu")).flaws}


@pytest.mark.parametrize("page", [SUM, r"w_1 \approx 0.150"])
def test_a_forged_store_fails_the_check(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    wrong = fmpq(298669480, 10**9)
    forged = {f"0:{name} 128": store.written(wrong) for name in ("E_total", "E_o1", "w1")}
    store.save(store.place(parse("mazur:")), forged)
    Path("docs/mazur").mkdir(parents=True)
    Path("docs/mazur/index.md").write_text(f"# Forged\n\n```math\n{page}\n```\n", "utf-8")
    for known in (registry._stored_or_proved, registry._verify, assignment.proved_value, judge):
        known.cache_clear()
    with store.kept():
        findings = survey(Path("docs")).findings
    assert any(
        "the store of proofs holds 0.298669480000, the second route gives" in str(one) for one in findings
    )
    registry._stored_or_proved.cache_clear()
    with store.kept():
        assert registry.proved(parse("mazur:w1"), 128) == wrong, "only the check doubts it"
    for known in (registry._stored_or_proved, registry._verify, assignment.proved_value, judge):
        known.cache_clear()
