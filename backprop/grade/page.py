"""A report as a page of its own: one file that asks nothing of any other place."""

from html import escape

from backprop.grade.report import (
    ColumnReport,
    Report,
    SheetReport,
    blocks,
    headline,
    name,
    plural,
    skipped_line,
)

_STYLE = """
:root { color-scheme: light dark; --good: #1b6e3c; --bad: #a4262c; --mild: #7a5200; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --good: #7bd29b; --bad: #ff9d97; --mild: #f0c060; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; }
.right { color: var(--good); } .wrong { color: var(--bad); } .inherits { color: var(--mild); }
section { border-left: .25rem solid var(--line); padding-left: .75rem; margin: 1rem 0; }
section p { margin: .25rem 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
td:nth-child(3) { min-width: 8rem; }
@media (max-width: 40rem) { th, td { font-size: .9rem; padding: .25rem .2rem; } }
""".strip()
_MARKS = {
    "right": "✓ right",
    "wrong": "✗ to correct",
    "inherits": "→ right for its operands",
    "given": "given",
}


def as_html(report: Report) -> str:
    """Return the report on a file as a page."""
    title = f"{escape(report.file)}, graded"
    skipped = f"<p>{escape(skipped_line(report))}</p>" if report.skipped else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{''.join(map(_sheet, report.sheets))}{skipped}</main>\n</body>\n</html>\n"
    )


def _sheet(sheet: SheetReport) -> str:
    status = "right" if sheet.is_right else "wrong"
    line = escape(sheet.error or headline(sheet))
    head = f'<h2>{escape(sheet.name)}</h2>\n<p class="{status}"><strong>{line}</strong></p>\n'
    return head + "".join(map(_block, blocks(sheet))) + (_table(sheet) if sheet.columns else "")


def _block(lines: list[str]) -> str:
    return "<section>\n" + "".join(f"<p>{escape(line)}</p>\n" for line in lines) + "</section>\n"


def _table(sheet: SheetReport) -> str:
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("Column", "Quantity", "Result", "Right to"))
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
    return "" if column.digits is None or column.status == "given" else plural(column.digits, "digit")
