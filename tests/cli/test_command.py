import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backprop.cli import main
from backprop.pages import assets

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command and gives its exit code, output and errors."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        return code, *capsys.readouterr()

    return run


def program(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the installed command by itself."""
    command = [str(Path(sys.executable).with_name("backprop")), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("words", "output"),
    [
        ("mazur:net_h1", "mazur:net_h1 = 0.3775"),
        ("mazur:E_total", "mazur:E_total ≈ 0.29837110876000269"),
        ("mazur@1:E_total", "mazur@1:E_total ≈ 0.29102777369359935"),
        ("mazur;bias=each@1:E_total", "mazur;bias=each@1:E_total ≈ 0.28047144679143016"),
        ("sigmoid;rate=2@69:E_total --digits 8", "sigmoid;rate=2@69:E_total ≈ 0.0082006908"),
        ("mazur:E_total --digits 1", "mazur:E_total ≈ 0.3"),
        ("mazur:E_total --digits 30", "mazur:E_total ≈ 0.298371108760002688607381947666"),
        ("mazur@10000:E_total --digits 6", "mazur@10000:E_total ≈ 0.0000351019"),
        ("mazur@10000:E_total --decimals 9", "mazur@10000:E_total ≈ 0.000035102"),
        ("mazur:net_h1 --digits 3", "mazur:net_h1 ≈ 0.378"),
        ("mazur:net_h1 --digits 20", "mazur:net_h1 = 0.3775"),
        ("mazur:net_h1 --decimals 6", "mazur:net_h1 = 0.377500"),
        ("mazur:net_h1 --decimals 0", "mazur:net_h1 ≈ 0"),
        ("mazur:dE_total/dw7 --decimals 3", "mazur:dE_total/dw7 ≈ -0.023"),
        ("descent:dJ/dtheta1", "descent:dJ/dtheta1 = -9"),
        ("mazur;bias=fixed@0:w1", "mazur:w1 = 0.15"),
        ("mazur;rate=2.0;bias=each:eta", "mazur;bias=each;rate=2:eta = 2"),
        (
            "mazur:w1 mazur:out_h1 chain@1:w1 --digits 4",
            "mazur:w1 = 0.15\nmazur:out_h1 ≈ 0.5933\nchain@1:w1 ≈ 0.3392",
        ),
    ],
)
def test_value_prints_a_line_for_each_key(words: str, output: str, run: Run) -> None:
    assert run("value", *words.split()) == (0, f"{output}\n", "")


def test_value_takes_a_thousand_digits(run: Run) -> None:
    code, output, _ = run("value", "mazur:out_o1", "--digits", "1000")
    assert code == 0
    assert len(output.split(".")[1].strip()) == 1000


FIELDS = [
    "key",
    "symbol",
    "words",
    "value",
    "digits",
    "enclosure",
    "exact",
    "formula",
    "substitution",
    "provenance",
]


def test_value_prints_an_object_for_each_key(run: Run) -> None:
    code, output, errors = run(
        "value", "--json", "mazur:net_h1", "chain@1:w1", "descent:theta0", "--digits", "5"
    )
    assert (code, errors) == (0, "")
    objects = [json.loads(line) for line in output.splitlines()]
    assert [list(fields) for fields in objects] == [FIELDS] * 3
    assert [fields["key"] for fields in objects] == ["mazur:net_h1", "chain@1:w1", "descent:theta0"]
    assert [fields["digits"] for fields in objects] == ["0.3775", "0.33917", "0"]
    assert [fields["exact"] for fields in objects] == [True, False, True]
    assert objects[1]["value"] == 0.33917378918994697
    assert objects[1]["provenance"]["operands"] == ["chain:w1", "chain:eta", "chain:dE_total/dw1"]


def test_show_prints_a_worked_example(run: Run) -> None:
    code, output, errors = run("show", "chain")
    assert (code, errors) == (0, "")
    assert output.startswith("Given\n  i1 = 2\n")
    assert "\n  net_h1 = w1 * i1 + b1 = 0.3 * 2 + (-0.1) = 0.5\n" in output
    assert output.endswith("\n  w2+ = w2 - eta * dE_total/dw2 ≈ 0.8 - 1 * (-0.064850280) ≈ 0.864850280\n")


KEYS = """\
descent;rate=0.5:theta0
descent;rate=0.5:theta1
descent;rate=0.5:eta
descent;rate=0.5:J
descent;rate=0.5:dJ/dtheta0
descent;rate=0.5:dJ/dtheta1
descent;rate=0.5@1:theta0
descent;rate=0.5@1:theta1
"""


def test_keys_prints_the_keys_of_pass_and_update(run: Run) -> None:
    assert run("keys", "descent;rate=0.5") == (0, KEYS, "")


@pytest.mark.parametrize("example", ["mazur", "relu;rate=0.6@2", "chain;bias=each"])
def test_every_key_printed_has_a_value(example: str, run: Run) -> None:
    _, output, _ = run("keys", example)
    code, values, _ = run("value", *output.split())
    assert code == 0
    assert [line.split()[0] for line in values.splitlines()] == output.split()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "value mazur:net_hh",
            "mazur:net_hh: no quantity is named 'net_hh'; the nearest: net_h2, net_h1, net_o2",
        ),
        (
            "value mazur:dE_total/dw9",
            "mazur:dE_total/dw9: dE_total/dw9: no quantity is named 'w9'; the nearest: w8, w7, w6",
        ),
        ("value mazr:w1", "no example is named 'mazr'; the nearest: mazur"),
        ("value mazur", "found 'mazur', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total"),
        ("value mazur;bias=all:w1", "mazur: found bias=all, expected one of fixed, each, shared"),
        ("value mazur:w1+ --json", "mazur:w1+: write mazur@1:w1 for an updated quantity"),
        ("value mazur@1:t_o1", "mazur@1:t_o1: t_o1 is given and never changes; write mazur:t_o1"),
        ("show mazr", "no example is named 'mazr'; the nearest: mazur"),
        ("show mazur:w1", "found 'mazur:w1', expected a run such as mazur or mazur;bias=each@1"),
        ("keys sigmod", "no example is named 'sigmod'; the nearest: sigmoid, signed"),
        ("inject", "found no folder docs; run this where the project's mkdocs.yml stands"),
        ("inject --check", "found no folder docs; run this where the project's mkdocs.yml stands"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_1(
    words: str, message: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words.split()) == (1, "", f"{message}\n")


PAGE = """\
# Title\r
\r
The error is [{}](../values/chain.md#E_total),\r
later\t[0.000276](../values/chain.md#@1000:E_total).  \r
"""
FRESH, STALE = PAGE.format("0.0908"), PAGE.format("0.0907")
VALUES = "# Values\n\n<!-- backprop: values chain -->\n<!-- /backprop -->\n"
TOLD = "docs/chain/stale.md:3:20: found '0.0907', expected '0.0908'; run backprop inject\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of pages, one of them stale, and stand beside it."""
    monkeypatch.chdir(tmp_path)
    pages = {"chain/fresh.md": FRESH, "chain/stale.md": STALE, "other/page.md": "Text."}
    for name, text in pages.items():
        path = Path("docs", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return Path("docs")


def contents(docs: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()
    }


def test_inject_mends_the_digits_and_nothing_else(docs: Path, run: Run) -> None:
    before = contents(docs)
    assert run("inject") == (0, "", "")
    assert contents(docs) == {**before, "chain/stale.md": FRESH.encode()}
    assert run("inject", "--check") == (0, "", "")
    assert run("inject") == (0, "", "")
    assert contents(docs) == {**before, "chain/stale.md": FRESH.encode()}


def test_the_values_page_follows_the_pages(docs: Path, run: Run) -> None:
    (docs / "values").mkdir()
    (docs / "values/chain.md").write_text(VALUES, "utf-8")
    assert run("inject") == (0, "", "")
    part = docs / "values/chain/training.md"
    values = part.read_text("utf-8")
    assert '<a id="@1000:E_total"></a>' in values
    assert "[chain/stale](../../chain/stale.md)" in values
    assert run("inject", "--check") == (0, "", "")
    (docs / "chain/stale.md").unlink()
    (docs / "chain/fresh.md").unlink()
    code, _, errors = run("inject", "--check")
    assert code == 1
    assert errors.startswith("docs/values/chain/")
    assert run("inject") == (0, "", "")
    values = part.read_text("utf-8")
    assert "printed in" not in values
    assert '<a id="@1000:E_total"></a>' in values  # it was released


def test_assets_draws_the_figures_of_the_pages(docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "PACKAGES", ROOT / "node_modules")
    (docs / "a.md").write_text("<!-- backprop: figure network chain -->\n<!-- /backprop -->\n", "utf-8")
    assert run("assets") == (0, "", "")
    figures = {name for name in contents(docs) if name.startswith("figures/")}
    assert figures == {"figures/network-chain.svg"}


def test_the_installed_command_checks_mends_and_ends_with_its_exit_codes(docs: Path) -> None:
    folder = docs.absolute().parent
    stale = program("inject", "--check", folder=folder)
    assert (stale.returncode, stale.stdout, stale.stderr) == (1, "", TOLD)
    mended = program("inject", folder=folder)
    assert (mended.returncode, mended.stdout, mended.stderr) == (0, "", "")
    fresh = program("inject", "--check", folder=folder)
    assert (fresh.returncode, fresh.stdout, fresh.stderr) == (0, "", "")
    assert (docs / "chain/stale.md").read_bytes() == FRESH.encode()


def test_a_mistake_gives_no_traceback_and_wrong_usage_exit_code_2(tmp_path: Path) -> None:
    unknown = program("value", "mazur:net_hh", folder=tmp_path)
    message = "mazur:net_hh: no quantity is named 'net_hh'; the nearest: net_h2, net_h1, net_o2\n"
    assert (unknown.returncode, unknown.stdout, unknown.stderr) == (1, "", message)
    assert program("value", folder=tmp_path).returncode == 2


def test_a_reader_that_has_seen_enough_gives_no_traceback(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("backprop")
    with subprocess.Popen(
        [str(command), "show", "mazur"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.close()
        assert shown.stderr.read() == b""
        assert shown.wait() == 1


@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_check_tells_what_a_page_holds(run: Run, form: str) -> None:
    code, output, errors = run("check", "--format", form, "docs/chain/forward.md")
    assert (code, errors) == (0, "")
    assert "docs/chain/forward.md" in output


def test_check_ends_with_one_where_a_page_is_wrong(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/mazur").mkdir(parents=True)
    (tmp_path / "docs/mazur/a.md").write_text("The output of h1 is 0.593.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, output, _ = run("check", "--format", "brief")
    assert code == 1
    expected = "expected a link: it is mazur:out_h1: write [0.593](../values/mazur.md#out_h1)"
    assert output.splitlines()[:3] == [
        f"docs/mazur/a.md:1:21: number: found 0.593, {expected}",
        "    The output of h1 is 0.593.",
        "                        ^^^^^",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "docs/nowhere.md"), "docs/nowhere.md: found no page there, expected one below docs"),
        (("mutate", "docs/nowhere.md"), "docs/nowhere.md: found no page there, expected one below docs"),
    ],
)
def test_a_page_that_is_not_there_is_one_clear_line(run: Run, words: tuple[str, ...], message: str) -> None:
    assert run(*words) == (1, "", f"{message}\n")


@pytest.mark.parametrize(
    "words", [("check", "--format", "html"), ("mutate", "--sample", "0"), ("mutate", "--sample", "x")]
)
def test_wrong_usage_of_check_and_mutate_ends_with_two(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_mutate_counts_what_the_check_finds(run: Run) -> None:
    code, output, _ = run("mutate", "--sample", "30", "--seed", "1", "docs/chain/forward.md")
    assert code == 0, output
    assert output.splitlines()[-1].split()[:2] == ["all", "30"]


@pytest.mark.parametrize(
    ("words", "output"),
    [
        ("mazur:net_h1 0.3775", "mazur:net_h1 is 0.3775 (proved); 0.3775 is right, to the last digit"),
        ("mazur:net_h1 0.0275", "likeliest: forgets the bias in net_h1"),
        ("descent:J -12", "descent:J is 12 (proved); -12 agrees in 0 digits"),
        ("mazur@1:E_total 0.291027924 --format json", '"option": "update=sequential"'),
    ],
)
def test_explain_tells_what_makes_a_number(words: str, output: str, run: Run) -> None:
    code, printed, errors = run("explain", *words.split())
    assert (code, errors) == (0, "")
    assert output in printed


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("mazur:foo 1", "mazur:foo: no quantity is named 'foo'; the nearest: out_o2, out_o1"),
        ("nowhere:E_total 1", "no example is named 'nowhere'; the nearest: softmax"),
        ("mazur:E_total abc", "found 'abc', expected a decimal number such as 0.291027924"),
        ("mazur 1", "found 'mazur', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total"),
    ],
)
def test_explain_refuses_in_one_clear_line(words: str, error: str, run: Run) -> None:
    code, printed, errors = run("explain", *words.split())
    assert (code, printed, errors.count("\n")) == (1, "", 1)
    assert error.split("; the nearest")[0] in errors


@pytest.mark.parametrize("words", ["explain mazur:E_total", "explain mazur:E_total 1 --format xml"])
def test_explain_is_called_with_a_key_and_a_number(words: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words.split())


def test_audit_tells_what_does_not_close(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("So $2 \\cdot 3 = 6$, and $2 \\cdot 3.25 = 7.5$.\n", encoding="utf-8")
    code, output, errors = run("audit", str(file))
    assert (code, errors) == (1, "")
    assert f"{file}:1:41: closes: found 7.5" in output
    assert output.splitlines()[-1].startswith("2 equalities, 1 close; 1 findings;")


def test_audit_of_a_file_that_is_not_there_is_one_clear_line(run: Run) -> None:
    assert run("audit", "nowhere.md") == (
        1,
        "",
        "nowhere.md: No such file or directory; expected a readable text file\n",
    )


HEAVY = {"matplotlib", "mkdocs", "pygments", "rich", "shtab", "markdown_it"}


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        ("value mazur:w1", set()),
        ("cite mazur@1:E_total", set()),
        ("explain mazur:net_h1 0.0275", set()),
        ("keys mazur", set()),
        ("examples", set()),
        ("show chain", set()),
        ("completion bash", {"shtab"}),
    ],
)
def test_who_only_asks_for_a_number_waits_for_no_library_of_the_site(
    words: str, loaded: set[str], tmp_path: Path
) -> None:
    asked = f"import sys; from backprop.cli import main; main({words.split()}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert HEAVY & set(done.stdout.splitlines()[-1].split()) == loaded
