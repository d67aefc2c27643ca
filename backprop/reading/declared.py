"""What a built page declares: the front matter of its source, in its head."""

import html
import json
import re
from collections.abc import Collection

from backprop.errors import BackpropError
from backprop.reading.document import Declared

_EXAMPLE = re.compile(r"""<meta name="declared-example" content='(?P<name>[^']*)'""")
_META = re.compile(r"""<meta name="declared-(?P<name>numbers|symbols|waived)" content='(?P<json>[^']*)'""")


def declared_in(path: str, text: str) -> Declared:
    """Return the declarations of a built page; raise where they are no map from text to text."""
    declared: dict[str, dict[str, str]] = {"numbers": {}, "symbols": {}, "waived": {}}
    for match in _META.finditer(text):
        declared[match["name"]] = _map(path, match["name"], html.unescape(match["json"]))
    return Declared(**declared)


def example_in(text: str, examples: Collection[str]) -> str | None:
    """Return the example that a built page says it works with."""
    match = _EXAMPLE.search(text)
    return match["name"] if match and match["name"] in examples else None


def _map(path: str, name: str, text: str) -> dict[str, str]:
    try:
        entries = json.loads(text)
    except ValueError:
        entries = None
    if not isinstance(entries, dict):
        raise BackpropError(
            f"{path}: found {text[:60]!r} as declared {name}, expected a JSON object; build the site anew"
        )
    return {str(key): str(value) for key, value in entries.items()}
