"""The command `backprop`: values in the terminal, numbers into pages, pictures for the site."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from backprop.errors import BackpropError

DOCS = Path("docs")
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 with one clear line where something is wrong."""
    given = _parser().parse_args(arguments)
    from backprop.proofs import kept

    try:
        run: Callable[[argparse.Namespace], int] = given.run
        with kept():
            code = run(given)
        sys.stdout.flush()
    except BackpropError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backprop", description="Backpropagation, every number proved.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    value = commands.add_parser("value", help="print quantities, 17 significant digits unless told otherwise")
    value.add_argument("keys", nargs="+", metavar="KEY", help="such as mazur@1:E_total")
    rounding = value.add_mutually_exclusive_group()
    rounding.add_argument("--digits", type=_positive, metavar="N", help="significant digits")
    rounding.add_argument("--decimals", type=_count, metavar="N", help="digits after the point")
    value.add_argument("--json", action="store_true", help="one object a key, with formula and provenance")
    value.set_defaults(run=_value)
    show = commands.add_parser("show", help="print a whole worked example")
    show.add_argument("example", metavar="EXAMPLE", help="such as mazur, or a run: mazur;bias=each@1")
    show.set_defaults(run=_show)
    keys = commands.add_parser("keys", help="print the keys of an example's first pass and update")
    keys.add_argument("example", metavar="EXAMPLE")
    keys.set_defaults(run=_keys)
    inject = commands.add_parser("inject", help="write numbers and generated blocks into the pages")
    inject.add_argument("--check", action="store_true", help="change nothing; exit 1 where a page is stale")
    inject.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="pages or folders; all by default"
    )
    inject.set_defaults(run=_inject)
    check = commands.add_parser("check", help="account for every number and prove every formula of the pages")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="pages, figures or folders; or a built site"
    )
    check.add_argument("--format", choices=["text", "brief", "json", "junit"], default="text")
    check.set_defaults(run=_check)
    mutate = commands.add_parser("mutate", help="change one thing at a time and see that the check finds it")
    mutate.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="pages, figures or folders")
    mutate.add_argument("--sample", type=_some, metavar="N", help="only so many, from all kinds")
    mutate.add_argument("--seed", type=int, default=0, metavar="S", help="which sample; 0 by default")
    mutate.set_defaults(run=_mutate)
    _add_cite(commands)
    _add_audit(commands)
    _add_explain(commands)
    _add_grade(commands)
    assets = commands.add_parser("assets", help="draw the figures of the pages and fetch KaTeX's own styles")
    assets.set_defaults(run=_assets)
    _add_export(commands)
    return parser


def _add_cite(commands: Commands) -> None:
    cite = commands.add_parser("cite", help="print the citation of a quantity")
    cite.add_argument("key", metavar="KEY", help="such as mazur@1:E_total")
    formats = ["text", "bibtex", "csl", "ris", "tex", "markdown"]
    cite.add_argument("--format", choices=formats, default="text")
    cite.add_argument("--site", metavar="URL", help="where the pages are published; no address without it")
    cite.add_argument(
        "--accessed", type=_day, metavar="YYYY-MM-DD", help="when it was read; today by default"
    )
    cite.set_defaults(run=_cite)


def _add_audit(commands: Commands) -> None:
    audit = commands.add_parser("audit", help="check the arithmetic of any Markdown, LaTeX or plain text")
    audit.add_argument("files", nargs="+", type=Path, metavar="FILE")
    audit.add_argument("--strict", action="store_true", help="tell what could not be read, too")
    audit.add_argument("--format", choices=["text", "json", "junit"], default="text")
    audit.set_defaults(run=_audit)


def _add_explain(commands: Commands) -> None:
    explain = commands.add_parser("explain", help="tell which slip makes a number what it is")
    explain.add_argument("key", metavar="KEY", help="what the number is meant to be: mazur@1:E_total")
    explain.add_argument("number", metavar="NUMBER", help="as it is printed: 0.291027924")
    explain.add_argument("--format", choices=["text", "json"], default="text")
    explain.set_defaults(run=_explain)


def _add_grade(commands: Commands) -> None:
    grade = commands.add_parser(
        "grade", help="judge a learner's table: what is right, and which slip made what is wrong"
    )
    grade.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .csv or .tsv")
    grade.add_argument("--example", default="", metavar="NAME", help="judge by this example, such as mazur")
    form = grade.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object")
    form.add_argument("--html", type=Path, metavar="OUT", help="write a report to this file, too")
    grade.set_defaults(run=_grade)


