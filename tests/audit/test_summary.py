"""What an audit found, told in words."""

import json

from backprop.audit.audit import page
from backprop.audit.summary import FORMATS, as_text
from backprop.check.report import Report

TEXT = "$0.1 + 0.2 = 0.3$ and $2 \\cdot 3 = 7$\n\n$\\weird{} = 1 + 1 = 2$\n"


def test_the_sum_counts_equalities() -> None:
    lines = as_text(Report((page("a.md", TEXT),), 0.25)).splitlines()
    assert lines[0].startswith("a.md:1:36: closes: found 7")
    assert lines[-2].startswith("a.md: 3 equalities, 2 close, ")
    assert lines[-1] == "3 equalities, 2 close; 1 findings; 0.2 s"


def test_every_format_tells_the_finding() -> None:
    report = Report((page("a.md", TEXT),), 0.0)
    assert all("found 7" in form(report) for form in FORMATS.values())
    assert json.loads(FORMATS["json"](report))["totals"]["equations"] == 2
