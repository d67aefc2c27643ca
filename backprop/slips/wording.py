"""An explanation in words: as lines for people, as an object for machines."""

import json
from collections.abc import Callable, Iterator

from backprop.slips.explanation import Explanation, Match

WAYS = {"exact": "to the last digit", "rounded": "rounded", "truncated": "cut off, not rounded"}


def as_text(explanation: Explanation) -> str:
    """Return the lines that `backprop explain` prints."""
    return "\n".join(_lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    start = f"{explanation.key} is {explanation.right} (proved); {explanation.printed}"
    if explanation.agreement:
        yield f"{start} is right, {WAYS[explanation.agreement]}"
        return
    yield f"{start} agrees in {explanation.common} digit{'' if explanation.common == 1 else 's'}"
    if explanation.units == 1:
        yield "its last digit is off by one, which rounding on the way can do"
    if not explanation.matches:
        yield "no known slip gives this number"
    for place, match in enumerate(explanation.matches):
        yield from _match(match, "also" if place else "likeliest")
    if not explanation.enough_digits:
        yield f"{explanation.fitting} slips fit; more digits would tell them apart"


def _match(match: Match, lead: str) -> Iterator[str]:
    option = f" ({match.slip.option})" if match.slip.option else ""
    yield f"{lead}: {match.slip.words}{option}"
    parts = dict.fromkeys([match.quantity, match.plain, match.substitution, match.result])
    yield f"   {' = '.join(part for part in parts if part)}"


def as_json(explanation: Explanation) -> str:
    """Return the same as one JSON object."""
    fields = {
        "key": str(explanation.key),
        "printed": explanation.printed,
        "right": explanation.right,
        "agreement": explanation.agreement,
        "common_digits": explanation.common,
        "units_off": explanation.units,
        "enough_digits": explanation.enough_digits,
        "fitting": explanation.fitting,
        "matches": [_record(match) for match in explanation.matches],
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