def _add_export(commands: Commands) -> None:
    export = commands.add_parser("export", help="write every number as data: JSON, CSV and an index of all")
    export.add_argument("folder", type=Path, metavar="DIR", help="made where there is none")
    export.add_argument(
        "--pages", type=Path, metavar="DOCS", help="tell what the pages below this folder print, too"
    )
    export.set_defaults(run=_export)
    diff = commands.add_parser(
        "diff",
        help="tell which numbers two exports differ in",
        description="Tell which numbers were added, moved or removed between two folders of backprop export. "
        "Exit code 1 where one was moved or removed, or where a folder cannot be read; else 0.",
    )
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.add_argument("--format", choices=["text", "json"], default="text")
    diff.set_defaults(run=_diff)


def _count(text: str) -> int:
    """Return a number of digits, at most a thousand."""
    if not text.isdecimal() or int(text) > 1000:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number up to 1000")
    return int(text)


def _positive(text: str) -> int:
    """Return a number of digits, at least one."""
    if _count(text) == 0:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected at least 1")
    return int(text)


def _some(text: str) -> int:
    """Return a whole number of things, at least one."""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number, at least 1")
    return int(text)


def _day(text: str) -> date:
    """Return a day."""
    found = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    try:
        return date.fromisoformat(found[0] if found else "")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day such as 2026-11-22") from error


def _value(given: argparse.Namespace) -> int:
    from backprop import record
    from backprop.digits import VALUE_DIGITS, decimals, significant
    from backprop.keys import parse
    from backprop.registry import digits

    rule = significant(given.digits or VALUE_DIGITS) if given.decimals is None else decimals(given.decimals)
    for key in [parse(text) for text in given.keys]:
        if given.json:
            print(json.dumps(record.record(key, rule), ensure_ascii=False))
        else:
            found = digits(key, rule)
            print(f"{key} {found.relation} {found.text}")
    return 0


def _show(given: argparse.Namespace) -> int:
    from backprop import record

    print(record.worked(given.example))
    return 0


def _keys(given: argparse.Namespace) -> int:
    from backprop.keys import parse_run
    from backprop.registry import GROUPS, group

    key = parse_run(given.example)
    print("\n".join(str(found) for name in GROUPS for found in group(key, name)))
    return 0


def _inject(given: argparse.Namespace) -> int:
    from backprop.pages.pages import inject

    stale = inject(DOCS, given.paths, check=given.check)
    for line in stale if given.check else ():
        print(line, file=sys.stderr)
    return int(given.check and bool(stale))


def _check(given: argparse.Namespace) -> int:
    from backprop.check.report import FORMATS
    from backprop.check.survey import survey

    root, chosen = _root(given.paths)
    report = survey(root, chosen)
    print(FORMATS[given.format](report))
    return int(bool(report.findings))


def _mutate(given: argparse.Namespace) -> int:
    from backprop.check.mutation.runs import as_text
    from backprop.check.mutation.trial import mutate

    report, texts = mutate(*_root(given.paths), given.sample, given.seed)
    print(as_text(report, texts))
    return report.code


def _cite(given: argparse.Namespace) -> int:
    from backprop.exports.citation import cite

    print(cite(given.key, given.format, site=given.site, accessed=given.accessed))
    return 0


def _audit(given: argparse.Namespace) -> int:
    from backprop.audit.audit import audit
    from backprop.audit.summary import FORMATS

    report = audit(given.files, strict=given.strict)
    print(FORMATS[given.format](report))
    return int(bool(report.findings))


def _explain(given: argparse.Namespace) -> int:
    from backprop.keys import parse
    from backprop.slips import explain
    from backprop.slips.telling import FORMATS

    print(FORMATS[given.format](explain(parse(given.key), given.number)))
    return 0


def _grade(given: argparse.Namespace) -> int:
    from backprop.files import write
    from backprop.grade.grade import grade
    from backprop.grade.page import as_html
    from backprop.grade.wording import as_json, as_text

    report = grade(given.file, given.example)
    if given.html:
        write(given.html, as_html(report))
    print(as_json(report) if given.json else as_text(report))
    return report.code


def _export(given: argparse.Namespace) -> int:
    from backprop.exports.export import export
    from backprop.pages.printing import printing

    export(given.folder, printing(given.pages) if given.pages else {})
    return 0


def _diff(given: argparse.Namespace) -> int:
    from backprop.exports.differences import ADDED, FORMATS, differences

    found = differences(given.old, given.new)
    print(FORMATS[given.format](found))
    return int(any(each.kind != ADDED for each in found))


def _root(paths: list[Path]) -> tuple[Path, list[Path]]:
    """Return the folder that holds the pages, and what is chosen of it; a built site is one of its own."""
    if len(paths) == 1 and (paths[0] / "index.html").is_file():
        return paths[0], []
    return DOCS, paths


def _assets(_: argparse.Namespace) -> int:
    from backprop.pages.assets import write

    write(DOCS)
    return 0
