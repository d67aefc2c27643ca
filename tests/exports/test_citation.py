"""Citations of single values: others read each format, and the browser makes the same texts."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex import database
from pybtex.richtext import Text

from backprop.cli import main
from backprop.core import registry
from backprop.core.keys import Key, parse
from backprop.core.project import OWN
from backprop.errors import BackpropError
from backprop.exports import citation
from backprop.exports.citation import Quoted, cite, cited, documented, located, shared, shared_files
from backprop.releases.ledger import released
from tests.node import ASSETS, answers

ROOT = Path(__file__).parents[2]
DAY = date(2027, 3, 5)
SITE = "https://example.org/"
FORMATS = [template["format"] for template in shared()["formats"]]


@pytest.fixture(autouse=True)
def first_release(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every test cite the first release, whichever this is."""
    released = replace(OWN, version="1.0.0", date="2026-11-22")
    monkeypatch.setattr(citation, "project", lambda: released)
    shared.cache_clear()
    yield
    shared.cache_clear()


TOTAL = {
    "text": (
        "The backprop authors (2026). Total loss, mazur@1:E_total ≈ 0.29102777369359935. "
        "In: Backpropagation, worked in full, version 1.0.0, 2026-11-22. "
        "https://example.org/values/mazur/#@1:E_total Accessed 2027-03-05. CC BY 4.0."
    ),
    "bibtex": r"""@misc{backprop:mazur-1:E-total,
  author = {{The backprop authors}},
  title = {{Total loss, mazur@1:E\_total $\approx$ 0.29102777369359935}},
  howpublished = {Backpropagation, worked in full},
  version = {1.0.0},
  year = {2026},
  note = {Version 1.0.0, released 2026-11-22, CC BY 4.0},
  url = {https://example.org/values/mazur/#@1:E_total},
  urldate = {2027-03-05}
}""",
    "csl": r"""[
  {
    "id": "backprop:mazur-1:E-total",
    "type": "dataset",
    "author": [{"literal": "The backprop authors"}],
    "title": "Total loss, <span class=\"nocase\">mazur@1:E_total</span> ≈ 0.29102777369359935",
    "container-title": "Backpropagation, worked in full",
    "version": "1.0.0",
    "issued": {"date-parts": [["2026", "11", "22"]]},
    "URL": "https://example.org/values/mazur/#@1:E_total",
    "accessed": {"date-parts": [["2027", "03", "05"]]},
    "note": "CC BY 4.0"
  }
]""",
    "ris": """TY  - DATA
AU  - The backprop authors
TI  - Total loss, mazur@1:E_total ≈ 0.29102777369359935
T2  - Backpropagation, worked in full
ET  - 1.0.0
PY  - 2026
DA  - 2026/11/22
UR  - https://example.org/values/mazur/#@1:E_total
Y2  - 2027/03/05
N1  - CC BY 4.0
ER  - """,
    "tex": (
        r"$E_{total} \approx 0.29102777369359935$\footnote{Total loss, \texttt{mazur@1:E\_total}. "
        r"The backprop authors, \emph{Backpropagation, worked in full}, version 1.0.0, 2026-11-22. "
        r"\texttt{https://example.org/values/mazur/\#@1:E\_total}. Accessed 2027-03-05. CC BY 4.0.}"
    ),
    "markdown": (
        "Total loss, `mazur@1:E_total` ≈ "
        "[0.29102777369359935](https://example.org/values/mazur/#@1:E_total). The backprop authors, "
        "*Backpropagation, worked in full*, version 1.0.0, 2026-11-22. Accessed 2027-03-05. CC BY 4.0."
    ),
}


@cache
def quotations(site: str = SITE) -> list[Quoted]:
    """Return every released value as it is cited, as the ledger has it, with no proof run again."""
    return [quoted(row.key, row.value, site) for row in released().values()]


def quoted(key: Key, value: str, site: str) -> Quoted:
    relation, digits = value.split()
    quantity = registry.entry(key).quantity
    return Quoted(str(key), quantity.words, digits, relation, quantity.tex, located(key, site))


def all_in(form: str, site: str = SITE) -> list[str]:
    return [cited(found, form, DAY) for found in quotations(site)]


