"""What the check said of a page or a figure, recorded by its text and by the files that it read."""

import json
from collections.abc import Callable
from typing import Any

from backprop.check.context import Read
from backprop.check.report import Finding, Page
from backprop.core.records import recorded

ROOM, MODULE = "checks", "backprop.check.survey"


def recorded_page(parts: list[str], read: Read, check: Callable[[Read], Page]) -> Page:
    """Return what `check` says, from its record where the parts, and the files it read, are the same."""
    names: dict[str, None] = {}
    checked: list[Page] = []

    def reading(name: str) -> str | None:
        names[name] = None
        return read(name)

    def page() -> Page:
        if not checked:
            checked.append(check(reading))
        return checked[0]

    def read_names() -> bytes:
        page()
        return json.dumps(list(names)).encode()

    needed = json.loads(recorded(ROOM, MODULE, ["names", *parts], read_names))
    texts = [json.dumps([name, read(name)]) for name in needed]
    return read_page(recorded(ROOM, MODULE, ["page", *parts, *texts], lambda: written_page(page())))


def written_page(page: Page) -> bytes:
    """Return a page's outcome as JSON."""
    return json.dumps(vars(page) | {"findings": [vars(finding) for finding in page.findings]}).encode()


def read_page(body: bytes) -> Page:
    """Return the outcome that `written_page` wrote."""
    row: dict[str, Any] = json.loads(body)
    findings = tuple(Finding(**{**each, "source": tuple(each["source"])}) for each in row["findings"])
    return Page(row["path"], row["numbers"], row["proved"], row["waived"], findings)
