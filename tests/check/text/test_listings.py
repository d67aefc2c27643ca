"""Programs, what they print, and other code."""

from dataclasses import replace

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import listings
from backprop.reading.document import Block, Directive, Listing
from tests.check.text.pieces import found, paragraph

PROGRAM = "x = 1\nprint(x)\n"
OUTPUT = "after 1 updates: outputs 0.742088111 0.775284968, error 0.291027773694\n"
FILES = {"code/x.py": PROGRAM}


def blocks(program: str = PROGRAM, output: str = OUTPUT, file: str = "code/x.py") -> list[Block]:
    return [
        Directive(0, 99, ("listing", file), (9, 90)),
        Listing(0, len(program), "python", program),
        paragraph("`x.py` prints"),
        Listing(0, len(output), "text", output),
    ]


def judged(given: list[Block]) -> list[str]:
    return found(listings.verdict(given, page_scope("mazur"), FILES.get))


def test_a_listing_is_its_file_and_prints_quantities() -> None:
    assert judged(blocks()) == []
    verdict = listings.verdict(blocks(), page_scope("mazur"), FILES.get)
    assert verdict.counts == {"code": 1, "program output": 4}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (blocks(program="x = 2\nprint(x)\n"), "found another text than that of code/x.py"),
        (blocks(file="code/y.py"), "found no file code/y.py"),
        (
            blocks(output=OUTPUT.replace("8111", "8112")),
            "found 0.742088112, expected 0.742088111 for mazur@1:out_o1",
        ),
        (blocks(output=OUTPUT.replace("1 upd", "2 upd")), "for mazur@2:out_o1"),
        (blocks(output="and 0.742088111"), "no quantity is named 'and'"),
        (blocks(output="error 0.298371109 0.5"), "found 0.5, and nothing says which quantity it is"),
        (blocks(output="error 0.298371109 in 12"), "found 12, and nothing says which quantity it is"),
    ],
)
def test_wrong_listings(given: list[Block], problem: str) -> None:
    assert any(problem in message for message in judged(given))


def test_a_page_whose_files_are_not_at_hand_is_not_let_pass() -> None:
    problems = found(listings.verdict(blocks(), page_scope("mazur"), lambda _: None))
    assert set(problems) == {": found no file code/x.py"}


def test_built_pages_name_neither_directive_nor_language() -> None:
    built = [replace(block, language="") for block in blocks(program="x = 2") if isinstance(block, Listing)]
    page: list[Block] = [built[0], paragraph("`x.py` prints"), built[1]]
    verdict = listings.verdict(page, page_scope("mazur"), FILES.get)
    assert found(verdict) == [": found another text than that of code/x.py"]
    assert verdict.counts["program output"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "backprop value 'mazur@10000:E_total'",
        "The error is [?](../values/mazur.md#@1:E_total).",
        "page.md:1:2: mazur:E_totl: no quantity is named 'E_totl'",
        "temp0 := theta0 - eta * dJ/dtheta0",
        "x: int = 3; y: list = z",
        "mazur@1:E_total ≈ 0.2910 and mazur:net_h1 = 0.3775",
        "`mazur@1:E_total` ≈ [0.29102777369359935](https://example.org)",
        '"title": "Error, <span>mazur@1:E_total</span> ≈ 0.29102777369359935"',
        r"title = {{Error, mazur@1:E\_total $\approx$ 0.29102777369359935}}",
        "mazur:dE_total/dw7 ≈ -0.0226",
        "mazur:net_h1 0.3775\nmazur@1:E_total 0.291027773694\nline:dE_total/dw -26.8",
        "relu;rate=0.6@2:net_h1 -2.71695\nsaid of mazur:net_h1 1 and more",
    ],
)
def test_right_code(text: str) -> None:
    assert found(listings.source(text, page_scope("descent"))) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "backprop value 'mazur@10000:E_totl'",
            "mazur@10000:E_totl: mazur@10000:E_totl: no quantity is named",
        ),
        ("[?](../values/mazur.md#@1:E_totl)", "@1:E_totl: mazur@1:E_totl: no quantity is named 'E_totl'"),
        ("temp0 := theta1 - eta * dJ/dtheta0", "found different indices in one assignment"),
        ("mazur:net_h1 0.3776", "0.3776: found 0.3776, expected 0.3775 for mazur:net_h1"),
        ("mazur:i1 0.05\nmazur@1:E_total 0.291027773695", "expected 0.291027773694 for mazur@1:E_total"),
        ("mazur:net_h4 0.3775", "mazur:net_h4: mazur:net_h4: no quantity is named 'net_h4'"),
        ("relu:i1 3", "3: found 3, expected 2 for relu:i1"),
        ("theta3 := theta3 - eta * dJ/dtheta3", "theta3: found theta3, which descent has not"),
        ("mazur@1:E_total ≈ 0.2911", "0.2911: found 0.2911, expected 0.2910 for mazur@1:E_total"),
        (r"{mazur@1:E\_totl}", r"mazur@1:E\_totl: mazur@1:E_totl: no quantity is named 'E_totl'"),
        (r"mazur@1:E\_total $\approx$ 0.2984", "0.2984: found 0.2984, expected 0.2910 for mazur@1:E_total"),
        ("mazur@1:E_total</span> ≈ 0.2984", "0.2984: found 0.2984, expected 0.2910 for mazur@1:E_total"),
        ("mazur@1:E_total = 0.2910", "=: found = before 0.2910 for mazur@1:E_total"),
        ("mazur:net_h1 ≈ 0.3775", "≈: found ≈ before 0.3775 for mazur:net_h1"),
        ("mazur:dE_total/dw7 ≈ 0.0226", "0.0226: found 0.0226, expected -0.0226 for mazur:dE_total/dw7"),
    ],
)
def test_wrong_code(text: str, problem: str) -> None:
    assert problem in found(listings.source(text, page_scope("descent")), text)[0]