@pytest.mark.parametrize("form", FORMATS)
def test_without_an_address_a_citation_gives_none(form: str) -> None:
    found = cite("mazur:net_h1", form, site="", accessed=DAY)
    assert not re.search(r"http|url\b|UR  -|\"URL\"|\]\(", found)
    assert "0.3775" in found
    assert re.search(r"mazur:net\\?_h1", found)
    assert "≈" not in found
    assert "approx" not in found


def test_who_reads_today_need_not_say_so() -> None:
    assert f"Accessed {date.today().isoformat()}." in cite("mazur:w1", site="")


@pytest.mark.parametrize(
    ("key", "site", "address"),
    [
        ("mazur:net_h1", "https://example.org", "https://example.org/values/mazur/#net_h1"),
        ("mazur@1:w5", "https://example.org/a/", "https://example.org/a/values/mazur/#@1:w5"),
        ("mazur@1:w5", "http://127.0.0.1:8000", "http://127.0.0.1:8000/values/mazur/#@1:w5"),
        (
            "hollows;start=-0.5@1:J",
            "https://example.org/latest/",
            "https://example.org/1.0.0/values/hollows/#;start=-0.5@1:J",
        ),
        ("mazur:dE_total/dw5", "https://x.org/stable", "https://x.org/1.0.0/values/mazur/#dE_total/dw5"),
        ("mazur:w5", "https://x.org/0.9.0/", "https://x.org/1.0.0/values/mazur/#w5"),
        ("mazur:w5", "https://x.org/2026/", "https://x.org/2026/values/mazur/#w5"),
        ("mazur:w5", "https://x.org/latest/docs", "https://x.org/latest/docs/values/mazur/#w5"),
        ("mazur:w5", "", ""),
    ],
)
def test_an_address_leads_to_the_anchor_of_the_key_and_stays(key: str, site: str, address: str) -> None:
    assert located(parse(key), site) == address


def test_what_no_address_may_hold_is_encoded() -> None:
    assert located(Key("mazur", (), 0, "a%b c^d"), SITE) == f"{SITE}values/mazur/#a%25b%20c%5Ed"


class Named(dict[str, str]):
    """The metadata of a package, as far as citations read them."""

    def get_all(self, name: str, default: list[str]) -> list[str]:
        return [f"{label}, {url}" for label, url in self.items()] if name == "Project-URL" else default


@pytest.mark.parametrize(
    ("urls", "found"),
    [
        ({"Source": "https://a.org", "Documentation": "https://b.org/latest/"}, "https://b.org/latest/"),
        ({}, ""),
    ],
)
def test_the_package_may_name_its_documentation(
    urls: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "metadata", lambda _: Named(urls))
    assert documented() == found
    assert (f"{found.replace('latest', '1.0.0')}values/mazur/#w1" in cite("mazur:w1")) == bool(found)


def test_a_package_that_is_not_installed_names_no_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "metadata", missing)
    assert documented() == ""


# What programs of others read.


def bibtex(text: str) -> list[database.Entry]:
    return list(database.parse_string(text, "bibtex").entries.values())


def test_every_released_key_is_read_as_bibtex() -> None:
    entries = bibtex("\n".join(all_in("bibtex")))
    assert len(entries) == len(released()) > 2000, "two keys share an entry"
    for entry, found in zip(entries, quotations(), strict=True):
        title = Text.from_latex(entry.fields["title"].strip("{}"))
        assert f", {found.key} " in str(title)
        assert entry.fields["title"].endswith(f" {found.digits}}}")
        assert entry.fields["url"] == found.url
        assert entry.persons["author"] == [database.Person("{The backprop authors}")]


def test_every_released_key_is_read_as_ris() -> None:
    entries = rispy.loads("\n".join(all_in("ris")))
    for entry, found in zip(entries, quotations(), strict=True):
        assert entry["title"].endswith(f", {found.key} {found.relation} {found.digits}")
        assert [unquote(url) for url in entry["urls"]] == [found.url]
        assert (entry["year"], entry["edition"]) == ("2026", "1.0.0")
        assert entry["access_date"] == "2027/03/05"


