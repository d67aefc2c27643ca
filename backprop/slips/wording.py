"""An explanation told: as lines for people, as an object for machines."""

import json
from collections.abc import Callable, Iterator

from backprop.slips.explanation import Explanation, Match

WAYS = {"exact": "to the last digit", "rounded": "rounded", "truncated": "cut off, not rounded"}


def as_text(explanation: Explanation) -> str:
    """Return the lines that `backprop explain` prints."""
    return "\n".join(_lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    found = explanation
    start = f"{found.key} is {found.right} (proved); {found.printed}"
    if found.agreement:
        yield f"{start} is right, {WAYS[found.agreement]}"
        return
    yield f"{start} agrees in {found.common} digit{'' if found.common == 1 else 's'}"
    if found.units == 1:
        yield "it is off by one in its last digit, as rounding on the way may make it"
    if not found.matches:
        yield "no slip known gives this"
    for place, match in enumerate(found.matches):
        yield from _match(match, "also" if place else "likeliest")
    if not found.enough_digits:
        yield f"{found.fitting} slips fit; more digits would tell them apart"


def _match(match: Match, lead: str) -> Iterator[str]:
    option = f" ({match.slip.option})" if match.slip.option else ""
    yield f"{lead}: {match.slip.words}{option}"
    parts = dict.fromkeys([match.quantity, match.plain, match.substitution, match.result])
    yield f"   {' = '.join(part for part in parts if part)}"


def as_json(explanation: Explanation) -> str:
    """Return the same as one JSON object."""
    found = explanation
    fields = {
        "key": str(found.key),
        "printed": found.printed,
        "right": found.right,
        "agreement": found.agreement,
        "common_digits": found.common,
        "units_off": found.units,
        "enough_digits": found.enough_digits,
        "fitting": found.fitting,
        "matches": [_record(match) for match in found.matches],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _record(match: Match) -> dict[str, object]:
    slip = match.slip
    return {
        "family": slip.family,
        "words": slip.words,
        "option": slip.option,
        "rank": slip.rank,
        "value": match.digits,
        "agreement": match.agreement,
        "quantity": match.quantity,
        "formula": match.tex,
        "plain": match.plain,
        "substitution": match.substitution_tex,
        "result": match.result,
    }


FORMATS: dict[str, Callable[[Explanation], str]] = {"text": as_text, "json": as_json}
