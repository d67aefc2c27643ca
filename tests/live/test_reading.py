"""A pasted table is read however it is laid out; what cannot be read is refused in one sentence, soon."""

import resource
from collections.abc import Mapping

import pytest

from tests.live.checking import report, reports

SMALL = {"net_h1": ["0.3775"], "out_h1": ["0.593"]}
ROWS = {"w5": ["0.4", "0.359"], "out_h1": ["0.593", "0.5932"]}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("net_h1 0.3775\nout_h1 0.593", SMALL),
        ("net h1   0.3775\nh1 out   0.593", SMALL),
        ("netH1: 0.3775\nσ(h1): 0.593", SMALL),
        ("net_h1 = 0.3775\nout_h1 ≈ 0.593", SMALL),
        ("net_h1 = w1·i1 + … = 0.3775; out_h1 = 0.593.", SMALL),
        ("net_h1 = 0,3775, out_h1 = 0,593", SMALL),
        ("net_h1 0.3775; out_h1 0.593", SMALL),
        ("net_h1 0.3775, out_h1 0.593", SMALL),
        ("net h1 0,3775; h1 out 0,593;", SMALL),
        ("step 0 1\nw5 0.4 0.359", {"w5": ["0.4", "0.359"]}),
        ("eta 0.5\nstep 0 1\nw5 0.4 0.359", {"eta": ["0.5", ""], "w5": ["0.4", "0.359"]}),
        ("net_h1 0,3775\nout_h1 0,593", SMALL),
        ("net_h1,0.3775\nout_h1,0.593", SMALL),
        ('"net_h1","0,3775"\n"out_h1","0,593"', SMALL),
        ("net_h1;0,3775\r\nout_h1;0,593\r\n", SMALL),
        ("net_h1\t0.3775\nout_h1\t0.593", SMALL),
        ("| net_h1 | out_h1 |\n| --- | ---: |\n| 0.3775 | 0.593 |", SMALL),
        ("net_h1 out_h1\n0.3775 0.593", SMALL),
        ("Forward pass\n\nnet_h1\t0.3775\n\nout_h1\t0.593", SMALL),
        ("net_h1\t3.775e-1\nout_h1\t+.593", SMALL),
        ("epoch,w5,out_h1\n0,0.4,0.593\n1,0.359,0.5932", ROWS),
        ("epoch\tw5\tout_h1\n0\t0,4\t0,593\n1\t0,359\t0,5932", ROWS),
        ("w5 out_h1\n0.4 0.593\n0.359 0.5932", ROWS),
        ("step\t0\t1\nw5\t0.4\t0.359\nout_h1\t0.593\t0.5932", ROWS),
        ("w5 0.4 0.359\nout_h1 0.593 0.5932", ROWS),
        ("η = \t0.5\n\nstep\tw5\tout_h1\n1\t0.4\t0.593\n2\t0.359\t0.5932", {"eta": ["0.5", ""], **ROWS}),
        ("weight 5 0.4\nE 1 0.27\nnew w 5 −0.3", {"w5": ["0.4"], "E_o1": ["0.27"], "w5+": ["-0.3"]}),
        ("w5\t0.4\nw5\t0.359", {"w5": ["0.4"], "w5+": ["0.359"]}),
        ("h1\t0.3775", {"net_h1 or out_h1": ["0.3775"]}),
        ("h1\t0.3775\nnet_h1\t0.3775", {"net_h1": ["0.3775"], "out_h1": ["0.3775"]}),
        ("dE/dw5\t0.08\nw5+\t\nE_total\t0.3", {"dE_total/dw5": ["0.08"], "E_total": ["0.3"]}),
    ],
)
def test_a_table_is_read_however_it_is_laid_out(text: str, columns: Mapping[str, list[str]]) -> None:
    assert dict(report(text, is_graded=False)["columns"]) == columns


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing here yet: paste or type a table, or names with their numbers."),
        ("  \n\t\n", "There is nothing here yet: paste or type a table, or names with their numbers."),
        ("hello world", "Found no name with a number, such as net_h1 0.3775; write a name beside or above"),
        ("<b>1</b> 2", "<b>1</b> (line 1) isn’t a name in this network"),
        (
            "net_h9 3",
            "net_h9 (line 1) isn’t a name in this network, so it was skipped. Did you",
        ),
        (
            "net_h1 0.3775 0.5",
            "Line 1: found 2 numbers for net_h1, expected one; for several steps",
        ),
        ("net_h1 0.3775 0.5\nout_h1 0.593", "Line 1: found 2 numbers for net_h1, expected one"),
        ("0.1 0.2\n0.3 0.4", "Found no name with a number"),
        ("net_h1\t=A1*2", "Line 1: found a formula, expected its value; copy the cells as they are shown."),
        ("net_h1;0.5\nout_h1;=EXP(A1)", "Line 2: found a formula, expected its value"),
        ("net_h1 0.5\n= 0.3", "Line 2: found = without a name before it; write both in one line."),
        (
            "net_h1\t1e999",
            "Line 1: found “1e999” for net_h1, expected a number of at most 40 digits, with an",
        ),
        (
            f"net_h1\t0.{'3' * 41}",
            "Line 1: found “0.33333333333333333333333333333333333333” for net_h1",
        ),
        ("net_h1\tNaN", "Line 1: found “NaN” for net_h1, expected a number such as 0.5."),
        ("net_h1\t0.5\nw5\t#DIV/0!\t", "Line 2: found “#DIV/0!” for w5, expected a number such as 0.5."),
        ("net_h1\t1,234.5", "Line 1: found “1,234.5” for net_h1, expected a number such as 0.5."),
        ("net_h1\t0,5\nout_h1\t0.3", "Line 2: found 0.3, though 0,5 stands above; write one kind of"),
        (
            "PK\x03\x04\x14\0net_h1 0.5",
            "Line 1: found a character that is no text; copy the cells of",
        ),
        ("net_h1 0.5\n\0", "Line 2: found a character that is no text"),
        ("net_h1 0.5\n" * 10_000, "Found 10000 lines, expected at most 1000; keep the first ones."),
        (
            "net_h1 0.5" + " " * 1_000_000,
            "Found 1000010 characters, expected at most 1000000; keep",
        ),
        ("net_h1\t" + "1\t" * 400, "Line 1: found 402 columns, expected at most 300."),
        (
            "step w5\n0 0.4\n10 0.3",
            "Line 3: found step 10, expected each step to follow the one before",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    found = report(text)["mistake"]
    assert found.startswith(sentence)
    assert found.endswith((".", "?"))
    assert len(found) < 200


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "w5 0.4\nnet_h3 1",
            "net_h3 (line 2) isn’t a name in this network, so it was skipped. Did you mean net_h1 or net_h2",
        ),
        ("w5 0.4\nw5 0.3", "The second w5 (line 2) is read as w5+, the updated one."),
        ("w5 0.4\nb1 1\nb1 2", "b1 comes again in line 3, and is not read there."),
        ("w5\t0.4\n\t3", "The numbers from line 2 on have no name, and are not read."),
        (
            "w5 0.4\n<b>x</b> 3",
            "<b>x</b> (line 2) isn’t a name in this network, so it was skipped. Names here are i1, i2, w1",
        ),
    ],
)
def test_what_is_not_read_is_said(text: str, note: str) -> None:
    assert report(text, is_graded=False)["notes"][0].startswith(note)


STRANGE = [
    "net_h1 0.5\n" * 10_000,
    "x" * 1_000_000,
    "net_h1 " * 140_000,
    "1 " * 500_000,
    '"' * 1_000_000,
    "=," * 500_000,
    "\t" * 1_000_000,
    ("word " * 199 + "\n") * 999,
    ("\t".join(f"w{n}" for n in range(250)) + "\n") + ("0." + "1" * 20 + "\t") * 250 * 190,
    "step\tnet_h1\tE_total\n" + "".join(f"{n}\t0.3775\t0.298\n" for n in range(999)),
    "w1\t-9e99\nnet_h1\t1e99\nout_h1\t1e-99\nE_total\t0",
    "d" * 300 + "/" + "d" * 300 + " 1",
]
SECONDS, MEGABYTES = 30, 400


def test_no_text_takes_long_or_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", f"--max-old-space-size={MEGABYTES}")  # Node ends where it needs more
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answered = reports(STRANGE)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(answered) == len(STRANGE)
    assert used.ru_utime - before.ru_utime < SECONDS