def test_every_released_key_is_read_as_csl() -> None:
    entries = [json.loads(text)[0] for text in all_in("csl")]
    assert len({entry["id"] for entry in entries}) == len(entries)
    for entry, found in zip(entries, quotations(), strict=True):
        assert f">{found.key}</span> {found.relation} {found.digits}" in entry["title"]
        assert entry["URL"] == found.url


@pytest.mark.parametrize(
    "key", ["mazur:net_h1", "mazur@1:E_total", "descent;rate=0.5@1:theta0", "relu:dE_total/dw1"]
)
def test_a_style_sets_the_reference(key: str) -> None:
    text = cite(key, "csl", site=SITE, accessed=DAY)
    source = CiteProcJSON(json.loads(text))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    references = CitationStylesBibliography(style, source, formatter.plain)
    references.register(Citation([CitationItem(name) for name in source]))
    (found,) = map(str, references.bibliography())
    assert found.startswith("The backprop authors (2026) “")
    assert f", {key} " in found, "a style may change the case of a title, and of no key"
    assert found.endswith(f"Available at: {located(parse(key), SITE)} (Accessed: March 5, 2027).")


@pytest.mark.parametrize("form", ["bibtex", "tex"])
def test_tex_of_any_age_takes_the_characters_and_finds_braces_balanced(form: str) -> None:
    for text in all_in(form):
        bare = text.replace(r"\{", "").replace(r"\}", "")
        assert text.isascii()
        assert bare.count("{") == bare.count("}")


HOSTILE = Quoted(
    key="x:a_b%c&d#e{f}",
    words='a "quoted" \\word, *starred* [linked] <b> $1 ~ ^ `code`',
    digits="1",
    relation="=",
    symbol="a",
    url="https://example.org/#a_b%25",
)


def test_what_no_key_holds_would_break_no_format() -> None:
    (entry,) = bibtex(cited(HOSTILE, "bibtex", DAY))
    assert entry.fields["url"] == HOSTILE.url
    assert r"a\_b\%c\&d\#e\{f\}" in entry.fields["title"]
    assert json.loads(cited(HOSTILE, "csl", DAY))[0]["title"].startswith('A "quoted" \\word')
    (line, *_) = cited(HOSTILE, "markdown", DAY).splitlines()
    assert line.startswith(r'A "quoted" \\word, \*starred\* \[linked\] \<b\> $1 ~ ^ \`code\`, ')
    assert r"\$1 \textasciitilde{} \textasciicircum{}" in cited(HOSTILE, "tex", DAY)


def test_a_format_that_does_not_exist_is_told() -> None:
    with pytest.raises(BackpropError, match="found format 'apa', expected one of text, bibtex, csl, ris"):
        cite("mazur:w1", "apa")


# One home for each fact.


def test_the_holder_and_the_terms_are_those_of_the_licences() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert re.search(rf"^Copyright \(c\) \d{{4}} {shared()['author']}$", licence, re.MULTILINE)
    assert f"({shared()['licence']})" in (ROOT / "LICENSE-CONTENT").read_text("utf-8")


def test_the_browser_gets_the_templates_and_the_release() -> None:
    ((name, text),) = shared_files().items()
    assert name == "values/citations.json"
    assert json.loads(text) == shared()
    assert [template["format"] for template in json.loads(text)["formats"]] == list(TOTAL)


# The same texts from the browser.

NODE = """
import { readFileSync } from "node:fs";
globalThis.fetch = async (url) => new Response(shared[url] ?? "", { status: url in shared ? 200 : 404 });
const { shared, asked } = JSON.parse(readFileSync(0, "utf-8"));
const { citations } = await import(process.argv[1]);
const answers = asked.map((words) => citations(...words).catch((error) => String(error)));
console.log(JSON.stringify(await Promise.all(answers)));
"""


def in_node(asked: Iterable[tuple[Mapping[str, Any], str, str]], base: str = SITE) -> list[Any]:
    """Return what `cite.mjs` answers to each entry, base and day."""
    question = {
        "shared": {f"{base}values/citations.json": shared_files()["values/citations.json"]},
        "asked": list(asked),
    }
    return list(answers(NODE, ASSETS / "cite.mjs", question))


