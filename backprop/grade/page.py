"""A report as a page of its own: one file that asks nothing of any other place."""

from collections.abc import Iterable
from html import escape

from backprop.grade.report import ColumnReport, Fault, Report, SheetReport
from backprop.grade.wording import cause, counted, follow, headline, name, where

_STYLE = """
:root { color-scheme: light dark; --good: #1b6e3c; --bad: #a4262c; --mild: #7a5200; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --good: #7bd29b; --bad: #ff9d97; --mild: #f0c060; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; } h3 { font-size: 1rem; margin-bottom: 0; }
.right { color: var(--good); } .wrong { color: var(--bad); } .inherits { color: var(--mild); }
.fault { border-left: .25rem solid var(--bad); padding-left: .75rem; margin: 1rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
td:nth-child(3) { min-width: 8rem; }
@media (max-width: 40rem) { th, td { font-size: .9rem; padding: .25rem .2rem; } }
code { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: .25rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
""".strip()
_MARKS = {
    "right": "✓ right",
    "wrong": "✗ to correct",
    "inherits": "→ right for its operands",
    "given": "given",
}


def as_html(report: Report) -> str:
    """Return the report on a file as a page."""
    title = f"Verdict on {escape(report.file)}"
    skipped = f"<p>Without a table, and not judged: {escape(', '.join(report.skipped))}.</p>" * bool(
        report.skipped
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{''.join(map(_sheet, report.sheets))}{skipped}</main>\n</body>\n</html>\n"
    )


def _sheet(sheet: SheetReport) -> str:
    title = f"<h2>{escape(sheet.name)}</h2>\n"
    if sheet.error:
        return f'{title}<p class="wrong">{escape(sheet.error)}</p>\n'
    kind = "right" if sheet.is_right else "wrong"
    result = f'<p class="{kind}"><strong>{escape(headline(sheet))}</strong></p>\n'
    network = f"<p>{escape(sheet.about)}; {counted(sheet.rows, 'row')}.</p>\n"
    faults = "".join(_fault(column, column.fault) for column in sheet.wrong if column.fault)
    after = f"<p>{escape(follow(sheet))}</p>\n" if follow(sheet) else ""
    notes = _listed(f"{note}." for note in sheet.notes)
    unread = (
        f"<p>Not understood, and not judged: {escape(', '.join(sheet.unread))}.</p>\n" if sheet.unread else ""
    )
    return f"{title}{result}{network}{faults}{after}{notes}{unread}{_table(sheet)}"


def _fault(column: ColumnReport, fault: Fault) -> str:
    rows = [
        ("Where", where(fault)),
        ("Found", fault.found),
        ("Expected", fault.expected if fault.proved else f"{fault.expected}, by your own cells"),
    ]
    terms = "".join(f"<dt>{term}</dt><dd>{escape(text)}</dd>\n" for term, text in rows)
    if fault.formula:
        terms += f"<dt>Formula</dt><dd><code>{escape(fault.formula)}</code></dd>\n"
        terms += f"<dt>It reads</dt><dd><code>{escape(fault.reads)}</code></dd>\n"
    head = escape(name(column))
    text = f"<dl>\n{terms}</dl>\n<p>{escape(cause(fault))}</p>"
    return f'<section class="fault">\n<h3>{head}</h3>\n{text}\n</section>\n'


def _listed(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    return f"<ul>\n{items}</ul>\n" if items else ""


def _table(sheet: SheetReport) -> str:
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("Column", "Quantity", "Verdict", "Right to"))
    rows = "".join(
        f'<tr><th scope="row">{escape(name(column))}</th><td>{escape(column.quantity)}</td>'
        f'<td class="{column.status}">{_MARKS[column.status]}{_since(column)}</td>'
        f"<td>{_extent(column)}</td></tr>\n"
        for column in sheet.columns
    )
    label = f"All columns of {escape(sheet.name)}"
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}">\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _since(column: ColumnReport) -> str:
    return f" from {column.since}, because of {escape(', '.join(column.causes))}" if column.since else ""


def _extent(column: ColumnReport) -> str:
    return "" if column.digits is None or column.status == "given" else counted(column.digits, "digit")
