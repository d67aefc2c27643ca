"""The stages of a build in their order: figures, fresh pages, the check, data, programs, the site."""

from pathlib import Path

from backprop.build.ahead import work_ahead
from backprop.build.programs import write_programs
from backprop.build.rendering import render_site
from backprop.build.shares import check_and_export, shares_of, write_numbers
from backprop.check.report import Report
from backprop.check.survey import survey
from backprop.core import records
from backprop.errors import BackpropError
from backprop.pages import assets
from backprop.pages.pages import inject, printing


def checked_pages(docs: Path) -> Report:
    """Draw the figures, see that the pages are fresh, and check both; raise where a page is stale."""
    with records.in_use():
        work_ahead([write_numbers, check_and_export], shares_of(docs))
        assets.write(docs)
        if stale := inject(docs, [], check=True):
            raise BackpropError("\n".join(stale))
        return survey(docs)


def published_site(docs: Path) -> None:
    """Write data and programs beside the pages, and render all into the folder of the site."""
    from backprop.exports.export import export

    with records.in_use():
        export(docs, printing(docs))
    write_programs(docs)
    render_site(docs)