def test_the_browser_gives_the_texts_of_the_command_for_every_key() -> None:
    of_browser = in_node((asdict(value), SITE, DAY.isoformat()) for value in quotations())
    for number, form in enumerate(FORMATS):
        assert [answer[number]["text"] for answer in of_browser] == all_in(form)
    names = [(template["format"], template["name"]) for template in shared()["formats"]]
    assert [(each["format"], each["name"]) for each in of_browser[0]] == names


@pytest.mark.parametrize(
    ("url", "base", "address"),
    [
        ("values/mazur/#w1", SITE, f"{SITE}values/mazur/#w1"),
        ("values/mazur/#w1", f"{SITE}latest/", f"{SITE}1.0.0/values/mazur/#w1"),
        (f"{SITE}latest/values/mazur/#w1", f"{SITE}latest/", f"{SITE}1.0.0/values/mazur/#w1"),
        ("values/mazur/#w1", f"{SITE}2026/", f"{SITE}2026/values/mazur/#w1"),
        ("", SITE, ""),
        ("values/mazur/#w1", "http://localhost:8000/", ""),
        ("values/mazur/#w1", "http://127.0.0.1:8000/", ""),
        ("values/mazur/#w1", "file:///docs/", ""),
    ],
)
def test_the_browser_gives_an_address_that_others_can_follow_and_that_stays(
    url: str, base: str, address: str
) -> None:
    found = quotations()[0]
    (answer,) = in_node([(asdict(found) | {"url": url}, base, DAY.isoformat())], base)
    expected = [cited(replace(found, url=address), form, DAY) for form in FORMATS]
    assert [text["text"] for text in answer] == expected


def test_the_browser_needs_no_symbol() -> None:
    entry = {name: text for name, text in asdict(quotations()[0]).items() if name != "symbol"}
    (answer,) = in_node([(entry, SITE, DAY.isoformat())])
    assert next(text["text"] for text in answer if text["format"] == "tex").startswith(
        r"$= 0.05$\footnote{Input"
    )


def test_templates_that_are_not_there_are_an_error() -> None:
    (answer,) = in_node([(asdict(quotations()[0]), f"{SITE}elsewhere/", DAY.isoformat())])
    url = f"{SITE}elsewhere/values/citations.json"
    assert answer == f"Error: {url}: found status 404, expected the templates of citations"


# The command.

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_a_citation(form: str, run: Run) -> None:
    words = ["cite", "mazur@1:E_total", "--format", form, "--site", SITE, "--accessed", "2027-03-05"]
    assert run(*words) == (0, f"{TOTAL[form]}\n", "")


def test_the_command_prints_plain_text_by_default(run: Run) -> None:
    _, output, _ = run("cite", "mazur:w1", "--accessed", "2027-03-05")
    assert output.startswith("The backprop authors (2026). Weight from i1 to h1, mazur:w1 = 0.15. In: ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("mazr:w1", "no example is named 'mazr'; the nearest: mazur"),
        ("mazur", "found 'mazur', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total"),
        *[
            (
                f"mazur:w1 --site {site}",
                f"found site {site!r}, expected the address of its first page: https://example.org/latest/",
            )
            for site in (
                "example.org",
                "ftp://a.org",
                "https://",
                "https://a|b/",
                "https://a.org/?q",
                "https://a/#b",
            )
        ],
    ],
)
def test_what_is_wrong_is_one_clear_line(words: str, message: str, run: Run) -> None:
    assert run("cite", *words.split()) == (1, "", f"{message}\n")


@pytest.mark.parametrize("day", ["2027-02-30", "20270305", "2027-W01-1", "yesterday", "", "٢٠٢٧-٠٣-٠٥"])
def test_a_day_that_is_none_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["cite", "mazur:w1", "--accessed", day])
    assert f"found {day!r}, expected a day such as 2026-11-22" in capsys.readouterr().err


def test_the_command_offers_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["cite", "--help"])
    assert f"{{{','.join(FORMATS)}}}" in re.sub(r"\s", "", capsys.readouterr().out)
