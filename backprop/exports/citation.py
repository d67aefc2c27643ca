"""Citations of single values; what each format looks like is in `citations.json`, for the browser too.

A template is a row of pieces. `<name>` in a piece is a field, and a piece that names an empty field is left
out; of a list of pieces the first one counts that is not. The characters of fields have escapes, in every
format its own, and so have those of a field where the format says so.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from backprop import files
from backprop.core.digits import Digits
from backprop.core.keys import Key, parse
from backprop.core.project import project
from backprop.core.record import value_at
from backprop.errors import BackpropError
from backprop.exports import FOLDER

SHARED = Path(__file__).with_name("citations.json")
_FIELD = re.compile(r"<(\w+)>")
_SITE = re.compile(r"https?://[\w.-]+(:[0-9]+)?(/[\w.~!$&'*+,;=:@%/-]*)?", re.ASCII)
_IN_FRAGMENTS = ";=:@/"  # an address has them as they are


@dataclass(frozen=True)
class Quoted:
    """What is cited: a value as it is printed, its symbol in TeX, and its address, empty where unknown."""

    key: str
    words: str
    digits: str
    relation: str
    symbol: str
    url: str


def cite(key: str, form: str = "text", *, site: str | None = None, accessed: date | None = None) -> str:
    """Return the citation of the value at `key`; by default as read today at the documented address."""
    value = value_at(parse(key))
    quoted = Quoted(
        key=value.key,
        words=value.words,
        digits=value.digits,
        relation=Digits(value.digits, value.exact).relation,
        symbol=value.symbol,
        url=located(parse(key), documented() if site is None else site),
    )
    return cited(quoted, form, accessed or date.today())


def cited(quoted: Quoted, form: str, accessed: date) -> str:
    """Return the citation of what is quoted."""
    templates = {template["format"]: template for template in shared()["formats"]}
    if form not in templates:
        raise BackpropError(f"found format {form!r}, expected one of {', '.join(templates)}")
    return filled(templates[form], fields(quoted, accessed.isoformat()))


@cache
def shared() -> Mapping[str, Any]:
    """Return the templates, and what the project and its version are called."""
    own, templates = project(), json.loads(files.read(SHARED))
    head = {"project": own.title, "version": own.version, "date": own.date}
    return {**head, **templates, "author": own.author}


def shared_files() -> dict[str, str]:
    """Return the file from which the browser fills the same templates."""
    return {f"{FOLDER}/{SHARED.name}": json.dumps(shared(), ensure_ascii=False, indent=1) + "\n"}


def fields(quoted: Quoted, accessed: str) -> Mapping[str, str]:
    """Return what templates may name."""
    own = {name: shared()[name] for name in ("project", "author", "licence", "version", "date")}
    return {
        **own,
        **_parts(shared()["date"]),
        "accessed": accessed,
        **_parts(accessed, "accessed_"),
        **asdict(quoted),
        "title": quoted.words[:1].upper() + quoted.words[1:],
        "id": re.sub(shared()["unnamed"], "-", quoted.key),
    }


def _parts(day: str, prefix: str = "") -> Mapping[str, str]:
    year, month, number = day.split("-")
    return {f"{prefix}year": year, f"{prefix}month": month, f"{prefix}day": number}


def filled(template: Mapping[str, Any], values: Mapping[str, str]) -> str:
    """Return a template with its fields put in."""
    usual, own = template["escapes"], template["own"]
    ready = {name: escaped(text, own.get(name, usual)) for name, text in values.items()}
    return "".join(_piece(piece, ready) for piece in template["pieces"])


def _piece(piece: str | Sequence[str], values: Mapping[str, str]) -> str:
    for choice in [piece] if isinstance(piece, str) else piece:
        if all(values[name] for name in _FIELD.findall(choice)):
            return _FIELD.sub(lambda field: values[field[1]], choice)
    return ""


def escaped(text: str, escapes: Mapping[str, str]) -> str:
    """Return `text` with each character that has an escape replaced by it."""
    return "".join(escapes.get(character, character) for character in text)


def located(key: Key, site: str) -> str:
    """Return the address of a value on a site, under this release where the site holds several."""
    if not site:
        return ""
    if not _SITE.fullmatch(site):
        raise BackpropError(
            f"found site {site!r}, expected the address of its first page: https://example.org/latest/"
        )
    root = re.sub(shared()["aliases"], f"/{shared()['version']}/", f"{site.rstrip('/')}/")
    return f"{root}{FOLDER}/{key.example}/#{quote(key.fragment, safe=_IN_FRAGMENTS)}"


def documented() -> str:
    """Return the address that the installed package gives for its own documentation, or none."""
    if not project().is_own:
        return ""
    try:
        urls: list[str] = metadata.metadata("backprop").get_all("Project-URL", [])
    except metadata.PackageNotFoundError:  # run from a folder, without being installed
        return ""
    return dict(entry.split(", ", 1) for entry in urls).get("Documentation", "")
