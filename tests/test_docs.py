"""The project's own pages, which scripts/build finds fresh: each wrong digit on them is found and mended."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from backprop.check.code import KEY
from backprop.core.examples import EXAMPLES
from backprop.core.keys import parse, parse_fragment
from backprop.core.registry import is_known
from backprop.errors import where
from backprop.pages.inject import owned_parts, site
from backprop.pages.pages import inject, load
from backprop.pages.patch import injected
from backprop.reading.document import Directive, Link, Quote
from backprop.reading.markdown import read_markdown

DOCS = Path(__file__).parents[1] / "docs"

# A page, a directive on it (or a link where there is none), and what the wrong digit stands in.
PLACES = [
    ("mazur/index.md", "", "a number in prose"),
    ("mazur/update.md", "", "a number in prose"),
    ("mazur/index.md", "table given", "a table"),
    ("mazur/training.md", "table epochs", "a table of a run"),
    ("mazur/forward.md", "steps mazur net_h1", "a step"),
    ("mazur/output-layer.md", "step mazur:dE_total/dw5", "a step"),
    ("mazur/matrix.md", "matrix mazur forward", "a matrix"),
    ("mazur/matrix.md", "listing code/mazur_numpy.py", "a listing"),
    ("relu/matrix.md", "matrix relu update", "a matrix"),
    ("descent/index.md", "table epochs", "a table"),
    ("values/mazur/update.md", "values mazur update", "a page of values"),
    ("values/line.md", "values line", "all values on one page"),
]


def test_every_number_link_leads_to_an_anchor() -> None:
    pages = load(DOCS)
    links = re.compile(r"values/(?!index)([\w-]+)\.md#([^()\s]+)\)")
    del pages[PurePosixPath("about/messages.md")]  # where links are wrong on purpose
    linked = {link.groups() for text in pages.values() for link in links.finditer(text)}
    assert len(linked) > 100
    for example, anchors in anchors_by_example().items():
        assert len(anchors) == len(set(anchors))
        assert {fragment for name, fragment in linked if name == example} <= set(anchors)
        assert [parse_fragment(example, anchor).fragment for anchor in anchors] == anchors


def anchors_by_example() -> dict[str, list[str]]:
    """Return the anchors of each example on all pages of its values."""
    anchors: dict[str, list[str]] = {name: [] for name in EXAMPLES}
    for path, text in load(DOCS).items():
        if path.parts[0] == "values" and path.stem != "index":
            anchors[path.with_suffix("").parts[1]] += re.findall(r'<a id="([^"]+)"></a>', text)
    return anchors


def test_every_key_in_text_code_or_a_command_has_an_entry() -> None:
    written = {match[0] for text in load(DOCS).values() for match in KEY.finditer(text)}
    entries = anchors_by_example()
    keys = {parse(key) for key in written if re.split("[;@:]", key)[0] in EXAMPLES}
    assert len(keys) > 2000
    assert {str(key) for key in keys if is_known(key) and key.fragment not in entries[key.example]} == set()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh copy of the pages that have places, and of the programs that they show."""
    docs = tmp_path_factory.mktemp("site") / "docs"
    for name in {"values/mazur.md", *(name for name, *_ in PLACES)}:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DOCS / name, docs / name)
    shutil.copytree(DOCS / "code", docs / "code")
    inject(docs, [], check=False)
    return docs


def spans(text: str, directive: str) -> Iterator[tuple[int, int]]:
    """Yield where the generator's text stands that a directive begins like this, or where links do."""
    for part in owned_parts(read_markdown("docs/mazur/page.md", text)):
        match part:
            case Directive(body=body) if directive and " ".join(part.words).startswith(directive):
                yield body
            case Link() | Quote() if not directive and re.search(r"\d\.\d\d", part.text):
                yield part.start, part.end


def wrong(text: str, directive: str) -> tuple[str, int]:
    """Return the page with one other digit after a decimal point, and where it stands."""
    digits = re.compile(r"\d\.\d\d+")
    numbers = (list(digits.finditer(text, *span)) for span in spans(text, directive))
    offset = next(matches for matches in numbers if matches)[-1].end() - 1
    return text[:offset] + str((int(text[offset]) + 4) % 10) + text[offset + 1 :], offset


def test_each_wrong_digit_is_found_at_its_line_and_mended_alone(copy: Path) -> None:
    fresh = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    wrong_places = []
    for name, directive, _ in PLACES:
        page = copy / name
        text, offset = wrong(page.read_bytes().decode(), directive)
        page.write_bytes(text.encode())
        wrong_places.append(f"{page}:{where(text, offset)}")
    stale = inject(copy, [], check=True)
    places = [line.split(": found")[0] for line in stale]
    assert sorted(places) == sorted(wrong_places)
    assert inject(copy, [], check=False) == stale
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == fresh


@pytest.mark.parametrize("name", ["mazur/index.md", "mazur/update.md"])
def test_any_digit_of_any_region_that_changes_is_mended(name: str, copy: Path) -> None:
    path = PurePosixPath(name)
    text = (copy / name).read_bytes().decode()
    for part in owned_parts(read_markdown(f"docs/{name}", text)):
        start, end = part.body if isinstance(part, Directive) else (part.start, part.end)
        for digit in re.compile(r"(?<=\d\.)\d|\d(?=\.\d)").finditer(text, start, end):
            mutant = f"{text[: digit.start()]}{(int(digit[0]) + 1) % 10}{text[digit.end() :]}"
            assert injected(mutant, site({path: mutant}, copy)[path]) == text
