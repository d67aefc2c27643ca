"""A cell's own formula with the heads of columns for addresses."""

import re
from collections.abc import Mapping

_ADDRESS = re.compile(r"(?<![A-Za-z0-9_!'])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![0-9A-Za-z_(!])")


def sources(formula: str, names: Mapping[str, str], beside: Mapping[str, str]) -> frozenset[str]:
    """Return the quantities that a formula reads: `names` by the letter of a column, `beside` by place."""
    places = [(match[2], f"{match[2]}{match[4]}") for match in _ADDRESS.finditer(formula)]
    known = (beside.get(place) or names.get(letter) for letter, place in places)
    return frozenset(name for name in known if name)


def reads(formula: str, row: int, heads: Mapping[str, str], beside: Mapping[str, str]) -> str:
    """Return `=J14*M13` as `=out_h1·w5[row 13]`, the formula standing in row 14."""

    def name(match: re.Match[str]) -> str:
        place = f"{match[2]}{match[4]}"
        if place in beside:
            return beside[place]
        if match[2] not in heads:
            return match[0]
        return heads[match[2]] + ("" if int(match[4]) == row else f"[row {match[4]}]")

    return _ADDRESS.sub(name, formula).replace("*", "·") if formula else ""
