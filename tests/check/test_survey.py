"""Folders checked: pages, figures, a built site."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from backprop.check.report import Report
from backprop.check.survey import files_below, name_of, sums, survey
from backprop.errors import BackpropError

RIGHT = "The output of h1 is [0.593269992](../values/mazur.md#out_h1).\n"
WRONG = RIGHT.replace("992", "993")
Folder = Callable[[dict[str, str]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write_all(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write_all


def places(report: Report, root: Path) -> list[str]:
    return [
        f"{each.path.removeprefix(root.as_posix() + '/')}:{each.line} {each.rule}" for each in report.findings
    ]


def test_every_page_below_a_folder_is_checked(folder: Folder) -> None:
    root = folder({"mazur/a.md": RIGHT, "mazur/b.md": WRONG, "assets/c.md": WRONG, "index.md": "Words.\n"})
    report = survey(root)
    assert places(report, root) == ["mazur/b.md:1 value"]
    assert (len(report.pages), report.numbers["linked"]) == (3, 1)


def test_chosen_pages_are_checked_alone(folder: Folder) -> None:
    root = folder({"mazur/a.md": RIGHT, "relu/b.md": WRONG})
    assert places(survey(root, [root / "mazur"]), root) == []


@pytest.mark.parametrize(
    ("files", "chosen", "message"),
    [
        ({"a.txt": ""}, [], "found no page, expected a folder with index.md, or with a built site"),
        ({"a.md": ""}, ["b.md"], "b.md: found no page there, expected one below"),
    ],
)
def test_a_folder_without_pages_is_an_error(
    folder: Folder, files: dict[str, str], chosen: list[str], message: str
) -> None:
    root = folder(files)
    with pytest.raises(BackpropError, match=message):
        survey(root, [root / name for name in chosen])


def test_a_figure_without_a_file_is_found(folder: Folder) -> None:
    shape = "an S-shaped curve that rises from near zero to near one"
    alt = f"Curve of the sigmoid function against the net input: {shape}."
    caption = "The sigmoid function squeezes every net input between zero and one; at zero it is one half."
    root = folder({"mazur/a.md": f"![{alt}](../figures/activation-sigmoid.svg)\n\n*{caption}*\n"})
    (finding,) = survey(root).findings
    assert "found no file" in finding.message
    assert "run backprop assets" in finding.message


def built(article: str) -> str:
    head = "<html><head><title>Forward</title></head><body><article class='md-content__inner'>"
    return f"{head}{article}</article></body></html>"


def test_a_built_page_is_checked_without_its_source(folder: Folder) -> None:
    page = built('<p>The output of h1 is <a href="../../values/mazur/#out_h1">0.593269993</a>.</p>')
    root = folder({"index.html": "<article></article>", "mazur/a/index.html": page, "404.html": page})
    assert places(survey(root), root) == ["mazur/a/index.html:1 value"]


def test_what_only_leads_on_to_a_page_is_none(folder: Folder) -> None:
    refresh = (
        '<html><head><meta http-equiv="refresh" content="0; url=../a/"></head><body>To a page</body></html>'
    )
    root = folder({"index.html": built("<p>One.</p>"), "a/index.html": built(""), "b/index.html": refresh})
    assert [page.path for page in survey(root).pages] == [f"{root}/a/index.html", f"{root}/index.html"]
    assert sums(root).keys() == {"index", "a"}


@pytest.mark.parametrize(("digits", "wrong"), [("0.593269992", []), ("0.593269993", ["value"])])
def test_what_a_built_page_repeats_is_checked_and_not_counted(
    folder: Folder, digits: str, wrong: list[str]
) -> None:
    link = f'<a href="../../values/mazur/#out_h1">output of h1 ≈ {digits}</a>'
    page = built(f'<details class="numbers"><ul><li>{link}</li></ul></details>')
    root = folder({"index.html": "<article></article>", "mazur/a/index.html": page})
    assert [finding.rule for finding in survey(root).findings] == wrong
    assert sum(sums(root)["mazur/a"].numbers.values()) == 0


def test_a_changed_figure_is_found(folder: Folder) -> None:
    drawn = Path("docs/figures/network-mazur.svg").read_text(encoding="utf-8")
    root = folder({"index.md": "Words.\n", "figures/network-mazur.svg": drawn.replace(">0.593<", ">0.594<")})
    (finding,) = survey(root).findings
    assert finding.message.startswith("found 0.594, expected 0.593")


def test_what_pages_hold_is_summed_up_by_their_names(folder: Folder) -> None:
    root = folder(
        {
            "index.md": "Words.\n",
            "mazur/index.md": RIGHT,
            "about/x.md": "<!-- backprop: checked -->\n<!-- /backprop -->\n",
        }
    )
    counts = {name: sum(page.numbers.values()) for name, page in sums(root).items()}
    assert counts == {"index": 0, "mazur": 2}  # the number, and the name of the neuron


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/index.md", "index"),
        ("docs/mazur/index.md", "mazur"),
        ("docs/mazur/forward.md", "mazur/forward"),
    ],
)
def test_a_page_has_the_same_name_written_and_built(path: str, name: str) -> None:
    built = path.removesuffix(".md").removesuffix("/index") + "/index.html"
    assert name_of(Path("docs"), Path(path)) == name
    assert name_of(Path("docs"), Path(built)) in {name, "index"}


# Page, numbers, equations proved and waived, in the table that the build holds to the pages.
ROW = re.compile(r"^ *\| \[.+\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE)


def test_much_is_proved_and_little_waived_on_the_pages_of_the_project() -> None:
    table = Path("docs/about/checked.md").read_text("utf-8").replace(",", "")
    numbers, proved, waived = map(sum, zip(*(map(int, row) for row in ROW.findall(table)), strict=True))
    assert numbers > 10_000
    assert proved > 3000
    assert waived * 50 <= proved


def test_the_figures_are_among_what_is_found() -> None:
    names = {path.suffix for path in files_below(Path("docs"))}
    assert names == {".md", ".svg"}


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("float64: a type\n", ""),
        ("- float64\n", r"yml:1:1: found a sequence as declarations, expected lines such as key: text"),
        ("float64: 64\n", r"yml:1:10: found '64' for float64 in declarations, expected a reason in words"),
        (
            "float64: [\n",
            r"yml:2:1: found no YAML: expected the node content.*, expected lines such as key: text",
        ),
    ],
)
def test_what_the_site_declares(folder: Folder, declared: str, message: str) -> None:
    root = folder({"mazur/a.md": "As a float64 number.\n", "index.md": "", "declared.yml": declared})
    if message:
        with pytest.raises(BackpropError, match=message):
            survey(root)
    else:
        assert survey(root).findings == []
    (root / "declared.yml").unlink()
    assert [finding.rule for finding in survey(root).findings] == ["number"]
